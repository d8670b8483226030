package io.faden.channel.letter;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stamp of a post room: a word for receipt with a day in the same line or right beside it, in
 * the upper half of the first page. Its day is not the letter's own.
 */
final class ReceiptStamp {
  private static final Pattern RECEIVED =
      Pattern.compile("(?i)\\b(?:post)?ein(?:ge)?gang(?:en)?\\b|\\breceived\\b|\\berhalten\\b");

  /** Somebody else's receipt, told in a sentence. */
  private static final Pattern IN_A_SENTENCE =
      Pattern.compile("(?i)schreiben|brief|antrag|letter|bestell|ware|zahlung|payment");

  private static final int MOST_WORDS = 6;
  private static final double UPPER = 0.5;

  /** Lines of one stamp: two heights of a line above or below, and over one another. */
  private static final double HEIGHTS = 2.6;

  private ReceiptStamp() {}

  /** A stamp's day and the lines that belong to it. */
  record Found(LetterDate date, List<TextLine> lines) {}

  /** Empty when no day on it can be that of receipt: it was scanned on that day or after it. */
  static Optional<Found> on(PageText firstPage, LocalDate scanned) {
    for (TextLine line : firstPage.lines()) {
      if (isStamp(line)) {
        Optional<LocalDate> same = LetterDate.in(line.text(), scanned);
        if (same.isPresent()) {
          return Optional.of(found(same.get(), line, line));
        }
        for (TextLine other : firstPage.lines()) {
          Optional<LocalDate> near =
              !other.equals(line) && near(line.place(), other.place())
                  ? LetterDate.in(other.text(), scanned)
                  : Optional.empty();
          if (near.isPresent()) {
            return Optional.of(found(near.get(), line, other));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Found found(LocalDate day, TextLine word, TextLine date) {
    String evidence = word.equals(date) ? word.text() : word.text() + " " + date.text();
    return new Found(
        new LetterDate(day, evidence, word.place().and(date.place())), List.of(word, date));
  }

  private static boolean isStamp(TextLine line) {
    return line.place().bottom() < UPPER
        && line.words().size() <= MOST_WORDS
        && RECEIVED.matcher(line.text()).find()
        && !IN_A_SENTENCE.matcher(line.text()).find();
  }

  private static boolean near(Box word, Box date) {
    double height = Math.max(word.height(), date.height());
    boolean over = date.left() < word.right() && word.left() < date.right();
    return over && Math.abs(date.middleY() - word.middleY()) < height * HEIGHTS;
  }
}
