package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PhoneNumbersTest {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final PhoneNumbers NUMBERS = new PhoneNumbers("DE");

  private static Optional<String> value(String text) {
    return NUMBERS.read(text).valid().map(ContactValue::value);
  }

  private static Reading.Invalid invalid(String text) {
    return (Reading.Invalid) NUMBERS.read(text);
  }

  @Test
  void everyGermanSpellingIsOneNumber() {
    for (String spelling :
        List.of(
            "0431/12 34-56",
            "+49 (0)431 12 34 56",
            "0049 431 123456",
            "0049 (0) 431 - 123456",
            "494311234 56",
            "49431123456",
            "+49431123456",
            "(0431) 123456",
            "0431 1234 Durchwahl 56",
            "0431.12.34.56",
            "tel:+49-431-123456",
            "sip:+49431123456@anlage.example",
            "\u202A+49 431 123456\u202C",
            "０４３１ １２３４５６",
            "٠٤٣١١٢٣٤٥٦",
            " 0431\u00A012\u200934\u201156 ")) {
      assertEquals(Optional.of("+49431123456"), value(spelling), spelling);
    }
    // Could be a number in 04943, which nobody writes without its 0.
    assertEquals(Optional.of("+494311234567"), value("494311234567"));
    assertEquals(Optional.of("+494311234567"), value("04311234567"));
    ContactValue read = NUMBERS.read("0431/12 34-56").valid().orElseThrow();
    assertEquals("+49 431 123456", read.display());
    assertEquals(NumberKind.LANDLINE, NUMBERS.kind(read.value()));
    assertEquals(Optional.of("tel:+49-431-123456"), NUMBERS.dial(read.value()));
  }

  @Test
  void whatIsNoCustomersNumberSaysWhy() {
    for (String hidden : List.of("anonymous", "Unknown", " UNBEKANNT ", "-", "", "\u200B")) {
      assertEquals("The number is hidden or missing.", invalid(hidden).detail(), hidden);
    }
    for (String half : List.of("0431 12", "123456", "+49", "12", "0431")) {
      assertTrue(value(half).isEmpty() || !half.startsWith("0"), half);
    }
    assertTrue(value("0431 12").isEmpty());
    assertTrue(value("+49").isEmpty());
    assertTrue(value("0431/123456789012345678").isEmpty());
    assertTrue(value("+999 123456").isEmpty());
    for (String nonsense :
        List.of(
            "\uD83D\uDCDE\uD83D\uDCDE\uD83D\uDCDE",
            "مرحبا",
            "'; DROP TABLE customer; --",
            "<script>alert(1)</script>",
            "x".repeat(500),
            "0".repeat(500),
            "+".repeat(500),
            "(0)".repeat(100))) {
      assertTrue(value(nonsense).isEmpty(), nonsense);
    }
    for (String emergency : List.of("110", "112", " 1 1 2 ")) {
      assertEquals(Optional.of(NumberKind.EMERGENCY), invalid(emergency).kind(), emergency);
    }
    assertEquals(Optional.of(NumberKind.OTHER), invalid("115").kind());
  }

  @Test
  void aClickMustNotCostAFortune() {
    String premium = value("0900 1 123456").orElseThrow();
    assertEquals(NumberKind.PREMIUM, NUMBERS.kind(premium));
    assertTrue(NUMBERS.costsAFortune(premium));
    String vote = value("0137 1 234567").orElseThrow();
    assertEquals(NumberKind.PREMIUM, NUMBERS.kind(vote));
    assertEquals(Optional.empty(), NUMBERS.dial(vote));
    assertEquals(Optional.empty(), NUMBERS.dial(premium));
    String free = value("0800 FLOWERS").orElseThrow();
    assertEquals("+498003569377", free);
    assertEquals(NumberKind.TOLL_FREE, NUMBERS.kind(free));
    String mobile = value("0171 2345678").orElseThrow();
    assertEquals(NumberKind.MOBILE, NUMBERS.kind(mobile));
    assertEquals(NumberKind.SHARED_COST, NUMBERS.kind(value("0180 5 123456").orElseThrow()));
  }

  @Test
  void anExtensionIsPartOfTheNumber() {
    String value = value("+1 650 253 0000 ext. 123").orElseThrow();
    assertEquals("+16502530000;ext=123", value);
    assertEquals(Optional.of("tel:+1-650-253-0000;ext=123"), NUMBERS.dial(value));
  }

  @Test
  void aThousandSpellingsAreTheNumbersThatTheNumberingPlansSay() throws NumberParseException {
    Random random = new Random(20261122);
    Set<String> spellings = new TreeSet<>();
    while (spellings.size() < 2_000) {
      PhoneNumber number = someNumber(random);
      String spelling = spelling(random, number);
      if (!spellings.add(spelling)) {
        continue;
      }
      String expected = PLANS.format(number, PhoneNumberFormat.E164);
      assertEquals(Optional.of(expected), value(spelling), spelling);
      if (!spelling.strip().startsWith("49")) {
        // Without the plus, the library itself reads a national number.
        String theirs = PLANS.format(PLANS.parse(spelling, "DE"), PhoneNumberFormat.E164);
        assertEquals(theirs, expected, spelling);
      }
    }
  }

  private static PhoneNumber someNumber(Random random) {
    List<String> areas =
        List.of(
            "431", "30", "40", "89", "221", "4943", "33056", "171", "1512", "176", "160", "800");
    while (true) {
      boolean german = random.nextInt(5) > 0;
      String region = List.of("AT", "CH", "FR", "GB", "DK", "US").get(random.nextInt(6));
      PhoneNumber number = PLANS.getExampleNumber(region);
      if (german) {
        String area = areas.get(random.nextInt(areas.size()));
        int digits = Math.max(4, 10 - area.length() + random.nextInt(2));
        StringBuilder local = new StringBuilder(area).append(1 + random.nextInt(9));
        while (local.length() < area.length() + digits) {
          local.append(random.nextInt(10));
        }
        number = new PhoneNumber().setCountryCode(49);
        number.setNationalNumber(Long.parseLong(local.toString()));
      }
      if (PLANS.isValidNumber(number)) {
        return number;
      }
    }
  }

  private static String spelling(Random random, PhoneNumber number) {
    String national = Long.toString(number.getNationalNumber());
    String code = Integer.toString(number.getCountryCode());
    boolean german = code.equals("49");
    String international =
        switch (random.nextInt(german ? 8 : 3)) {
          case 0 -> "+" + code + " " + grouped(random, national);
          case 1 -> "00" + code + blank(random) + grouped(random, national);
          case 2 -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL);
          case 3 -> "+49 (0)" + grouped(random, national);
          case 4 -> "0049 (0) " + grouped(random, national);
          case 5 -> "49" + national;
          case 6 -> "(0" + national.substring(0, 3) + ")" + grouped(random, national.substring(3));
          default -> "0" + grouped(random, national);
        };
    return random.nextInt(10) == 0 ? " " + international + "\u202C" : international;
  }

  private static String blank(Random random) {
    return List.of("", " ", "-", "/", "\u00A0").get(random.nextInt(5));
  }

  private static String grouped(Random random, String digits) {
    String between =
        List.of("", " ", "-", ".", "/", "\u00A0", "\u2013", " - ").get(random.nextInt(8));
    int first = 2 + random.nextInt(3);
    StringBuilder text = new StringBuilder(digits.substring(0, first));
    for (int at = first; at < digits.length(); at += 2) {
      text.append(
          at == first ? "/".equals(between) ? "/" : between : between.equals("/") ? " " : between);
      text.append(digits, at, Math.min(digits.length(), at + 2));
    }
    return text.toString();
  }

  @Test
  void numbersInATextAreFound() {
    String text =
        "Rufen Sie 0431/12 34-56 an,\noder mobil 0171-2345678.\nRechnung 4711 vom 3.5.2026";
    assertEquals(
        List.of("+49431123456", "+491712345678"),
        NUMBERS.in(text, 20).stream().map(each -> each.value().value()).toList());
    assertEquals(1, NUMBERS.in(text, 1).size());
    assertFalse(NUMBERS.in("112", 20).stream().findAny().isPresent());
  }
}
