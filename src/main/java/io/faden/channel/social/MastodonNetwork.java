package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mastodon's API, which Pleroma, Akkoma, GoToSocial, snac and Friendica speak as well; so it stands
 * on what all of them have: no Link header, no second version of anything, ids as opaque texts, a
 * stream only where there is one. Source: docs.joinmastodon.org.
 */
public final class MastodonNetwork implements SocialNetwork {
  private static final String NAME = "mastodon";
  private static final int MOST_ABOVE = 20;
  private static final Duration KNOWN_FOR = Duration.ofHours(1);
  private static final int USUAL_LENGTH = 500;
  private static final int URL_LENGTH = 23;

  private final Vertx vertx;
  private final NetworkHttp http;
  private final MastodonLists lists;
  private final Map<String, Own> owns = new ConcurrentHashMap<>();
  private final Map<String, Length> lengths = new ConcurrentHashMap<>();

  public MastodonNetwork(Vertx vertx, NetworkHttp http) {
    this.vertx = vertx;
    this.http = http;
    this.lists = new MastodonLists(http);
  }

  private record Own(String id, Instant until) {}

  private record Length(int most, Instant until) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    Optional<LengthRule> rule =
        Optional.of(
            new LengthRule(
                mostCharacters(account),
                LengthRule.Unit.CHARACTERS,
                Optional.of(URL_LENGTH),
                true,
                Optional.empty()));
    return new Abilities(true, true, true, true, true, rule, rule);
  }

  private int mostCharacters(ChannelAccount account) {
    String server = settings(account).baseUrl();
    Length known = lengths.get(server);
    if (known != null && known.until().isAfter(Instant.now())) {
      return known.most();
    }
    Length fresh = length(account);
    lengths.put(server, fresh);
    return fresh.most();
  }

  private Length length(ChannelAccount account) {
    Instant now = Instant.now();
    try {
      JsonNode instance = line(account).json("/api/v1/instance", Map.of());
      int most =
          instance
              .path("configuration")
              .path("statuses")
              .path("max_characters")
              // Pleroma and others say it here.
              .asInt(instance.path("max_toot_chars").asInt(USUAL_LENGTH));
      return new Length(most > 0 ? most : USUAL_LENGTH, now.plus(KNOWN_FOR));
    } catch (NetworkFault away) {
      return new Length(USUAL_LENGTH, now.plusSeconds(60));
    }
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return MastodonTrial.run(http, account);
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault {
    signedIn(account);
    return lists.receive(account, cursor, ownId(account));
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    return MastodonReading.read(account, raw);
  }

  @Override
  public Now look(ChannelAccount account, String id) throws NetworkFault {
    NetworkReply reply =
        line(account).get("/api/v1/statuses/" + MastodonLine.encoded(id), Map.of());
    if (reply.status() == 404 || reply.status() == 410) {
      return new Now.Gone();
    }
    JsonNode status = reply.json();
    return new Now.There(
        reply.body(), Elements.text(status, "edited_at").flatMap(Elements::instant));
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) throws NetworkFault {
    JsonNode ancestors =
        line(account)
            .json("/api/v1/statuses/" + MastodonLine.encoded(id) + "/context", Map.of())
            .path("ancestors");
    String own = ownId(account);
    List<Above> above = new ArrayList<>();
    for (JsonNode status : ancestors) {
      String acct = status.path("account").path("acct").asText("");
      above.add(
          new Above(
              status.path("id").asText(""),
              MastodonReading.full(account, acct),
              MastodonReading.text(status),
              Elements.text(status, "created_at").flatMap(Elements::instant).orElse(Instant.EPOCH),
              Elements.url(status, "url"),
              status.path("account").path("id").asText("").equals(own)));
    }
    return above.subList(Math.max(0, above.size() - MOST_ABOVE), above.size());
  }

  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    try {
      signedIn(account);
      return new MastodonPosting(line(account), ownId(account))
          .post(account, sending, beforeTransmit);
    } catch (NetworkFault fault) {
      return Outcomes.of(fault);
    }
  }

  @Override
  public void delete(ChannelAccount account, String id) throws NetworkFault {
    signedIn(account);
    NetworkReply reply = line(account).delete("/api/v1/statuses/" + MastodonLine.encoded(id));
    if (!reply.ok() && reply.status() != 404 && reply.status() != 410) {
      throw reply.fault();
    }
  }

  @Override
  public Optional<AutoCloseable> listen(ChannelAccount account, Runnable bell) {
    SocialSettings.Mastodon settings = settings(account);
    return settings.stream() && settings.accessToken().isPresent()
        ? Optional.of(MastodonStream.open(vertx, settings, bell))
        : Optional.empty();
  }

  private String ownId(ChannelAccount account) throws NetworkFault {
    String key = account.id().value() + "/" + account.version() + "/" + settings(account).baseUrl();
    Own known = owns.get(key);
    if (known != null && known.until().isAfter(Instant.now())) {
      return known.id();
    }
    String id =
        Elements.text(line(account).json("/api/v1/accounts/verify_credentials", Map.of()), "id")
            .orElseThrow(
                () -> new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage()));
    owns.put(key, new Own(id, Instant.now().plus(KNOWN_FOR)));
    return id;
  }

  private static void signedIn(ChannelAccount account) throws NetworkFault {
    if (settings(account).accessToken().isEmpty()) {
      throw new NetworkFault(Kind.SIGN_IN, "Nobody has signed in there yet.");
    }
  }

  private MastodonLine line(ChannelAccount account) {
    return MastodonLine.of(http, account);
  }

  private static SocialSettings.Mastodon settings(ChannelAccount account) {
    return (SocialSettings.Mastodon) account.social().network();
  }
}
