package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.LetterAddress.Where;
import io.faden.customer.PhoneNumbers;
import io.faden.platform.Keys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LetterContentsTest {
  private final LetterContents.Search search =
      new LetterContents.Search(
          new LetterReference(new Keys(new byte[32])),
          new PhoneNumbers("DE"),
          List.of(Pattern.compile("\\bKD-(\\d{6})\\b")));

  /** About 2 mm for each letter, as in print. */
  private static TextLine line(double x, double y, String text) {
    List<Word> words = new ArrayList<>();
    double left = x;
    for (String word : Letters.words(text)) {
      double width = word.length() * 2.0;
      words.add(new Word(word, new Box(left / 210, (y - 3) / 297, width / 210, 3.0 / 297), 100));
      left += width + 1;
    }
    return new TextLine(words, false);
  }

  private static ScanText.ReadPage page(TextLine... lines) {
    PageText text = PageText.own(List.of(lines));
    ScanPage page = new ScanPage(1, 210, 297, text);
    return new ScanText.ReadPage(page, text, Optional.empty(), false);
  }

  private static List<LetterAddress> addresses(TextLine... lines) {
    ScanText.ReadPage page = page(lines);
    return LetterAddress.on(page.page(), page.text());
  }

  private static void assertAddress(
      LetterAddress address, Where where, String name, String street, String code, String town) {
    assertEquals(
        List.of(where, name, street, code, town),
        List.of(
            address.where(),
            address.name(),
            address.street(),
            address.postalCode(),
            address.town()));
  }

  @Test
  void theWindowIsReadWithoutTheColumnBesideIt() {
    TextLine street = line(25, 70, "Lange Straße 12 b");
    TextLine beside = line(125, 70, "Zimmer 4");
    List<Word> both = new ArrayList<>(street.words());
    both.addAll(beside.words());
    List<LetterAddress> found =
        addresses(
            line(25, 60, "Frau"),
            line(25, 65, "Dr. Ayşe Yılmaz"),
            new TextLine(both, false),
            line(25, 75, "D-10115 Berlin"));
    assertEquals(1, found.size());
    assertAddress(
        found.getFirst(), Where.WINDOW, "Dr. Ayşe Yılmaz", "Lange Straße 12 b", "10115", "Berlin");
  }

  @Test
  void aSenderAboveTheWindowIsAnotherThanTheOneInIt() {
    List<LetterAddress> found =
        addresses(
            line(25, 20, "Jan Müller"),
            line(25, 25, "Postfach 12 34"),
            line(25, 30, "24937 Flensburg"),
            line(25, 65, "Nordlicht GmbH"),
            line(25, 70, "Hafenstr. 4"),
            line(25, 75, "24103 Kiel"));
    assertEquals(2, found.size());
    assertAddress(
        found.get(0), Where.ELSEWHERE, "Jan Müller", "Postfach 12 34", "24937", "Flensburg");
    assertAddress(found.get(1), Where.WINDOW, "Nordlicht GmbH", "Hafenstr. 4", "24103", "Kiel");
  }

  private static TextLine endingAt(double x, double y, String text) {
    Box place = line(0, y, text).place();
    return line(x - place.right() * 210, y, text);
  }

  @Test
  void aSenderAtTheRightOrInTheMiddleKeepsTheirName() {
    List<LetterAddress> found =
        addresses(
            endingAt(185, 20, "Wanda Zieliński"),
            endingAt(184, 25, "Rosenweg 7"),
            endingAt(185, 30, "24103 Kiel"),
            line(25, 65, "Nordlicht GmbH"),
            line(25, 70, "Hafenstr. 4"),
            line(25, 75, "24149 Kiel"));
    assertEquals(2, found.size());
    assertAddress(found.get(0), Where.ELSEWHERE, "Wanda Zieliński", "Rosenweg 7", "24103", "Kiel");
    assertAddress(found.get(1), Where.WINDOW, "Nordlicht GmbH", "Hafenstr. 4", "24149", "Kiel");
    List<TextLine> centred = new ArrayList<>();
    double top = 20;
    for (String text : List.of("Dr. Wanda Zieliński", "Am Rosenhag 7", "24103 Kiel")) {
      centred.add(line(105 - line(0, 0, text).place().right() * 105, top, text));
      top += 5;
    }
    assertAddress(
        addresses(centred.toArray(TextLine[]::new)).getFirst(),
        Where.ELSEWHERE,
        "Dr. Wanda Zieliński",
        "Am Rosenhag 7",
        "24103",
        "Kiel");
  }

  @Test
  void aReturnLineIsReadWithEverySignBetween() {
    for (String sign : List.of("·", "•", "|", ",", "*", "-", "»")) {
      List<LetterAddress> found =
          addresses(line(25, 48, "Jan Müller " + sign + " Am Markt 3 " + sign + " 25761 Büsum"));
      assertEquals(1, found.size(), sign);
      assertAddress(
          found.getFirst(), Where.RETURN_LINE, "Jan Müller", "Am Markt 3", "25761", "Büsum");
    }
  }

  @Test
  void addressesAbroadNeedTheirCountryAndYearsAreNone() {
    List<LetterAddress> found =
        addresses(
            line(25, 65, "Anna Huber"),
            line(25, 70, "Ringstraße 1/5"),
            line(25, 75, "A-1010 Wien"),
            line(25, 150, "2026 Kiel"),
            line(25, 160, "Rechnung 12345 vom"));
    assertEquals(1, found.size(), found.toString());
    assertAddress(found.getFirst(), Where.WINDOW, "Anna Huber", "Ringstraße 1/5", "A-1010", "Wien");
  }

  @Test
  void aCustomerNumberThatWasMisreadIsFoundButNotExact() {
    LetterContents contents =
        search.in(
            List.of(
                page(
                    line(25, 30, "Kundennummer: KD-2O48l7"),
                    line(25, 40, "oder KD-204818, KD-204817"))),
            LocalDate.of(2026, 3, 16));
    List<SenderClue.CustomerNumber> numbers =
        contents.clues().stream()
            .filter(SenderClue.CustomerNumber.class::isInstance)
            .map(SenderClue.CustomerNumber.class::cast)
            .toList();
    assertEquals(
        List.of("204818", "204817"), numbers.stream().map(number -> number.value()).toList());
    assertEquals(List.of(true, true), numbers.stream().map(number -> number.exact()).toList());
    assertEquals("oder KD-204818, KD-204817", numbers.getFirst().evidence().line());
    LetterContents alone =
        search.in(List.of(page(line(25, 30, "KD-2O48l7"))), LocalDate.of(2026, 3, 16));
    SenderClue.CustomerNumber only = (SenderClue.CustomerNumber) alone.clues().getFirst();
    assertEquals("204817", only.value());
    assertTrue(!only.exact());
  }

  @Test
  void aPageOfNothingButNoiseSaysNothingAndTakesNoTime() {
    TextLine noise = line(1, 100, "a@".repeat(90) + " " + "1-".repeat(95) + " " + "· ".repeat(300));
    TextLine[] lines = new TextLine[2_000];
    java.util.Arrays.fill(lines, noise);
    LetterContents contents = search.in(List.of(page(lines)), LocalDate.of(2026, 3, 16));
    assertEquals(List.of(), contents.clues());
    assertEquals(Optional.empty(), contents.date());
    assertEquals(List.of(), search.in(List.of(), LocalDate.of(2026, 3, 16)).clues());
  }
}
