package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Keys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterReferenceTest {
  private final LetterReference references = new LetterReference(new Keys(new byte[32]));

  @Test
  void aReferenceLeadsBackToItsConversation() {
    for (long conversation : List.of(1L, 47L, 102_865L, 999_999_999_999_999_999L)) {
      String printed = references.make(conversation);
      assertTrue(printed.matches("F-" + conversation + "-[A-Z3479]{4}"), printed);
      assertEquals(Optional.of(conversation), references.find("Unser Zeichen: " + printed + "."));
      assertEquals(Optional.of(conversation), references.find(printed));
    }
    assertEquals(references.make(47), references.make(47));
  }

  @Test
  void whatScansConfuseIsForgiven() {
    String printed = references.make(102_865);
    String checks = printed.substring(printed.length() - 4);
    for (String scanned :
        List.of(
            "F-1O2865-" + checks,
            "F-l0286S-" + checks,
            "F-IO2B6S-" + checks,
            "F-|0Z865-" + checks,
            "F – 102865 – " + checks,
            "f-102865-" + checks.toLowerCase(Locale.ROOT))) {
      assertEquals(Optional.of(102_865L), references.find("Zeichen " + scanned), scanned);
    }
  }

  @Test
  void whatWeDidNotPrintLeadsNowhere() {
    String printed = references.make(47);
    String checks = printed.substring(5);
    char other = checks.charAt(0) == 'A' ? 'C' : 'A';
    for (String forged :
        List.of(
            "F-48-" + checks,
            "F-047-" + checks,
            "F-47-" + other + checks.substring(1),
            "XF-47-" + checks,
            "F-47-" + checks + "X",
            "F-7-" + checks,
            "F-9999999999999999999-" + checks)) {
      assertEquals(Optional.empty(), references.find(forged), forged);
    }
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    String foreign = new LetterReference(new Keys(otherKey)).make(47);
    assertEquals(Optional.empty(), references.find(foreign));
    assertThrows(IllegalArgumentException.class, () -> references.make(0));
  }

  @Test
  void theFirstThatIsOursCounts() {
    String text = "F-12-AAAA, dann " + references.make(47) + " und " + references.make(48);
    assertEquals(Optional.of(47L), references.find(text));
  }
}
