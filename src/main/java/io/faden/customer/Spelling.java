package io.faden.customer;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is the same for whoever compares: case, accents, blanks, and what cannot be seen. */
final class Spelling {
  /**
   * Address books put direction marks around numbers, and word processors soft hyphens into words.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF&&[^\\s\u0085]]");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\u0085]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private Spelling() {}

  /** One line without what cannot be seen. */
  static String line(String text) {
    return BLANKS.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  /** The beginning of a text, without half a character at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, half ? most - 1 : most);
  }

  /** One line, lower case, in the compatible form: full-width digits are digits. */
  static String lower(String text) {
    return line(Normalizer.normalize(line(text), Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
  }

  /** Without accents, umlauts as people without the keys for them write them. */
  static String folded(String text) {
    String plain =
        lower(text).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
    return ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("").strip();
  }
}
