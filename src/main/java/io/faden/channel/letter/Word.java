package io.faden.channel.letter;

/**
 * A word and where it stands.
 *
 * @param text without white space, control characters and halves of characters; at most 200 chars
 * @param confidence 0 to 100; 100 for text of the file's own
 */
public record Word(String text, Box place, double confidence) {
  static final int MOST_CHARACTERS = 200;

  public Word {
    text = clean(text);
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), MOST_CHARACTERS));
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && !Character.isWhitespace(c) && c != 0xA0)
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .takeWhile(c -> clean.length() + Character.charCount(c) <= MOST_CHARACTERS)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
