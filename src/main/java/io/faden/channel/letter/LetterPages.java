package io.faden.channel.letter;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
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

  private static final RenderingHints QUICK =
      new RenderingHints(
          Map.of(
              RenderingHints.KEY_INTERPOLATION,
              RenderingHints.VALUE_INTERPOLATION_BILINEAR,
              RenderingHints.KEY_RENDERING,
              RenderingHints.VALUE_RENDER_QUALITY,
              RenderingHints.KEY_ANTIALIASING,
              RenderingHints.VALUE_ANTIALIAS_ON));

  private LetterPages() {}

  /** A PNG of a page (from 1), or empty if there is no such page. Input: what LetterLayout made. */
  public static Optional<byte[]> draw(byte[] pdf, int page, int dpi) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (page < 1 || page > document.getNumberOfPages()) {
        return Optional.empty();
      }
      PDFRenderer renderer = new PDFRenderer(document);
      // Both together make a page with a large logo many times faster than the finest drawing.
      renderer.setSubsamplingAllowed(true);
      renderer.setRenderingHints(QUICK);
      return Optional.of(png(renderer.renderImageWithDPI(page - 1, dpi, ImageType.RGB)));
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
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
