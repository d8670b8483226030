package io.faden.channel.social;

import io.faden.channel.Writing.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What belongs to the house may stand in public, however it is written. */
final class Ours {
  private static final Pattern STREET = Pattern.compile("str(?:\\.|(?!\\p{L}))|strasse");
  private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}@+]+");

  private final PhoneFinder finder;
  private final Set<String> plain = new HashSet<>();
  private final Set<String> phones = new HashSet<>();

  Ours(List<String> written, PhoneFinder finder) {
    this.finder = finder;
    for (String each : written) {
      plain.add(plain(each));
      finder.normal(each).ifPresent(phones::add);
    }
  }

  boolean has(String written) {
    return plain.contains(plain(written));
  }

  boolean hasPhone(Finding found) {
    return finder.normal(found.text()).filter(phones::contains).isPresent();
  }

  /** Ours may be longer: our name stands before it. */
  boolean hasStreet(String written) {
    String address = plain(written);
    return plain.stream().anyMatch(each -> each.contains(address));
  }

  private static String plain(String written) {
    return MARKS
        .matcher(
            STREET
                .matcher(written.toLowerCase(Locale.ROOT).replace("ß", "ss"))
                .replaceAll("strasse"))
        .replaceAll("");
  }
}
