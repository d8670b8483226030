package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.BundleResult.Bundled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostBundleTest {
  private static final PostBundle POST = new PostBundle("DE", LetterLanguage.DE);

  private static ReadyLetter ready(String reference, String country, String code, boolean isLong) {
    Recipient to =
        new Recipient(
            List.of("Kundin " + reference),
            Optional.of("Weg 1"),
            Optional.of(code),
            "Ort" + code,
            country);
    Letter draft = isLong ? Drafts.saying("Wortlaut ".repeat(700)) : Drafts.letter();
    Letter letter =
        new Letter(
            to,
            draft.senderLine(),
            reference,
            Optional.empty(),
            Drafts.DATE,
            LetterLanguage.DE,
            FormOfAddress.SIE,
            Addressee.nobody(),
            "Betreff",
            draft.paragraphs(),
            List.of(),
            draft.writer());
    LayoutResult.Laid laid = Drafts.laid(letter, Drafts.PLAIN);
    return new ReadyLetter(laid.pdf(), to, reference, List.of(laid.pages()), List.of());
  }

  private static Bundled bundled(List<ReadyLetter> letters, boolean bothSides) {
    return assertInstanceOf(Bundled.class, POST.bundle(letters, Drafts.DATE, bothSides));
  }

  private static List<ReadyLetter> some() {
    return List.of(
        ready("F-1", "PL", "00-950", false),
        ready("F-2", "DE", "24103", true),
        ready("F-3", "AT", "1010", false),
        ready("F-4", "DE", "01067", false),
        ready("F-5", "DE", "24103", false));
  }

  @Test
  void homeComesFirstThenCountriesAndPostalCodes() throws IOException {
    Bundled bundle = bundled(some(), false);
    assertEquals(List.of("F-4", "F-2", "F-5", "F-3", "F-1"), bundle.references());
    try (Paper paper = new Paper(bundle.pdf())) {
      paper.keep("bundle");
      assertEquals(7, paper.pages());
      assertEquals(7, bundle.pages());
      assertTrue(paper.text(2).contains("F-4"));
      assertTrue(paper.text(3).contains("F-2"));
      assertTrue(paper.text(4).contains("Seite 2 von 2"));
      assertTrue(paper.text(5).contains("F-5"));
      assertTrue(paper.text(7).contains("POLEN"));
    }
  }

  @Test
  void theListSaysHowManyToWhomAndWhen() throws IOException {
    try (Paper paper = new Paper(bundled(some(), true).pdf())) {
      String list = paper.text(1);
      assertTrue(list.contains("Druckliste vom 7. Mai 2026"), list);
      assertTrue(list.contains("Briefe: 5"), list);
      assertTrue(list.contains("Seiten: 6"), list);
      assertTrue(list.contains("Blatt: 5"), list);
      assertTrue(list.contains("beidseitig"), list);
      assertTrue(list.contains("1 Kundin F-4 DE 01067 Ort01067 F-4 1"), list);
      assertTrue(list.contains("2 Kundin F-2 DE 24103 Ort24103 F-2 2"), list);
      assertTrue(list.indexOf("F-3") < list.indexOf("F-1"), list);
    }
  }

  @Test
  void onBothSidesEachLetterBeginsOnASheetOfItsOwn() throws IOException {
    Bundled bundle = bundled(some(), true);
    try (Paper paper = new Paper(bundle.pdf())) {
      assertEquals(12, paper.pages());
      for (int blank : new int[] {2, 4, 8, 10, 12}) {
        assertTrue(Paper.blank(paper.image(blank)), "page " + blank);
      }
      assertTrue(paper.text(3).contains("F-4"));
      assertTrue(paper.text(5).contains("F-2"));
      assertTrue(paper.text(6).contains("Seite 2 von 2"));
      assertTrue(paper.text(7).contains("F-5"));
    }
  }

  @Test
  void aLongListGoesOverSeveralPagesAndLosesNobody() throws IOException {
    ReadyLetter one = ready("F-100", "DE", "24103", false);
    List<ReadyLetter> many =
        IntStream.range(100, 200)
            .mapToObj(
                number ->
                    new ReadyLetter(
                        one.pdf(), one.recipient(), "F-" + number, one.parts(), List.of()))
            .toList();
    Bundled bundle = bundled(many, false);
    assertEquals(3, bundle.listPages());
    assertEquals(103, bundle.pages());
    try (Paper paper = new Paper(bundle.pdf())) {
      String list = paper.text(1) + paper.text(2) + paper.text(3);
      assertTrue(list.contains("Seite 3 von 3"));
      for (ReadyLetter letter : many) {
        assertTrue(list.contains(letter.reference() + " 1\n"), letter.reference());
      }
      assertFalse(paper.text(4).contains("Druckliste"));
    }
  }

  @Test
  void damagedLettersAreNamedAndNothingIsBundled() {
    ReadyLetter good = ready("F-1", "DE", "24103", false);
    ReadyLetter broken =
        new ReadyLetter(
            "%PDF-1.7 no".getBytes(StandardCharsets.UTF_8),
            good.recipient(),
            "F-2",
            List.of(1),
            List.of());
    ReadyLetter other = new ReadyLetter(good.pdf(), good.recipient(), "F-3", List.of(2), List.of());
    assertEquals(
        new BundleResult.Damaged(List.of("F-2", "F-3")),
        POST.bundle(List.of(good, broken, other), Drafts.DATE, false));
  }

  @Test
  void nothingIsNoBundle() {
    assertInstanceOf(BundleResult.NoLetters.class, POST.bundle(List.of(), Drafts.DATE, true));
  }
}
