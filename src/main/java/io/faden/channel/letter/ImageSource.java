package io.faden.channel.letter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A PNG or JPEG, or a TIFF of many pages. Has no text of its own. */
final class ImageSource implements PageSource {
  /** More is never read, not even in part: A0 at 600 dpi has 550 million. */
  private static final long MOST_PIXELS_IN_FILE = 600_000_000L;

  private static final double A4_LONG_SIDE = 297;
  private static final String STANDARD_METADATA = "javax_imageio_1.0";

  private final ImageReader reader;
  private final ImageInputStream input;
  private final ScanKind kind;

  ImageSource(Path file, ScanKind kind) throws IOException {
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(kind.name().toLowerCase(Locale.ROOT));
    reader = readers.next();
    input = ImageIO.createImageInputStream(file.toFile());
    this.kind = kind;
    if (kind == ScanKind.PNG) {
      checkPngIsComplete();
    }
    reader.setInput(input);
  }

  /** The JDK's reader waits for ever at the end of a PNG that was cut off. */
  private void checkPngIsComplete() throws IOException {
    input.mark();
    input.seek(8);
    String type = "";
    while (!type.equals("IEND")) {
      long length = input.readUnsignedInt();
      byte[] name = new byte[4];
      input.readFully(name);
      type = new String(name, StandardCharsets.ISO_8859_1);
      input.seek(input.getStreamPosition() + length + 4);
    }
    input.reset();
  }

  @Override
  public int pages(int most) throws IOException {
    return kind == ScanKind.TIFF ? directories(most) : 1;
  }

  /** The JDK's reader follows a chain that bites its tail for ever. */
  private int directories(int most) throws IOException {
    input.mark();
    input.seek(0);
    boolean little = input.read() == 'I';
    input.setByteOrder(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    input.seek(4);
    Set<Long> seen = new HashSet<>();
    long next = input.readUnsignedInt();
    while (next != 0 && seen.size() <= most) {
      if (!seen.add(next)) {
        throw new IOException("the pages go in a circle");
      }
      input.seek(next);
      input.seek(next + 2 + 12L * input.readUnsignedShort());
      next = input.readUnsignedInt();
    }
    input.reset();
    return seen.size();
  }

  /** By the resolution that the file states if that makes a sheet of paper; else as long as A4. */
  @Override
  public double[] size(int page) throws IOException {
    int width = reader.getWidth(page);
    int height = reader.getHeight(page);
    double[] stated = {width * pixelSize(page, "Horizontal"), height * pixelSize(page, "Vertical")};
    if (isPaper(stated[0]) && isPaper(stated[1])) {
      return stated;
    }
    double scale = A4_LONG_SIDE / Math.max(width, height);
    return new double[] {Math.max(1, width * scale), Math.max(1, height * scale)};
  }

  private static boolean isPaper(double millimetres) {
    return millimetres >= 50 && millimetres <= 450;
  }

  /** Millimetres; 0 where nothing is stated. */
  private double pixelSize(int page, String direction) throws IOException {
    IIOMetadata metadata = reader.getImageMetadata(page);
    if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
      return 0;
    }
    Node root = metadata.getAsTree(STANDARD_METADATA);
    NodeList sizes = ((org.w3c.dom.Element) root).getElementsByTagName(direction + "PixelSize");
    if (sizes.getLength() == 0) {
      return 0;
    }
    try {
      String value = sizes.item(0).getAttributes().getNamedItem("value").getNodeValue();
      return Double.parseDouble(value);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  @Override
  public PageText text(int page) {
    return PageText.NONE;
  }

  @Override
  public BufferedImage draw(int page, double dpi, boolean grey, int mostPixels) throws IOException {
    double[] size = size(page);
    double affordable = PageSource.affordable(size, dpi, mostPixels);
    int width = Math.max(1, (int) Math.round(size[0] / 25.4 * affordable));
    int height = Math.max(1, (int) Math.round(size[1] / 25.4 * affordable));
    BufferedImage stored = stored(page, mostPixels);
    BufferedImage image =
        new BufferedImage(
            width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(Color.WHITE);
    drawing.fillRect(0, 0, width, height);
    boolean larger = width > stored.getWidth();
    drawing.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        larger
            ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    drawing.drawImage(stored, 0, 0, width, height, null);
    drawing.dispose();
    return image;
  }

  /** Every so many pixels only, where all would be too many. */
  private BufferedImage stored(int page, int mostPixels) throws IOException {
    long pixels = (long) reader.getWidth(page) * reader.getHeight(page);
    if (pixels > MOST_PIXELS_IN_FILE) {
      throw new IOException("an image of " + pixels + " pixels");
    }
    int step = (int) Math.ceil(Math.sqrt((double) pixels / mostPixels));
    ImageReadParam some = reader.getDefaultReadParam();
    some.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
    return reader.read(page, some);
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    input.close();
  }
}
