package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.LayoutResult.Laid;
import io.faden.channel.letter.LayoutResult.Remark;
import io.faden.channel.letter.Paper.Sign;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterLayoutTest {
  private static final float WINDOW_LEFT = 20;
  private static final float WINDOW_TOP = 45;
  private static final float WINDOW_RIGHT = 105;
  private static final float WINDOW_BOTTOM = 90;

  private static Paper paper(Letter letter) throws IOException {
    return new Paper(Drafts.laid(letter, Drafts.PLAIN).pdf());
  }

  private static Paper paper(Recipient to) throws IOException {
    return paper(Drafts.to(to));
  }

  /** All that is printed in the left half between letterhead and subject. */
  private static List<Sign> besideTheDetails(Paper paper) throws IOException {
    return paper.signs(1).stream()
        .filter(sign -> sign.lower() > 44 && sign.upper() < 98 && sign.left() < 120)
        .toList();
  }

  private static void assertInsideTheWindow(Paper paper) throws IOException {
    List<Sign> signs = besideTheDetails(paper);
    assertFalse(signs.isEmpty());
    for (Sign sign : signs) {
      assertTrue(sign.left() >= WINDOW_LEFT && sign.right() <= WINDOW_RIGHT, sign::toString);
      assertTrue(sign.upper() >= WINDOW_TOP && sign.lower() <= WINDOW_BOTTOM, sign::toString);
    }
  }

  @Test
  void addressAndReturnLineStandInTheWindow() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      paper.keep("letter");
      assertInsideTheWindow(paper);
      String window =
          Paper.joined(paper.signs(1, WINDOW_LEFT, WINDOW_TOP, WINDOW_RIGHT, WINDOW_BOTTOM));
      assertEquals(
          "TidenwerkEnergie·AmKai3·24149KielHerrnOliverReimannLerchenweg1224103Kiel", window);
    }
  }

  @Test
  void addressBeginsWhereTheNormSays() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      List<Sign> address = paper.signs(1, WINDOW_LEFT, 62.7f, WINDOW_RIGHT, WINDOW_BOTTOM);
      assertTrue(Paper.joined(address).startsWith("Herrn"));
      assertEquals(25, address.getFirst().left(), 0.5);
      assertEquals(10, address.getFirst().points(), 0.01);
    }
  }

  @Test
  void informationStandsAtTheRight() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      List<Sign> block = paper.signs(1, 124.9f, 50, 200, 97);
      String text = Paper.joined(block);
      for (String part :
          List.of(
              "DeinZeichenBriefvom5.Mai2026",
              "UnserZeichenF-4711-K7Q2",
              "NameLenaMöller",
              "Telefon+4943155500",
              "E-Mailservice@tidenwerk.example",
              "Datum7.Mai2026")) {
        assertTrue(text.contains(part), () -> part + " in " + text);
      }
    }
  }

  @Test
  void longInformationStaysInItsBlockAndIsRemarkedOn() throws IOException {
    Letter letter = Drafts.letter();
    Letter wordy =
        new Letter(
            letter.recipient(),
            "Absender ".repeat(50),
            letter.ourReference(),
            Optional.of("Ihr Schreiben vom 24. April 2026, ".repeat(20)),
            letter.date(),
            letter.language(),
            letter.form(),
            letter.addressee(),
            letter.subject(),
            letter.paragraphs(),
            letter.enclosures(),
            new Letter.Writer(
                "Lena Möller ".repeat(20),
                Optional.of("+49 431 5550 0"),
                Optional.of("a".repeat(200) + "@tidenwerk.example")));
    Laid laid = Drafts.laid(wordy, Drafts.PLAIN);
    assertEquals(Set.of(Remark.DETAILS_SHORTENED), laid.remarks());
    try (Paper paper = new Paper(laid.pdf())) {
      assertInsideTheWindow(paper);
      String block = Paper.joined(paper.signs(1, 124.9f, 50, 200, 97));
      assertTrue(block.contains("F-4711-K7Q2"), block);
      assertTrue(block.endsWith("Datum7.Mai2026"), block);
    }
  }

  @Test
  void subjectIsBoldAndStandsBelowTheFields() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      List<Sign> subject = paper.signs(1, 24.9f, 98.4f, 190, 104);
      assertEquals("DeinTarifBasis100,Bestätigung", Paper.joined(subject));
      assertTrue(
          paper.fonts().stream().anyMatch(font -> font.getName().endsWith("LiberationSans-Bold")));
    }
  }

  @Test
  void textKeepsTheMarginsAndIsElevenPoints() throws IOException {
    try (Paper paper = paper(Drafts.saying("Wortlaut ".repeat(300)))) {
      List<Sign> body = paper.signs(1, 0, 110, 210, 200);
      assertFalse(body.isEmpty());
      for (Sign sign : body) {
        assertTrue(sign.left() >= 25 && sign.right() <= 190, sign::toString);
        assertEquals(11, sign.points(), 0.01);
      }
    }
  }

  @Test
  void marksForFoldingAndPunchingAreAtTheirPlaces() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      BufferedImage image = paper.image(1);
      List<Float> marks = Paper.marks(image, 7);
      assertEquals(3, marks.size(), marks::toString);
      assertEquals(105, marks.get(0), 0.2);
      assertEquals(148.5, marks.get(1), 0.2);
      assertEquals(210, marks.get(2), 0.2);
      assertEquals(1, Paper.marks(image, 11).size(), "only the punch mark is as long as that");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DU      | DE | MR | Oliver | Reimann     | Hallo Oliver,                | Viele Grüße
          DU      | DE | MR |        | Reimann     | Hallo,                       | Viele Grüße
          SIE     | DE | MS | Käthe  | Dr. Möller  | Sehr geehrte Frau Dr. Möller, | Mit freundlichen Grüßen
          SIE     | DE | MR | Oliver | Reimann     | Sehr geehrter Herr Reimann,  | Mit freundlichen Grüßen
          SIE     | DE |    | Kim    | Reimann     | Guten Tag Kim Reimann,       | Mit freundlichen Grüßen
          SIE     | DE | MS | Käthe  |             | Guten Tag Käthe,             | Mit freundlichen Grüßen
          SIE     | DE |    |        |             | Sehr geehrte Damen und Herren, | Mit freundlichen Grüßen
          UNKNOWN | DE | MR | Oliver | Reimann     | Guten Tag Oliver Reimann,    | Freundliche Grüße
          UNKNOWN | DE |    |        |             | Guten Tag,                   | Freundliche Grüße
          DU      | EN | MR | Oliver | Reimann     | Dear Oliver,                 | Best wishes
          DU      | EN |    |        |             | Hello,                       | Best wishes
          SIE     | EN | MR | Oliver | Reimann     | Dear Mr Reimann,             | Yours sincerely
          SIE     | EN | MS | Käthe  | Möller      | Dear Ms Möller,              | Yours sincerely
          SIE     | EN |    | Kim    | Reimann     | Dear Kim Reimann,            | Yours sincerely
          SIE     | EN |    |        |             | Dear Sir or Madam,           | Yours faithfully
          UNKNOWN | EN | MR | Oliver | Reimann     | Dear Oliver Reimann,         | Kind regards
          UNKNOWN | EN |    |        |             | Hello,                       | Kind regards
          """)
  void salutationAndClosingFollowFormAndLanguage(
      FormOfAddress form,
      LetterLanguage language,
      Addressee.Courtesy courtesy,
      String given,
      String family,
      String opening,
      String closing)
      throws IOException {
    Addressee addressee =
        new Addressee(
            Optional.ofNullable(courtesy), Optional.ofNullable(given), Optional.ofNullable(family));
    try (Paper paper = paper(Drafts.greeting(form, language, addressee))) {
      List<String> lines = paper.text(1).lines().map(String::strip).toList();
      assertTrue(lines.contains(opening), lines::toString);
      assertTrue(lines.contains(closing), lines::toString);
      assertTrue(lines.indexOf(opening) < lines.indexOf(closing));
    }
  }

  @Test
  void aNameWithoutAnythingToSeeGreetsNobody() throws IOException {
    Addressee unseen =
        new Addressee(Optional.empty(), Optional.of("\u0000\u202E"), Optional.of(" "));
    try (Paper paper = paper(Drafts.greeting(FormOfAddress.SIE, LetterLanguage.DE, unseen))) {
      assertTrue(paper.text(1).contains("Sehr geehrte Damen und Herren,"));
    }
  }

  @Test
  void labelsFollowTheFormOfAddress() throws IOException {
    try (Paper polite =
            paper(Drafts.greeting(FormOfAddress.SIE, LetterLanguage.DE, Drafts.OLIVER));
        Paper unknown =
            paper(Drafts.greeting(FormOfAddress.UNKNOWN, LetterLanguage.DE, Drafts.OLIVER));
        Paper english =
            paper(Drafts.greeting(FormOfAddress.SIE, LetterLanguage.EN, Drafts.OLIVER))) {
      assertTrue(polite.text(1).contains("Ihr Zeichen"));
      assertTrue(unknown.text(1).contains("Bezug"));
      assertTrue(english.text(1).contains("Your reference"));
      assertTrue(english.text(1).contains("7 May 2026"));
      assertTrue(english.text(1).contains("Enclosure\n"));
    }
  }

  @Test
  void namesOfEuropePrintRightInEmbeddedFonts() throws IOException {
    String names =
        "Übergröße ß, Żółć Łukasz Święcicki, Şahin İğdır Çağ, Жуков Юлія, Ελένη Παπαδοπούλου";
    try (Paper paper = paper(Drafts.saying(names + ", 61 €."))) {
      paper.keep("names");
      String text = paper.text(1).replaceAll("\\s+", " ");
      assertTrue(text.contains(names), text);
      assertTrue(paper.text(1).lines().anyMatch("61\u00A0€."::equals), text);
      assertFalse(paper.fonts().isEmpty());
      paper.fonts().forEach(font -> assertTrue(font.isEmbedded(), font::getName));
    }
  }

  @Test
  void oneSheetHasNoPageNumber() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      assertEquals(1, paper.pages());
      assertFalse(paper.text(1).contains("Seite 1"));
    }
  }

  @Test
  void sixtyPagesAreNumberedAndSayWhoseTheyAre() throws IOException {
    String[] paragraphs =
        IntStream.rangeClosed(1, 740)
            .mapToObj(number -> "Absatz " + number + ". " + "Hier steht etwas Text. ".repeat(12))
            .toArray(String[]::new);
    Laid laid = Drafts.laid(Drafts.saying(paragraphs), Drafts.PLAIN);
    try (Paper paper = new Paper(laid.pdf())) {
      paper.keep("long");
      assertTrue(laid.pages() >= 60 && laid.pages() <= LetterLayout.MOST_PAGES);
      assertEquals(laid.pages(), paper.pages());
      for (int page = 1; page <= paper.pages(); page++) {
        assertTrue(paper.text(page).contains("Seite " + page + " von " + paper.pages()));
        for (Sign sign : paper.signs(page)) {
          assertTrue(sign.lower() < 290 && sign.right() <= 200, sign::toString);
        }
      }
      assertTrue(paper.text(2).startsWith("F-4711-K7Q2 · Herrn Oliver Reimann · 7. Mai 2026"));
      String all = paper.text();
      assertTrue(all.contains("Absatz 1.") && all.contains("Absatz 740."));
    }
  }

  @Test
  void closingNeverStandsAloneOnAPage() throws IOException {
    for (int lines = 20; lines < 40; lines++) {
      String text = String.join("\n", Collections.nCopies(lines, "Eine Zeile."));
      try (Paper paper = paper(Drafts.saying(text))) {
        String last = paper.text(paper.pages());
        assertTrue(last.contains("Eine Zeile."), last);
        assertTrue(last.contains("Lena Möller"), last);
        int closing = last.indexOf("Viele Grüße");
        assertTrue(closing > last.indexOf("Eine Zeile.\nEine Zeile."), last);
      }
    }
  }

  @Test
  void enclosuresAreListedBelowTheName() throws IOException {
    try (Paper paper = paper(Drafts.letter())) {
      String text = paper.text(1);
      assertTrue(text.contains("Lena Möller\nAnlage\nVertragsbestätigung Basis 100\n"), text);
    }
  }

  @Test
  void picturesAreOnThePaper() throws IOException {
    try (Paper paper = new Paper(Drafts.laid(Drafts.letter(), Drafts.withPictures()).pdf())) {
      paper.keep("pictures");
      BufferedImage image = paper.image(1);
      assertEquals(
          0x0b6b73, image.getRGB((int) (28 / 25.4 * 300), (int) (14 / 25.4 * 300)) & 0xFFFFFF);
      assertInsideTheWindow(paper);
    }
  }

  @Test
  void footerStandsBelowTheTextOfTheFirstPageOnly() throws IOException {
    try (Paper paper = paper(Drafts.saying("Wortlaut ".repeat(900)))) {
      assertTrue(paper.text(1).contains("IBAN DE00 0000 0000"));
      assertFalse(paper.text(2).contains("IBAN DE00 0000 0000"));
      for (Sign sign : paper.signs(1)) {
        assertTrue(sign.lower() <= 264 || sign.points() < 9, sign::toString);
      }
    }
  }

  // --- Addresses ---

  @Test
  void twelveLinesStayInTheWindowWithStreetAndTown() throws IOException {
    String[] names =
        IntStream.rangeClosed(1, 12).mapToObj(line -> "Abteilung " + line).toArray(String[]::new);
    Laid laid = Drafts.laid(Drafts.to(Drafts.named(names)), Drafts.PLAIN);
    assertEquals(Set.of(Remark.ADDRESS_SHORTENED), laid.remarks());
    try (Paper paper = new Paper(laid.pdf())) {
      paper.keep("twelve");
      assertInsideTheWindow(paper);
      assertTrue(Paper.joined(besideTheDetails(paper)).contains("Abteilung1Abteilung2"));
      assertTrue(paper.text(1).contains("Lerchenweg 12"));
      assertTrue(paper.text(1).contains("24103 Kiel"));
      assertTrue(Paper.joined(besideTheDetails(paper)).contains("…"));
    }
  }

  @Test
  void aWordTooLongForItsLineLosesNoLetter() throws IOException {
    try (Paper paper = paper(Drafts.saying("abcdefghij".repeat(100)))) {
      String text = paper.text(1).replace("\n", "");
      assertTrue(text.contains("abcdefghij".repeat(100)), text);
    }
  }

  @Test
  void nameOfTwoHundredSignsIsWrappedInTheWindow() throws IOException {
    for (String name : List.of("Verein zur Pflege ".repeat(11) + "ab", "W".repeat(200))) {
      try (Paper paper = paper(Drafts.named(name))) {
        assertInsideTheWindow(paper);
        String window = Paper.joined(besideTheDetails(paper));
        assertTrue(window.contains("Lerchenweg1224103Kiel"), window);
      }
    }
  }

  @Test
  void sixLongLinesKeepTheirSizeAndStillFit() throws IOException {
    Recipient to =
        new Recipient(
            List.of(
                "Landesamt für Küstenschutz, Nationalpark und Meeresschutz",
                "Frau Dr. Annegret Brodersen-Petersen",
                "Referat 31"),
            Optional.of("Herzog-Adolf-Straße 1"),
            Optional.of("25813"),
            "Husum",
            "DE");
    Laid laid = Drafts.laid(Drafts.to(to), Drafts.PLAIN);
    assertEquals(Set.of(), laid.remarks());
    try (Paper paper = new Paper(laid.pdf())) {
      assertInsideTheWindow(paper);
      assertTrue(besideTheDetails(paper).stream().anyMatch(sign -> sign.points() == 10));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PL | 00-950   | Warszawa | DE | 00-950 WARSZAWA    | POLEN
          AT | 1010     | Wien     | EN | 1010 WIEN          | AUSTRIA
          US | DC 20500 | Washington | DE | WASHINGTON DC 20500 | VEREINIGTE STAATEN
          GB | SW1A 2AA | London   | EN | SW1A 2AA           | UNITED KINGDOM
          TR | 06100    | İzmir    | DE | 06100 İZMIR        | TÜRKEI
          """)
  void abroadTownAndCountryAreInCapitals(
      String country, String code, String town, LetterLanguage language, String place, String below)
      throws IOException {
    Recipient to =
        new Recipient(
            List.of("A. Nowak"), Optional.of("Nowy Świat 1"), Optional.of(code), town, country);
    Letter letter = Drafts.greeting(FormOfAddress.SIE, language, Drafts.OLIVER);
    Letter abroad =
        new Letter(
            to,
            letter.senderLine(),
            letter.ourReference(),
            Optional.empty(),
            letter.date(),
            language,
            letter.form(),
            letter.addressee(),
            letter.subject(),
            letter.paragraphs(),
            letter.enclosures(),
            letter.writer());
    try (Paper paper = paper(abroad)) {
      String window = Paper.joined(besideTheDetails(paper));
      assertTrue(window.endsWith((place + below).replace(" ", "")), window);
      assertInsideTheWindow(paper);
    }
  }

  @Test
  void anAddressWithoutNameOrTownIsNoAddress() {
    Recipient nobody = Drafts.named(" ", "\u0007\u200B");
    Recipient nowhere =
        new Recipient(
            List.of("Oliver Reimann"),
            Optional.of("Lerchenweg 12"),
            Optional.of("24103"),
            " \t",
            "DE");
    assertInstanceOf(LayoutResult.NoName.class, LetterLayout.lay(Drafts.to(nobody), Drafts.PLAIN));
    assertInstanceOf(LayoutResult.NoTown.class, LetterLayout.lay(Drafts.to(nowhere), Drafts.PLAIN));
  }

  // --- Texts ---

  @Test
  void aLetterThatSaysNothingIsNone() {
    assertInstanceOf(LayoutResult.NoText.class, LetterLayout.lay(Drafts.saying(), Drafts.PLAIN));
    assertInstanceOf(
        LayoutResult.NoText.class,
        LetterLayout.lay(Drafts.saying(" \n ", "\u0000\u001B"), Drafts.PLAIN));
  }

  @Test
  void moreThanAHundredPagesAreRefused() {
    assertInstanceOf(
        LayoutResult.TooLong.class,
        LetterLayout.lay(Drafts.saying("Zeile\n".repeat(6_000)), Drafts.PLAIN));
    assertInstanceOf(
        LayoutResult.TooLong.class,
        LetterLayout.lay(Drafts.saying("x".repeat(490_000)), Drafts.PLAIN));
    assertInstanceOf(
        LayoutResult.TooLong.class,
        LetterLayout.lay(Drafts.saying("x".repeat(5_000_000)), Drafts.PLAIN));
  }

  @Test
  void rightToLeftTextBeginsAtTheRight() throws IOException {
    try (Paper paper = paper(Drafts.saying("שלום עולם", "مرحبا بكم في كيل"))) {
      paper.keep("hebrew");
      List<Sign> hebrew =
          paper.signs(1).stream().filter(sign -> sign.text().matches("\\p{InHebrew}")).toList();
      assertEquals(8, hebrew.size());
      Sign first =
          hebrew.stream().max((one, other) -> Float.compare(one.left(), other.left())).get();
      assertEquals("ש", first.text());
      assertEquals(190, first.right(), 0.5);
    }
  }

  @Test
  void everyLineOfARightToLeftParagraphEndsAtTheSameSide() throws IOException {
    String text = "זה מכתב ארוך מאוד על Tarif Basis 100 ועל עוד דברים. ".repeat(12);
    try (Paper paper = paper(Drafts.saying(text))) {
      var ends =
          paper.signs(1, 24, 118, 191, 160).stream()
              .collect(
                  Collectors.groupingBy(
                      sign -> Math.round(sign.lower()),
                      Collectors.mapping(Sign::right, Collectors.maxBy(Float::compare))));
      long atRight = ends.values().stream().filter(end -> end.get() > 189).count();
      assertTrue(atRight >= 4, ends::toString);
    }
  }

  @Test
  void controlCharactersAndTurningMarksLeaveNoTrace() throws IOException {
    try (Paper paper =
        paper(Drafts.saying("Ab\u0000cd\u001B[31m \u202Eefg\u202C h\u200Bij \uD800k"))) {
      assertTrue(paper.text(1).contains("Abcd[31m efg hij k"), paper.text(1));
    }
  }

  @Test
  void emojiAreLeftOutAndNamed() throws IOException {
    Laid laid =
        Drafts.laid(
            Drafts.saying(
                "\uD83D\uDE80 Danke \uD83D\uDE80 sehr\uD83D\uDE80\uD83D\uDE80, anbei das Formular \uD83D\uDE80 \uD83D\uDE80."),
            Drafts.PLAIN);
    assertEquals(List.of("\uD83D\uDE80"), laid.leftOut());
    try (Paper paper = new Paper(laid.pdf())) {
      assertTrue(paper.text(1).contains("\nDanke sehr, anbei das Formular.\n"), paper.text(1));
    }
  }

  @Test
  void aNameThatNoFontHasIsRefusedInsteadOfPrintedWithHoles() {
    LayoutResult result = LetterLayout.lay(Drafts.to(Drafts.named("李明")), Drafts.PLAIN);
    assertEquals(new LayoutResult.Unprintable(List.of("李", "明")), result);
  }

  @Test
  void ornamentalLettersBecomePlainOnes() throws IOException {
    try (Paper paper = paper(Drafts.named("\uD835\uDCDB\uD835\uDCEE\uD835\uDCF7\uD835\uDCEA"))) {
      assertTrue(paper.text(1).contains("Lena"));
    }
  }

  @Test
  void aSubjectIsFourLinesAtMost() throws IOException {
    Laid laid = Drafts.laid(Drafts.about("Betreff ".repeat(200)), Drafts.PLAIN);
    assertEquals(Set.of(Remark.SUBJECT_SHORTENED), laid.remarks());
    try (Paper paper = new Paper(laid.pdf())) {
      assertEquals(4, paper.text(1).lines().filter(line -> line.startsWith("Betreff Be")).count());
    }
  }

  @Test
  void aLetterWithoutSubjectBeginsWithItsSalutation() throws IOException {
    try (Paper paper = paper(Drafts.about(" "))) {
      assertEquals("HalloOliver,", Paper.joined(paper.signs(1, 24.9f, 98.4f, 190, 104)));
    }
  }
}
