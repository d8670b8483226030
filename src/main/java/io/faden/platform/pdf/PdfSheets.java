package io.faden.platform.pdf;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Sheets of A4 on which each thing has its exact place: for letters, forms and lists. All measures
 * are millimetres from the left and upper edge; a text stands on its base line. Text is foreign
 * text: it is shown, never read.
 */
public final class PdfSheets implements AutoCloseable {
  private static final float HAIR = 0.3f;

  private final Document document = new Document(PageSize.A4, 0, 0, 0, 0);
  private final PdfWriter writer;

  /** The first sheet is there at once. */
  public PdfSheets(OutputStream out, String language, String title) {
    writer = PdfWriter.getInstance(document, out);
    // What it is written to belongs to somebody else.
    writer.setCloseStream(false);
    document.addTitle(title);
    document.addCreator("Faden");
    document.setDocumentLanguage(language);
    document.open();
    writer.setPageEmpty(false);
  }

  public void next() {
    document.newPage();
    // An empty sheet is a sheet, too.
    writer.setPageEmpty(false);
  }

  /** One line from the left edge of that room, or from its right edge if it is read that way. */
  public void text(String text, Look look, float left, float base, float width) {
    boolean turned = Direction.beginsRightToLeft(text);
    show(text, look, turned ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT, left, base, width);
  }

  /** One line that ends at the right edge of that room. */
  public void textAtEnd(String text, Look look, float left, float base, float width) {
    show(text, look, Element.ALIGN_RIGHT, left, base, width);
  }

  private void show(String text, Look look, int side, float left, float base, float width) {
    if (text.isBlank()) {
      return;
    }
    boolean atEnd = side == Element.ALIGN_RIGHT;
    boolean turned = Direction.beginsRightToLeft(text);
    int direction =
        turned
            ? PdfWriter.RUN_DIRECTION_RTL
            : Direction.hasRightToLeft(text)
                ? PdfWriter.RUN_DIRECTION_LTR
                : PdfWriter.RUN_DIRECTION_NO_BIDI;
    ColumnText.showTextAligned(
        writer.getDirectContent(),
        side,
        Fonts.phrase(text, look),
        Print.points(atEnd ? left + width : left),
        fromBelow(base),
        0,
        direction,
        0);
  }

  /** A thin line from left to right. */
  public void line(float left, float right, float top, int colour) {
    PdfContentByte canvas = writer.getDirectContent();
    canvas.saveState();
    canvas.setColorStroke(new Color(colour));
    canvas.setLineWidth(Print.points(HAIR) / 2);
    canvas.moveTo(Print.points(left), fromBelow(top));
    canvas.lineTo(Print.points(right), fromBelow(top));
    canvas.stroke();
    canvas.restoreState();
  }

  /** As large as fits into that box, in its upper left corner. Input: PNG or JPEG that is known. */
  public void image(byte[] file, float left, float top, float width, float height) {
    try {
      Image image = Image.getInstance(file);
      image.scaleToFit(Print.points(width), Print.points(height));
      image.setAbsolutePosition(Print.points(left), fromBelow(top) - image.getScaledHeight());
      writer.getDirectContent().addImage(image);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static float fromBelow(float top) {
    return PageSize.A4.getHeight() - Print.points(top);
  }

  /** Nothing can be added afterwards. What it was written to stays open. */
  @Override
  public void close() {
    document.close();
  }
}
