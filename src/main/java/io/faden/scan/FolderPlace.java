package io.faden.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one account and where its files go. Nothing outside it is ever touched: links are
 * not followed, and only plain files count.
 */
final class FolderPlace {
  static final String DONE = "done";
  static final String FAILED = "failed";

  /** The number of its arrival, a further number for the same file again, its name. */
  private static final Pattern KEPT = Pattern.compile("(\\d{1,18})(?:\\.\\d+)?-(.+)");

  private final Path root;
  private final String folder;

  FolderPlace(Path root, String folder) {
    this.root = root.toAbsolutePath().normalize();
    this.folder = folder;
  }

  Path path() {
    return root.resolve(folder);
  }

  /** A plain file. */
  record Found(Path path, String name, long size, long changed) {
    boolean same(Found other) {
      return size == other.size && changed == other.changed;
    }
  }

  /** Makes what is missing. Errors: {@link FolderTrouble}. */
  void make() throws FolderTrouble {
    try {
      if (!root.equals(path().normalize().getParent())) {
        throw new FolderTrouble("This is no name of a folder", folder);
      }
      Path unused = Files.createDirectories(root);
      if (!Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path());
      }
    } catch (IOException fault) {
      throw new FolderTrouble("The scan folder cannot be made", path(), fault);
    }
    check();
  }

  /** Errors: {@link FolderTrouble} when it is not there, or is no folder. */
  void check() throws FolderTrouble {
    if (!Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
      throw new FolderTrouble("The scan folder is not there", path());
    }
    if (!isFolder(path())) {
      throw new FolderTrouble("This is not a folder", path());
    }
  }

  /** The plain files that lie in it now. Errors: {@link FolderTrouble}. */
  List<Found> files() throws FolderTrouble {
    check();
    try {
      return filesIn(path()).stream().filter(file -> FolderNames.isMeant(file.name())).toList();
    } catch (IOException fault) {
      throw new FolderTrouble("The scan folder cannot be read", path(), fault);
    }
  }

  private static List<Found> filesIn(Path directory) throws IOException {
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        look(entry).ifPresent(found::add);
      }
    } catch (DirectoryIteratorException fault) {
      throw fault.getCause();
    }
    return found;
  }

  /** As it is now; empty when it is gone, or no plain file. */
  static Optional<Found> look(Path file) throws IOException {
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return now.isRegularFile()
          ? Optional.of(
              new Found(file, FolderNames.of(file), now.size(), now.lastModifiedTime().toMillis()))
          : Optional.empty();
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes done or failed. Errors: {@link FolderTrouble}. */
  void keeping(String kept) throws FolderTrouble {
    Path in = path().resolve(kept);
    made(in, List.of(in));
  }

  /** Makes the folder of a day in done or failed. Errors: {@link FolderTrouble}. */
  Path day(String kept, LocalDate day) throws FolderTrouble {
    Path in = path().resolve(kept);
    made(in, List.of(in, in.resolve(day.toString())));
    return in.resolve(day.toString());
  }

  private void made(Path in, List<Path> folders) throws FolderTrouble {
    try {
      for (Path each : folders) {
        if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
          Path unused = Files.createDirectory(each);
        }
        if (!isFolder(each)) {
          throw new FolderTrouble("This is not a folder", each);
        }
      }
    } catch (IOException fault) {
      // The check comes first: a folder that vanished is told as such.
      check();
      throw new FolderTrouble("The folder cannot be written to", in, fault);
    }
  }

  /**
   * Moves a file into the folder of a day, in one step; a name that is there already gets a further
   * number. Errors: IOException, and the file lies where it lay.
   */
  static Path move(Path file, Path day, long arrival, String name) throws IOException {
    Path to = FolderNames.below(day, arrival + "-" + name);
    for (int more = 2; Files.exists(to, LinkOption.NOFOLLOW_LINKS); more++) {
      to = FolderNames.below(day, arrival + "." + more + "-" + name);
    }
    return Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A file in done or failed.
   *
   * @param arrival its number
   * @param name that it came with
   */
  record Kept(Found file, long arrival, String name) {}

  /** What was put there on these days. */
  List<Kept> kept(String where, List<LocalDate> days) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (LocalDate day : days) {
      Path in = path().resolve(where).resolve(day.toString());
      if (isFolder(path().resolve(where)) && isFolder(in)) {
        filesIn(in).forEach(file -> kept(file).ifPresent(kept::add));
      }
    }
    return kept;
  }

  private static Optional<Kept> kept(Found file) {
    Matcher parts = KEPT.matcher(file.name());
    return parts.matches()
        ? Optional.of(new Kept(file, Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }
}
