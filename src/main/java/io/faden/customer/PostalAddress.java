package io.faden.customer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where letters go.
 *
 * @param recipient above the street, where it differs from the name
 * @param street street and number, or a box
 * @param country two letters of ISO 3166; Germany if absent
 */
public record PostalAddress(
    Optional<String> recipient,
    Optional<String> street,
    Optional<String> postalCode,
    String city,
    Optional<String> country) {
  private static final String HOME = "DE";
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern STREET_WORD = Pattern.compile("(str\\.|str(?![a-z])|strasse)");
  private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern PART =
      Pattern.compile("\\p{N}+\\s*\\p{L}(?!\\p{L})|\\p{N}+|\\p{L}+");
  private static final Pattern CODE_AND_CITY =
      Pattern.compile("(?:([A-Z]{1,2})[- ])?(\\d{4,5})\\s+(\\D.*)");
  private static final Pattern COUNTRY_BEFORE_CODE = Pattern.compile("^[A-Z]{1,2}[- ](?=\\d)");

  /**
   * The door, however it is written. Whoever lives behind it is not part of it: a family has one
   * address. The city is: in the country, one postal code serves several villages that each have a
   * Hauptstraße.
   */
  ContactValue value() {
    return new ContactValue(
        ContactChannel.POSTAL,
        String.join(
            "|",
            countryCode().toLowerCase(Locale.ROOT),
            postalCode.map(PostalAddress::plainCode).orElse(""),
            NO_LETTER_OR_DIGIT.matcher(Spelling.folded(city)).replaceAll(""),
            street.map(PostalAddress::plainStreet).orElse("")),
        String.join("\n", lines()),
        details());
  }

  boolean isSomewhere() {
    return COUNTRIES.contains(countryCode());
  }

  private String countryCode() {
    return country.map(code -> code.toUpperCase(Locale.ROOT)).orElse(HOME);
  }

  private static String plainCode(String code) {
    String upper = Spelling.line(code).toUpperCase(Locale.ROOT);
    return Spelling.lower(COUNTRY_BEFORE_CODE.matcher(upper).replaceFirst(""))
        .replaceAll("[\\s-]", "");
  }

  /** Words run together, numbers stand apart: Haupt-Str. 5 A is hauptstrasse 5a. */
  private static String plainStreet(String street) {
    String folded = STREET_WORD.matcher(Spelling.folded(street)).replaceAll("strasse");
    Matcher parts = PART.matcher(folded);
    StringBuilder plain = new StringBuilder();
    boolean afterNumber = false;
    while (parts.find()) {
      String part = parts.group().replaceAll("\\s", "");
      boolean number = Character.isDigit(part.codePointAt(0));
      // The digits of a box are written in groups of two.
      boolean apart = (number || afterNumber) && !plain.toString().startsWith("postfach");
      plain.append(apart && !plain.isEmpty() ? " " : "").append(part);
      afterNumber = number;
    }
    return plain.toString();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    recipient.map(Spelling::line).filter(line -> !line.isEmpty()).ifPresent(lines::add);
    street.map(Spelling::line).filter(line -> !line.isEmpty()).ifPresent(lines::add);
    lines.add((postalCode.map(Spelling::line).orElse("") + " " + Spelling.line(city)).strip());
    if (!countryCode().equals(HOME)) {
      lines.add(countryCode());
    }
    return lines;
  }

  private JsonObject details() {
    JsonObject details = new JsonObject();
    recipient.map(Spelling::line).ifPresent(line -> details.put("recipient", line));
    street.map(Spelling::line).ifPresent(line -> details.put("street", line));
    postalCode.map(Spelling::line).ifPresent(line -> details.put("postalCode", line));
    return details.put("city", Spelling.line(city)).put("country", countryCode());
  }

  /** From the lines of an address, or one line with commas; empty without a code and a city. */
  static Optional<PostalAddress> parse(String text) {
    List<String> before = new ArrayList<>();
    for (String raw : text.split("[,\\n]", 12)) {
      String line = Spelling.line(raw);
      Matcher place = CODE_AND_CITY.matcher(line);
      if (place.matches()) {
        return Optional.of(
            new PostalAddress(
                before.size() > 1 ? Optional.of(before.getFirst()) : Optional.empty(),
                before.isEmpty() ? Optional.empty() : Optional.of(before.getLast()),
                Optional.of(place.group(2)),
                place.group(3),
                Optional.empty()));
      }
      if (!line.isEmpty()) {
        before.add(line);
      }
    }
    return Optional.empty();
  }
}
