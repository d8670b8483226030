package io.faden.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.channel.letter.Addressee;
import io.faden.channel.letter.Addressee.Courtesy;
import io.faden.routing.QueueId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static LetterStore.Facts facts(
      String name, boolean organisation, String form, String recipient) {
    return new LetterStore.Facts(
        "Betreff",
        new QueueId(1),
        "Lena Möller",
        name,
        organisation,
        Optional.empty(),
        form,
        Optional.ofNullable(recipient),
        Optional.of("Lerchenweg 12"),
        Optional.of("24103"),
        "Kiel",
        "DE",
        Optional.empty());
  }

  private static Addressee greeted(String name, String form) {
    return Addresses.addressee(facts(name, false, form, null));
  }

  private static Addressee called(String given, String family) {
    return new Addressee(Optional.empty(), Optional.ofNullable(given), Optional.ofNullable(family));
  }

  private static List<String> names(String name, boolean organisation, String recipient) {
    return Addresses.recipient(facts(name, organisation, "unknown", recipient)).names();
  }

  @Test
  void nobodysSexIsGuessedButACourtesyThatStandsThereIsTaken() {
    assertEquals(called("Oliver", "Reimann"), greeted("Oliver Reimann", "Sie"));
    assertEquals(
        new Addressee(Optional.of(Courtesy.MS), Optional.of("Ada"), Optional.of("Dr. Lang")),
        greeted("Frau Dr. Ada Lang", "Sie"));
    assertEquals(
        new Addressee(Optional.of(Courtesy.MR), Optional.empty(), Optional.of("Reimann")),
        greeted("Herr Reimann", "Sie"));
  }

  @Test
  void titlesGoWithTheWholeNameButNotWithAGivenName() {
    assertEquals(called("Dr. Oliver", "Reimann"), greeted("Dr. Oliver Reimann", "Sie"));
    assertEquals(called("Oliver", "Reimann"), greeted("Dr. Oliver Reimann", "du"));
    assertEquals(called(null, "Prof. Dr. Reimann"), greeted("Prof. Dr. Reimann", "Sie"));
    assertEquals(called("Dr.-Ing. Ada", "Lang"), greeted("Dr.-Ing. Ada Lang", "unknown"));
  }

  @Test
  void namesAreTurnedAndTakenApartAsPeopleWriteThem() {
    assertEquals(called("Oliver", "Reimann"), greeted("Reimann, Oliver", "du"));
    assertEquals(called("Ludwig", "van Beethoven"), greeted("Ludwig van Beethoven", "Sie"));
    assertEquals(called("Anna Maria", "von der Heide"), greeted("Anna Maria von der Heide", "Sie"));
    assertEquals(called("Oliver", null), greeted("Oliver", "du"));
    assertEquals(Addressee.nobody(), greeted(" ", "Sie"));
    assertEquals(Addressee.nobody(), greeted("Frau", "Sie"));
    assertEquals(
        Addressee.nobody(), Addresses.addressee(facts("Nordlicht GmbH", true, "Sie", null)));
  }

  @Test
  void anOrganisationIsNeverGreetedByAName() {
    for (String name :
        List.of(
            "Grundstücksverwaltung Ostholstein mbH, Abteilung Nebenkosten und Versorgung",
            "Kieler Segelfreunde e.V., Geschäftsstelle",
            "Meier & Co. KG",
            "Haus, Garten, Mehr")) {
      for (boolean told : List.of(true, false)) {
        LetterStore.Facts facts = facts(name, told, "unknown", null);
        assertEquals(Addressee.nobody(), Addresses.addressee(facts), name);
        assertEquals("Sie", Addresses.form(facts), name);
      }
    }
    assertEquals("unknown", Addresses.form(facts("Eva Agten", false, "unknown", null)));
    assertEquals(called("Eva", "Agten"), greeted("Agten, Eva", "unknown"));
    assertEquals("du", Addresses.form(facts("Nordlicht GmbH", true, "du", null)));
  }

  @Test
  void anOrganisationStandsAboveWhoIsMeantInIt() {
    assertEquals(List.of("Oliver Reimann"), names("Oliver Reimann", false, null));
    assertEquals(List.of("Familie Reimann"), names("Oliver Reimann", false, "Familie Reimann"));
    assertEquals(List.of("Nordlicht GmbH"), names("Nordlicht GmbH", true, "nordlicht gmbh "));
    assertEquals(
        List.of("Nordlicht GmbH", "Buchhaltung"), names("Nordlicht GmbH", true, "Buchhaltung"));
    assertEquals(
        List.of("Nordlicht GmbH, Buchhaltung"),
        names("Nordlicht GmbH", true, "Nordlicht GmbH, Buchhaltung"));
    assertEquals(List.of(), names("", false, null));
  }
}
