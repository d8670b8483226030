package io.faden.channel.social;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a webhook comes from who knows the secret, and when: hex HMAC-SHA256 over the seconds
 * since 1970, a full stop and the body as it is on the wire. The same in both directions.
 */
public final class Signature {
  public static final String TIMESTAMP_HEADER = "Faden-Timestamp";
  public static final String HEADER = "Faden-Signature";

  /** Clocks differ, and a signature that somebody has recorded must not be good for ever. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String SCHEME = "sha256=";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The value of {@link #HEADER}. */
  public static String of(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return SCHEME + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** Why a signature is not accepted, as a sentence; empty if it is. */
  public static Optional<String> refusal(
      String secret, Optional<String> timestamp, Optional<String> given, byte[] body, Instant now) {
    if (timestamp.isEmpty() || given.isEmpty()) {
      return Optional.of(TIMESTAMP_HEADER + " and " + HEADER + " are needed.");
    }
    // Whoever cannot sign learns nothing about our clock.
    if (!isSame(of(secret, timestamp.get(), body), given.get())) {
      return Optional.of("The signature is not that of this body with the secret of the account.");
    }
    return seconds(timestamp.get())
            .filter(at -> Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0)
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "The timestamp is not the time in seconds since 1970, or more than five minutes off.");
  }

  private static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Instant> seconds(String timestamp) {
    return timestamp.matches("\\d{1,12}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(timestamp)))
        : Optional.empty();
  }
}
