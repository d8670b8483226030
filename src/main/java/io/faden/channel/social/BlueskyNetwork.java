package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bluesky, or any other server of the AT Protocol. Source: docs.bsky.app and the lexicons. */
public final class BlueskyNetwork implements SocialNetwork {
  private static final String NAME = "bluesky";
  private static final int MOST_ABOVE = 20;
  private static final LengthRule POST =
      new LengthRule(300, LengthRule.Unit.GRAPHEMES, Optional.empty(), false, Optional.of(3000));
  private static final LengthRule MESSAGE =
      new LengthRule(1000, LengthRule.Unit.GRAPHEMES, Optional.empty(), false, Optional.of(10_000));

  private final NetworkHttp http;
  private final BlueskyLists lists = new BlueskyLists();

  /** By account and version: other settings sign in anew. */
  private final Map<String, BlueskySession> sessions = new ConcurrentHashMap<>();

  public BlueskyNetwork(NetworkHttp http) {
    this.http = http;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    return new Abilities(
        true,
        true,
        settings(account).chat(),
        true,
        // Whoever is answered is told of it, mentioned or not.
        false,
        Optional.of(POST),
        Optional.of(MESSAGE));
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return BlueskyTrial.run(http, account);
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault {
    return lists.receive(account, session(account), cursor);
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    return BlueskyReading.read(raw);
  }

  @Override
  public Now look(ChannelAccount account, String id) throws NetworkFault {
    if (!id.startsWith("at://")) {
      throw new NetworkFault(Kind.REFUSED, "A private message cannot be looked at again.");
    }
    NetworkReply reply =
        session(account)
            .ask(HttpMethod.GET, "app.bsky.feed.getPosts", Map.of("uris", id), "", Map.of());
    if (!reply.ok()) {
      throw reply.fault();
    }
    try {
      List<Elements.Element> posts = Elements.of(reply.body(), Optional.of("posts"));
      return posts.isEmpty() ? new Now.Gone() : new Now.There(posts.get(0).raw(), Optional.empty());
    } catch (IOException unreadable) {
      throw new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage());
    }
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) throws NetworkFault {
    if (!id.startsWith("at://")) {
      return List.of();
    }
    BlueskySession session = session(account);
    NetworkReply reply =
        session.ask(
            HttpMethod.GET,
            "app.bsky.feed.getPostThread",
            Map.of("uri", id, "depth", "0", "parentHeight", Integer.toString(MOST_ABOVE)),
            "",
            Map.of());
    if (reply.error().equals("NotFound")) {
      throw new NetworkFault(Kind.GONE, "It is not there any more.");
    }
    JsonNode at = reply.json().path("thread").path("parent");
    String own = session.did();
    List<Above> above = new ArrayList<>();
    while (at.isObject() && above.size() < MOST_ABOVE) {
      JsonNode post = at.path("post");
      // In place of what was deleted or blocked stands only that.
      if (post.path("record").isObject()) {
        above.addFirst(above(post, own));
      }
      at = at.path("parent");
    }
    return List.copyOf(above);
  }

  private static Above above(JsonNode post, String own) {
    JsonNode author = post.path("author");
    String uri = post.path("uri").asText("");
    String handle = author.path("handle").asText(author.path("did").asText(""));
    return new Above(
        uri,
        handle,
        BlueskyReading.text(post.path("record")),
        BlueskyReading.time(post, "indexedAt").orElse(Instant.EPOCH),
        BlueskyReading.page(handle, uri),
        author.path("did").asText("").equals(own));
  }

  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    try {
      BlueskySession session = session(account);
      return sending.open()
          ? new BlueskyPosting(session).post(sending, beforeTransmit)
          : new BlueskyChat(session).send(sending, beforeTransmit);
    } catch (NetworkFault fault) {
      return Outcomes.of(fault);
    }
  }

  @Override
  public void delete(ChannelAccount account, String id) throws NetworkFault {
    new BlueskyPosting(session(account)).delete(id);
  }

  private BlueskySession session(ChannelAccount account) {
    String key = account.id().value() + "/" + account.version();
    return sessions.computeIfAbsent(key, fresh -> new BlueskySession(http, account));
  }

  private static SocialSettings.Bluesky settings(ChannelAccount account) {
    return (SocialSettings.Bluesky) account.social().network();
  }
}
