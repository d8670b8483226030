package io.faden.channel;

import io.faden.channel.ChannelAccount.Backfill;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an administrator asks for, read from the contract's ChannelAccount body. Passwords left out
 * are empty here: a change keeps the stored ones.
 *
 * @param queue a name or an id; empty for the default queue
 * @param settings empty where the servers of a mailbox are missing
 */
record AccountDraft(
    String channel,
    String name,
    String address,
    String displayName,
    Optional<Object> queue,
    boolean active,
    Backfill backfill,
    Optional<Integer> version,
    Optional<AccountSettings> settings) {
  static final String EMAIL = "email";
  static final String PHONE = "phone";
  static final String LETTER = "letter";
  private static final String FEED = "feed";

  static AccountDraft of(JsonObject body) {
    return new AccountDraft(
        body.getString("channel"),
        body.getString("name").strip(),
        address(body),
        body.getString("displayName", "").strip(),
        Optional.ofNullable(body.getValue("queue")),
        body.getBoolean("active", true),
        Backfill.valueOf(body.getString("backfill", "all").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(body.getInteger("version")),
        settings(body));
  }

  /** A postal address is printed as it is written, and case matters in that of a feed. */
  private static String address(JsonObject body) {
    String address = body.getString("address").strip();
    return switch (body.getString("channel")) {
      case LETTER, FEED -> address;
      default -> address.toLowerCase(Locale.ROOT);
    };
  }

  private static Optional<AccountSettings> settings(JsonObject body) {
    if (SocialDraft.serves(body.getString("channel"))) {
      return SocialDraft.of(body.getString("channel"), body);
    }
    if (body.getString("channel").equals(LETTER)) {
      return Optional.of(letterbox(body.getJsonObject("letter", new JsonObject())));
    }
    if (body.getString("channel").equals(PHONE)) {
      int minutes =
          body.getJsonObject("phone", new JsonObject()).getInteger("callBackWithinMinutes", 60);
      return Optional.of(new AccountSettings.TelephoneLine(Duration.ofMinutes(minutes)));
    }
    return body.containsKey("imap") && body.containsKey("smtp")
        ? Optional.of(
            new AccountSettings.Mailbox(
                server(body.getJsonObject("imap"), true),
                server(body.getJsonObject("smtp"), false)))
        : Optional.empty();
  }

  private static AccountSettings.Letterbox letterbox(JsonObject body) {
    return new AccountSettings.Letterbox(
        text(body, "folder").map(String::strip),
        Optional.ofNullable(body.getInteger("answerWithinDays")),
        body.getJsonArray("customerNumbers", new JsonArray()).stream()
            .map(String.class::cast)
            .toList());
  }

  private static MailServer server(JsonObject body, boolean imap) {
    return new MailServer(
        body.getString("host").strip(),
        body.getInteger("port"),
        MailServer.Tls.valueOf(body.getString("tls").toUpperCase(Locale.ROOT)),
        text(body, "user"),
        text(body, "password"),
        imap ? Optional.of(body.getString("folder", "INBOX")) : Optional.empty(),
        body.getString("trust", "system").strip());
  }

  private static Optional<String> text(JsonObject body, String name) {
    return Optional.ofNullable(body.getString(name)).filter(value -> !value.isEmpty());
  }

  /** A fault of the form that the contract cannot express. */
  record Fault(String field, String message) {}

  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (name.isEmpty()) {
      faults.add(new Fault("name", "Give the account a name."));
    }
    if (channel.equals(EMAIL)
        && !address.matches("[^\\s@<>\",;:\\p{Cntrl}]+@[^\\s@<>\",;:\\p{Cntrl}]+")) {
      faults.add(new Fault("address", "This is not an e-mail address."));
    }
    if (channel.equals(PHONE) && !address.matches("\\+?[0-9][0-9 ()/.-]+")) {
      faults.add(new Fault("address", "This is not a telephone number."));
    }
    if (settings.isPresent() && settings.get() instanceof AccountSettings.Letterbox letterbox) {
      faults.addAll(letterboxFaults(letterbox));
    }
    if (displayName.chars().anyMatch(Character::isISOControl)) {
      faults.add(new Fault("displayName", "Line breaks and control characters are not allowed."));
    }
    if (settings.isEmpty()) {
      faults.add(
          channel.equals(EMAIL)
              ? new Fault("imap", "A mailbox needs a server to fetch from and one to send with.")
              : new Fault(channel, "Say how this source is reached."));
    }
    if (settings.isPresent() && settings.get() instanceof SocialSettings social) {
      faults.addAll(SocialDraft.faults(social));
    }
    if (settings.isPresent() && settings.get() instanceof AccountSettings.Mailbox mailbox) {
      faults.addAll(serverFaults("imap", mailbox.imap()));
      faults.addAll(serverFaults("smtp", mailbox.smtp()));
    }
    return faults;
  }

  private List<Fault> letterboxFaults(AccountSettings.Letterbox letterbox) {
    List<Fault> faults = new ArrayList<>();
    if (address.chars().anyMatch(Character::isISOControl)) {
      faults.add(new Fault("address", "Line breaks and control characters are not allowed."));
    }
    if (letterbox.folder().isPresent() && letterbox.folder().get().endsWith(".")) {
      faults.add(new Fault("letter.folder", "A folder's name does not end with a full stop."));
    }
    for (String form : letterbox.customerNumbers()) {
      try {
        Pattern.compile(form);
      } catch (PatternSyntaxException wrong) {
        faults.add(new Fault("letter.customerNumbers", "This is no regular expression: " + form));
      }
    }
    return faults;
  }

  private static List<Fault> serverFaults(String side, MailServer server) {
    List<Fault> faults = new ArrayList<>();
    if (!server.host().matches("[\\p{L}\\p{N}._:\\[\\]-]+")) {
      faults.add(new Fault(side + ".host", "This is not a host name or address."));
    }
    if (!server.trust().equals("system") && !isCertificate(server.trust())) {
      faults.add(new Fault(side + ".trust", "Give 'system' or a certificate in PEM form."));
    }
    return faults;
  }

  private static boolean isCertificate(String pem) {
    try {
      return !CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .isEmpty();
    } catch (CertificateException notOne) {
      return false;
    }
  }

  /** With stored passwords where none were given. */
  AccountDraft withPasswordsOf(ChannelAccount stored) {
    if (settings.isPresent()
        && settings.get() instanceof SocialSettings given
        && stored.settings() instanceof SocialSettings known) {
      return with(SocialDraft.withSecretsOf(given, known));
    }
    if (settings.isEmpty()
        || !(settings.get() instanceof AccountSettings.Mailbox given)
        || !(stored.settings() instanceof AccountSettings.Mailbox known)) {
      return this;
    }
    return with(
        new AccountSettings.Mailbox(
            withPassword(given.imap(), known.imap()), withPassword(given.smtp(), known.smtp())));
  }

  private AccountDraft with(AccountSettings others) {
    return new AccountDraft(
        channel, name, address, displayName, queue, active, backfill, version, Optional.of(others));
  }

  private static MailServer withPassword(MailServer given, MailServer stored) {
    // A stored password never goes to another host or user than it was given for, nor in the clear.
    boolean bared = given.tls() == MailServer.Tls.NONE && stored.tls() != MailServer.Tls.NONE;
    boolean same =
        given.host().equals(stored.host()) && given.user().equals(stored.user()) && !bared;
    return new MailServer(
        given.host(),
        given.port(),
        given.tls(),
        given.user(),
        given.password().or(() -> same ? stored.password() : Optional.empty()),
        given.folder(),
        given.trust());
  }
}
