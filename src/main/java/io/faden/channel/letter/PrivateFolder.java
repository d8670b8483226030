package io.faden.channel.letter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that only this user may read; it goes with all that is in it. */
final class PrivateFolder implements AutoCloseable {
  private final Path path;

  PrivateFolder() {
    try {
      path = Files.createTempDirectory("faden-letter-");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Path path() {
    return path;
  }

  Path file(String name, byte[] content) {
    try {
      return Files.write(path.resolve(name), content);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
