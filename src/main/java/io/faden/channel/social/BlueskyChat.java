package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.Outcome;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Direct messages, which a service of their own keeps. Servers may not have it, and a password may
 * not open it. Source: the lexicons chat.bsky.convo.*.
 */
final class BlueskyChat {
  private static final Map<String, String> PROXY =
      Map.of("Atproto-Proxy", "did:web:api.bsky.chat#bsky_chat");

  /** How long a page of the log is, nobody says. */
  private static final int SHORTEST_FULL_PAGE = 20;

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final BlueskySession session;

  BlueskyChat(BlueskySession session) {
    this.session = session;
  }

  /** What came, oldest first, and how far the log has been read. */
  record Log(List<SocialNetwork.Item> items, Optional<String> cursor, boolean more) {}

  /** Where the log ends now. */
  Optional<String> end() throws NetworkFault {
    JsonNode newest =
        get("chat.bsky.convo.listConvos", Map.of("limit", "1")).json().path("convos").path(0);
    return Elements.text(newest, "rev");
  }

  /** From a place in the log on; from where it begins without one. */
  Log log(Optional<String> cursor, int most) throws NetworkFault {
    NetworkReply reply =
        get("chat.bsky.convo.getLog", cursor.map(at -> Map.of("cursor", at)).orElse(Map.of()));
    Optional<String> next = Elements.text(reply.json(), "cursor");
    String own = session.did();
    List<SocialNetwork.Item> items = new ArrayList<>();
    Optional<String> read = cursor;
    boolean cut = false;
    try {
      List<Elements.Element> logs = Elements.of(reply.body(), Optional.of("logs"));
      for (Elements.Element log : logs) {
        if (items.size() == most) {
          cut = true;
          break;
        }
        if (isForUs(log.json(), own)) {
          items.add(
              new SocialNetwork.Item(
                  "message/" + log.json().path("message").path("id").asText(), log.raw()));
        }
        read = Elements.text(log.json(), "rev").or(() -> next);
      }
      boolean full = logs.size() >= SHORTEST_FULL_PAGE && !read.equals(cursor);
      return new Log(items, cut ? read : next.or(() -> cursor), cut || full);
    } catch (IOException unreadable) {
      throw new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage());
    }
  }

  private static boolean isForUs(JsonNode log, String own) {
    JsonNode message = log.path("message");
    return log.path("$type").asText().endsWith("#logCreateMessage")
        && message.path("text").isTextual()
        && !message.path("sender").path("did").asText().equals(own);
  }

  Outcome send(SocialNetwork.Sending sending, Runnable before) throws NetworkFault {
    String conversation = conversation(sending.to());
    if (sending.repeated()) {
      Optional<String> there = standing(conversation, sending);
      if (there.isPresent()) {
        return accepted(there.get());
      }
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", sending.text());
    List<Map<String, Object>> facets =
        BlueskyFacets.of(sending.text(), handle -> BlueskyPosting.did(session, handle));
    if (!facets.isEmpty()) {
      message.put("facets", facets);
    }
    String body =
        new String(
            Elements.write(Map.of("convoId", conversation, "message", message)),
            StandardCharsets.UTF_8);
    try {
      NetworkReply reply = session.send("chat.bsky.convo.sendMessage", body, PROXY, before);
      if (reply.status() >= 500 && reply.status() != 503) {
        return new Outcome.Uncertain(reply.fault().getMessage());
      }
      return accepted(reply.json().path("id").asText());
    } catch (LineFault broken) {
      return broken.begun()
          ? new Outcome.Uncertain(broken.getMessage())
          : new Outcome.Deferred(broken.getMessage());
    }
  }

  private static Outcome accepted(String id) {
    return new Outcome.Accepted(
        Elements.write(new SocialNetwork.Posted(id, Optional.empty())), Optional.of(id), tx -> {});
  }

  private String conversation(String did) throws NetworkFault {
    NetworkReply reply = get("chat.bsky.convo.getConvoForMembers", Map.of("members", did));
    if (reply.status() == 400) {
      throw new NetworkFault(
          Kind.REFUSED, ("They do not take private messages from us. " + reply.said()).strip());
    }
    return Elements.text(reply.json().path("convo"), "id")
        .orElseThrow(() -> new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage()));
  }

  /** The service knows no keys: what may have been handed over before is looked for. */
  private Optional<String> standing(String conversation, SocialNetwork.Sending sending)
      throws NetworkFault {
    NetworkReply reply =
        get("chat.bsky.convo.getMessages", Map.of("convoId", conversation, "limit", "50"));
    Instant earliest = sending.writtenAt().plus(reply.ahead(Instant.now())).minus(TOLERANCE);
    String own = session.did();
    for (JsonNode message : reply.json().path("messages")) {
      boolean fits =
          message.path("sender").path("did").asText().equals(own)
              && message.path("text").asText("").strip().equals(sending.text().strip())
              && BlueskyReading.time(message, "sentAt")
                  .filter(at -> !at.isBefore(earliest))
                  .isPresent();
      if (fits) {
        return Elements.text(message, "id");
      }
    }
    return Optional.empty();
  }

  private NetworkReply get(String method, Map<String, String> query) throws NetworkFault {
    NetworkReply reply = session.ask(HttpMethod.GET, method, query, "", PROXY);
    if (isAbsent(reply)) {
      throw new NetworkFault(
          Kind.GONE, ("There are no private messages for this account. " + reply.said()).strip());
    }
    return reply;
  }

  /** No such service, or the password does not open it. */
  private static boolean isAbsent(NetworkReply reply) {
    if (reply.ok() || reply.status() == 429) {
      return false;
    }
    String error = reply.error().toLowerCase(Locale.ROOT);
    return BlueskySession.mayNot(reply)
        || reply.status() == 401
        || reply.status() == 403
        || reply.status() == 404
        || reply.status() == 501
        || error.contains("notsupported")
        || error.contains("notimplemented");
  }
}
