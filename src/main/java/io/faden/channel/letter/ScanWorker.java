package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * The process that opens foreign files: whatever they do to its memory, stack or time, only it
 * ends. Started by {@link ScanFiles} alone; says what came of it by its exit code, and its results
 * are files beside the given one. Its heap limit also bounds those.
 */
final class ScanWorker {
  static final int ENCRYPTED = 20;
  static final int BROKEN = 21;
  static final int EMPTY = 22;
  static final int TOO_MANY_PAGES = 23;
  static final int TOO_COSTLY = 24;

  /** Of all pages together. */
  static final int MOST_WORDS = 400_000;

  private ScanWorker() {}

  /**
   * {@code read KIND FILE mostPages} writes {@code pages}; {@code draw KIND FILE mostPages first
   * last dpi mostPixels level|colour} writes {@code N.png} and then {@code N.skew} for each page.
   */
  public static void main(String[] arguments) {
    System.exit(work(List.of(arguments)));
  }

  private static int work(List<String> arguments) {
    ScanKind kind = ScanKind.valueOf(arguments.get(1));
    Path file = Path.of(arguments.get(2));
    int mostPages = Integer.parseInt(arguments.get(3));
    try (PageSource source =
        kind == ScanKind.PDF ? new PdfSource(file) : new ImageSource(file, kind)) {
      int pages = source.pages(mostPages);
      if (pages == 0) {
        return EMPTY;
      }
      if (pages > mostPages) {
        return TOO_MANY_PAGES;
      }
      if (arguments.getFirst().equals("read")) {
        describe(source, pages, file.resolveSibling("pages"));
      } else {
        draw(source, pages, arguments.subList(4, arguments.size()), file);
      }
      return 0;
    } catch (InvalidPasswordException locked) {
      return ENCRYPTED;
    } catch (OutOfMemoryError much) {
      return TOO_COSTLY;
    } catch (NoClassDefFoundError publicKeys) {
      // The only part of PDFBox that needs other libraries: files encrypted for certificates.
      return ENCRYPTED;
    } catch (IOException | RuntimeException | StackOverflowError fault) {
      return BROKEN;
    }
  }

  private static void describe(PageSource source, int pages, Path result) throws IOException {
    int words = 0;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(result)))) {
      out.writeInt(pages);
      for (int page = 0; page < pages; page++) {
        double[] size = source.size(page);
        out.writeDouble(size[0]);
        out.writeDouble(size[1]);
        List<TextLine> lines = words > MOST_WORDS ? List.of() : source.text(page).lines();
        out.writeInt(lines.size());
        for (TextLine line : lines) {
          words += line.words().size();
          write(out, line);
        }
      }
    }
  }

  private static void write(DataOutputStream out, TextLine line) throws IOException {
    out.writeBoolean(line.startsParagraph());
    out.writeInt(line.words().size());
    for (Word word : line.words()) {
      out.writeUTF(word.text());
      out.writeDouble(word.place().left());
      out.writeDouble(word.place().top());
      out.writeDouble(word.place().width());
      out.writeDouble(word.place().height());
    }
  }

  private static void draw(PageSource source, int pages, List<String> how, Path file)
      throws IOException {
    int first = Integer.parseInt(how.get(0));
    int last = Math.min(pages, Integer.parseInt(how.get(1)));
    double dpi = Double.parseDouble(how.get(2));
    int mostPixels = Integer.parseInt(how.get(3));
    boolean level = how.get(4).equals("level");
    for (int number = first; number <= last; number++) {
      BufferedImage image = source.draw(number - 1, dpi, level, mostPixels);
      double skew = level ? Skew.of(image) : 0;
      double width = source.size(number - 1)[0];
      ImageIO.write(
          level ? Skew.levelled(image, skew) : image,
          "png",
          file.resolveSibling(number + ".png").toFile());
      // Written last: it says that the image is complete.
      try (DataOutputStream out =
          new DataOutputStream(Files.newOutputStream(file.resolveSibling(number + ".skew")))) {
        out.writeDouble(skew);
        out.writeInt(image.getWidth());
        out.writeInt(image.getHeight());
        out.writeDouble(image.getWidth() / width * 25.4);
      }
    }
  }
}
