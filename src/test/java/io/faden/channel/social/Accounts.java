package io.faden.channel.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.SocialSettings;
import io.faden.routing.QueueId;
import io.faden.testing.BlueskyServer;
import io.faden.testing.MastodonServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts on networks, and what is sent with them. */
final class Accounts {
  static final String KEY = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private Accounts() {}

  static ChannelAccount mastodon(MastodonServer server, String... searches) {
    return mastodon(server.url(), Optional.of(MastodonServer.TOKEN), Backfill.ALL, searches);
  }

  static ChannelAccount mastodon(
      String url, Optional<String> token, Backfill backfill, String... searches) {
    return account(
        "mastodon",
        MastodonServer.US + "@" + MastodonServer.DOMAIN,
        backfill,
        new SocialSettings.Mastodon(url, token, true),
        searches);
  }

  static ChannelAccount bluesky(BlueskyServer server, String... searches) {
    return bluesky(server.url(), BlueskyServer.PASSWORD, Backfill.ALL, searches);
  }

  static ChannelAccount bluesky(
      String url, String password, Backfill backfill, String... searches) {
    return account(
        "bluesky",
        BlueskyServer.US,
        backfill,
        new SocialSettings.Bluesky(url, BlueskyServer.US, Optional.of(password), true),
        searches);
  }

  static ChannelAccount account(
      String channel,
      String address,
      Backfill backfill,
      SocialSettings.Network network,
      String... searches) {
    return new ChannelAccount(
        new ChannelAccountId(7),
        channel,
        "Nordlicht",
        address,
        "",
        new QueueId(1),
        true,
        backfill,
        new SocialSettings(network, List.of(searches), List.of(), List.of()),
        1);
  }

  static SocialNetwork.Sending answer(String to, String id, String text) {
    return new SocialNetwork.Sending(
        KEY,
        false,
        to,
        Optional.of(id),
        Optional.empty(),
        text,
        true,
        Optional.of("de"),
        Instant.now());
  }

  static SocialNetwork.Sending direct(String to, String text) {
    return new SocialNetwork.Sending(
        KEY,
        false,
        to,
        Optional.empty(),
        Optional.empty(),
        text,
        false,
        Optional.of("de"),
        Instant.now());
  }

  static SocialNetwork.Sending again(SocialNetwork.Sending first) {
    return new SocialNetwork.Sending(
        first.key(),
        true,
        first.to(),
        first.answers(),
        first.root(),
        first.text(),
        first.open(),
        first.language(),
        first.writtenAt());
  }

  /** Everything from a cursor on, each once as the ledger takes it, and where that leads. */
  record Taken(List<SocialNetwork.Item> items, String cursor) {
    List<Told> told(SocialNetwork network, ChannelAccount account) throws Exception {
      List<Told> told = new ArrayList<>();
      for (SocialNetwork.Item item : items) {
        told.add(network.read(account, item.raw()));
      }
      return told;
    }

    List<Told.Post> posts(SocialNetwork network, ChannelAccount account) throws Exception {
      return told(network, account).stream().map(Told.Post.class::cast).toList();
    }
  }

  static Taken takeAll(SocialNetwork network, ChannelAccount account, Optional<String> from)
      throws NetworkFault {
    Map<String, SocialNetwork.Item> items = new LinkedHashMap<>();
    Optional<String> cursor = from;
    boolean more = true;
    while (more) {
      SocialNetwork.Received page = network.receive(account, cursor);
      page.items().forEach(item -> items.putIfAbsent(item.sourceKey(), item));
      cursor = Optional.of(page.cursor());
      more = page.more();
    }
    return new Taken(List.copyOf(items.values()), cursor.orElseThrow());
  }
}
