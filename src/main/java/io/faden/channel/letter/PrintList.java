package io.faden.channel.letter;

import io.faden.platform.Wording;
import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfSheets;
import io.faden.platform.pdf.Print;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lies on top of a stack of letters: how many, to whom, of how many pages. */
final class PrintList {
  private static final float ROW = 6.2f;
  private static final float BY_HAND = 4.6f;
  private static final float FIRST_ROW = 62;
  private static final float FIRST_ROW_LATER = 38;
  private static final float BOTTOM = 276;
  private static final int GREY = 0xcfd6da;
  private static final Look HEADING = new Look(8.5f, true, 0x4a5459);

  private enum Column {
    NUMBER("number", 25, 10),
    RECIPIENT("recipient", 35, 62),
    TOWN("town", 99, 44),
    REFERENCE("reference", 145, 33),
    COUNT("count", 179, 11);

    private final String key;
    private final float left;
    private final float width;

    Column(String key, float left, float width) {
      this.key = key;
      this.left = left;
      this.width = width;
    }
  }

  private final Wording words;
  private final boolean bothSides;
  private final String title;
  private final Signs signs = new Signs();

  PrintList(Wording words, LocalDate date, boolean bothSides) {
    this.words = words;
    this.bothSides = bothSides;
    this.title =
        words.say(
            "list.title",
            DateTimeFormatter.ofPattern(words.say("datePattern"), words.locale()).format(date));
  }

  String title() {
    return title;
  }

  byte[] print(List<ReadyLetter> letters) {
    List<List<ReadyLetter>> pages = pages(letters);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfSheets sheets = new PdfSheets(out, words.locale().toLanguageTag(), title)) {
      int number = 1;
      for (int page = 1; page <= pages.size(); page++) {
        if (page == 1) {
          sheets.text(title, Look.TITLE, FormB.LEFT, 28, FormB.TEXT_WIDTH);
          sheets.text(sum(letters), Look.TEXT, FormB.LEFT, 38, FormB.TEXT_WIDTH);
          sheets.text(sides(), Look.TEXT, FormB.LEFT, 43.5f, FormB.TEXT_WIDTH);
        } else {
          sheets.next();
          sheets.text(title, Look.SMALL, FormB.LEFT, 20, FormB.TEXT_WIDTH);
        }
        float base = page == 1 ? FIRST_ROW : FIRST_ROW_LATER;
        headings(sheets, base - ROW);
        for (ReadyLetter letter : pages.get(page - 1)) {
          row(sheets, base, number, letter);
          base += ROW + extra(letter);
          number++;
        }
        sheets.textAtEnd(
            words.say("page", Integer.toString(page), Integer.toString(pages.size())),
            Look.SMALL,
            FormB.LEFT,
            286,
            FormB.TEXT_WIDTH);
      }
    }
    return out.toByteArray();
  }

  /** How many pages the list itself has. */
  static int length(List<ReadyLetter> letters) {
    return pages(letters).size();
  }

  private static List<List<ReadyLetter>> pages(List<ReadyLetter> letters) {
    List<List<ReadyLetter>> pages = new ArrayList<>();
    int at = 0;
    while (at < letters.size()) {
      int end = at;
      float base = pages.isEmpty() ? FIRST_ROW : FIRST_ROW_LATER;
      while (end < letters.size() && (end == at || base + extra(letters.get(end)) <= BOTTOM)) {
        base += ROW + extra(letters.get(end));
        end++;
      }
      pages.add(letters.subList(at, end));
      at = end;
    }
    return pages;
  }

  /** Each thing that somebody puts in has a line of its own, so that none is missed. */
  private static float extra(ReadyLetter letter) {
    return letter.byHand().size() * BY_HAND;
  }

  private String sum(List<ReadyLetter> letters) {
    int pages = letters.stream().mapToInt(ReadyLetter::pages).sum();
    int sheets = letters.stream().mapToInt(letter -> letter.sheets(bothSides)).sum();
    return String.join(
        "   ",
        words.say("list.letters") + ": " + letters.size(),
        words.say("list.pages") + ": " + pages,
        words.say("list.sheets") + ": " + sheets);
  }

  private String sides() {
    String sides = words.say(bothSides ? "list.sides.both" : "list.sides.one");
    return words.say("list.sides") + ": " + sides;
  }

  private void headings(PdfSheets sheets, float base) {
    for (Column column : Column.values()) {
      put(sheets, column, words.say("list." + column.key), HEADING, base);
    }
    sheets.line(FormB.LEFT, FormB.RIGHT, base + 1.8f, 0x4a5459);
  }

  private void row(PdfSheets sheets, float base, int number, ReadyLetter letter) {
    Recipient to = letter.recipient();
    String town = (to.postalCode().orElse("") + " " + to.town()).strip();
    put(sheets, Column.NUMBER, Integer.toString(number), Look.TEXT, base);
    put(sheets, Column.RECIPIENT, to.name(), Look.TEXT, base);
    put(sheets, Column.TOWN, to.country().toUpperCase(Locale.ROOT) + " " + town, Look.TEXT, base);
    put(sheets, Column.REFERENCE, letter.reference(), Look.TEXT, base);
    put(sheets, Column.COUNT, Integer.toString(letter.pages()), Look.TEXT, base);
    float below = base;
    float width = FormB.RIGHT - Column.RECIPIENT.left;
    for (String name : letter.byHand()) {
      below += BY_HAND;
      String line = signs.line(words.say("list.byHand", name), Look.TEXT);
      sheets.text(
          Print.shortened(line, Look.TEXT, width), Look.TEXT, Column.RECIPIENT.left, below, width);
    }
    sheets.line(FormB.LEFT, FormB.RIGHT, below + 1.8f, GREY);
  }

  private void put(PdfSheets sheets, Column column, String text, Look look, float base) {
    String line = Print.shortened(signs.line(text, look), look, column.width);
    if (column == Column.COUNT) {
      sheets.textAtEnd(line, look, column.left, base, column.width);
    } else {
      sheets.text(line, look, column.left, base, column.width);
    }
  }
}
