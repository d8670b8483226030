package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactValuesTest {
  private static final ContactValues VALUES = new ContactValues(new PhoneNumbers("DE"));

  private static Optional<String> value(ContactChannel channel, String text) {
    return VALUES.read(channel, text).valid().map(ContactValue::value);
  }

  private static String door(String street, String code, String city) {
    return new PostalAddress(
            Optional.empty(), Optional.of(street), Optional.of(code), city, Optional.empty())
        .value()
        .value();
  }

  @Test
  void anEmailAddressIsWhatTheChannelMakesOfIt() {
    for (String spelling :
        List.of(
            "Vera@Kunde.EXAMPLE",
            " vera@kunde.example ",
            "<vera@kunde.example>",
            "Vera Kundin <vera@kunde.example>",
            "mailto:vera@kunde.example")) {
      assertEquals(
          Optional.of("vera@kunde.example"), value(ContactChannel.EMAIL, spelling), spelling);
    }
    ContactValue umlaut =
        VALUES.read(ContactChannel.EMAIL, "a@Bücher.example").valid().orElseThrow();
    assertEquals("a@xn--bcher-kva.example", umlaut.value());
    assertEquals("a@bücher.example", umlaut.display());
    for (String none :
        List.of(
            "vera", "@", "vera@", "@kunde.example", "a b@c.example", "a@" + "x".repeat(400), "")) {
      assertEquals(Optional.empty(), value(ContactChannel.EMAIL, none), none);
    }
  }

  @Test
  void aDoorIsTheSameHoweverItIsWritten() {
    String door = door("Hauptstraße 5", "24103", "Kiel");
    for (String street :
        List.of(
            "Hauptstr. 5",
            "HAUPTSTRASSE 5",
            "Haupt-Straße 5",
            "Hauptstr.5",
            "Haupt Str. 5",
            " hauptstr  5 ")) {
      assertEquals(door, door(street, "24103", "Kiel"), street);
    }
    assertEquals(door, door("Hauptstr. 5", "D-24103", "KIEL"));
    assertEquals(door("Hauptstr. 5a", "24103", "Kiel"), door("Hauptstraße 5 A", "24103", "Kiel"));
    assertEquals(door("Am Markt 5-7", "24103", "Kiel"), door("Am Markt 5 – 7", "24103", "Kiel"));
    assertEquals(door("Postfach 1234", "24103", "Kiel"), door("Postfach 12 34", "24103", "Kiel"));
    assertEquals(door("Müllerweg 1", "24103", "Lübeck"), door("Muellerweg 1", "24103", "Luebeck"));
    for (String street :
        List.of("Hauptstr. 6", "Hauptstr. 55", "Hauptstr. 5a", "Hauptweg 5", "Straße 5")) {
      assertNotEquals(door, door(street, "24103", "Kiel"), street);
    }
    assertNotEquals(door("Weg 1 23", "24103", "Kiel"), door("Weg 12 3", "24103", "Kiel"));
    // One postal code, two villages, each with a Hauptstraße.
    assertNotEquals(door("Hauptstr. 5", "24398", "Dörphof"), door("Hauptstr. 5", "24398", "Karby"));
    assertEquals(
        Optional.of(door), value(ContactChannel.POSTAL, "Vera Kundin, Hauptstr. 5, 24103 Kiel"));
    assertEquals(Optional.of(door), value(ContactChannel.POSTAL, "Hauptstr. 5\n24103 Kiel"));
    assertEquals(Optional.empty(), value(ContactChannel.POSTAL, "Hauptstr. 5"));
    PostalAddress abroad =
        new PostalAddress(
            Optional.of("c/o Meier"),
            Optional.of("Weg 1"),
            Optional.of("1010"),
            "Wien",
            Optional.of("at"));
    assertEquals("c/o Meier\nWeg 1\n1010 Wien\nAT", abroad.value().display());
    PostalAddress broken =
        new PostalAddress(
            Optional.empty(),
            Optional.of("Hauptstr.\r\n5"),
            Optional.of("24103"),
            "Bad\u0085Bramstedt",
            Optional.empty());
    assertEquals("Hauptstr. 5\n24103 Bad Bramstedt", broken.value().display());
  }

  @Test
  void aCustomerNumberKeepsItsZerosAndLosesWhatPeoplePutBetween() {
    for (String spelling : List.of("KD-00 42", "kd0042", " kd‑00–42 ", "ＫＤ００４２")) {
      assertEquals(
          Optional.of("kd0042"), value(ContactChannel.CUSTOMER_NUMBER, spelling), spelling);
    }
    assertNotEquals(
        value(ContactChannel.CUSTOMER_NUMBER, "0042"), value(ContactChannel.CUSTOMER_NUMBER, "42"));
    assertEquals(Optional.empty(), value(ContactChannel.CUSTOMER_NUMBER, " - - "));
  }

  @Test
  void othersIdentifiersAreTheirs() {
    NewContactPoint wish =
        new NewContactPoint(
            ContactChannel.EXTERNAL,
            Optional.of(" aB-7 "),
            Optional.empty(),
            Optional.of("Shop: EU"),
            Optional.empty(),
            false);
    ContactValue read = VALUES.read(wish).valid().orElseThrow();
    assertEquals("shop eu:aB-7", read.value());
    assertEquals(Optional.of("shop:aB-7"), value(ContactChannel.EXTERNAL, "Shop: aB-7"));
    assertEquals(Optional.empty(), value(ContactChannel.EXTERNAL, "aB-7"));
    assertEquals(
        Optional.of("vera@chaos.example"), value(ContactChannel.MASTODON, "@Vera@Chaos.example"));
    assertEquals(
        Optional.of("vera.bsky.example"), value(ContactChannel.BLUESKY, "@Vera.bsky.example"));
    assertEquals(Optional.of("+491712345678"), value(ContactChannel.SMS, "0171 2345678"));
  }

  @Test
  void anythingCanBeWrittenAndNothingBreaks() {
    List<String> inputs =
        List.of(
            "\u202Eمرحبا\u202C",
            "\uD83D\uDE00".repeat(250),
            "'; DROP TABLE customer; --",
            "<img src=x onerror=alert(1)>",
            "\uD800",
            "\0",
            "x".repeat(500),
            ",".repeat(500),
            "\n".repeat(500),
            "%_\\",
            "a@b@c@d");
    for (ContactChannel channel : ContactChannel.values()) {
      for (String input : inputs) {
        boolean valid = VALUES.read(channel, input).valid().isPresent();
        boolean blank = Spelling.line(input).isEmpty();
        assertTrue(!valid || !blank, channel + " " + input);
      }
      assertTrue(value(channel, "x".repeat(501)).isEmpty());
    }
  }
}
