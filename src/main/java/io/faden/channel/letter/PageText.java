package io.faden.channel.letter;

import java.util.List;

/**
 * The text of a page.
 *
 * @param lines in reading order
 * @param recognised read from an image by tesseract; otherwise the file's own text
 * @param confidence the mean over all characters, 0 to 100; 0 for a page without words
 * @param skew by how many degrees the page lay askew, clockwise positive
 */
public record PageText(List<TextLine> lines, boolean recognised, double confidence, double skew) {
  static final PageText NONE = new PageText(List.of(), false, 0, 0);

  public PageText {
    lines = List.copyOf(lines);
  }

  static PageText own(List<TextLine> lines) {
    return new PageText(lines, false, lines.isEmpty() ? 0 : 100, 0);
  }

  /** Lines by line feeds, paragraphs with an empty line between them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (TextLine line : lines) {
      if (!text.isEmpty()) {
        text.append(line.startsParagraph() ? "\n\n" : "\n");
      }
      text.append(line.text());
    }
    return text.toString();
  }

  /**
   * Whether this is text of a page and not a mere stamp of a scanner, or codes of a font that does
   * not say which letters they are.
   */
  boolean readable() {
    long letters = 0;
    long unknown = 0;
    for (TextLine line : lines) {
      letters += line.text().codePoints().filter(Character::isLetterOrDigit).count();
      unknown += line.text().codePoints().filter(PageText::saysNothing).count();
    }
    return letters >= 25 && unknown * 10 < letters && !garbled();
  }

  /** Whether it has letters, but says something else than is seen on the page. */
  boolean garbled() {
    return Garble.isGarbled(lines);
  }

  private static boolean saysNothing(int c) {
    return c == 0xFFFD || Character.getType(c) == Character.PRIVATE_USE;
  }
}
