package io.faden.channel.letter;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Letters as customers write them, as PDF with text, and as what a scanner makes of them. */
public final class Letters {
  public static final double WIDTH = 210;
  public static final double HEIGHT = 297;

  /** A font of the product's own: every machine draws the same letters. */
  private static final String FONT = "/liberation/LiberationSans-Regular.ttf";

  /** A line at a place in millimetres from the top left corner. */
  public record Line(double x, double y, double points, String text) {}

  public static final List<String> BODY =
      List.of(
          "Sehr geehrte Damen und Herren,",
          "am 3. Februar habe ich bei Ihnen eine Waschmaschine bestellt. Die Lieferung",
          "kam erst zwei Wochen später, und die Tür der Maschine schließt nicht richtig.",
          "Ihr Kundendienst hat mir am Telefon versprochen, innerhalb von drei Tagen",
          "einen Techniker zu schicken. Bisher ist niemand erschienen, und ich wasche",
          "seit über einem Monat bei meiner Nachbarin. Das ist für uns beide ärgerlich.",
          "Ich bitte Sie daher, das Gerät bis Ende des Monats zu reparieren oder gegen",
          "ein neues auszutauschen. Andernfalls möchte ich vom Kauf zurücktreten und",
          "erwarte die Erstattung des vollen Preises auf mein Konto.",
          "Für Rückfragen erreichen Sie mich tagsüber unter der oben genannten Nummer.",
          "Mit freundlichen Grüßen",
          "Jürgen Böttcher");

  private Letters() {}

  /** A complaint in a window envelope, with everything that leads to its sender. */
  public static List<Line> complaint(String reference) {
    List<Line> lines =
        new ArrayList<>(
            List.of(
                new Line(25, 20, 14, "Jürgen Böttcher"),
                new Line(25, 49, 7, "Jürgen Böttcher · Deichstraße 17 · 25761 Büsum"),
                new Line(25, 60, 11, "Nordlicht Versand GmbH"),
                new Line(25, 65, 11, "Kundendienst"),
                new Line(25, 70, 11, "Hafenstraße 4a"),
                new Line(25, 75, 11, "24103 Kiel"),
                new Line(125, 55, 10, "Telefon: 0431 / 12 34 56"),
                new Line(125, 60, 10, "boettcher@example.org"),
                new Line(125, 65, 10, "Kundennummer: KD-204817"),
                new Line(125, 70, 10, "Ihr Zeichen: " + reference),
                new Line(125, 80, 10, "Büsum, 12. März 2026"),
                new Line(25, 100, 11, "Reklamation meiner Waschmaschine")));
    double y = 112;
    for (String text : BODY) {
      lines.add(new Line(25, y, 11, text));
      y += text.endsWith(",") ? 10 : 5.5;
    }
    return lines;
  }

  public static byte[] pdf(List<List<Line>> pages) {
    try (PDDocument document = new PDDocument();
        InputStream file = Letters.class.getResourceAsStream(FONT)) {
      PDType0Font font = PDType0Font.load(document, file);
      for (List<Line> lines : pages) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          for (Line line : lines) {
            content.beginText();
            content.setFont(font, (float) line.points());
            content.newLineAtOffset(points(line.x()), points(HEIGHT - line.y()));
            content.showText(line.text());
            content.endText();
          }
        }
      }
      return bytes(document);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** What most office scanners send. */
  public static byte[] pdfOfImages(List<BufferedImage> images) {
    try (PDDocument document = new PDDocument()) {
      for (BufferedImage image : images) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.drawImage(
              LosslessFactory.createFromImage(document, image),
              0,
              0,
              PDRectangle.A4.getWidth(),
              PDRectangle.A4.getHeight());
        }
      }
      return bytes(document);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static float points(double millimetres) {
    return (float) (millimetres / 25.4 * 72);
  }

  /** As paper lies on the glass: turned clockwise by so many degrees, grey, with noise. */
  public static BufferedImage scanned(List<Line> lines, int dpi, double degrees, int noise) {
    int width = pixels(WIDTH, dpi);
    int height = pixels(HEIGHT, dpi);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(Color.WHITE);
    drawing.fillRect(0, 0, width, height);
    drawing.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    drawing.rotate(Math.toRadians(degrees), width / 2.0, height / 2.0);
    drawing.setColor(Color.BLACK);
    Font font = font();
    for (Line line : lines) {
      drawing.setFont(font.deriveFont((float) (line.points() / 72 * dpi)));
      drawing.drawString(line.text(), pixels(line.x(), dpi), pixels(line.y(), dpi));
    }
    drawing.dispose();
    Random random = new Random(4711);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double grey = image.getRaster().getSample(x, y, 0) + random.nextGaussian() * noise;
        image.getRaster().setSample(x, y, 0, (int) Math.clamp(grey, 0, 255));
      }
    }
    return image;
  }

  private static Font font() {
    try (InputStream file = Letters.class.getResourceAsStream(FONT)) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException | java.awt.FontFormatException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static int pixels(double millimetres, int dpi) {
    return (int) Math.round(millimetres / 25.4 * dpi);
  }

  public static byte[] file(BufferedImage image, String format) {
    return tiff(List.of(image), format);
  }

  public static byte[] tiff(List<BufferedImage> pages) {
    return tiff(pages, "tiff");
  }

  private static byte[] tiff(List<BufferedImage> pages, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      if (pages.size() == 1) {
        writer.write(pages.getFirst());
      } else {
        writer.prepareWriteSequence(null);
        for (Iterator<BufferedImage> each = pages.iterator(); each.hasNext(); ) {
          writer.writeToSequence(new IIOImage(each.next(), null, null), null);
        }
        writer.endWriteSequence();
      }
      stream.flush();
      return out.toByteArray();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } finally {
      writer.dispose();
    }
  }

  public static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** Which part of the words of a letter was read right, in their order. */
  public static double accuracy(List<String> written, List<String> read) {
    int[][] longest = new int[written.size() + 1][read.size() + 1];
    for (int i = 1; i <= written.size(); i++) {
      for (int j = 1; j <= read.size(); j++) {
        longest[i][j] =
            written.get(i - 1).equals(read.get(j - 1))
                ? longest[i - 1][j - 1] + 1
                : Math.max(longest[i - 1][j], longest[i][j - 1]);
      }
    }
    return (double) longest[written.size()][read.size()] / written.size();
  }
}
