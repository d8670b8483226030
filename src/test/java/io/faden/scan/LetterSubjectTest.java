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

  @Test
  void itIsNeverLong() {
    String subject = of(90, "sehr ".repeat(60).strip() + " lang", 98, "Hallo,");
    assertEquals(120, subject.length(), 5);
    assertEquals("…", subject.substring(subject.length() - 1));
  }
}
