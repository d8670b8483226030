package io.faden.channel.letter;

import io.faden.platform.pdf.PdfBinder;
import io.faden.platform.pdf.PdfSheets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that go along with a letter. A PDF is printed behind it as it is, a PNG or JPEG becomes a
 * page; of anything else only the name stands on the letter, and somebody encloses it by hand.
 */
public final class Enclosures {
  private static final int MARGIN = 15;

  private final ScanFiles files;

  /** Foreign files are opened apart from this process first. */
  public Enclosures(ScanFiles files) {
    this.files = files;
  }

  /** A file by its name and content. */
  public record File(String name, byte[] content) {}

  /** What became of a letter with its enclosures. */
  public sealed interface Result {
    /**
     * It can be printed.
     *
     * @param parts how many pages the letter has, then each thing that is printed behind it
     * @param byHand names of what is not printed
     */
    record Bound(byte[] pdf, List<Integer> parts, List<String> byHand) implements Result {}

    /** It should be printed, but cannot be: broken, sealed or too large. */
    record Unprintable(String name) implements Result {}
  }

  /** How a file goes along. */
  public enum Manner {
    PRINTED,
    BY_HAND,
    BROKEN
  }

  /** The same as binding it would find. May take some seconds. */
  public Manner manner(File file) {
    Optional<ScanKind> kind = kind(file);
    if (kind.isEmpty()) {
      return Manner.BY_HAND;
    }
    return pages(printed(kind.get(), file)) == 0 ? Manner.BROKEN : Manner.PRINTED;
  }

  private static Optional<ScanKind> kind(File file) {
    return ScanKind.of(file.content()).filter(each -> each != ScanKind.TIFF);
  }

  private Optional<byte[]> printed(ScanKind kind, File file) {
    return kind == ScanKind.PDF ? readable(file.content()) : picture(file);
  }

  private static int pages(Optional<byte[]> pdf) {
    return pdf.map(PdfBinder::pagesOf).orElse(0);
  }

  /** What stands on the letter: without the ending of what is printed. */
  public static String title(String name) {
    String title = name.replaceFirst("(?i)\\.(pdf|png|jpe?g)$", "");
    return title.isBlank() ? name : title;
  }

  /** Errors: none for what somebody may attach. May take some seconds. */
  public Result bind(byte[] letter, int pages, String title, List<File> enclosed) {
    List<byte[]> pdfs = new ArrayList<>(List.of(letter));
    List<Integer> parts = new ArrayList<>(List.of(pages));
    List<String> byHand = new ArrayList<>();
    for (File file : enclosed) {
      Optional<ScanKind> kind = kind(file);
      if (kind.isEmpty()) {
        byHand.add(file.name());
        continue;
      }
      Optional<byte[]> printed = printed(kind.get(), file);
      int count = pages(printed);
      if (count == 0) {
        return new Result.Unprintable(file.name());
      }
      pdfs.add(printed.get());
      parts.add(count);
    }
    return new Result.Bound(pdfs.size() == 1 ? letter : bound(title, pdfs), parts, byHand);
  }

  private Optional<byte[]> readable(byte[] pdf) {
    return files.read(pdf) instanceof ScanReading.Read ? Optional.of(pdf) : Optional.empty();
  }

  private static Optional<byte[]> picture(File file) {
    if (!(LetterImage.read(file.content()) instanceof LetterImage.Reading.Read read)) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfSheets sheets = new PdfSheets(out, "de", file.name())) {
      sheets.image(
          read.image().png(), MARGIN, MARGIN, FormB.WIDTH - 2 * MARGIN, FormB.HEIGHT - 2 * MARGIN);
    }
    return Optional.of(out.toByteArray());
  }

  private static byte[] bound(String title, List<byte[]> pdfs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfBinder binder = new PdfBinder(out, title)) {
      pdfs.forEach(binder::add);
    }
    return out.toByteArray();
  }
}
