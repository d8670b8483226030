package io.faden.scan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a letter as a screen of any width shows it: lines that ended only because the paper
 * did are joined. What ends earlier, as addresses, lists and closings do, stays a line of its own.
 */
final class FlowingText {
  /** Lines of a text are longer than those beside and above it. */
  private static final int SHORTEST = 30;

  /** Letters differ in width, so that lines of the same one differ in their number of them. */
  private static final double NEARLY = 0.9;

  private static final double LEAST = 0.6;

  /** A number that is a day of a month lists nothing. */
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:[-–—•·*▪►‣]|\\(?\\p{L}\\)|\\(?\\d{1,2}\\))\\s.*"
              + "|\\d{1,2}\\.\\s(?!\\d|Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec).*");

  private static final Pattern TOWN_AT_END =
      Pattern.compile(".*\\b\\d{5}\\s\\p{Lu}[\\p{L} .()/-]*");
  private static final Pattern HYPHEN = Pattern.compile(".*\\p{L}[-\\u00AD‐]");
  private static final Pattern FIRST_WORD = Pattern.compile("\\S+");

  /** Haus- und Hof: that hyphen stands for a word. */
  private static final Pattern LEFT_OUT = Pattern.compile("(?:und|oder|bzw|sowie|and|or)\\b.*");

  private FlowingText() {}

  /** Input: lines by line feeds, with an empty line between paragraphs, and so the result. */
  static String of(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    int width = width(lines);
    StringBuilder flowing = new StringBuilder(text.length());
    String last = "";
    for (String line : lines) {
      String between = last.isEmpty() || line.isEmpty() ? "\n" : between(last, line, width);
      if (between.equals("-")) {
        flowing.setLength(flowing.length() - 1);
      } else if (!flowing.isEmpty()) {
        flowing.append(between);
      }
      flowing.append(line);
      last = line;
    }
    return flowing.toString();
  }

  /** How long full lines are: half of those that may be some are no longer. */
  private static int width(List<String> lines) {
    int[] lengths =
        lines.stream()
            .mapToInt(String::length)
            .filter(length -> length >= SHORTEST)
            .sorted()
            .toArray();
    return lengths.length == 0 ? Integer.MAX_VALUE : lengths[lengths.length / 2];
  }

  /** What takes the place of a line's end; a hyphen where the one of the line is to go. */
  private static String between(String line, String next, int width) {
    if (ITEM.matcher(next).matches()) {
      return "\n";
    }
    int first = next.codePointAt(0);
    if (HYPHEN.matcher(line).matches() && Character.isLetter(first)) {
      if (Character.isLowerCase(first)) {
        return LEFT_OUT.matcher(next).matches() ? " " : "-";
      }
      return full(line, next, width) ? "" : "\n";
    }
    return full(line, next, width) && !TOWN_AT_END.matcher(line).matches() ? " " : "\n";
  }

  /** Whether the next word had no place on the line any more. */
  private static boolean full(String line, String next, int width) {
    Matcher word = FIRST_WORD.matcher(next);
    int more = word.lookingAt() ? word.end() : 0;
    return line.length() >= width * LEAST && line.length() + 1 + more >= width * NEARLY;
  }
}
