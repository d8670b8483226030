package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Writing.Finding;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not stand in public is found, and what may stand there is left alone. */
class PublicGuardTest {
  private static final PublicGuard GUARD = new PublicGuard("DE");
  private static final PublicGuard.Known KNOWN =
      new PublicGuard.Known(
          List.of("K-204711", "883 120 44"),
          List.of(Pattern.compile("\\bNL(\\d{6})\\b")),
          List.of("Holstenstraße 12a", "Am Alten Markt 3"),
          List.of(
              "service@nordlicht.example",
              "0431 99 88 77",
              "Nordlicht GmbH, Hafenstr. 7, 24103 Kiel",
              "DE02 1203 0000 0000 2020 51"));

  private static List<Finding> look(String text) {
    return GUARD.look(text, KNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ihre Kundennummer K-204711 liegt vor.|customer_number|K-204711",
        "Zu k 204711 schreiben wir gleich.|customer_number|k 204711",
        "Vertrag K204711 läuft.|customer_number|K204711",
        "Nummer 88312044 gefunden|customer_number|88312044",
        "https://nordlicht.example/konto/K-204711|customer_number|K-204711",
        "Kundennummer: 4711-0815|customer_number|4711-0815",
        "Kd.-Nr. 998877 ist notiert|customer_number|998877",
        "die Vertragsnr. V/2026/0042 bitte|customer_number|V/2026/0042",
        "Your customer number is 556677.|customer_number|556677",
        "Unter NL123456 steht alles.|customer_number|123456",
        "Wir überweisen auf DE89 3704 0044 0532 0130 00 noch heute.|iban|DE89 3704 0044 0532 0130 00",
        "de89370400440532013000|iban|de89370400440532013000",
        "IBAN:DE89-3704-0044-0532-0130-00!|iban|DE89-3704-0044-0532-0130-00",
        "AT61 1904 3002 3457 3201 ist deins?|iban|AT61 1904 3002 3457 3201",
        "CH93 0076 2011 6238 5295 7|iban|CH93 0076 2011 6238 5295 7",
        "Wir haben oli.neumann@web.example angeschrieben.|email|oli.neumann@web.example",
        "Mail an OLI+SHOP@Web.Example, bitte|email|OLI+SHOP@Web.Example",
        "(jürgen@müller.example)|email|jürgen@müller.example",
        "oli (at) web.example|email|oli (at) web.example",
        "oli[at]web[dot]example|email|oli[at]web[dot]example",
        "mailto:oli@web.example|email|oli@web.example",
        "Wir rufen unter 0151 23456789 an.|phone|0151 23456789",
        "Tel. 0431/12 34 56|phone|0431/12 34 56",
        "+49 151 23456789 stimmt?|phone|+49 151 23456789",
        "+43 1 5880 0|phone|+43 1 5880 0",
        "Ist (0431) 123456 richtig?|phone|(0431) 123456",
        "deine Handynummer ist 015123456789|phone|015123456789",
        "Wir liefern in die Holstenstraße 12a.|postal|Holstenstraße 12a",
        "holstenstr. 12 A stimmt|postal|holstenstr. 12 A",
        "Am alten Markt 3, richtig?|postal|Am alten Markt 3",
        "Geht an Lindenweg 5, 10115 Berlin heraus.|postal|Lindenweg 5, 10115 Berlin",
        "Nach Große Bergstraße 160 in 22767 Hamburg|postal|Große Bergstraße 160 in 22767 Hamburg"
      })
  void whatIsPrivateIsFound(String text, String kind, String found) {
    List<Finding> findings = look(text);
    assertEquals(1, findings.size(), findings::toString);
    assertEquals(kind, findings.getFirst().kind());
    assertEquals(true, findings.getFirst().text().endsWith(found), findings.getFirst().text());
    assertEquals(
        findings.getFirst().text(),
        text.substring(findings.getFirst().from(), findings.getFirst().to()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Moin! Das tut uns leid, wir schauen uns das gleich an. ^on",
        "Deine Bestellung vom 12.05.2026 ist unterwegs.",
        "Zwischen dem 01.02. und dem 15.03.2026 gab es Verzögerungen.",
        "Vom 01.02.-15.03.2026 war der Dienst gestört.",
        "Wir sind Mo-Fr 08:00-18:00 Uhr für dich da.",
        "Samstags 10-14 Uhr, sonntags geschlossen.",
        "Das kostet 1.299,00 € inklusive Versand.",
        "Der Preis sinkt von 49,90 auf 39,90 Euro.",
        "0,25 € je Minute, 01.01.2027 dann 0,20 €.",
        "Am 3.5.2026 um 14:30 geht es weiter.",
        "2026-05-12 ist der Stichtag.",
        "Die Störung begann am 2026-05-12 08:15 und endete 2026-05-12 11:40.",
        "#Nordlicht2026 #0431 #Service",
        "Tracking: https://versand.example/0043040161094042557",
        "Sendungsnummer 00340434161094042557 ist bei DHL.",
        "Bestellnummer 0431 7788990 ist notiert.",
        "Artikel 0815-4711-22 ist wieder lieferbar.",
        "Version 10.15.7 behebt den Fehler.",
        "Die Fehlermeldung 0x80070057 kennen wir.",
        "Bitte starte Router und App neu, dann 30 Sekunden warten.",
        "@oli@chaos.social Danke für den Hinweis!",
        "Hallo @oli.neumann@mastodon.example und @ada@x.example, gern.",
        "Schreib uns an service@nordlicht.example, dann klären wir das.",
        "Ruf uns an: 0431/998877 oder +49 431 998877.",
        "Kostenlos unter 0800 1234567 erreichbar.",
        "Besuch uns: Hafenstraße 7, 24103 Kiel.",
        "Spenden an DE02 1203 0000 0000 2020 51 helfen.",
        "Mehr dazu: https://nordlicht.example/hilfe?id=12345678",
        "Wir haben 24103 und 24105 Kiel noch nicht ausgebaut.",
        "In Kiel sind 12.000 Haushalte betroffen.",
        "Seit 1998 liefern wir Strom.",
        "50 % Rabatt bis 31.12.",
        "Dein Ticket wurde angelegt, wir melden uns per DM.",
        "Das Paket wiegt 2,5 kg und ist 30x20x10 cm groß.",
        "Bis zu 1.000 MBit/s ab 29,99 €/Monat.",
        "Die Linie 11 fährt um 07:42 ab Hauptbahnhof.",
        "Wir haben 3 Filialen in Kiel und 2 in Lübeck.",
        "Das war 1:0 für euch 😄",
        "Unser Chat ist 24/7 offen.",
        "Nimm den Code SOMMER2026 an der Kasse.",
        "ISBN 978-3-16-148410-0 ist vergriffen.",
        "Rechnung RE-2026-0417 wurde storniert.",
        "Deine Kundennummer schick uns bitte nur privat.",
        "Nenne uns bitte nie deine IBAN öffentlich.",
        "Die Hotline hat die Nummer 115, im Notfall 112.",
        "Umtausch innerhalb von 30 Tagen, siehe § 312g BGB.",
        "Am 24. Dezember 2026 schließen wir um 12 Uhr.",
        "GPS 54.3233, 10.1228 ist unser Laden.",
        "Strecke 100 km, Verbrauch 15,4 kWh.",
        "Raum 0.12, Platz 3 bis 14",
        "Danke für 10000 Follower!",
        "Der Zähler stand bei 045123 kWh.",
        "Um 10.30 bis 11.45 Uhr, Gleis 4",
        "Ab 01/2027 gilt der neue Tarif.",
        "Schau in Kapitel 3.4.2 auf Seite 117."
      })
  void everydaySentencesAreLeftAlone(String text) {
    assertEquals(List.of(), look(text));
  }

  @Test
  void allOfThemAreFoundInTheOrderOfTheText() {
    String text =
        "👍 Grüße! oli@web.example, 0151 23456789, K-204711, DE89 3704 0044 0532 0130 00, Holstenstr. 12a";
    assertEquals(
        List.of("email", "phone", "customer_number", "iban", "postal"),
        look(text).stream().map(Finding::kind).toList());
    Finding first = look(text).getFirst();
    assertEquals("oli@web.example", text.substring(first.from(), first.to()));
  }

  @Test
  void aNumberThatIsOneAndTheSameIsToldOnce() {
    assertEquals(1, look("Kundennummer K-204711").size());
    assertEquals(2, look("K-204711 und K-204711").size());
  }

  @Test
  void anIbanWithAWrongDigitIsNone() {
    assertEquals(List.of(), look("DE88 3704 0044 0532 0130 00"));
  }

  @Test
  void aShortNumberOfACustomerIsNotLookedFor() {
    PublicGuard.Known shortOnes =
        new PublicGuard.Known(List.of("12", "2026", "abc"), List.of(), List.of(), List.of());
    assertEquals(List.of(), GUARD.look("12 abc im Jahr 2026", shortOnes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\\w+\\s?)+!",
        "(a|aa)+$",
        "(\\d+)*\\1x",
        "(x?){60}x{60}",
        "((\\w|\\s)+)+#",
        "(?:(a|b|\\s|\\w)*)*K(\\d{6})"
      })
  void aFormThatTriesEverythingHangsNobodyAndTheOthersStillFind(String form) {
    PublicGuard.Known known =
        new PublicGuard.Known(
            List.of(),
            List.of(Pattern.compile(form), Pattern.compile("\\bNL(\\d{6})\\b")),
            List.of(),
            List.of());
    String text =
        "a".repeat(2_500) + " " + "x".repeat(300) + " 1234567890".repeat(20) + " NL123456";
    List<Finding> found =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> GUARD.look(text, known));
    assertTrue(
        found.stream().anyMatch(finding -> finding.text().equals("123456")), found::toString);
  }

  @Test
  void aLongTextIsLookedThroughQuickly() {
    String text = "Moin, der Preis ist 12,50 € und die Straße heißt Am Deich 5 Uhr. ".repeat(1_500);
    assertEquals(List.of(), look(text));
    assertEquals(1, look(text + "oli@web.example").size());
  }
}
