package io.faden.customer;

import io.vertx.core.json.JsonObject;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers and addresses in any spelling. Knows no customer. */
public final class ContactValues {
  private static final int LONGEST_ADDRESS = 320;
  private static final int LONGEST = 500;
  private static final Pattern INSIDE_ANGLES = Pattern.compile(".*<([^<>]+)>\\s*");
  private static final Pattern BLANKS_AND_HYPHENS = Pattern.compile("[\\s\\p{Pd}]+");

  private final PhoneNumbers phones;

  public ContactValues(PhoneNumbers phones) {
    this.phones = phones;
  }

  public PhoneNumbers phones() {
    return phones;
  }

  /** Input: at most 500 characters of any kind. */
  public Reading read(NewContactPoint wish) {
    return switch (wish.channel()) {
      case POSTAL ->
          wish.postal()
              .or(() -> wish.value().flatMap(PostalAddress::parse))
              .map(ContactValues::postal)
              .orElseGet(() -> new Reading.Invalid("A postal address needs a city."));
      case EXTERNAL ->
          wish.system()
              .map(system -> external(system, wish.value().orElse("")))
              .orElseGet(() -> external(wish.value().orElse("")));
      default -> read(wish.channel(), wish.value().orElse(""));
    };
  }

  /**
   * The same for what is written in one line: a postal address with commas, an identifier behind
   * its system and a colon.
   */
  public Reading read(ContactChannel channel, String text) {
    if (text.length() > LONGEST) {
      return new Reading.Invalid("That is too long.");
    }
    return switch (channel) {
      case EMAIL -> email(text);
      case PHONE, SMS -> phones.read(text, channel);
      case POSTAL -> read(NewContactPoint.of(channel, text));
      case EXTERNAL -> external(text);
      case CUSTOMER_NUMBER ->
          some(channel, BLANKS_AND_HYPHENS.matcher(Spelling.lower(text)).replaceAll(""), text);
      case MASTODON, BLUESKY, X, FACEBOOK, INSTAGRAM, FEED, CHAT, WEBHOOK ->
          some(channel, Spelling.lower(text).replaceFirst("^@", ""), text);
    };
  }

  private static Reading some(ContactChannel channel, String value, String text) {
    return value.isBlank()
        ? new Reading.Invalid("There is nothing in it that could name somebody.")
        : new Reading.Valid(ContactValue.of(channel, value, Spelling.line(text)));
  }

  private static Reading postal(PostalAddress address) {
    if (Spelling.folded(address.city()).isEmpty()) {
      return new Reading.Invalid("A postal address needs a city.");
    }
    return address.isSomewhere()
        ? new Reading.Valid(address.value())
        : new Reading.Invalid("There is no country of this code.");
  }

  private static Reading external(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Reading.Invalid("It does not say whose identifier this is.")
        : external(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Case matters in some systems' identifiers, so it stays. */
  private static Reading external(String system, String identifier) {
    String whose = Spelling.line(Spelling.lower(system).replace(":", " "));
    String which = Spelling.line(identifier);
    return whose.isEmpty() || which.isEmpty()
        ? new Reading.Invalid("An identifier needs a system and a value.")
        : new Reading.Valid(
            new ContactValue(
                ContactChannel.EXTERNAL,
                whose + ":" + which,
                Spelling.line(system) + ": " + which,
                new JsonObject().put("system", Spelling.line(system))));
  }

  /** The same value as the channel makes of a sender, so that a message finds its customer. */
  private static Reading email(String text) {
    String line = Spelling.line(text);
    String address =
        INSIDE_ANGLES.matcher(line).replaceFirst("$1").strip().replaceFirst("(?i)^mailto:", "");
    int at = address.lastIndexOf('@');
    if (at <= 0 || at == address.length() - 1 || address.length() > LONGEST_ADDRESS) {
      return new Reading.Invalid("This is no e-mail address.");
    }
    if (address.chars().anyMatch(c -> c <= ' ' || "<>,;\u007F".indexOf(c) >= 0)) {
      return new Reading.Invalid("An e-mail address has no blanks, commas or brackets.");
    }
    return domain(address.substring(at + 1))
        .map(domain -> address.substring(0, at + 1) + domain)
        .map(whole -> whole.toLowerCase(Locale.ROOT))
        .<Reading>map(
            value ->
                new Reading.Valid(
                    ContactValue.of(ContactChannel.EMAIL, value, address.toLowerCase(Locale.ROOT))))
        .orElseGet(() -> new Reading.Invalid("What stands behind the @ is no domain."));
  }

  private static Optional<String> domain(String domain) {
    try {
      String ascii = domain.startsWith("[") ? domain : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
      return Optional.of(ascii).filter(each -> !each.isEmpty());
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }
}
