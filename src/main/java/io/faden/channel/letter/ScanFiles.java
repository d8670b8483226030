package io.faden.channel.letter;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/**
 * Opens scanned files: PDF, TIFF, PNG and JPEG, told apart by content.
 *
 * <p>Each call is a process of its own, because a file can be made to take all memory or to never
 * end, and no library in this process could be stopped then. It costs about half a second; callers
 * wait for their turn, best on a virtual thread.
 */
public final class ScanFiles {
  private static final int MOST_DPI = 600;

  /** An image of noise compresses to no less; what is larger is not passed on. */
  private static final long MOST_PNG_BYTES = 64 << 20;

  private final ScanLimits limits;
  private final Semaphore processes;

  public ScanFiles(ScanLimits limits) {
    this.limits = limits;
    this.processes = new Semaphore(limits.processes(), true);
  }

  /**
   * Reads what a file says of itself: pages, their sizes, their own text. Errors: none for what
   * somebody may send; CancellationException when this thread is interrupted.
   */
  public ScanReading read(byte[] file) {
    if (file.length == 0) {
      return new ScanReading.Empty();
    }
    if (file.length > limits.bytes()) {
      return new ScanReading.TooLarge(file.length);
    }
    Optional<ScanKind> kind = ScanKind.of(file);
    if (kind.isEmpty()) {
      return new ScanReading.OtherKind();
    }
    try (PrivateFolder folder = new PrivateFolder()) {
      Path scan = folder.file("scan", file);
      OptionalInt end = work(folder.path(), limits.opening(), "read", kind.get(), scan, List.of());
      if (end.isEmpty()) {
        return new ScanReading.TooCostly();
      }
      return switch (end.getAsInt()) {
        case 0 -> new ScanReading.Read(new Scan(kind.get(), pages(folder.path())));
        case ScanWorker.ENCRYPTED -> new ScanReading.Encrypted();
        case ScanWorker.EMPTY -> new ScanReading.Empty();
        case ScanWorker.TOO_MANY_PAGES -> new ScanReading.TooManyPages(limits.pages());
        case ScanWorker.BROKEN -> new ScanReading.Broken();
        // Also when the process was ended from outside, as Linux does when memory is short.
        default -> new ScanReading.TooCostly();
      };
    }
  }

  /** Draws a page (from 1) in colour, at up to 600 dpi. Errors: as {@link #read}. */
  public PageImage draw(byte[] file, int page, int dpi) {
    Optional<ScanKind> kind = ScanKind.of(file);
    if (page < 1 || page > limits.pages()) {
      return new PageImage.NoSuchPage();
    }
    if (kind.isEmpty() || file.length > limits.bytes()) {
      return new PageImage.NotDrawn();
    }
    int asked = Math.clamp(dpi, 10, MOST_DPI);
    try (PrivateFolder folder = new PrivateFolder()) {
      Path scan = folder.file("scan", file);
      OptionalInt end = draw(folder.path(), kind.get(), scan, page, page, asked, "colour");
      Optional<Drawing> drawing = drawing(folder.path(), page);
      if (drawing.isPresent()) {
        return image(drawing.get());
      }
      boolean readToTheEnd = end.isPresent() && end.getAsInt() == 0;
      return readToTheEnd ? new PageImage.NoSuchPage() : new PageImage.NotDrawn();
    }
  }

  private static PageImage image(Drawing drawing) {
    try {
      if (Files.size(drawing.png()) > MOST_PNG_BYTES) {
        return new PageImage.NotDrawn();
      }
      return new PageImage.Drawn(
          Files.readAllBytes(drawing.png()), drawing.width(), drawing.height(), drawing.dpi());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A page in a private folder. */
  record Drawing(Path png, double skew, int width, int height, double dpi) {}

  /** Grey and level images of these pages, for reading; those that cannot be drawn are missing. */
  void drawLevel(Path folder, ScanKind kind, Path scan, int first, int last, int dpi) {
    draw(folder, kind, scan, first, last, dpi, "level");
  }

  private OptionalInt draw(
      Path folder, ScanKind kind, Path scan, int first, int last, int dpi, String how) {
    Duration limit = limits.opening().plus(limits.page().multipliedBy(last - first + 1L));
    List<String> more =
        List.of(
            Integer.toString(first),
            Integer.toString(last),
            Integer.toString(dpi),
            Integer.toString(limits.pixels()),
            how);
    return work(folder, limit, "draw", kind, scan, more);
  }

  static Optional<Drawing> drawing(Path folder, int page) {
    Path said = folder.resolve(page + ".skew");
    if (!Files.exists(said)) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(said))) {
      return Optional.of(
          new Drawing(
              folder.resolve(page + ".png"),
              in.readDouble(),
              in.readInt(),
              in.readInt(),
              in.readDouble()));
    } catch (java.io.EOFException endedWhileWriting) {
      return Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Removes what was drawn and read of a page: images of hundreds are gigabytes. */
  static void forget(Path folder, int page) {
    try {
      for (String ending : List.of(".skew", ".png", ".png-text.tsv")) {
        Files.deleteIfExists(folder.resolve(page + ending));
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private OptionalInt work(
      Path folder, Duration limit, String what, ScanKind kind, Path scan, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.megabytes() + "m",
                // Ends sooner than it would get going, and takes one core only.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                // Foreign files make PDFBox say much that nobody reads.
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                System.getProperty("java.class.path"),
                ScanWorker.class.getName(),
                what,
                kind.name(),
                scan.toString(),
                Integer.toString(limits.pages())));
    command.addAll(more);
    processes.acquireUninterruptibly();
    try {
      return BoundedProcess.run(command, Map.of(), limit);
    } finally {
      processes.release();
    }
  }

  private static List<ScanPage> pages(Path folder) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve("pages"))))) {
      int count = in.readInt();
      List<ScanPage> pages = new ArrayList<>();
      for (int number = 1; number <= count; number++) {
        double width = in.readDouble();
        double height = in.readDouble();
        List<TextLine> lines = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          lines.add(line(in));
        }
        pages.add(new ScanPage(number, width, height, PageText.own(lines)));
      }
      return pages;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static TextLine line(DataInputStream in) throws IOException {
    boolean startsParagraph = in.readBoolean();
    List<Word> words = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String text = in.readUTF();
      Box place = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
      words.add(new Word(text, place, 100));
    }
    return new TextLine(words, startsParagraph);
  }
}
