package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as it is read by somebody else. Pages are counted from 1, measures are millimetres. */
public final class Paper implements AutoCloseable {
  private static final float MM = 25.4f / 72;
  private static final int DPI = 300;

  private final PDDocument document;

  public Paper(byte[] pdf) throws IOException {
    document = Loader.loadPDF(pdf);
  }

  /** Where each sign stands; upper is where a capital begins, lower the base line. */
  public record Sign(
      String text, float left, float right, float upper, float lower, float points) {}

  public int pages() {
    return document.getNumberOfPages();
  }

  public String text(int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document).replace("\r", "");
  }

  public String text() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int page = 1; page <= pages(); page++) {
      all.append(text(page));
    }
    return all.toString();
  }

  public List<Sign> signs(int page) throws IOException {
    List<Sign> found = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition at) {
            found.add(
                new Sign(
                    at.getUnicode(),
                    at.getXDirAdj() * MM,
                    (at.getXDirAdj() + at.getWidthDirAdj()) * MM,
                    (at.getYDirAdj() - at.getFontSizeInPt() * 0.9f) * MM,
                    (at.getYDirAdj() + at.getFontSizeInPt() * 0.21f) * MM,
                    at.getFontSizeInPt()));
          }
        };
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.writeText(document, new StringWriter());
    return found.stream().filter(sign -> !sign.text().isBlank()).toList();
  }

  /** Those inside of a box. */
  public List<Sign> signs(int page, float left, float top, float right, float bottom)
      throws IOException {
    return signs(page).stream()
        .filter(sign -> sign.left() >= left && sign.right() <= right)
        .filter(sign -> sign.upper() >= top && sign.lower() <= bottom)
        .toList();
  }

  public static String joined(List<Sign> signs) {
    StringBuilder text = new StringBuilder();
    signs.forEach(sign -> text.append(sign.text()));
    return text.toString();
  }

  List<PDFont> fonts() throws IOException {
    List<PDFont> fonts = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      for (COSName name : page.getResources().getFontNames()) {
        fonts.add(page.getResources().getFont(name));
      }
    }
    return fonts;
  }

  public BufferedImage image(int page) throws IOException {
    return new PDFRenderer(document).renderImageWithDPI(page - 1, DPI, ImageType.RGB);
  }

  /** From where to where something is printed in a column of paper. */
  public static List<Float> marks(BufferedImage image, float atMm) {
    int x = Math.round(atMm / 25.4f * DPI);
    List<Float> marks = new ArrayList<>();
    boolean before = false;
    for (int y = 0; y < image.getHeight(); y++) {
      boolean dark = (image.getRGB(x, y) & 0xFF) < 0xF0;
      if (dark && !before) {
        marks.add((y + 0.5f) * 25.4f / DPI);
      }
      before = dark;
    }
    return marks;
  }

  public static boolean blank(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) != 0xFFFFFF) {
          return false;
        }
      }
    }
    return true;
  }

  /** To be looked at by eye: set -Dfaden.test.paper to a folder. */
  public void keep(String name) throws IOException {
    String folder = System.getProperty("faden.test.paper", "");
    for (int page = 1; !folder.isEmpty() && page <= Math.min(3, pages()); page++) {
      ImageIO.write(image(page), "png", new File(folder, name + "-" + page + ".png"));
    }
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
