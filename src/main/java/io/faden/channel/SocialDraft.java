package io.faden.channel;

import io.faden.channel.AccountDraft.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sources of posts between the contract's form, the database and the code. */
final class SocialDraft {
  private static final String MASTODON = "mastodon";
  private static final String BLUESKY = "bluesky";
  private static final String FEED = "feed";
  private static final String WEBHOOK = "webhook";

  /** By channel of the account: the part of the form that describes its network. */
  private static final Map<String, String> PARTS =
      Map.of(
          MASTODON, MASTODON, BLUESKY, BLUESKY, FEED, FEED, WEBHOOK, WEBHOOK, "sms", WEBHOOK,
          "chat", WEBHOOK);

  private static final String BLUESKY_HOME = "https://bsky.social";

  private SocialDraft() {}

  static boolean serves(String channel) {
    return PARTS.containsKey(channel);
  }

  /** Empty where the part that the channel needs is missing. */
  static Optional<AccountSettings> of(String channel, JsonObject body) {
    JsonObject part = body.getJsonObject(PARTS.get(channel));
    return part == null
        ? Optional.empty()
        : Optional.of(
            social(network(channel, part, part), body.getJsonObject("social", new JsonObject())));
  }

  private static SocialSettings social(SocialSettings.Network network, JsonObject social) {
    return new SocialSettings(
        network,
        texts(social, "searches").stream().map(word -> word.replaceFirst("^#", "")).toList(),
        social.getJsonArray("rules", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(SocialDraft::rule)
            .toList(),
        texts(social, "publicContacts"));
  }

  /** The secrets stand beside the rest in the form, and apart from it in the database. */
  private static SocialSettings.Network network(
      String channel, JsonObject part, JsonObject secrets) {
    return switch (PARTS.get(channel)) {
      case MASTODON ->
          new SocialSettings.Mastodon(
              base(part.getString("baseUrl")),
              text(secrets, "accessToken"),
              part.getBoolean("stream", true));
      case BLUESKY ->
          new SocialSettings.Bluesky(
              base(part.getString("baseUrl", BLUESKY_HOME)),
              part.getString("identifier").strip(),
              text(secrets, "appPassword"),
              part.getBoolean("chat", true));
      case FEED ->
          new SocialSettings.Feed(
              part.getString("url").strip(),
              Duration.ofMinutes(part.getInteger("everyMinutes", 15)));
      default ->
          new SocialSettings.Webhook(
              text(part, "replyUrl").map(String::strip),
              part.getBoolean("public", channel.equals(WEBHOOK)),
              text(secrets, "secret"));
    };
  }

  private static TriageRule rule(JsonObject rule) {
    return new TriageRule(
        rule.getString("name").strip(),
        texts(rule, "kinds"),
        texts(rule, "words"),
        texts(rule, "authors").stream()
            .map(author -> author.replaceFirst("^@", "").toLowerCase(Locale.ROOT))
            .toList(),
        Optional.ofNullable(rule.getInteger("minFollowers")),
        Optional.ofNullable(rule.getBoolean("knownCustomer")),
        TriageRule.Verdict.of(rule.getString("then")));
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.getJsonArray(name, new JsonArray()).stream()
        .map(String.class::cast)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static Optional<String> text(JsonObject object, String name) {
    return Optional.ofNullable(object.getString(name)).filter(value -> !value.isBlank());
  }

  private static String base(String url) {
    return url.strip().replaceFirst("/+$", "");
  }

  static List<Fault> faults(SocialSettings social) {
    List<Fault> faults = new ArrayList<>();
    switch (social.network()) {
      case SocialSettings.Mastodon mastodon -> url("mastodon.baseUrl", mastodon.baseUrl(), faults);
      case SocialSettings.Bluesky bluesky -> {
        url("bluesky.baseUrl", bluesky.baseUrl(), faults);
        if (bluesky.identifier().isEmpty()) {
          faults.add(new Fault("bluesky.identifier", "Give the handle of the account."));
        }
      }
      case SocialSettings.Feed feed -> anyUrl("feed.url", feed.url(), faults);
      case SocialSettings.Webhook webhook ->
          webhook.replyUrl().ifPresent(url -> url("webhook.replyUrl", url, faults));
    }
    for (TriageRule rule : social.rules()) {
      if (rule.kinds().isEmpty()
          && rule.words().isEmpty()
          && rule.authors().isEmpty()
          && rule.minFollowers().isEmpty()
          && rule.knownCustomer().isEmpty()) {
        faults.add(new Fault("social.rules", "This rule fits everything: " + rule.name()));
      }
    }
    return faults;
  }

  /** What carries a secret goes over TLS, unless it does not leave this machine. */
  private static void url(String field, String url, List<Fault> faults) {
    Optional<URI> uri = parsed(url);
    if (uri.isEmpty()) {
      faults.add(new Fault(field, "This is not the address of a server: https://…"));
    } else if (uri.get().getScheme().equals("http") && !isLoopback(uri.get().getHost())) {
      faults.add(new Fault(field, "Use https; http is accepted for this machine only."));
    }
  }

  private static void anyUrl(String field, String url, List<Fault> faults) {
    if (parsed(url).isEmpty()) {
      faults.add(new Fault(field, "This is not an address of the web: https://…"));
    }
  }

  private static Optional<URI> parsed(String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          uri.getScheme() != null
              && uri.getScheme().matches("https?")
              && uri.getHost() != null
              && uri.getUserInfo() == null;
      return web ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  /** Names are not looked up: only an address or the name of this machine. */
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  /** A stored secret never goes to another server or account than it was given for. */
  static SocialSettings withSecretsOf(SocialSettings given, SocialSettings stored) {
    return given.on(
        switch (given.network()) {
          case SocialSettings.Mastodon mastodon ->
              stored.network() instanceof SocialSettings.Mastodon known
                      && known.baseUrl().equals(mastodon.baseUrl())
                  ? new SocialSettings.Mastodon(
                      mastodon.baseUrl(),
                      mastodon.accessToken().or(known::accessToken),
                      mastodon.stream())
                  : mastodon;
          case SocialSettings.Bluesky bluesky ->
              stored.network() instanceof SocialSettings.Bluesky known
                      && known.baseUrl().equals(bluesky.baseUrl())
                      && known.identifier().equals(bluesky.identifier())
                  ? new SocialSettings.Bluesky(
                      bluesky.baseUrl(),
                      bluesky.identifier(),
                      bluesky.appPassword().or(known::appPassword),
                      bluesky.chat())
                  : bluesky;
          case SocialSettings.Feed feed -> feed;
          // It signs what comes in from many places; where answers go does not change it.
          case SocialSettings.Webhook webhook ->
              stored.network() instanceof SocialSettings.Webhook known
                  ? new SocialSettings.Webhook(webhook.replyUrl(), webhook.open(), known.secret())
                  : webhook;
        });
  }

  /** As it stands in the database, without secrets but with whether there is one. */
  static JsonObject settings(SocialSettings social) {
    JsonObject network =
        switch (social.network()) {
          case SocialSettings.Mastodon mastodon ->
              new JsonObject()
                  .put("baseUrl", mastodon.baseUrl())
                  .put("stream", mastodon.stream())
                  .put("hasSecret", mastodon.accessToken().isPresent());
          case SocialSettings.Bluesky bluesky ->
              new JsonObject()
                  .put("baseUrl", bluesky.baseUrl())
                  .put("identifier", bluesky.identifier())
                  .put("chat", bluesky.chat())
                  .put("hasSecret", bluesky.appPassword().isPresent());
          case SocialSettings.Feed feed ->
              new JsonObject().put("url", feed.url()).put("everyMinutes", feed.every().toMinutes());
          case SocialSettings.Webhook webhook ->
              new JsonObject()
                  .put("replyUrl", webhook.replyUrl().orElse(null))
                  .put("public", webhook.open())
                  .put("hasSecret", webhook.secret().isPresent());
        };
    return new JsonObject().put("network", network).put("social", document(social));
  }

  /** Searches, rules and contacts, as in the contract. */
  static JsonObject document(SocialSettings social) {
    JsonArray rules = new JsonArray();
    social.rules().forEach(rule -> rules.add(rule(rule)));
    return new JsonObject()
        .put("searches", new JsonArray(social.searches()))
        .put("rules", rules)
        .put("publicContacts", new JsonArray(social.publicContacts()));
  }

  private static JsonObject rule(TriageRule rule) {
    JsonObject json =
        new JsonObject()
            .put("name", rule.name())
            .put("kinds", new JsonArray(rule.kinds()))
            .put("words", new JsonArray(rule.words()))
            .put("authors", new JsonArray(rule.authors()))
            .put("then", rule.then().label());
    rule.minFollowers().ifPresent(count -> json.put("minFollowers", count));
    rule.knownCustomer().ifPresent(known -> json.put("knownCustomer", known));
    return json;
  }

  static JsonObject secrets(SocialSettings social) {
    return switch (social.network()) {
      case SocialSettings.Mastodon mastodon ->
          new JsonObject().put("accessToken", mastodon.accessToken().orElse(null));
      case SocialSettings.Bluesky bluesky ->
          new JsonObject().put("appPassword", bluesky.appPassword().orElse(null));
      case SocialSettings.Feed feed -> new JsonObject();
      case SocialSettings.Webhook webhook ->
          new JsonObject().put("secret", webhook.secret().orElse(null));
    };
  }

  /** From the database. */
  static SocialSettings read(String channel, JsonObject settings, JsonObject secrets) {
    return social(
        network(channel, settings.getJsonObject("network"), secrets),
        settings.getJsonObject("social"));
  }
}
