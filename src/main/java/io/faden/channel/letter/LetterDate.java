package io.faden.channel.letter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date that stands on a letter: the one nearest to the top of its first page that can be. Never
 * after the day on which the letter came, and at most two years before it.
 *
 * @param evidence the line that says so
 */
public record LetterDate(LocalDate date, String evidence, Box place) {
  private static final int OLDEST_YEARS = 2;
  private static final int MOST_LINE = 1_000;

  /** 3.5.2026, 03. 05. 26, 3/5/2026: the day first, as all of Europe writes it. */
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<![\\d.,])(\\d{1,2})\\s?([./-])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})(?![\\d]|[.,]\\d)");

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])");

  private static final String MONTH = "(\\p{L}{3,9})\\.?";

  /** 3. Mai 2026, 3rd of May, 2026. */
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s?(?:of\\s)?"
              + MONTH
              + ",?\\s?(\\d{4}|\\d{2})(?!\\d)");

  /** May 3, 2026. */
  private static final Pattern MONTH_DAY =
      Pattern.compile(MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d)");

  /** A date of somebody's birth or of our own letter stands above many a letter's own. */
  private static final Pattern OF_SOMETHING_ELSE =
      Pattern.compile(
          "(?i)geb\\.|geboren|geburts|\\bborn\\b|birth|ihr schreiben|ihre nachricht|ihr zeichen"
              + "|your letter|your message|vertragsbeginn|gültig|fällig|bis zum|frist|due");

  /** Both languages, and what becomes of ä where a scan loses its points or a keyboard has none. */
  private static final List<List<String>> MONTHS =
      List.of(
          List.of("januar", "january", "jänner", "jaenner"),
          List.of("februar", "february", "feber"),
          List.of("märz", "maerz", "marz", "march", "mrz"),
          List.of("april"),
          List.of("mai", "may"),
          List.of("juni", "june"),
          List.of("juli", "july"),
          List.of("august"),
          List.of("september", "sept"),
          List.of("oktober", "october"),
          List.of("november"),
          List.of("dezember", "december"));

  /** Empty when no date of the page can be the letter's. */
  static Optional<LetterDate> of(PageText firstPage, LocalDate received) {
    Set<TextLine> stamp =
        ReceiptStamp.on(firstPage, received)
            .map(found -> Set.copyOf(found.lines()))
            .orElseGet(Set::of);
    return firstPage.lines().stream()
        .filter(line -> !stamp.contains(line))
        .sorted(Comparator.comparingDouble(line -> line.place().top()))
        .filter(line -> !OF_SOMETHING_ELSE.matcher(line.text()).find())
        .flatMap(line -> in(line, received).stream())
        .findFirst();
  }

  private static Optional<LetterDate> in(TextLine line, LocalDate received) {
    String text = line.text();
    String start = text.substring(0, Math.min(text.length(), MOST_LINE));
    return in(start, received).map(date -> new LetterDate(date, start, line.place()));
  }

  /** The first plausible date in a line. */
  static Optional<LocalDate> in(String line, LocalDate received) {
    record Found(int start, LocalDate date) {}

    List<Found> found = new ArrayList<>();
    for (Matcher m = DAY_FIRST.matcher(line); m.find(); ) {
      date(m.group(4), number(m.group(3)), m.group(1), received)
          .ifPresent(date -> found.add(new Found(m.start(), date)));
    }
    for (Matcher m = YEAR_FIRST.matcher(line); m.find(); ) {
      date(m.group(1), number(m.group(2)), m.group(3), received)
          .ifPresent(date -> found.add(new Found(m.start(), date)));
    }
    for (Matcher m = DAY_MONTH.matcher(line); m.find(); ) {
      date(m.group(3), month(m.group(2)), m.group(1), received)
          .ifPresent(date -> found.add(new Found(m.start(), date)));
    }
    for (Matcher m = MONTH_DAY.matcher(line); m.find(); ) {
      date(m.group(3), month(m.group(1)), m.group(2), received)
          .ifPresent(date -> found.add(new Found(m.start(), date)));
    }
    return found.stream().min(Comparator.comparingInt(Found::start)).map(Found::date);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** From a name or its beginning; 0 for any other word. */
  private static int month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).stream().anyMatch(name -> name.startsWith(lower))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Optional<LocalDate> date(String year, int month, String day, LocalDate received) {
    int stated = number(year);
    try {
      LocalDate date =
          LocalDate.of(year.length() == 2 ? 2000 + stated : stated, month, number(day));
      boolean plausible =
          !date.isAfter(received) && !date.isBefore(received.minusYears(OLDEST_YEARS));
      return plausible ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
