package io.faden.demo;

import io.faden.channel.ChannelAccountView;
import io.faden.channel.ChannelAccounts;
import io.faden.platform.Actor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The company on the small network, and the forum that it listens to. */
final class TownAccounts {
  private static final String NETWORK = "mastodon";
  private static final String FORUM = "feed";

  private final ChannelAccounts accounts;
  private final Actor admin;

  TownAccounts(ChannelAccounts accounts, Actor admin) {
    this.accounts = accounts;
    this.admin = admin;
  }

  /** Lets the accounts lead to where the town is served now; makes them the first time. */
  void connect(String home) {
    JsonObject network =
        new JsonObject()
            .put("baseUrl", home)
            .put("accessToken", TownServer.TOKEN)
            .put("stream", false);
    settle(
        NETWORK,
        "Sozial",
        "@" + Town.COMPANY + "@" + TownText.HOST,
        new JsonObject().put(NETWORK, network).put("social", rules()),
        account -> account.mastodon().map(known -> known.get("baseUrl")).equals(Optional.of(home)));
    String forum = home + "/forum.xml";
    settle(
        FORUM,
        "Nachbarschaftsforum",
        forum,
        new JsonObject().put(FORUM, new JsonObject().put("url", forum).put("everyMinutes", 5)),
        account -> account.feed().map(known -> known.get("url")).equals(Optional.of(forum)));
  }

  private static JsonObject rules() {
    JsonObject ticker =
        new JsonObject()
            .put("name", "Meldungen des Fördetickers")
            .put("authors", JsonArray.of("foerdeticker@" + TownText.HOST))
            .put("then", "none");
    JsonObject reach =
        new JsonObject()
            .put("name", "Reichweite über 5.000")
            .put("kinds", JsonArray.of("mention"))
            .put("minFollowers", 5000)
            .put("then", "watch");
    return new JsonObject().put("rules", JsonArray.of(ticker, reach));
  }

  private interface Fits {
    boolean to(ChannelAccountView account);
  }

  /** Whoever changed an account that leads to this machine has changed the rest of it for good. */
  private void settle(String channel, String name, String address, JsonObject parts, Fits fits) {
    Optional<ChannelAccountView> known =
        accounts.all().stream()
            .filter(each -> each.channel().equals(channel) && each.name().equals(name))
            .findFirst();
    if (known.isEmpty()) {
      accounts.create(
          Optional.empty(),
          parts
              .put("channel", channel)
              .put("name", name)
              .put("address", address)
              .put("displayName", "Tidenwerk Energie"));
    } else if (isHere(known.get()) && !fits.to(known.get())) {
      ChannelAccountView account = known.get();
      account.social().ifPresent(social -> parts.put("social", new JsonObject(social)));
      accounts.change(
          admin,
          account.id(),
          parts
              .put("channel", channel)
              .put("name", name)
              .put("address", channel.equals(FORUM) ? address : account.address())
              .put("displayName", account.displayName())
              .put("queue", account.queue().id().value())
              .put("active", account.active())
              .put("backfill", account.backfill())
              .put("version", account.version()));
    }
  }

  private static boolean isHere(ChannelAccountView account) {
    List<Map<String, Object>> parts =
        Stream.concat(account.mastodon().stream(), account.feed().stream()).toList();
    return parts.stream()
        .flatMap(part -> part.values().stream())
        .anyMatch(value -> value.toString().startsWith("http://127.0.0.1:"));
  }
}
