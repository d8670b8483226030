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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern VERSION = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

  private final Vertx vertx;
  private final NetworkHttp http;
  private final MastodonLists lists;
  private final Map<String, Own> owns = new ConcurrentHashMap<>();
  private final Map<String, Server> servers = new ConcurrentHashMap<>();

  public MastodonNetwork(Vertx vertx, NetworkHttp http) {
    this.vertx = vertx;
    this.http = http;
    this.lists = new MastodonLists(http);
  }

  private record Own(String id, Instant until) {}

  /**
   * What a server says of itself.
   *
   * @param most characters of a post
   * @param quotes it tells who quotes us; others refuse to be asked for that, or pass it over
   */
  private record Server(int most, boolean quotes, Instant until) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    Optional<LengthRule> rule =
        Optional.of(
            new LengthRule(
                server(account).most(),
                LengthRule.Unit.CHARACTERS,
                Optional.of(URL_LENGTH),
                true,
                Optional.empty()));
    return new Abilities(true, true, true, true, true, rule, rule);
  }

  private Server server(ChannelAccount account) {
    String url = settings(account).baseUrl();
    Server known = servers.get(url);
    if (known != null && known.until().isAfter(Instant.now())) {
      return known;
    }
    Server fresh = asked(account);
    servers.put(url, fresh);
    return fresh;
  }

  private Server asked(ChannelAccount account) {
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
      boolean quotes = tellsQuotes(instance.path("version").asText(""));
      return new Server(most > 0 ? most : USUAL_LENGTH, quotes, now.plus(KNOWN_FOR));
    } catch (NetworkFault away) {
      return new Server(USUAL_LENGTH, false, now.plusSeconds(60));
    }
  }

  /** Since 4.5. Others that speak its API call themselves compatible, or count from their own. */
  static boolean tellsQuotes(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.find() || version.contains("compatible")) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    return major > 4 || (major == 4 && Integer.parseInt(numbers.group(2)) >= 5);
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return MastodonTrial.run(http, account);
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault {
    signedIn(account);
    return lists.receive(account, cursor, ownId(account), server(account).quotes());
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
