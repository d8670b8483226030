package io.faden.platform.pdf;

import java.io.IOException;
import java.io.OutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfCopy;
import org.openpdf.text.pdf.PdfReader;

/**
 * Binds documents to one. One at a time is in memory; the bound one is written while it is made.
 */
public final class PdfBinder implements AutoCloseable {
  private final Document document = new Document(PageSize.A4);
  private final PdfCopy copy;
  private int pages;

  public PdfBinder(OutputStream out, String title) {
    copy = new PdfCopy(document, out);
    copy.setCloseStream(false);
    document.addTitle(title);
    document.addCreator("Faden");
    document.open();
  }

  /** How many pages a document has; none if it is no PDF or a sealed one. */
  public static int pagesOf(byte[] pdf) {
    try (PdfReader reader = new PdfReader(pdf)) {
      return reader.isOpenedWithFullPermissions() ? reader.getNumberOfPages() : 0;
    } catch (IOException | RuntimeException notReadable) {
      // The reader meets broken files with exceptions of every kind.
      return 0;
    }
  }

  /** Errors: IllegalArgumentException for what {@link #pagesOf} finds no pages in. */
  public void add(byte[] pdf) {
    add(pdf, 1, Integer.MAX_VALUE);
  }

  /** From the first to the last of these pages. Errors: as {@link #add(byte[])}. */
  public void add(byte[] pdf, int first, int last) {
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int page = first; page <= Math.min(last, reader.getNumberOfPages()); page++) {
        copy.addPage(copy.getImportedPage(reader, page));
        pages++;
      }
      copy.freeReader(reader);
    } catch (IOException notReadable) {
      throw new IllegalArgumentException(notReadable);
    }
  }

  /** What comes next begins on a new sheet of paper when both sides are printed. */
  public void fillSheet() {
    if (pages % 2 == 1) {
      copy.addPage(PageSize.A4, 0);
      pages++;
    }
  }

  public int pages() {
    return pages;
  }

  /** What it was written to stays open. */
  @Override
  public void close() {
    document.close();
  }
}
