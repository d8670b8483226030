package io.faden.platform;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, which lives outside the database, and what is derived from it. One key
 * for each purpose, so that a signature can never stand for a ciphertext.
 */
public final class Keys {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] master;
  private final SecureRandom random = new SecureRandom();

  /** Takes 32 bytes or more. */
  public Keys(byte[] master) {
    if (master.length < 32) {
      throw new IllegalArgumentException("the secret key needs 32 bytes or more");
    }
    this.master = master.clone();
  }

  /** HMAC-SHA256 under a key of its own for this purpose: 32 bytes. */
  public byte[] sign(String purpose, byte[] message) {
    return hmac(hmac(master, bytes("sign:" + purpose)), message);
  }

  /** AES-256-GCM; the result carries its nonce. Purpose and text must match to open it again. */
  public byte[] seal(String purpose, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, bytes(text));
    byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, result, NONCE_BYTES, sealed.length);
    return result;
  }

  /** Opens what {@link #seal} made. Errors: {@link WrongKey} when the key is another one. */
  public String open(String purpose, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return new String(
        cipher(Cipher.DECRYPT_MODE, purpose, nonce, rest), java.nio.charset.StandardCharsets.UTF_8);
  }

  private byte[] cipher(int mode, String purpose, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] key = hmac(master, bytes("seal:" + purpose));
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException fault) {
      throw new WrongKey(fault);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The secret key is not the one that sealed this. */
  public static final class WrongKey extends RuntimeException {
    WrongKey(Throwable cause) {
      super("the secret key is not the one that this was sealed with", cause);
    }
  }
}
