package io.faden.importing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a column can mean (ImportTarget in the contract). */
enum Target {
  IGNORE,
  NAME,
  FIRST_NAME,
  LAST_NAME,
  ORGANISATION,
  KIND,
  LANGUAGE,
  FORM_OF_ADDRESS,
  NOTE,
  EMAIL,
  PHONE,
  CUSTOMER_NUMBER,
  EXTERNAL,
  STREET,
  HOUSE_NUMBER,
  POSTAL_CODE,
  CITY,
  COUNTRY;

  private static final Map<Target, List<String>> HEADINGS =
      Map.ofEntries(
          Map.entry(
              NAME,
              List.of(
                  "name",
                  "kunde",
                  "kundenname",
                  "customer",
                  "customername",
                  "fullname",
                  "vollername",
                  "ansprechpartner")),
          Map.entry(FIRST_NAME, List.of("vorname", "firstname", "givenname")),
          Map.entry(
              LAST_NAME, List.of("nachname", "familienname", "lastname", "surname", "familyname")),
          Map.entry(
              ORGANISATION,
              List.of(
                  "firma",
                  "firmenname",
                  "unternehmen",
                  "organisation",
                  "organization",
                  "company",
                  "companyname")),
          Map.entry(KIND, List.of("art", "typ", "kundenart", "kind", "type")),
          Map.entry(LANGUAGE, List.of("sprache", "language", "lang")),
          Map.entry(FORM_OF_ADDRESS, List.of("anredeform", "dusie", "formofaddress")),
          Map.entry(
              NOTE,
              List.of(
                  "notiz",
                  "notizen",
                  "bemerkung",
                  "bemerkungen",
                  "kommentar",
                  "note",
                  "notes",
                  "comment",
                  "remarks")),
          Map.entry(EMAIL, List.of("email", "emailadresse", "mail", "mailadresse", "emailaddress")),
          Map.entry(
              PHONE,
              List.of(
                  "telefon",
                  "telefonnummer",
                  "tel",
                  "mobil",
                  "mobilnummer",
                  "handy",
                  "festnetz",
                  "phone",
                  "phonenumber",
                  "telephone",
                  "mobile",
                  "mobilephone")),
          Map.entry(
              CUSTOMER_NUMBER,
              List.of(
                  "kundennummer",
                  "kundennr",
                  "kdnr",
                  "customernumber",
                  "customerno",
                  "customerid")),
          Map.entry(
              EXTERNAL, List.of("kennung", "fremdnummer", "externeid", "external", "externalid")),
          Map.entry(
              STREET,
              List.of(
                  "strasse",
                  "anschrift",
                  "strassehausnummer",
                  "strasseundhausnummer",
                  "strassenr",
                  "street",
                  "streetaddress",
                  "address")),
          Map.entry(HOUSE_NUMBER, List.of("hausnummer", "hausnr", "housenumber", "houseno")),
          Map.entry(
              POSTAL_CODE,
              List.of("plz", "postleitzahl", "zip", "zipcode", "postcode", "postalcode")),
          Map.entry(CITY, List.of("ort", "stadt", "wohnort", "city", "town")),
          Map.entry(COUNTRY, List.of("land", "country")));

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Target of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static final Set<String> SALUTATIONS = Set.of("anrede", "salutation");
  private static final Set<String> FORMS = Set.of("du", "sie");

  /** What a heading says; under "Anrede" stand du and Sie in one file, Herr and Frau in another. */
  static Target byHeading(String heading, List<String> values) {
    if (!SALUTATIONS.contains(plain(heading))) {
      return byHeading(heading);
    }
    List<String> said = values.stream().filter(value -> !value.isBlank()).toList();
    boolean forms =
        said.stream().allMatch(value -> FORMS.contains(value.strip().toLowerCase(Locale.ROOT)));
    return forms && !said.isEmpty() ? FORM_OF_ADDRESS : IGNORE;
  }

  /** What a heading says in German or English, however it is written; ignore for anything else. */
  static Target byHeading(String heading) {
    String plain = plain(heading);
    return HEADINGS.entrySet().stream()
        .filter(each -> each.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(IGNORE);
  }

  private static String plain(String heading) {
    return Normalizer.normalize(
            heading.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD)
        .replaceAll("[^a-z]", "");
  }
}
