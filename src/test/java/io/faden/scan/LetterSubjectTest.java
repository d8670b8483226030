package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.channel.letter.Box;
import io.faden.channel.letter.PageText;
import io.faden.channel.letter.TextLine;
import io.faden.channel.letter.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterSubjectTest {
  private static final double MM = 1 / 297.0;

  /** Lines of 4 mm, each so many millimetres from the top, at the left edge of a letter. */
  private static PageText page(Object... topsAndLines) {
    List<TextLine> lines = new ArrayList<>();
    for (int i = 0; i < topsAndLines.length; i += 2) {
      double top = ((Integer) topsAndLines[i]) * MM;
      List<Word> words =
          Arrays.stream(((String) topsAndLines[i + 1]).split(" "))
              .map(word -> new Word(word, new Box(0.12, top, 0.05, 4 * MM), 100))
              .toList();
      lines.add(new TextLine(words, false));
    }
    return new PageText(lines, false, 100, 0);
  }

  private static String of(Object... topsAndLines) {
    return LetterSubject.of(page(topsAndLines));
  }

  @Test
  void itStandsRightAboveTheSalutation() {
    assertEquals(
        "Widerspruch gegen den Abschlag",
        of(20, "K. Brodersen", 94, "Widerspruch gegen den Abschlag", 110, "Sehr geehrte Damen,"));
    assertEquals(
        "My order", of(94, "Subject: My order", 105, "Dear Sir or Madam,", 112, "I write."));
  }

  @Test
  void itMayHaveTwoLines() {
    assertEquals(
        "Reklamation meiner Waschmaschine Rechnung 4711",
        of(
            80,
            "24103 Kiel",
            94,
            "Reklamation meiner Waschmaschine",
            99,
            "Rechnung 4711",
            112,
            "Guten Tag,"));
  }

  @Test
  void whatStandsThereInsteadIsNoSubject() {
    String first = "hiermit kündige ich meinen Vertrag zum Ende des Jahres";
    assertEquals(
        first, of(98, "Kiel, den 4. Mai 2026", 106, "Sehr geehrte Damen,", 115, first + ". Bitte"));
    assertEquals(first, of(20, "24103 Kiel", 106, "Hallo zusammen,", 115, first + "! Danke."));
  }

  @Test
  void withoutASalutationItIsTheFirstSentence() {
    assertEquals(
        "ich möchte meinen alten Vertrag heute kündigen",
        of(20, "K. Brodersen", 60, "ich möchte meinen alten Vertrag", 65, "heute kündigen. Bitte"));
    assertEquals("", of(20, "Anlage"));
    assertEquals("", LetterSubject.of(page()));
  }

  /** Words of 2 mm a letter, at so many millimetres from the left and the top. */
  private static List<Word> words(int left, int top, String text) {
    List<Word> words = new ArrayList<>();
    double at = left;
    for (String word : text.split(" ", -1)) {
      double width = word.length() * 2.0;
      words.add(new Word(word, new Box(at / 210, top * MM, width / 210, 4 * MM), 100));
      at += width + 1;
    }
    return words;
  }

  private static TextLine beside(int top, String left, String right) {
    List<Word> both = new ArrayList<>(words(25, top, left));
    both.addAll(words(125, top, right));
    return new TextLine(both, false);
  }

  private static TextLine line(int left, int top, String text) {
    return new TextLine(words(left, top, text), false);
  }

  @Test
  void withoutASalutationALetterheadIsNoSubject() {
    List<TextLine> head =
        List.of(
            line(25, 18, "Hinrich Claussen"),
            line(125, 28, "Eingegangen 4. Mai 2026"),
            line(25, 47, "Hinrich Claussen · Deichweg 3 · 24340 Eckernförde"),
            line(125, 52, "Ihr Zeichen: F-1026-ABCD"),
            beside(57, "Tidenwerk Energie", "Telefon: 04351 12 34 56 78"),
            line(25, 62, "Kundenservice"),
            line(25, 67, "Am Kai 3"),
            line(25, 72, "24149 Kiel"),
            line(125, 81, "Eckernförde, 3. Mai 2026"));
    List<TextLine> body =
        List.of(
            line(25, 111, "Seit fünf Monaten kein Anschluss, heute die Mahnung."),
            line(25, 116, "Ich gebe die Sache weiter, wenn ich nichts höre."));
    List<TextLine> lines = new ArrayList<>(head);
    lines.addAll(body);
    assertEquals(
        "Seit fünf Monaten kein Anschluss, heute die Mahnung",
        LetterSubject.of(new PageText(lines, false, 100, 0)));
    lines.add(head.size(), line(25, 97, "Beschwerde"));
    assertEquals("Beschwerde", LetterSubject.of(new PageText(lines, false, 100, 0)));
  }

  @Test
  void aNoteWithItsAddressBelowBeginsWithItsText() {
    assertEquals(
        "bitte kündigen Sie meinen Vertrag",
        of(
            20,
            "bitte kündigen Sie meinen Vertrag. Danke",
            40,
            "K. Brodersen",
            45,
            "Am Deich 3",
            50,
            "24103 Kiel"));
  }

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  @Test
  void linesThatOnlyThePaperEndedAreJoined() {
    assertEquals(
        lines(
            "Sehr geehrte Damen und Herren,",
            "",
            "am 3. Februar habe ich bei Ihnen eine Waschmaschine bestellt. Die Lieferung kam erst zwei Wochen später, und die Tür der Maschine schließt nicht mehr.",
            "Mein Stromverbrauch ist seit dem Einbau Ihrer Haus- und Hofanlage und auch bei uns im Garten seit dem 12. Februar so gewesen.",
            "",
            "Mit freundlichen Grüßen",
            "Jürgen Böttcher"),
        FlowingText.of(
            lines(
                "Sehr geehrte Damen und Herren,",
                "",
                "am 3. Februar habe ich bei Ihnen eine Waschmaschine bestellt. Die Liefe-",
                "rung kam erst zwei Wochen später, und die Tür der Maschine schließt",
                "nicht mehr.",
                "Mein Stromverbrauch ist seit dem Einbau Ihrer Haus-",
                "und Hofanlage und auch bei uns im Garten seit dem",
                "12. Februar so gewesen.",
                "",
                "Mit freundlichen Grüßen",
                "Jürgen Böttcher")));
  }

  @Test
  void addressesAndListsKeepTheirLines() {
    String text =
        lines(
            "Hinrich Claussen · Deichweg 3 · 24340 Eckernförde",
            "Tidenwerk Energie Netz und Service GmbH",
            "Am Kai 3",
            "24149 Kiel",
            "",
            "Ich erwarte von Ihnen bis zum Ende dieses Monats Folgendes schriftlich:",
            "- die Rechnung für den Januar und den Februar dieses Jahres in Kopie",
            "- den Nachweis, dass der Zähler damals richtig abgelesen worden ist",
            "2. einen neuen Termin für den Anschluss im Vorderhaus am Deichweg");
    assertEquals(text, FlowingText.of(text));
    assertEquals("", FlowingText.of(""));
    assertEquals("kurz\nund gut", FlowingText.of("kurz\nund gut"));
  }

  @Test
  void itIsNeverLong() {
    String subject = of(90, "sehr ".repeat(60).strip() + " lang", 98, "Hallo,");
    assertEquals(120, subject.length(), 5);
    assertEquals("…", subject.substring(subject.length() - 1));
  }
}
