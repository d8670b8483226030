package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Pages of our own letters as images, in this process: nothing foreign is opened here. */
public final class LetterPages {
  /** What the window of the envelope shows of the first page. */
  public static final Box WINDOW =
      new Box(
          FormB.WINDOW_LEFT / FormB.WIDTH,
          FormB.WINDOW_TOP / FormB.HEIGHT,
          FormB.WINDOW_WIDTH / FormB.WIDTH,
          FormB.WINDOW_HEIGHT / FormB.HEIGHT);

  private LetterPages() {}

  /** A PNG of a page (from 1), or empty if there is no such page. Input: what LetterLayout made. */
  public static Optional<byte[]> draw(byte[] pdf, int page, int dpi) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (page < 1 || page > document.getNumberOfPages()) {
        return Optional.empty();
      }
      return Optional.of(
          png(new PDFRenderer(document).renderImageWithDPI(page - 1, dpi, ImageType.RGB)));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Packed lightly: somebody waits for it, and it is looked at once. */
  private static byte[] png(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(0.8f);
      writer.write(null, new javax.imageio.IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
