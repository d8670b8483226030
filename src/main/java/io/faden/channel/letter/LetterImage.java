package io.faden.channel.letter;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture that can be printed: a logo or a signature. Always a PNG that we wrote, so nothing of
 * the file that it came from goes along but what can be seen.
 */
public final class LetterImage {
  public static final int MOST_BYTES = 5_000_000;
  public static final long MOST_PIXELS = 25_000_000;

  /** Enough for 600 dpi over the width of a letterhead. */
  private static final int WIDEST = 2_000;

  private final byte[] png;
  private final int width;
  private final int height;

  private LetterImage(byte[] png, int width, int height) {
    this.png = png;
    this.width = width;
    this.height = height;
  }

  /** What became of a file. */
  public sealed interface Reading {
    record Read(LetterImage image) implements Reading {}

    /** Neither PNG nor JPEG, or broken. */
    record NotAnImage() implements Reading {}

    /** More bytes than 5 MB or more pixels than 25 million. */
    record TooLarge() implements Reading {}
  }

  /** By its content; its size is looked at before a pixel is decoded. */
  public static Reading read(byte[] file) {
    if (file.length > MOST_BYTES) {
      return new Reading.TooLarge();
    }
    Optional<String> format = format(file);
    if (format.isEmpty()) {
      return new Reading.NotAnImage();
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.get());
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        return new Reading.TooLarge();
      }
      BufferedImage image = plain(reader.read(0));
      return new Reading.Read(new LetterImage(png(image), image.getWidth(), image.getHeight()));
    } catch (IOException | RuntimeException broken) {
      // The readers of the JDK meet broken files with exceptions of every kind.
      return new Reading.NotAnImage();
    } finally {
      reader.dispose();
    }
  }

  /**
   * One that was read and kept before. Input: what {@link #png} gave. Errors:
   * IllegalArgumentException for anything else.
   */
  public static LetterImage kept(byte[] png) {
    // The header comes first, and in it the two sizes. Source: PNG, sections 5.2, 5.6 and 11.2.2.
    if (!format(png).equals(Optional.of("png")) || png.length < 24) {
      throw new IllegalArgumentException("not a picture that was kept");
    }
    ByteBuffer header = ByteBuffer.wrap(png);
    return new LetterImage(png, header.getInt(16), header.getInt(20));
  }

  private static Optional<String> format(byte[] file) {
    if (begins(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of("png");
    }
    return begins(file, 0xFF, 0xD8, 0xFF) ? Optional.of("jpeg") : Optional.empty();
  }

  private static boolean begins(byte[] file, int... signs) {
    if (file.length < signs.length) {
      return false;
    }
    for (int at = 0; at < signs.length; at++) {
      if ((file[at] & 0xFF) != signs[at]) {
        return false;
      }
    }
    return true;
  }

  /** Eight bits a colour with transparency, no wider than can be seen on paper. */
  private static BufferedImage plain(BufferedImage image) {
    double scale = Math.min(1, (double) WIDEST / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = plain.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.drawImage(image, 0, 0, width, height, null);
    canvas.dispose();
    return plain;
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return out.toByteArray();
  }

  public byte[] png() {
    return png;
  }

  /** In pixels. */
  int width() {
    return width;
  }

  /** In pixels. */
  int height() {
    return height;
  }
}
