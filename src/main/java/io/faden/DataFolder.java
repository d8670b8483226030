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
import java.util.Base64;
import java.util.Optional;

/** The folder that one process keeps its data in: the embedded database and the secret key. */
final class DataFolder implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Errors: {@link Main.Refusal} when it cannot be written or another process has it. */
  static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("faden.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
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
