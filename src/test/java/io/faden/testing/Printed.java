package io.faden.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a PDF says to whoever reads it. */
public record Printed(String text, int pages) {

  /** Line by line from the top, as it stands on the page. */
  public static Printed read(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper reader = new PDFTextStripper();
      reader.setSortByPosition(true);
      return new Printed(reader.getText(document), document.getNumberOfPages());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** In one line, so that it does not matter where lines broke. */
  public String flat() {
    return text.replaceAll("\\s+", " ");
  }

  /** Lays it down under target, to be looked at. */
  public static void keep(String name, byte[] pdf) {
    try {
      Files.write(
          Files.createDirectories(Path.of("target", "printed")).resolve(name + ".pdf"), pdf);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
