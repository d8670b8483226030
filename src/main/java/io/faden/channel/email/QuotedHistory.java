package io.faden.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits what is new in a message from what it quotes. Nothing is dropped: text and quoted together
 * are the whole. Quotes with answers between them stay in the text; so does a forwarded message
 * without a word of its own.
 */
record QuotedHistory(String text, String quoted) {
  /** Programs wrap the line above a quote; more than four lines is no such line. */
  private static final int ATTRIBUTION_LINES = 4;

  private static final int HEADER_BLOCK_LINES = 8;
  private static final int LONGEST_LINE = 500;

  // Possessive: lines of dashes must not cost more than their length.
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "[-_=* ]{2,}+(ursprüngliche (nachricht|mail|e-mail)|original[- ]?(nachricht|message|mail)"
              + "|original appointment|message d'origine|mensaje original"
              + "|messaggio originale|oorspronkelijk bericht)[-_=* ]{2,}+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern FROM =
      Pattern.compile("\\*?(von|from|de|da|van|absender):\\*?\\s.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SENT =
      Pattern.compile(
          "\\*?(gesendet( am)?|sent|date|datum|envoyé|enviado|inviato|verzonden):\\*?\\s.*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final List<String> OPENINGS =
      List.of("am ", "on ", "le ", "el ", "il ", "op ", "den ", "vom ");
  private static final List<String> VERBS =
      List.of("schrieb", "wrote", "a écrit", "escribió", "ha scritto", "schreef");

  /** Input: lines end with \n. */
  static QuotedHistory split(String whole) {
    String[] lines = whole.strip().split("\n", -1);
    int cut = outlookBlock(lines);
    if (cut < 0) {
      cut = attributionWithoutMarks(lines);
    }
    if (cut < 0) {
      cut = quotedTail(lines);
    }
    if (cut <= 0 || blank(lines, 0, cut)) {
      return new QuotedHistory(join(lines, 0, lines.length), "");
    }
    return new QuotedHistory(join(lines, 0, cut), join(lines, cut, lines.length));
  }

  /** Whether this line introduces a quote, as "Am 3.5.2026 um 10:00 schrieb Max:" does. */
  static boolean introduces(String line) {
    if (!saysWhoWrote(line)) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    return OPENINGS.stream().anyMatch(lower::startsWith)
        && line.chars().anyMatch(Character::isDigit);
  }

  private static boolean saysWhoWrote(String line) {
    if (line.length() > LONGEST_LINE || !line.endsWith(":")) {
      return false;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    return VERBS.stream().anyMatch(lower::contains);
  }

  private static int outlookBlock(String[] lines) {
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.length() > LONGEST_LINE || line.startsWith(">")) {
        continue;
      }
      if (ORIGINAL.matcher(line).matches() || headerBlock(lines, i)) {
        return rule(lines, i);
      }
    }
    return -1;
  }

  /** "Von:" or "From:" with "Gesendet:" or "Sent:" close below. */
  private static boolean headerBlock(String[] lines, int at) {
    if (!FROM.matcher(lines[at].strip()).matches()) {
      return false;
    }
    for (int i = at + 1; i < Math.min(lines.length, at + HEADER_BLOCK_LINES); i++) {
      String line = lines[i].strip();
      if (line.length() <= LONGEST_LINE && SENT.matcher(line).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the rule above a header block along. */
  private static int rule(String[] lines, int at) {
    int above = at - 1;
    while (above > 0 && lines[above].isBlank()) {
      above--;
    }
    boolean ruled = above > 0 && lines[above].strip().matches("[_-]{10,200}");
    return ruled ? above : at;
  }

  /** "Am … schrieb …:" over text that carries no marks, as some programs make from HTML. */
  private static int attributionWithoutMarks(String[] lines) {
    int unmarked = lines.length;
    while (unmarked > 0 && !lines[unmarked - 1].startsWith(">")) {
      unmarked--;
    }
    for (int i = Math.max(1, unmarked); i < lines.length - 1; i++) {
      if (introduces(lines[i].strip())
          && lines[i - 1].isBlank()
          && !blank(lines, i + 1, lines.length)) {
        return i;
      }
    }
    return -1;
  }

  /** The last lines with marks, and the line above that says whose they are. */
  private static int quotedTail(String[] lines) {
    int at = lines.length;
    while (at > 0 && (lines[at - 1].startsWith(">") || lines[at - 1].isBlank())) {
      at--;
    }
    if (at == lines.length || blank(lines, at, lines.length)) {
      return -1;
    }
    StringBuilder above = new StringBuilder();
    for (int i = at - 1; i >= Math.max(0, at - ATTRIBUTION_LINES); i--) {
      if (lines[i].isBlank() || lines[i].startsWith(">")) {
        break;
      }
      above.insert(0, lines[i].strip() + " ");
      String line = above.toString().strip();
      boolean names =
          line.length() <= LONGEST_LINE
              && (introduces(line) || (i == at - 1 && saysWhoWrote(line)));
      if (names) {
        return i;
      }
    }
    return at;
  }

  private static boolean blank(String[] lines, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!lines[i].isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static String join(String[] lines, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(lines[i].stripTrailing()).append('\n');
    }
    String joined = text.toString().stripTrailing();
    int start = 0;
    while (start < joined.length() && joined.charAt(start) == '\n') {
      start++;
    }
    return joined.substring(start);
  }
}
