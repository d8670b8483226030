package io.faden.channel.letter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * By how much a page lies askew. Along the right angle the ink of written lines and the white
 * between them fall apart: the sum of squared differences between neighbouring rows is greatest.
 */
final class Skew {
  static final double MOST_DEGREES = 5;

  /** Wide enough to tell a twentieth of a degree by a row. */
  private static final int MEASURED_WIDTH = 1_000;

  private static final int MOST_INK = 150_000;

  /** Below this the page is a picture, or empty: nothing in it says what is level. */
  private static final double CLEARLY_BETTER = 1.05;

  private Skew() {}

  /** Degrees, clockwise positive; 0 where none is to be seen. Input: a grey image. */
  static double of(BufferedImage grey) {
    int step = Math.max(1, grey.getWidth() / MEASURED_WIDTH);
    int width = grey.getWidth() / step;
    int height = grey.getHeight() / step;
    if (width < 50 || height < 50) {
      return 0;
    }
    int[] small = shrunk(grey.getRaster(), step, width, height);
    int limit = inkBelow(small);
    int[] inkX = new int[MOST_INK];
    int[] inkY = new int[MOST_INK];
    int ink = 0;
    // Scanners leave dark edges, which are level with the glass and not with the page.
    int marginX = width / 33;
    int marginY = height / 33;
    for (int y = marginY; y < height - marginY && ink < MOST_INK; y++) {
      for (int x = marginX; x < width - marginX && ink < MOST_INK; x++) {
        if (small[y * width + x] < limit) {
          inkX[ink] = x - width / 2;
          inkY[ink] = y;
          ink++;
        }
      }
    }
    return best(inkX, inkY, ink, width, height);
  }

  private static double best(int[] x, int[] y, int ink, int width, int height) {
    int reach = (int) Math.ceil(width / 2.0 * Math.tan(Math.toRadians(MOST_DEGREES))) + 1;
    int[] rows = new int[height + 2 * reach + 1];
    double level = contrast(x, y, ink, 0, rows, reach);
    double best = 0;
    double most = level;
    for (double spread : new double[] {0.5, 0.1, 0.02}) {
      double centre = best;
      double range = spread == 0.5 ? MOST_DEGREES : spread * 5;
      for (double angle = centre - range; angle <= centre + range + 1e-9; angle += spread) {
        if (Math.abs(angle) <= MOST_DEGREES) {
          double contrast = contrast(x, y, ink, angle, rows, reach);
          if (contrast > most) {
            most = contrast;
            best = angle;
          }
        }
      }
    }
    return most > level * CLEARLY_BETTER ? best : 0;
  }

  private static double contrast(int[] x, int[] y, int ink, double degrees, int[] rows, int reach) {
    Arrays.fill(rows, 0);
    double slope = Math.tan(Math.toRadians(degrees));
    for (int i = 0; i < ink; i++) {
      rows[(int) Math.round(y[i] - x[i] * slope) + reach]++;
    }
    double sum = 0;
    for (int i = 1; i < rows.length; i++) {
      double difference = rows[i] - rows[i - 1];
      sum += difference * difference;
    }
    return sum;
  }

  private static int[] shrunk(Raster grey, int step, int width, int height) {
    int[] small = new int[width * height];
    int[] band = new int[grey.getWidth() * step];
    for (int y = 0; y < height; y++) {
      grey.getSamples(0, y * step, grey.getWidth(), step, 0, band);
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int row = 0; row < step; row++) {
          for (int column = 0; column < step; column++) {
            sum += band[row * grey.getWidth() + x * step + column];
          }
        }
        small[y * width + x] = sum / (step * step);
      }
    }
    return small;
  }

  /** Otsu's threshold: the limit that parts dark from light with the least spread in each. */
  private static int inkBelow(int[] grey) {
    long[] count = new long[256];
    long total = 0;
    for (int value : grey) {
      count[value]++;
      total += value;
    }
    long dark = 0;
    long darkSum = 0;
    double most = -1;
    int limit = 128;
    for (int i = 0; i < 255; i++) {
      dark += count[i];
      darkSum += i * count[i];
      long light = grey.length - dark;
      if (dark == 0 || light == 0) {
        continue;
      }
      double between = (double) darkSum / dark - (double) (total - darkSum) / light;
      double spread = (double) dark * light * between * between;
      if (spread > most) {
        most = spread;
        limit = i + 1;
      }
    }
    return limit;
  }

  /** The page made level, in an image of the same size, on white ground. */
  static BufferedImage levelled(BufferedImage grey, double skew) {
    if (skew == 0) {
      return grey;
    }
    BufferedImage level =
        new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D drawing = level.createGraphics();
    drawing.setColor(Color.WHITE);
    drawing.fillRect(0, 0, level.getWidth(), level.getHeight());
    drawing.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    drawing.rotate(Math.toRadians(-skew), grey.getWidth() / 2.0, grey.getHeight() / 2.0);
    drawing.drawImage(grey, 0, 0, null);
    drawing.dispose();
    return level;
  }
}
