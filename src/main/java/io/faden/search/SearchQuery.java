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
 */
record SearchQuery(List<Term> wanted, List<String> unwanted, Optional<Long> number) {
  private static final int LONGEST = 200;
  private static final int MOST_TERMS = 12;
  private static final Pattern TERM =
      Pattern.compile("(-?)(?:[\"„“”«»]([^\"„“”«»]*)([\"„“”«»]|$)|([^\\s\"„“”«»]+))");
  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");

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
    Matcher number = NUMBER.matcher(text.strip());
    return new SearchQuery(
        List.copyOf(wanted),
        List.copyOf(unwanted),
        number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty());
  }

  boolean asksNothing() {
    return wanted.isEmpty();
  }

  /** For LIKE: any part of a number or an address, if only that is asked for. */
  Optional<String> code() {
    return part().filter(text -> text.chars().anyMatch(sign -> sign == '@' || isDigit(sign)));
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

  private static boolean isDigit(int sign) {
    return sign >= '0' && sign <= '9';
  }
}
