package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** An opened file, inside the process that may fail over it. Pages count from 0 here. */
interface PageSource extends AutoCloseable {
  /** At most one more than the limit: who counts on has been lied to. */
  int pages(int most) throws IOException;

  /** Width and height in millimetres, as shown. */
  double[] size(int page) throws IOException;

  PageText text(int page) throws IOException;

  /** On white ground; at a lower resolution where this one makes too many pixels. */
  BufferedImage draw(int page, double dpi, boolean grey, int mostPixels) throws IOException;

  @Override
  void close() throws IOException;

  /** The resolution asked for, or the greatest that keeps within so many pixels. */
  static double affordable(double[] size, double dpi, int mostPixels) {
    double pixels = size[0] / 25.4 * dpi * (size[1] / 25.4 * dpi);
    return pixels <= mostPixels ? dpi : dpi * Math.sqrt(mostPixels / pixels);
  }
}
