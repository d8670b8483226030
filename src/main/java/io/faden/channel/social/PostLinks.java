package io.faden.channel.social;

import java.util.regex.Pattern;

/** Addresses of the web in running text. */
final class PostLinks {
  /** From http on to the next blank; where it ends {@link #end} knows. */
  static final Pattern LINK =
      Pattern.compile("(?i)(?<![\\p{L}\\p{N}])https?://[^\\s<>\"„“”]+", Pattern.UNICODE_CASE);

  private static final String BEHIND = ".,;:!?'’…»«*_~";

  private PostLinks() {}

  /**
   * A full stop behind an address is the sentence's, and so is a bracket that closes none in it.
   */
  static int end(String text, int start, int end) {
    int last = end;
    while (last > start + "http://x".length()) {
      char sign = text.charAt(last - 1);
      String link = text.substring(start, last);
      boolean loose =
          (sign == ')' && count(link, '(') < count(link, ')'))
              || (sign == ']' && count(link, '[') < count(link, ']'))
              || BEHIND.indexOf(sign) >= 0;
      if (!loose) {
        break;
      }
      last--;
    }
    return last;
  }

  private static long count(String text, char sign) {
    return text.chars().filter(each -> each == sign).count();
  }
}
