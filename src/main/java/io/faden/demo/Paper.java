package io.faden.demo;

import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfSheets;
import io.faden.platform.pdf.Print;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Paper of customers: as it is typed, and as it lies on the glass of a scanner. */
final class Paper {
  private static final Look TYPED = new Look(11, false, 0x1b1b1b);
  private static final Look STRONG = new Look(11, true, 0x1b1b1b);
  private static final Look RETURN_LINE = new Look(7, false, 0x1b1b1b);
  private static final String FONT = "/liberation/LiberationSans-Bold.ttf";
  private static final int DPI = 300;
  private static final float QUALITY = 0.6f;

  private Paper() {}

  /**
   * A letter of somebody.
   *
   * @param sender name, street, town
   * @param beside in the information block: telephone, customer number, reference
   * @param stamp of the post room, in a line of its own
   * @param text paragraphs, with salutation and closing
   */
  record Typed(
      List<String> sender,
      List<String> recipient,
      List<String> beside,
      String date,
      Optional<String> stamp,
      String subject,
      List<String> text) {}

  /** As a program prints it: the PDF has its text. */
  static byte[] typed(Typed letter) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfSheets sheet = new PdfSheets(out, "de", letter.subject())) {
      sheet.text(letter.sender().getFirst(), STRONG, 25, 22, 90);
      sheet.text(String.join(" · ", letter.sender()), RETURN_LINE, 25, 49, 85);
      lines(sheet, letter.recipient(), 25, 60);
      lines(sheet, letter.beside(), 125, 55);
      sheet.text(letter.date(), TYPED, 125, 84, 60);
      sheet.text(letter.subject(), STRONG, 25, 100, 160);
      letter.stamp().ifPresent(line -> sheet.text(line, STRONG, 125, 30, 70));
      float base = 114;
      for (String paragraph : letter.text()) {
        for (String line : paragraph.lines().toList()) {
          for (String part : Print.lines(line, TYPED, 160)) {
            sheet.text(part, TYPED, 25, base, 160);
            base += 5.4f;
          }
        }
        base += 3.6f;
      }
    }
    return out.toByteArray();
  }

  private static void lines(PdfSheets sheet, List<String> lines, float left, float top) {
    float base = top;
    for (String line : lines) {
      sheet.text(line, TYPED, left, base, 80);
      base += 5;
    }
  }

  /** A letter of ours as the carrier brings it back; its text stays in the file. */
  static byte[] stamped(byte[] pdf, List<String> stamp) {
    try (PDDocument letter = Loader.loadPDF(pdf);
        InputStream file = Paper.class.getResourceAsStream(FONT)) {
      PDPage page = letter.getPage(0);
      PDFont font = PDType0Font.load(letter, file);
      try (PDPageContentStream content =
          new PDPageContentStream(
              letter, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
        content.setNonStrokingColor(0.35f);
        float base = page.getMediaBox().getHeight() - 260;
        for (String line : stamp) {
          content.beginText();
          content.setFont(font, 13);
          content.newLineAtOffset(360, base);
          content.showText(line);
          content.endText();
          base -= 17;
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      letter.save(out);
      return out.toByteArray();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  /** A stain where a cup stood, in millimetres from the top left corner. */
  record Stain(double x, double y, double radius) {}

  /**
   * What a scanner makes of a letter: images without text, grey, a little askew, with grain.
   *
   * @param stamp printed across it by whoever opened it, or brought it back
   */
  static byte[] scanned(byte[] pdf, double degrees, List<String> stamp, Optional<Stain> stain) {
    try (PDDocument letter = Loader.loadPDF(pdf);
        PDDocument scan = new PDDocument()) {
      PDFRenderer renderer = new PDFRenderer(letter);
      for (int page = 0; page < letter.getNumberOfPages(); page++) {
        BufferedImage paper = renderer.renderImageWithDPI(page, DPI, ImageType.GRAY);
        if (page == 0) {
          soil(paper, stamp, stain);
        }
        add(scan, grained(turned(paper, degrees)));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      scan.save(out);
      return out.toByteArray();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  private static void soil(BufferedImage paper, List<String> stamp, Optional<Stain> stain) {
    Graphics2D drawing = paper.createGraphics();
    drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    stain.ifPresent(
        cup -> {
          drawing.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.96f));
          drawing.setColor(new Color(0x8a8a8a));
          int size = pixels(cup.radius() * 2);
          drawing.fillOval(
              pixels(cup.x() - cup.radius()), pixels(cup.y() - cup.radius()), size, size);
          drawing.setComposite(AlphaComposite.SrcOver);
        });
    drawing.setColor(new Color(0x4a4a4a));
    drawing.rotate(Math.toRadians(-5), pixels(150), pixels(25));
    drawing.setFont(font().deriveFont((float) pixels(4.6)));
    int base = pixels(20);
    for (String line : stamp) {
      drawing.drawString(line, pixels(132), base);
      base += pixels(6.4);
    }
    if (!stamp.isEmpty()) {
      drawing.setStroke(new BasicStroke(pixels(0.7)));
      drawing.drawRect(pixels(128), pixels(13), pixels(58), pixels(5.5 + 6.4 * stamp.size()));
    }
    drawing.dispose();
  }

  /** One of the product's own: a server may have no fonts. */
  private static Font font() {
    try (InputStream file = Paper.class.getResourceAsStream(FONT)) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException | FontFormatException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static BufferedImage turned(BufferedImage paper, double degrees) {
    BufferedImage glass =
        new BufferedImage(paper.getWidth(), paper.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D drawing = glass.createGraphics();
    drawing.setColor(Color.WHITE);
    drawing.fillRect(0, 0, glass.getWidth(), glass.getHeight());
    drawing.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    drawing.rotate(Math.toRadians(degrees), glass.getWidth() / 2.0, glass.getHeight() / 2.0);
    drawing.drawImage(paper, 0, 0, null);
    drawing.dispose();
    return glass;
  }

  private static BufferedImage grained(BufferedImage glass) {
    Random grain = new Random(glass.getWidth());
    for (int y = 0; y < glass.getHeight(); y++) {
      for (int x = 0; x < glass.getWidth(); x++) {
        double tone = glass.getRaster().getSample(x, y, 0) * 0.96 + grain.nextGaussian() * 4;
        glass.getRaster().setSample(x, y, 0, (int) Math.clamp(tone, 0, 250));
      }
    }
    return glass;
  }

  private static void add(PDDocument scan, BufferedImage glass) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    scan.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
      content.drawImage(
          JPEGFactory.createFromImage(scan, glass, QUALITY, DPI),
          0,
          0,
          PDRectangle.A4.getWidth(),
          PDRectangle.A4.getHeight());
    }
  }

  private static int pixels(double millimetres) {
    return (int) Math.round(millimetres / 25.4 * DPI);
  }
}
