package io.faden.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed, taken apart: words, "phrases", -unwanted. Whatever it is, it means
 * something; at worst nothing is asked for.
 *
 * @param wanted everything that must be there
 * @param unwanted what must not
 * @param number the number of a conversation, if the text is nothing else
 * @param digits those of a telephone number or the like, if the text is nothing else, however it is
 *     written
 */
record SearchQuery(
    List<Term> wanted, List<String> unwanted, Optional<Long> number, Optional<String> digits) {
  private static final int LONGEST = 200;
  private static final int MOST_TERMS = 12;

  /** Fewer are found where they stand together, which is enough. */
  private static final int FEWEST_DIGITS = 4;

  private static final Pattern TERM =
      Pattern.compile("(-?)(?:[\"„“”«»]([^\"„“”«»]*)([\"„“”«»]|$)|([^\\s\"„“”«»]+))");
  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");
  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9(][0-9 ()/.-]{2,39}");
  private static final String COUNTRY = "49";

  /**
   * @param exact as it is written, not its stem
   * @param open still being typed: what begins like it is meant, too
   */
  record Term(String text, boolean exact, boolean open) {}

  static SearchQuery of(String typed) {
    String text = typed.replaceAll("\\p{Cntrl}+", " ").stripLeading();
    if (text.length() > LONGEST) {
      text = text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST)));
    }
    Optional<String> digits = digitsOf(text.strip());
    if (digits.isPresent()) {
      // A number with blanks is one thing, and its dashes take nothing away.
      Matcher number = NUMBER.matcher(text.strip());
      return new SearchQuery(
          List.of(new Term(text.strip(), false, false)),
          List.of(),
          number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty(),
          digits);
    }
    List<Term> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    Matcher found = TERM.matcher(text);
    while (found.find() && wanted.size() + unwanted.size() < MOST_TERMS) {
      boolean phrase = found.group(2) != null;
      String term = phrase ? found.group(2) : found.group(4);
      if (term.codePoints().noneMatch(Character::isLetterOrDigit)) {
        continue;
      }
      if (!found.group(1).isEmpty()) {
        unwanted.add(term);
      } else {
        boolean last = found.end() == text.length();
        wanted.add(new Term(term, phrase, last && (!phrase || found.group(3).isEmpty())));
      }
    }
    if (wanted.size() == 1 && isCode(wanted.getFirst())) {
      // Its beginnings are found with all its other parts; as open words they would cost much more.
      wanted.set(0, new Term(wanted.getFirst().text(), wanted.getFirst().exact(), false));
    }
    Matcher number = NUMBER.matcher(text.strip());
    return new SearchQuery(
        List.copyOf(wanted),
        List.copyOf(unwanted),
        number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty(),
        Optional.empty());
  }

  /** As search_digits in V019; a number of this country loses its prefix, too. */
  private static Optional<String> digitsOf(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    String all = text.replace("(0)", "").replaceAll("[^0-9]", "");
    String digits = all.replaceFirst("^0+", "");
    if ((text.startsWith("+") || all.startsWith("00")) && digits.startsWith(COUNTRY)) {
      digits = digits.substring(COUNTRY.length()).replaceFirst("^0+", "");
    }
    return Optional.of(digits).filter(some -> some.length() >= FEWEST_DIGITS);
  }

  boolean asksNothing() {
    return wanted.isEmpty();
  }

  /** For LIKE: any part of a number or an address, if only that is asked for. */
  Optional<String> code() {
    return part().filter(text -> isCode(wanted.getFirst()));
  }

  /** For LIKE: any part, if only one thing without blanks is asked for. */
  Optional<String> part() {
    return wanted.size() == 1
        ? Optional.of(wanted.getFirst().text().strip())
            .filter(text -> text.length() >= 3 && text.chars().noneMatch(Character::isWhitespace))
        : Optional.empty();
  }

  /** For LIKE: folded, with its wildcards taken as signs. */
  static String anywhere(String text) {
    return "%" + escaped(text) + "%";
  }

  static String escaped(String text) {
    return Folded.fold(text).replaceAll("([\\\\%_])", "\\\\$1");
  }

  private static boolean isCode(Term term) {
    String text = term.text().strip();
    return text.length() >= 3
        && text.chars().noneMatch(Character::isWhitespace)
        && text.chars().anyMatch(sign -> sign == '@' || (sign >= '0' && sign <= '9'));
  }
}
