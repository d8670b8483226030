package io.faden.channel.letter;

import io.faden.customer.PhoneNumbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a letter says of itself.
 *
 * @param stamped the day on which it came, by the stamp of the post room
 * @param clues customer numbers first, then by page; each value once
 */
public record LetterContents(
    Optional<LetterDate> date, Optional<LetterDate> stamped, List<SenderClue> clues) {
  public LetterContents {
    clues = List.copyOf(clues);
  }

  /** Finds it, with what one installation knows. */
  public static final class Search {
    /** Who writes is said at the beginning; behind it are enclosures of others. */
    private static final int PAGES = 4;

    /** A page of smallest print has some 120. */
    private static final int MOST_LINES = 200;

    private static final int MOST_CLUES = 100;
    private static final int MOST_LINE = 500;
    private static final int NUMBERS_IN_A_LINE = 5;

    private static final Pattern EMAIL =
        Pattern.compile(
            "(?<![\\p{Alnum}._%+-])[\\p{Alnum}._%+-]{1,64}@(?:[\\p{Alnum}-]{1,63}\\.){1,5}[a-zA-Z]{2,24}");

    private static final Pattern DIGIT = Pattern.compile("\\d");

    private final LetterReference references;
    private final PhoneNumbers phones;
    private final List<Pattern> customerNumbers;

    /**
     * @param customerNumbers how this house writes them; a first group, if there is one, is the
     *     number
     */
    public Search(LetterReference references, PhoneNumbers phones, List<Pattern> customerNumbers) {
      this.references = references;
      this.phones = phones;
      this.customerNumbers = List.copyOf(customerNumbers);
    }

    /** Input: the pages in order; a day on which the letter had come. */
    public LetterContents in(List<ScanText.ReadPage> pages, LocalDate received) {
      Found found = new Found();
      List<ScanText.ReadPage> first = pages.subList(0, Math.min(PAGES, pages.size()));
      // What is written plainly goes before the same value guessed from a bad scan.
      for (boolean exact : new boolean[] {true, false}) {
        for (ScanText.ReadPage page : first) {
          for (TextLine line : lines(page)) {
            customerNumbers(page.page().number(), line, exact, found);
          }
        }
      }
      for (ScanText.ReadPage page : first) {
        for (TextLine line : lines(page)) {
          look(page.page().number(), line, found);
        }
        for (LetterAddress address : LetterAddress.on(page.page(), page.text())) {
          String text = address.name() + ", " + address.street() + ", " + address.town();
          found.add(
              text + address.postalCode(),
              new SenderClue.Address(
                  address, new SenderClue.Evidence(page.page().number(), text, address.place())));
        }
      }
      if (pages.isEmpty()) {
        return new LetterContents(Optional.empty(), Optional.empty(), found.clues);
      }
      PageText page = pages.getFirst().text();
      return new LetterContents(
          LetterDate.of(page, received),
          ReceiptStamp.on(page, received).map(ReceiptStamp.Found::date),
          found.clues);
    }

    private static final class Found {
      private final List<SenderClue> clues = new ArrayList<>();
      private final Set<String> values = new HashSet<>();

      void add(String value, SenderClue clue) {
        if (clues.size() < MOST_CLUES && values.add(clue.getClass().getSimpleName() + value)) {
          clues.add(clue);
        }
      }
    }

    private static List<TextLine> lines(ScanText.ReadPage page) {
      List<TextLine> all = page.text().lines();
      return all.subList(0, Math.min(MOST_LINES, all.size()));
    }

    private static SenderClue.Evidence evidence(int page, TextLine line) {
      String whole = line.text();
      String text = whole.substring(0, Math.min(whole.length(), MOST_LINE));
      return new SenderClue.Evidence(page, text, line.place());
    }

    private void look(int page, TextLine line, Found found) {
      SenderClue.Evidence evidence = evidence(page, line);
      String text = evidence.line();
      references
          .find(text)
          .ifPresent(
              conversation ->
                  found.add(
                      conversation.toString(),
                      new SenderClue.OurReference(conversation, evidence)));
      for (Matcher email = EMAIL.matcher(text); email.find(); ) {
        String value = email.group().toLowerCase(Locale.ROOT);
        found.add(value, new SenderClue.EmailAddress(value, evidence));
      }
      for (PhoneNumbers.Mention number : phones.in(text, NUMBERS_IN_A_LINE)) {
        String value = number.value().value();
        found.add(value, new SenderClue.PhoneNumber(value, evidence));
      }
    }

    private void customerNumbers(int page, TextLine line, boolean exact, Found found) {
      SenderClue.Evidence evidence = evidence(page, line);
      String text = exact ? evidence.line() : asDigits(evidence.line());
      for (Pattern form : customerNumbers) {
        for (Matcher number = form.matcher(text); number.find(); ) {
          boolean group = number.groupCount() > 0 && number.group(1) != null;
          String value = group ? number.group(1) : number.group();
          found.add(value, new SenderClue.CustomerNumber(value, exact, evidence));
        }
      }
    }

    /** What looks like a digit, behind a first one and among more digits than letters. */
    private static String asDigits(String text) {
      StringBuilder result = new StringBuilder();
      for (String word : text.split(" ", -1)) {
        Matcher digit = DIGIT.matcher(word);
        int first = digit.find() ? digit.start() : word.length();
        String number = word.substring(first);
        boolean mostly = number.chars().filter(Character::isDigit).count() * 2 >= number.length();
        result.append(result.isEmpty() ? "" : " ").append(word, 0, first);
        result.append(mostly ? LetterReference.asDigits(number) : number);
      }
      return result.toString();
    }
  }
}
