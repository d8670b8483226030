package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterDateTest {
  private static final LocalDate RECEIVED = LocalDate.of(2026, 3, 16);

  private static Optional<LocalDate> in(String line) {
    return LetterDate.in(line, RECEIVED);
  }

  private static TextLine line(double top, String text) {
    Box place = new Box(0.1, top, 0.1, 0.01);
    return new TextLine(
        Letters.words(text).stream().map(word -> new Word(word, place, 100)).toList(), false);
  }

  @Test
  void germanAndEnglishFormsAreRead() {
    for (String written :
        List.of(
            "Büsum, 12. März 2026",
            "Büsum, den 12.03.2026",
            "12.3.26",
            "12. 03. 2026",
            "Datum: 2026-03-12",
            "12 March 2026",
            "12th of March, 2026",
            "March 12, 2026",
            "March 12th 2026",
            "12. Mrz. 2026",
            "12. Marz 2026",
            "12/03/2026",
            "12-03-2026")) {
      assertEquals(Optional.of(LocalDate.of(2026, 3, 12)), in(written), written);
    }
    assertEquals(Optional.of(LocalDate.of(2025, 12, 31)), in("Kiel, 31. Dez. 2025"));
    assertEquals(Optional.of(LocalDate.of(2026, 1, 5)), in("Wien, 5. Jänner 2026"));
  }

  @Test
  void whatCannotBeTheDateOfTheLetterIsNone() {
    for (String other :
        List.of(
            "17.03.2026",
            "12.03.2027",
            "12.03.2019",
            "31.02.2026",
            "12.13.2026",
            "Marburg 12, 2026",
            "192.12.03.2026.7",
            "Telefon 0431/12-34-56",
            "IBAN DE12 3003 2026")) {
      assertEquals(Optional.empty(), in(other), other);
    }
    assertEquals(Optional.of(RECEIVED), in("16.03.2026"));
  }

  @Test
  void theHighestOnThePageCountsWhateverTheOrderOfItsText() {
    PageText page =
        PageText.own(
            List.of(
                line(0.5, "die Lieferung vom 3.2.2026"),
                line(0.2, "Büsum, 12. März 2026"),
                line(0.1, "geb. 1.1.2026"),
                line(0.12, "Ihr Schreiben vom 1.3.2026")));
    LetterDate date = LetterDate.of(page, RECEIVED).orElseThrow();
    assertEquals(LocalDate.of(2026, 3, 12), date.date());
    assertEquals("Büsum, 12. März 2026", date.evidence());
    assertEquals(0.2, date.place().top());
    assertEquals(Optional.empty(), LetterDate.of(PageText.NONE, RECEIVED));
  }

  private static PageText page(TextLine... lines) {
    return PageText.own(List.of(lines));
  }

  @Test
  void theStampOfThePostRoomIsTheDayOfReceiptAndNotTheLettersOwn() {
    PageText oneLine =
        page(line(0.05, "Eingegangen am 13.03.2026"), line(0.25, "Büsum, 12. März 2026"));
    PageText twoLines =
        page(
            line(0.05, "Posteingang"),
            line(0.07, "13. März 2026"),
            line(0.25, "Büsum, 12. März 2026"));
    for (PageText stamped : List.of(oneLine, twoLines)) {
      assertEquals(
          Optional.of(LocalDate.of(2026, 3, 13)),
          ReceiptStamp.on(stamped, RECEIVED).map(stamp -> stamp.date().date()));
      assertEquals(
          Optional.of(LocalDate.of(2026, 3, 12)),
          LetterDate.of(stamped, RECEIVED).map(LetterDate::date));
    }
  }

  @Test
  void whatSomebodyElseReceivedIsNoStamp() {
    for (PageText other :
        List.of(
            page(line(0.05, "Ihr Schreiben, eingegangen 13.03.2026")),
            page(line(0.7, "Eingang 13.03.2026")),
            page(line(0.05, "Eingegangen"), line(0.3, "13.03.2026")),
            page(line(0.05, "Eingegangen 19.03.2026")))) {
      assertEquals(Optional.empty(), ReceiptStamp.on(other, RECEIVED), other.text());
    }
  }
}
