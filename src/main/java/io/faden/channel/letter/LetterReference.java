package io.faden.channel.letter;

import io.faden.platform.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference printed on our letters: {@code F-<conversation>-<4 check characters>}, for example
 * F-4711-K7WX. The check characters are signed, so that a number written by chance or by a joker
 * leads nowhere: one in 130,000 guesses is right. That is enough to find a conversation, not to
 * open one to somebody.
 */
public final class LetterReference {
  private static final String PURPOSE = "letter-reference";
  private static final int CHECKS = 4;

  /** None that a scan confuses with another one: no 0 O Q D, 1 I L, 2 Z, 5 S, 6 G b, 8 B, U V. */
  private static final String CHECK_CHARACTERS = "ACEFHJKMNPRTWXY3479";

  private static final String LOOKS_LIKE_A_DIGIT = "OoQDIil|!ZzSsBb";
  private static final String THE_DIGIT = "000011111225588";

  private static final String DASH = "\\s?[\\p{Pd}_~]\\s?";

  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(?<![\\p{L}\\d])[Ff]"
              + DASH
              + "([\\d"
              + LOOKS_LIKE_A_DIGIT
              + "]{1,18})"
              + DASH
              + "([\\p{Alnum}]{"
              + CHECKS
              + "})(?![\\p{L}\\d])");

  private final Keys keys;

  public LetterReference(Keys keys) {
    this.keys = keys;
  }

  /** Always the same for the same conversation. */
  public String make(long conversation) {
    if (conversation <= 0) {
      throw new IllegalArgumentException("no conversation has the number " + conversation);
    }
    return "F-" + conversation + "-" + checks(conversation);
  }

  /** The conversation of the first reference in a text that is ours. */
  public Optional<Long> find(CharSequence text) {
    Matcher reference = ANYWHERE.matcher(text);
    int from = 0;
    while (reference.find(from)) {
      Optional<Long> conversation = number(reference.group(1));
      String claimed = reference.group(2).toUpperCase(Locale.ROOT);
      if (conversation.filter(number -> checks(number).equals(claimed)).isPresent()) {
        return conversation;
      }
      from = reference.start() + 1;
    }
    return Optional.empty();
  }

  private static Optional<Long> number(String scanned) {
    String digits = asDigits(scanned);
    boolean ours = digits.charAt(0) != '0' && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return ours ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  /** Letters that a scan confuses with digits, taken as digits. */
  static String asDigits(String scanned) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < scanned.length(); i++) {
      char c = scanned.charAt(i);
      int place = LOOKS_LIKE_A_DIGIT.indexOf(c);
      digits.append(place < 0 ? c : THE_DIGIT.charAt(place));
    }
    return digits.toString();
  }

  private String checks(long conversation) {
    byte[] signed = Long.toString(conversation).getBytes(StandardCharsets.US_ASCII);
    long value = ByteBuffer.wrap(keys.sign(PURPOSE, signed)).getLong();
    StringBuilder checks = new StringBuilder();
    for (int i = 0; i < CHECKS; i++) {
      int next = (int) Long.remainderUnsigned(value, CHECK_CHARACTERS.length());
      value = Long.divideUnsigned(value, CHECK_CHARACTERS.length());
      checks.append(CHECK_CHARACTERS.charAt(next));
    }
    return checks.toString();
  }
}
