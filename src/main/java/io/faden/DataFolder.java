package io.faden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The folder that one process keeps its data in: the embedded database and the secret key. */
final class DataFolder implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final Duration TO_LET_GO = Duration.ofSeconds(8);
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits up to eight seconds for a process that may still be stopping, and says so once. Errors:
   * {@link Main.Refusal} when it cannot be written or another process keeps it.
   */
  static DataFolder open(Path folder, Consumer<String> say) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("faden.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = locked(channel, folder, say);
      if (lock == null) {
        channel.close();
        throw inUse(folder);
      }
      return new DataFolder(folder, channel, lock);
    } catch (OverlappingFileLockException held) {
      throw inUse(folder);
    } catch (IOException fault) {
      throw new Main.Refusal(
          "The data folder "
              + folder.toAbsolutePath()
              + " cannot be written; give another one with FADEN_DATA_DIR.");
    }
  }

  /** Null when another process keeps it. */
  private static FileLock locked(FileChannel channel, Path folder, Consumer<String> say)
      throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      say.accept(
          "  data folder: waiting for another Faden to let go of " + folder.toAbsolutePath());
    }
    long end = System.nanoTime() + TO_LET_GO.toNanos();
    while (lock == null && System.nanoTime() < end) {
      LockSupport.parkNanos(AGAIN.toNanos());
      lock = channel.tryLock();
    }
    return lock;
  }

  private static Main.Refusal inUse(Path folder) {
    return new Main.Refusal(
        "Another Faden is using the data folder "
            + folder.toAbsolutePath()
            + "; stop it, or give another folder with FADEN_DATA_DIR.");
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /**
   * The configured key, or the one in the folder, made on the first start and readable by us alone.
   */
  byte[] secretKey(Optional<String> configured) {
    try {
      Path file = folder.resolve("secret.key");
      if (configured.isEmpty() && !Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        write(file, Base64.getEncoder().encodeToString(fresh));
      }
      String written = configured.isPresent() ? configured.get() : Files.readString(file).strip();
      byte[] key = Base64.getDecoder().decode(written);
      if (key.length < KEY_BYTES) {
        throw new IllegalArgumentException("too short");
      }
      return key;
    } catch (IllegalArgumentException fault) {
      throw new Main.Refusal(
          "The secret key must be 32 bytes or more in Base64, for example from: openssl rand -base64 32");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void write(Path file, String text) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text + "\n");
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
