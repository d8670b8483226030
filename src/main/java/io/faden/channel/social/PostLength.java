package io.faden.channel.social;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a text is for a network. Counts what a network counts, so that nothing is refused there
 * that was let through here.
 */
public final class PostLength {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final int VARIATION_AS_EMOJI = 0xFE0F;
  private static final int KEYCAP = 0x20E3;

  /** What else belongs to a server's name or to a person's ends with a letter or a digit. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_/.])(@[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?)"
              + "@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

  private PostLength() {}

  /** In the units of a rule; what people take for characters where there is none. */
  public static int of(String text, Optional<LengthRule> rule) {
    return rule.map(each -> of(text, each)).orElseGet(() -> graphemes(text));
  }

  public static int of(String text, LengthRule rule) {
    if (rule.urlLength().isEmpty()) {
      return units(plain(text, rule), rule.unit());
    }
    int length = 0;
    int place = 0;
    Matcher address = PostLinks.LINK.matcher(text);
    while (address.find(place)) {
      length += units(plain(text.substring(place, address.start()), rule), rule.unit());
      length += rule.urlLength().get();
      place = PostLinks.end(text, address.start(), address.end());
    }
    return length + units(plain(text.substring(place), rule), rule.unit());
  }

  /** Neither its units nor its bytes are more than the network takes. */
  public static boolean fits(String text, LengthRule rule) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return of(text, rule) <= rule.limit()
        && rule.maxBytes().map(most -> bytes <= most).orElse(true);
  }

  private static String plain(String text, LengthRule rule) {
    return rule.shortMentions() ? MENTION.matcher(text).replaceAll("$1") : text;
  }

  private static int units(String text, LengthRule.Unit unit) {
    return switch (unit) {
      case GRAPHEMES -> graphemes(text);
      case CHARACTERS -> text.codePointCount(0, text.length());
      case WEIGHTED -> weight(Normalizer.normalize(text, Normalizer.Form.NFC));
    };
  }

  private static int graphemes(String text) {
    return (int) GRAPHEME.matcher(text).results().count();
  }

  /** An emoji counts two, of however many characters it is made. */
  private static int weight(String text) {
    return GRAPHEME
        .matcher(text)
        .results()
        .map(found -> found.group())
        .mapToInt(sign -> emoji(sign) ? 2 : sign.codePoints().map(PostLength::weight).sum())
        .sum();
  }

  private static boolean emoji(String sign) {
    return sign.codePoints()
        .anyMatch(
            each ->
                Character.isEmojiPresentation(each)
                    || each == VARIATION_AS_EMOJI
                    || each == KEYCAP);
  }

  /** Source: twitter-text, configuration 3: what is written alphabetically counts one. */
  private static int weight(int each) {
    boolean light =
        each <= 0x10FF
            || (each >= 0x2000 && each <= 0x200D)
            || (each >= 0x2010 && each <= 0x201F)
            || (each >= 0x2032 && each <= 0x2037);
    return light ? 1 : 2;
  }
}
