package io.faden.platform.pdf;

import java.awt.Color;
import java.io.OutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** A document in A4 that is written page by page. Text is foreign text: it is shown, never read. */
public final class PdfPages implements AutoCloseable {
  private static final float SIDE = 56;
  private static final float BOTTOM = 60;
  private static final float LINE = 1.35f;
  private static final int GREY = 0x4a5459;

  private final Document document = new Document(PageSize.A4, SIDE, SIDE, 56, BOTTOM);
  private final PdfWriter writer;

  /** The footer stands on each page; its page word is "Seite %d von" or alike. */
  public PdfPages(OutputStream out, String language, String title, String footer, String pageOf) {
    writer = PdfWriter.getInstance(document, out);
    // What it is written to belongs to somebody else: a ZIP goes on behind it.
    writer.setCloseStream(false);
    writer.setPageEvent(new Footer(footer, pageOf));
    document.addTitle(title);
    document.addCreator("Faden");
    document.setDocumentLanguage(language);
    document.open();
  }

  /** A place in the list of bookmarks. */
  public final class Bookmark {
    private final PdfOutline outline;

    private Bookmark(PdfOutline outline) {
      this.outline = outline;
    }

    /** One below this one, to where the next thing is written. */
    public Bookmark add(String title, boolean open) {
      return bookmarkBelow(outline, title, open);
    }
  }

  /** To where the next thing is written. */
  public Bookmark bookmark(String title, boolean open) {
    return bookmarkBelow(writer.getRootOutline(), title, open);
  }

  private Bookmark bookmarkBelow(PdfOutline parent, String title, boolean open) {
    PdfDestination here =
        new PdfDestination(PdfDestination.XYZ, -1, writer.getVerticalPosition(false), 0);
    return new Bookmark(new PdfOutline(parent, here, title, open));
  }

  public void newPage() {
    document.newPage();
  }

  /** What follows keeps together with this much room, in points, or begins on the next page. */
  public void need(float room) {
    if (writer.getVerticalPosition(false) - room < BOTTOM) {
      document.newPage();
    }
  }

  /** A text of any length, line by line as it is written; from right to left where it is. */
  public void text(String text, Look look) {
    for (String line : text.split("\n", -1)) {
      if (line.isBlank()) {
        document.add(spaced(new Paragraph(Fonts.phrase(" ", look)), look, 0));
      } else if (Direction.hasRightToLeft(line)) {
        PdfPTable turned = table(new float[] {1}, 0);
        turned.addCell(cell(line, look, 0));
        document.add(turned);
      } else {
        document.add(spaced(new Paragraph(Fonts.phrase(line, look)), look, 0));
      }
    }
  }

  /** A text with some room above it. */
  public void below(String text, Look look, float room) {
    space(room);
    text(text, look);
  }

  public void space(float room) {
    Paragraph gap = new Paragraph(Fonts.phrase(" ", new Look(1, false, 0)));
    gap.setLeading(room);
    document.add(gap);
  }

  /** A line of two texts on a coloured ground: left and, in one line, right. */
  public void band(String left, String right, int ground, float room) {
    PdfPTable band = table(new float[] {8, 2}, room);
    PdfPCell first = cell(left, Look.STRONG, 5);
    PdfPCell second = cell(right, Look.SMALL, 5);
    second.setHorizontalAlignment(Element.ALIGN_RIGHT);
    second.setVerticalAlignment(Element.ALIGN_MIDDLE);
    first.setBackgroundColor(new Color(ground));
    second.setBackgroundColor(new Color(ground));
    band.addCell(first);
    band.addCell(second);
    document.add(band);
  }

  /** A table of labels and texts; pairs of the two. */
  public void pairs(List<Pair> pairs, Look look) {
    if (pairs.isEmpty()) {
      return;
    }
    PdfPTable table = table(new float[] {2.1f, 7.9f}, 2);
    for (Pair pair : pairs) {
      table.addCell(cell(pair.label(), new Look(look.size(), false, GREY), 1.5f));
      table.addCell(cell(pair.text(), look, 1.5f));
    }
    document.add(table);
  }

  /** A label and what it names. */
  public record Pair(String label, String text) {}

  private static PdfPTable table(float[] widths, float room) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    table.setSpacingBefore(room);
    table.setSplitLate(false);
    return table;
  }

  private static PdfPCell cell(String text, Look look, float padding) {
    Paragraph content = spaced(new Paragraph(Fonts.phrase(text, look)), look, 0);
    PdfPCell cell = new PdfPCell(content);
    cell.setLeading(look.size() * LINE, 0);
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setPadding(padding);
    cell.setPaddingBottom(padding + 2);
    if (Direction.hasRightToLeft(text)) {
      boolean turned = Direction.beginsRightToLeft(text);
      cell.setRunDirection(turned ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR);
    }
    return cell;
  }

  private static Paragraph spaced(Paragraph paragraph, Look look, float before) {
    paragraph.setLeading(look.size() * LINE);
    paragraph.setSpacingBefore(before);
    return paragraph;
  }

  /** Nothing can be added afterwards. What it was written to stays open. */
  @Override
  public void close() {
    document.close();
  }

  /** How many pages there are is known at the end: until then there is a gap on each. */
  private static final class Footer extends PdfPageEventHelper {
    private static final float SIZE = 8;
    private static final float LOW = 34;

    /** Room below the base line: a template shows nothing outside of itself. */
    private static final float BELOW = 3;

    private final String text;
    private final String pageOf;
    private PdfTemplate total;

    Footer(String text, String pageOf) {
      this.text = text;
      this.pageOf = pageOf;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
      total = writer.getDirectContent().createTemplate(40, SIZE + 6);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
      PdfContentByte canvas = writer.getDirectContent();
      BaseFont font = Fonts.plain();
      String page = pageOf.formatted(writer.getPageNumber()) + " ";
      float end = document.right() - 24;
      canvas.saveState();
      canvas.setColorFill(new Color(GREY));
      canvas.setColorStroke(new Color(0xcfd6da));
      canvas.setLineWidth(0.5f);
      canvas.moveTo(document.left(), LOW + 12);
      canvas.lineTo(document.right(), LOW + 12);
      canvas.stroke();
      canvas.beginText();
      canvas.setFontAndSize(font, SIZE);
      canvas.setTextMatrix(document.left(), LOW);
      canvas.showText(text);
      canvas.setTextMatrix(end - font.getWidthPoint(page, SIZE), LOW);
      canvas.showText(page);
      canvas.endText();
      canvas.restoreState();
      canvas.addTemplate(total, end, LOW - BELOW);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
      total.beginText();
      total.setColorFill(new Color(GREY));
      total.setFontAndSize(Fonts.plain(), SIZE);
      total.setTextMatrix(0, BELOW);
      total.showText(Integer.toString(writer.getPageNumber() - 1));
      total.endText();
    }
  }
}
