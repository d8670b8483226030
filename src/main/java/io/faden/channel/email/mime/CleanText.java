package io.faden.channel.email.mime;

/** Makes text from outside fit for storing and showing. Never returns NULs or half characters. */
public final class CleanText {
  private CleanText() {}

  /**
   * Text of several lines: line ends become \n, other control characters but tab go, halves of
   * surrogate pairs become U+FFFD, a byte order mark goes.
   */
  public static String block(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        clean.append('\n');
        if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
      } else if (c == '\f' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
        clean.append('\n');
      } else if (c == '\n' || c == '\t') {
        clean.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        clean.append('\uFFFD');
      } else if (!Character.isISOControl(c) && c != '\uFEFF') {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /**
   * Text of one line: every run of white space and control characters becomes one space; marks that
   * turn the reading direction go, because they make a name look like another one.
   */
  public static String line(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), 1_000));
    boolean gap = false;
    for (char c : block(text).toCharArray()) {
      if (c == '\n' || c == '\t' || c == ' ' || c == '\u00A0') {
        gap = !clean.isEmpty();
      } else if (!turnsDirection(c)) {
        if (gap) {
          clean.append(' ');
          gap = false;
        }
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /** At most so many chars, never cutting a surrogate pair. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }

  private static boolean turnsDirection(char c) {
    return (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200E'
        || c == '\u200F';
  }
}
