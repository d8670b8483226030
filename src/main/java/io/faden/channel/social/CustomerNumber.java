package io.faden.channel.social;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A number that is known, in every spelling. */
final class CustomerNumber {
  private static final Pattern NEVER = Pattern.compile("(?!)");

  /** Shorter ones are prices, years and house numbers. */
  private static final int SHORTEST = 4;

  private static final int SHORTEST_OF_DIGITS = 5;

  private CustomerNumber() {}

  /** With or without blanks, points, dashes and slashes between its characters. */
  static Pattern form(String number) {
    String signs =
        number
            .codePoints()
            .filter(Character::isLetterOrDigit)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    boolean digits = signs.chars().allMatch(Character::isDigit);
    if (signs.length() < (digits ? SHORTEST_OF_DIGITS : SHORTEST)
        || signs.chars().noneMatch(Character::isDigit)) {
      return NEVER;
    }
    return Pattern.compile(
        "(?iu)(?<![\\p{L}\\p{N}])"
            + signs
                .codePoints()
                .mapToObj(sign -> Pattern.quote(Character.toString(sign)))
                .collect(Collectors.joining("[\\s./_\\p{Pd}]?"))
            + "(?![\\p{L}\\p{N}])");
  }
}
