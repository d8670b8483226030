package io.faden.scan;

import io.faden.channel.letter.Box;
import io.faden.channel.letter.PageText;
import io.faden.channel.letter.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a letter is about, as it seems: the line or two right above its salutation, or above its
 * first paragraph where it has none, else how its text begins. A wrong guess costs little: people
 * see the letter and can write better.
 */
final class LetterSubject {
  private static final int LONGEST = 120;
  private static final int MOST_LINES = 400;

  /** In parts of the height of a page: two empty lines and a little, and the next line. */
  private static final double ABOVE_SALUTATION = 0.07;

  private static final double NEXT_LINE = 0.025;
  private static final double SAME_EDGE = 0.03;

  private static final Pattern SALUTATION =
      Pattern.compile(
          "(?i)(sehr geehrte|guten (tag|morgen|abend)\\b|liebe[rs]?\\s\\p{Lu}|hallo\\b|moin\\b|werte[rs]?\\s"
              + "|dear\\b|hello\\b|hi\\b|to whom it may concern).{0,120}");

  private static final Pattern LABEL =
      Pattern.compile("(?i)^(betreff|betrifft|betr\\.?|subject|re)\\s*:\\s*");

  /** Dates, addresses and numbers stand there where a letter has no subject. */
  private static final Pattern NO_SUBJECT =
      Pattern.compile(
          "(?i).*(\\d{1,2}\\.\\s?(\\d{1,2}\\.|\\p{L}{3,9})\\s?\\d{4}|^\\d{5}\\s\\p{L}+|@|telefon|tel\\.|\\bfax\\b).*");

  /** The uppermost part of a page, in which a letterhead may be. */
  private static final double HEAD = 0.45;

  /** Left of it text begins. */
  private static final double MIDDLE = 0.45;

  private static final int WORDS_OF_TEXT = 5;

  /** A day alone, with a town before it; the end of an address; references and numbers. */
  private static final Pattern OF_HEAD =
      Pattern.compile(
          "(?iu)(?:[\\p{L} ./()-]{2,40},\\s*(?:den\\s|am\\s)?|(?:datum|date)\\s*:?\\s*|den\\s)?"
              + "\\d{1,2}\\.\\s?(?:\\d{1,2}\\.|\\p{L}{3,9}\\.?)\\s?\\d{2,4}"
              + "|(?:.*[·•|,;*+»«]\\s*|(?:D\\s?[-–]\\s?)?)\\d{5}\\s\\p{L}[\\p{L} .()/-]{1,40}"
              + "|(?:(?:ihre?|unsere?|meine?|your|our|my)\\s)?(?:zeichen|nachricht|kunden-?\\s?(?:nummer|nr)"
              + "|vertrags-?\\s?(?:nummer|nr)|rechnungs-?\\s?(?:nummer|nr)|customer\\snumber|reference|ref)\\b\\.?\\s*:.*"
              + "|(?:telefon|tel|mobil|handy|fax|telefax|phone|e-?mail|internet)\\b\\.?\\s*:?.*|\\S+@\\S+");

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)");

  private LetterSubject() {}

  /** Empty when the page has nothing that looks like text. */
  static String of(PageText firstPage) {
    List<TextLine> lines = firstPage.lines();
    List<TextLine> some = lines.subList(0, Math.min(MOST_LINES, lines.size()));
    int salutation = salutation(some);
    if (salutation < 0) {
      return withoutSalutation(some);
    }
    String above = above(some, salutation);
    return above.isEmpty() ? firstSentence(some, salutation + 1) : cut(above);
  }

  private static int salutation(List<TextLine> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (SALUTATION.matcher(lines.get(i).text()).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static String above(List<TextLine> lines, int salutation) {
    List<String> subject = new ArrayList<>();
    Box below = lines.get(salutation).place();
    for (int i = salutation - 1; i >= 0 && subject.size() < 2; i--) {
      Box place = lines.get(i).place();
      double gap = below.top() - place.bottom();
      boolean near = gap <= (subject.isEmpty() ? ABOVE_SALUTATION : NEXT_LINE);
      if (!near || Math.abs(place.left() - below.left()) > SAME_EDGE) {
        break;
      }
      String text = lines.get(i).text();
      if (NO_SUBJECT.matcher(text).matches()) {
        break;
      }
      subject.addFirst(text);
      below = place;
    }
    return LABEL.matcher(String.join(" ", subject)).replaceFirst("").strip();
  }

  private static String withoutSalutation(List<TextLine> lines) {
    List<TextLine> pieces = lines.stream().flatMap(line -> line.columns().stream()).toList();
    double head =
        pieces.stream()
            .filter(piece -> piece.place().bottom() < HEAD && isOfHead(piece))
            .mapToDouble(piece -> piece.place().bottom())
            .max()
            .orElse(0);
    List<TextLine> below = pieces.stream().filter(piece -> piece.place().top() >= head).toList();
    // A short letter may have its address and its day at the foot.
    List<TextLine> body = longLine(below) < below.size() ? below : pieces;
    int begin = longLine(body);
    String above = begin < body.size() ? above(body, begin) : "";
    return above.isEmpty() ? firstSentence(body, begin) : cut(above);
  }

  private static boolean isOfHead(TextLine piece) {
    return OF_HEAD.matcher(piece.text()).matches();
  }

  /** Where a text without salutation seems to begin: at the first line of several words. */
  private static int longLine(List<TextLine> lines) {
    for (int i = 0; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      boolean several = line.words().size() >= WORDS_OF_TEXT && line.place().left() < MIDDLE;
      if (several && !isOfHead(line)) {
        return i;
      }
    }
    return lines.size();
  }

  private static String firstSentence(List<TextLine> lines, int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < lines.size() && text.length() < LONGEST * 2; i++) {
      text.append(text.isEmpty() ? "" : " ").append(lines.get(i).text());
    }
    Matcher end = SENTENCE_END.matcher(text);
    return cut(end.find() ? text.substring(0, end.start()) : text.toString());
  }

  private static String cut(String text) {
    String clean = text.strip();
    if (clean.length() <= LONGEST) {
      return clean;
    }
    int blank = clean.lastIndexOf(' ', LONGEST - 1);
    int end = blank > LONGEST / 2 ? blank : LONGEST - 1;
    boolean half = Character.isHighSurrogate(clean.charAt(end - 1));
    return clean.substring(0, half ? end - 1 : end).strip() + "…";
  }
}
