package io.faden.channel.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a letter goes.
 *
 * @param names who, above the street: organisation, person, department
 * @param street street and number, or a box
 * @param country two letters of ISO 3166
 */
public record Recipient(
    List<String> names,
    Optional<String> street,
    Optional<String> postalCode,
    String town,
    String country) {
  /** Source: the addressing pages of the Universal Postal Union. */
  private static final Set<String> CODE_BELOW_TOWN = Set.of("GB");

  private static final Set<String> CODE_AFTER_TOWN = Set.of("US", "CA", "AU", "NZ", "IE");

  /** They stand in a line of their own. */
  private static final Set<String> COURTESIES = Set.of("Herrn", "Herr", "Frau", "Mr", "Ms", "Mrs");

  public Recipient {
    names = List.copyOf(names);
    country = country.strip().toUpperCase(Locale.ROOT);
  }

  /** The names in one line. */
  String name() {
    StringBuilder line = new StringBuilder();
    String before = "";
    for (String name : names) {
      line.append(line.isEmpty() ? "" : COURTESIES.contains(before.strip()) ? " " : ", ");
      line.append(name);
      before = name;
    }
    return line.toString();
  }

  /** As it is read in the window: names, street, town and, abroad, the country. */
  public List<String> lines(String homeCountry, LetterLanguage language) {
    List<String> lines = new ArrayList<>(names);
    lines.addAll(place(homeCountry, language.locale()));
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * What stands below the names. Abroad, town and country are in capitals, the country is named in
   * the sender's language and comes last. Source: DIN 5008 (addresses abroad), Universal Postal
   * Convention, regulations on addresses.
   */
  List<String> place(String homeCountry, Locale language) {
    List<String> lines = new ArrayList<>();
    street.ifPresent(lines::add);
    if (country.equals(homeCountry)) {
      lines.add(joined(postalCode.orElse(""), town));
      return lines;
    }
    String code = postalCode.orElse("").toUpperCase(Locale.ROOT);
    String abroad = town.toUpperCase(Locale.ROOT);
    if (CODE_BELOW_TOWN.contains(country)) {
      lines.add(abroad);
      lines.add(code);
    } else {
      lines.add(CODE_AFTER_TOWN.contains(country) ? joined(abroad, code) : joined(code, abroad));
    }
    lines.add(countryName(language).toUpperCase(Locale.ROOT));
    return lines;
  }

  /** The code itself where it is the code of no country. */
  String countryName(Locale language) {
    if (!country.matches("[A-Z]{2}")) {
      return country;
    }
    return new Locale.Builder().setRegion(country).build().getDisplayCountry(language);
  }

  private static String joined(String first, String second) {
    return (first.strip() + " " + second.strip()).strip();
  }
}
