package io.faden.post;

import io.faden.channel.letter.Addressee;
import io.faden.channel.letter.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whom a letter goes to and whom it greets, from what is known of a customer. */
final class Addresses {
  private static final Map<String, Addressee.Courtesy> COURTESIES =
      Map.of(
          "herr", Addressee.Courtesy.MR,
          "herrn", Addressee.Courtesy.MR,
          "mr", Addressee.Courtesy.MR,
          "frau", Addressee.Courtesy.MS,
          "ms", Addressee.Courtesy.MS,
          "mrs", Addressee.Courtesy.MS);

  private static final Set<String> TITLES = Set.of("dr", "prof", "professor", "dipl", "ing", "med");

  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "gmbh",
          "ggmbh",
          "mbh",
          "ag",
          "kg",
          "kgaa",
          "ohg",
          "ug",
          "gbr",
          "egbr",
          "eg",
          "ev",
          "ek",
          "se",
          "partg",
          "partgmbb",
          "stiftung",
          "verein",
          "ltd",
          "llc",
          "inc",
          "plc",
          "llp",
          "bv");

  private Addresses() {}

  /** An organisation stands above whoever is meant in it. */
  static Recipient recipient(LetterStore.Facts facts) {
    List<String> names = new ArrayList<>();
    Optional<String> who = facts.recipient().filter(text -> !text.isBlank());
    String customer = facts.customer().strip();
    boolean named = who.isPresent() && !same(who.get(), customer);
    if (!customer.isEmpty() && (!named || (facts.organisation() && !within(customer, who.get())))) {
      names.add(customer);
    }
    if (named) {
      names.add(who.get().strip());
    }
    return new Recipient(names, facts.street(), facts.postalCode(), facts.town(), facts.country());
  }

  private static boolean same(String one, String other) {
    return one.strip().equalsIgnoreCase(other);
  }

  private static boolean within(String part, String whole) {
    return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** A courtesy counts only where somebody wrote it: nobody's is guessed. */
  static Addressee addressee(LetterStore.Facts facts) {
    if (isOrganisation(facts) || facts.customer().isBlank()) {
      return Addressee.nobody();
    }
    List<String> words = new ArrayList<>(List.of(turned(facts.customer()).split("\\s+")));
    Optional<Addressee.Courtesy> courtesy =
        Optional.ofNullable(COURTESIES.get(plain(words.getFirst())));
    courtesy.ifPresent(known -> words.removeFirst());
    List<String> titles = new ArrayList<>();
    while (words.size() > 1 && isTitle(words.getFirst())) {
      titles.add(words.removeFirst());
    }
    if (words.isEmpty()) {
      return Addressee.nobody();
    }
    boolean familyOnly = words.size() == 1 && (courtesy.isPresent() || !titles.isEmpty());
    if (words.size() == 1 && !familyOnly) {
      return new Addressee(courtesy, Optional.of(words.getFirst()), Optional.empty());
    }
    if (familyOnly) {
      return new Addressee(courtesy, Optional.empty(), Optional.of(titled(titles, words)));
    }
    int from = familyFrom(words);
    List<String> given = words.subList(0, from);
    List<String> family = words.subList(from, words.size());
    // Mr Dr Reimann, but Dr Oliver Reimann; and whoever is called by a given name has no title.
    boolean byGivenName = facts.formOfAddress().equals("du");
    return courtesy.isPresent()
        ? new Addressee(
            courtesy, Optional.of(String.join(" ", given)), Optional.of(titled(titles, family)))
        : new Addressee(
            courtesy,
            Optional.of(byGivenName ? String.join(" ", given) : titled(titles, given)),
            Optional.of(String.join(" ", family)));
  }

  /** Whoever greets an organisation greets everybody in it, and does so formally. */
  static String form(LetterStore.Facts facts) {
    boolean unknown = facts.formOfAddress().equals("unknown");
    return unknown && isOrganisation(facts) ? "Sie" : facts.formOfAddress();
  }

  /** Mail makes a person of every sender, so a name that says what it is counts as well. */
  private static boolean isOrganisation(LetterStore.Facts facts) {
    return facts.organisation()
        || Stream.of(facts.customer().split("[\\s,;/&+()-]+", -1))
            .map(word -> plain(word).replace(".", ""))
            .anyMatch(LEGAL_FORMS::contains)
        || facts.customer().split(",", -1).length > 2;
  }

  private static String titled(List<String> titles, List<String> name) {
    return String.join(" ", Stream.concat(titles.stream(), name.stream()).toList());
  }

  /** A family name begins with its small words: Ludwig van Beethoven. */
  private static int familyFrom(List<String> words) {
    int at = words.size() - 1;
    while (at > 1 && Character.isLowerCase(words.get(at - 1).codePointAt(0))) {
      at--;
    }
    return at;
  }

  /** As in a register: Reimann, Oliver. */
  private static String turned(String name) {
    String[] parts = name.strip().split("\\s*,\\s*", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? parts[1] + " " + parts[0]
        : name.strip();
  }

  private static boolean isTitle(String word) {
    for (String part : plain(word).split("[.-]+", -1)) {
      if (!part.isEmpty() && !TITLES.contains(part)) {
        return false;
      }
    }
    return word.contains(".") || TITLES.contains(plain(word));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[.,]+$", "");
  }
}
