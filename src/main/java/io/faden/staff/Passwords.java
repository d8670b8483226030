package io.faden.staff;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.faden.platform.Secret;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes passwords with argon2id: 19 MiB, two passes, one lane (OWASP Password Storage Cheat
 * Sheet). Two at once and the others wait, so that a rush of sign-ins takes neither all processors
 * nor the memory; on threads of its own, because a computation would hold a virtual thread's
 * carrier.
 */
public final class Passwords {
  static final int AT_ONCE = 2;
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
  private static final int SALT_BYTES = 16;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("argon2-", 0).factory());

  /** Begun at once and not waited for: the library alone takes a second to load. */
  private final Future<String> nobodys = threads.submit(() -> hashed(Secret.fresh().text()));

  /** The hash in its own encoding, with parameters and salt. Takes some 50 ms. */
  String hash(String password) {
    String plain = normal(password);
    return await(threads.submit(() -> hashed(plain)));
  }

  private static String hashed(String plain) {
    return Password.hash(plain).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
  }

  /** Without a hash it is false, after the same time as with one: the time must tell nothing. */
  boolean matches(String password, Optional<String> hash) {
    String plain = normal(password);
    String against = hash.orElseGet(() -> await(nobodys));
    boolean equal =
        await(
            threads.submit(
                () ->
                    Password.check(plain, against)
                        .with(Argon2Function.getInstanceFromHash(against))));
    return equal && hash.isPresent();
  }

  /** One keyboard types ä as one character, another as two. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private static <T> T await(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while hashing a password", stopped);
    } catch (ExecutionException fault) {
      throw new IllegalStateException("hashing a password failed", fault.getCause());
    }
  }
}
