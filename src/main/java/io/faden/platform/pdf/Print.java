package io.faden.platform.pdf;

import java.util.ArrayList;
import java.util.List;

/** How much room a text takes in print. Widths are in millimetres. */
public final class Print {
  private static final float POINTS_PER_MM = 72 / 25.4f;

  /** In signs: a word of a million is not measured anew for each of its lines. */
  private static final int LONGEST_LINE = 600;

  private static final String ELLIPSIS = "…";

  private Print() {}

  static float points(float mm) {
    return mm * POINTS_PER_MM;
  }

  /** Whether a font has it, or it prints nothing anyway. */
  public static boolean has(int sign, Look look) {
    return Fonts.has(sign, look);
  }

  public static float width(String text, Look look) {
    return Fonts.width(text, look) / POINTS_PER_MM;
  }

  /**
   * Lines of at most that width, parted at blanks; a word that is too long anywhere. Each line is
   * read in the direction of the whole, whatever it begins with.
   */
  public static List<String> lines(String text, Look look, float width) {
    boolean turned = Direction.beginsRightToLeft(text);
    return parted(text, look, width).stream()
        .map(line -> Direction.beginsRightToLeft(line) == turned ? line : mark(turned) + line)
        .toList();
  }

  /** Prints nothing. Source: Unicode UAX #9, section 2.6. */
  private static String mark(boolean rightToLeft) {
    return rightToLeft ? "\u200F" : "\u200E";
  }

  private static List<String> parted(String text, Look look, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    float used = 0;
    float blank = width(" ", look);
    for (String word : text.split(" +", -1)) {
      float room = width(word, look);
      if (!line.isEmpty() && used + blank + room <= width) {
        line.append(' ').append(word);
        used += blank + room;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      int at = 0;
      while (word.length() - at > LONGEST_LINE || room > width) {
        int end = Math.min(word.length(), at + LONGEST_LINE);
        String part = word.substring(at, at + fitting(word.substring(at, end), look, width));
        lines.add(part);
        at += part.length();
        room = word.length() - at > LONGEST_LINE ? room : width(word.substring(at), look);
      }
      line.append(word, at, word.length());
      used = room;
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** One line of at most that width; it ends in an ellipsis where something is missing. */
  public static String shortened(String text, Look look, float width) {
    if (width(text, look) <= width) {
      return text;
    }
    int end = fitting(text, look, width - width(ELLIPSIS, look));
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** At least one sign, so that whoever goes on with the rest comes to an end. */
  private static int fitting(String text, Look look, float width) {
    int low = text.offsetByCodePoints(0, 1);
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(text.substring(0, middle), look) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    boolean halved = low < text.length() && Character.isLowSurrogate(text.charAt(low));
    return halved && low > 2 ? low - 1 : low;
  }
}
