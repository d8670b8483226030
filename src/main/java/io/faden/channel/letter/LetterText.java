package io.faden.channel.letter;

import static io.faden.channel.letter.Row.LINE;

import io.faden.platform.Wording;
import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.Print;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Everything from the subject down to the enclosures, row by row. */
final class LetterText {
  static final Look BODY = new Look(11, false, 0);
  static final Look STRONG = new Look(11, true, 0);
  private static final int MOST_SUBJECT_LINES = 4;

  /** A number and its sign stay on one line. Source: DIN 5008. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=\\d) (?=[€%‰$£°](?![\\p{L}\\d]))");

  private static final int MOST_KEPT = 9;
  private static final float SIGNATURE = 3 * LINE;

  private final Letter letter;
  private final Signs signs;
  private final List<Row> rows = new ArrayList<>();
  private boolean subjectShortened;

  LetterText(Letter letter, Optional<LetterImage> signature, Signs signs) {
    this.letter = letter;
    this.signs = signs;
    Salutation words = new Salutation(letter, signs);
    subject();
    // Two empty lines below the subject, one everywhere else. Source: DIN 5008.
    add(words.opening(), BODY, rows.isEmpty() ? 0 : 2 * LINE);
    glueLast();
    letter.paragraphs().forEach(this::paragraph);
    glueLast();
    add(words.closing(), BODY, LINE);
    glueLast();
    rows.add(Row.room(SIGNATURE, signature));
    add(signs.line(letter.writer().name(), BODY), BODY, 0);
    enclosures(letter.language().words());
  }

  List<Row> rows() {
    return rows;
  }

  boolean subjectShortened() {
    return subjectShortened;
  }

  private void subject() {
    String text = signs.line(letter.subject(), STRONG);
    if (text.isEmpty()) {
      return;
    }
    List<String> lines = Print.lines(text, STRONG, FormB.TEXT_WIDTH);
    subjectShortened = lines.size() > MOST_SUBJECT_LINES;
    int whole = subjectShortened ? MOST_SUBJECT_LINES - 1 : lines.size();
    lines.subList(0, whole).forEach(line -> rows.add(Row.of(line, STRONG, 0, true)));
    if (subjectShortened) {
      String rest = lines.get(whole) + " " + lines.get(whole + 1);
      rows.add(Row.of(Print.shortened(rest + "…", STRONG, FormB.TEXT_WIDTH), STRONG, 0, true));
    }
  }

  /** Neither its first nor its last line stands alone on a page. */
  private void paragraph(String text) {
    List<String> lines =
        signs.lines(text, BODY).stream()
            .map(line -> BEFORE_UNIT.matcher(line).replaceAll("\u00A0"))
            .flatMap(line -> Print.lines(line, BODY, FormB.TEXT_WIDTH).stream())
            .toList();
    if (lines.stream().allMatch(String::isBlank)) {
      return;
    }
    for (int at = 0; at < lines.size(); at++) {
      boolean glued = at < lines.size() - 1 && (at == 0 || at == lines.size() - 2);
      rows.add(Row.of(lines.get(at), BODY, at == 0 ? LINE : 0, glued));
    }
  }

  private void enclosures(Wording words) {
    List<String> names =
        letter.enclosures().stream()
            .map(name -> signs.line(name, BODY))
            .filter(name -> !name.isEmpty())
            .toList();
    if (names.isEmpty()) {
      return;
    }
    int closing = rows.size() - 1;
    add(words.say(names.size() == 1 ? "enclosure" : "enclosures"), STRONG, LINE);
    int heading = rows.size() - 1;
    names.forEach(name -> add(name, BODY, 0));
    // A page that holds a few enclosures and nothing else looks like a mistake.
    boolean few = rows.size() - heading <= MOST_KEPT;
    int end = few ? rows.size() - 1 : heading + 1;
    for (int at = few ? closing : heading; at < end; at++) {
      rows.set(at, rows.get(at).gluedToNext());
    }
  }

  private void add(String text, Look look, float gap) {
    if (text.isEmpty()) {
      return;
    }
    float above = gap;
    for (String line : Print.lines(text, look, FormB.TEXT_WIDTH)) {
      rows.add(Row.of(line, look, above, false));
      above = 0;
    }
  }

  private void glueLast() {
    rows.add(rows.removeLast().gluedToNext());
  }
}
