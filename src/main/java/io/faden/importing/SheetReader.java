package io.faden.importing;

import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerBulk.Sheet;
import io.faden.customer.GivenName;
import io.faden.customer.NewContactPoint;
import io.faden.customer.PostalAddress;
import io.faden.customer.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a customer of the cells of a line, by what its columns mean. */
final class SheetReader {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTE = 10_000;
  private static final Map<String, String> COUNTRIES = names(Locale.getISOCountries(), true);
  private static final Map<String, String> LANGUAGES = names(Locale.getISOLanguages(), false);

  private final ContactValues values;
  private final List<Target> columns;

  SheetReader(ContactValues values, List<Target> columns) {
    this.values = values;
    this.columns = List.copyOf(columns);
  }

  /** Why a line makes no customer, in a sentence. */
  static final class Faulty extends Exception {
    Faulty(String sentence) {
      super(sentence, null, false, false);
    }
  }

  Sheet read(List<String> cells) throws Faulty {
    if (cells.size() > columns.size()
        && cells.subList(columns.size(), cells.size()).stream().anyMatch(each -> !each.isBlank())) {
      throw new Faulty(
          "This line has %d cells, the file %d columns.".formatted(cells.size(), columns.size()));
    }
    String organisation = GivenName.clean(first(cells, Target.ORGANISATION));
    String name =
        Stream.of(
                joined(cells, Target.NAME, " "),
                joined(cells, Target.FIRST_NAME, " "),
                joined(cells, Target.LAST_NAME, " "))
            .map(GivenName::clean)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    String kind = kind(first(cells, Target.KIND));
    String note = joined(cells, Target.NOTE, "\n");
    if (name.isEmpty() && !organisation.isEmpty()) {
      name = organisation;
      kind = kind.isEmpty() ? "organisation" : kind;
    } else if (!organisation.isEmpty() && !organisation.equals(name)) {
      note = (note + "\nOrganisation: " + organisation).strip();
    }
    List<ContactValue> contacts = contacts(cells);
    if (name.isEmpty() && contacts.isEmpty()) {
      throw new Faulty("There is neither a name nor an address in it.");
    }
    if (name.length() > LONGEST_NAME) {
      throw new Faulty("The name is longer than " + LONGEST_NAME + " characters.");
    }
    if (note.length() > LONGEST_NOTE) {
      throw new Faulty("The note is longer than " + LONGEST_NOTE + " characters.");
    }
    return new Sheet(
        name,
        kind,
        known(LANGUAGES, first(cells, Target.LANGUAGE), "language"),
        form(first(cells, Target.FORM_OF_ADDRESS)),
        note,
        contacts);
  }

  private List<ContactValue> contacts(List<String> cells) throws Faulty {
    List<ContactValue> contacts = new ArrayList<>();
    Map<Target, ContactChannel> channels =
        Map.of(
            Target.CUSTOMER_NUMBER, ContactChannel.CUSTOMER_NUMBER,
            Target.EMAIL, ContactChannel.EMAIL,
            Target.PHONE, ContactChannel.PHONE,
            Target.EXTERNAL, ContactChannel.EXTERNAL);
    for (int place = 0; place < Math.min(cells.size(), columns.size()); place++) {
      ContactChannel channel = channels.get(columns.get(place));
      if (channel != null) {
        // Several stand in one cell, as our own export writes them.
        for (String text : cells.get(place).split("[,;\n]", -1)) {
          if (!text.isBlank()) {
            contacts.add(valid(values.read(channel, text.strip()), text.strip()));
          }
        }
      }
    }
    String city = first(cells, Target.CITY);
    String street =
        (joined(cells, Target.STREET, " ") + " " + first(cells, Target.HOUSE_NUMBER)).strip();
    String code = first(cells, Target.POSTAL_CODE);
    if (!city.isEmpty()) {
      PostalAddress address =
          new PostalAddress(
              Optional.empty(),
              some(street),
              some(code),
              city,
              some(known(COUNTRIES, first(cells, Target.COUNTRY), "country")));
      NewContactPoint wish =
          new NewContactPoint(
              ContactChannel.POSTAL,
              Optional.empty(),
              Optional.of(address),
              Optional.empty(),
              Optional.empty(),
              false);
      contacts.add(valid(values.read(wish), city));
    } else if (!street.isEmpty() || !code.isEmpty()) {
      throw new Faulty("The postal address has no city.");
    }
    return contacts;
  }

  private static ContactValue valid(Reading reading, String text) throws Faulty {
    return switch (reading) {
      case Reading.Valid valid -> valid.value();
      case Reading.Invalid invalid -> throw new Faulty(text + ": " + invalid.detail());
    };
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private String first(List<String> cells, Target target) {
    return all(cells, target).findFirst().orElse("");
  }

  private String joined(List<String> cells, Target target, String between) {
    return all(cells, target).collect(Collectors.joining(between));
  }

  private Stream<String> all(List<String> cells, Target target) {
    List<String> found = new ArrayList<>();
    for (int place = 0; place < Math.min(cells.size(), columns.size()); place++) {
      if (columns.get(place) == target && !cells.get(place).isBlank()) {
        found.add(cells.get(place));
      }
    }
    return found.stream();
  }

  private static String kind(String text) throws Faulty {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "" -> "";
      case "person", "privat", "privatkunde", "private" -> "person";
      case "organisation", "organization", "firma", "unternehmen", "company", "geschäftskunde" ->
          "organisation";
      default -> throw new Faulty(text + " is neither a person nor an organisation.");
    };
  }

  private static String form(String text) throws Faulty {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "unknown", "unbekannt" -> "";
      case "du" -> "du";
      case "sie" -> "Sie";
      default -> throw new Faulty(text + " is neither du nor Sie.");
    };
  }

  private static String known(Map<String, String> names, String text, String what) throws Faulty {
    if (text.isEmpty()) {
      return "";
    }
    String code = names.get(text.toLowerCase(Locale.ROOT));
    if (code == null) {
      throw new Faulty(text + " is no " + what + " that is known.");
    }
    return code;
  }

  /** Codes and their names in German and English. */
  private static Map<String, String> names(String[] codes, boolean countries) {
    Map<String, String> names = new HashMap<>();
    Arrays.stream(codes)
        .forEach(
            code -> {
              Locale locale = countries ? Locale.of("", code) : Locale.of(code);
              for (Locale reader : List.of(Locale.GERMAN, Locale.ENGLISH)) {
                String name =
                    countries
                        ? locale.getDisplayCountry(reader)
                        : locale.getDisplayLanguage(reader);
                names.put(name.toLowerCase(Locale.ROOT), code);
              }
            });
    Arrays.stream(codes).forEach(code -> names.put(code.toLowerCase(Locale.ROOT), code));
    return names;
  }
}
