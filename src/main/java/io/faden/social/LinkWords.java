package io.faden.social;

import io.faden.social.PrivateLinkStore.Author;
import io.faden.textmodule.TextModule;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a link is offered in public; short, since networks count. */
final class LinkWords {
  private static final String DU = "du";
  private static final String GERMAN = "de";

  private LinkWords() {}

  /** The text in their form of address, with their name; who has not said du is a Sie. */
  static String of(TextModule module, Author author) {
    boolean du = module.sie().isBlank() || (author.form().equals(DU) && !module.du().isBlank());
    return (du ? module.du() : module.sie()).replace("{customer}", name(author, du));
  }

  /** As the page fills it in: whose name nobody knows is called as on the network. */
  private static String name(Author author, boolean du) {
    String name = author.name();
    if (name.isBlank() || name.replaceFirst("^@", "").equals(author.handle())) {
      return author.handle().replaceFirst("@.*", "");
    }
    boolean first = du && !author.organisation() && !name.startsWith("@");
    return first ? name.replaceFirst(" .*", "") : name;
  }

  /** What stands beside an address that somebody left: we may use it, and since when. */
  static String consent(String language, LocalDate day) {
    return language.equals(GERMAN)
        ? "Einwilligung " + day.format(DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT))
        : "consent " + day;
  }

  /** Their words first, then what they left. */
  static String entry(String language, LeftBehind left) {
    boolean german = language.equals(GERMAN);
    List<String> lines = new ArrayList<>();
    left.message().ifPresent(message -> lines.add(message + "\n"));
    left.name().ifPresent(name -> lines.add("Name: " + name));
    left.email().ifPresent(email -> lines.add((german ? "E-Mail: " : "E-mail: ") + email));
    left.phone().ifPresent(phone -> lines.add((german ? "Telefon: " : "Phone: ") + phone));
    lines.add(german ? "Einwilligung in die Kontaktaufnahme: ja" : "Consent to be contacted: yes");
    return String.join("\n", lines);
  }

  static String builtIn(String language, String form) {
    if (!language.equals(GERMAN)) {
      return "Let’s continue in private. Please leave an e-mail address or a phone number here (one use,"
          + " 7 days): {link}";
    }
    return form.equals(DU)
        ? "Lass uns das privat klären. Hinterlass uns hier eine E-Mail-Adresse oder Telefonnummer"
            + " (einmalig, 7 Tage gültig): {link}"
        : "Lassen Sie uns das privat klären. Hinterlassen Sie uns hier eine E-Mail-Adresse oder"
            + " Telefonnummer (einmalig, 7 Tage gültig): {link}";
  }
}
