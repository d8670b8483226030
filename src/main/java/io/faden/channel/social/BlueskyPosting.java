package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.Outcome;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts a record under a key of our own, so that the same post is the same record. */
final class BlueskyPosting {
  static final String COLLECTION = "app.bsky.feed.post";

  private final BlueskySession session;

  BlueskyPosting(BlueskySession session) {
    this.session = session;
  }

  Outcome post(SocialNetwork.Sending sending, Runnable before) throws NetworkFault {
    String key = RecordKey.of(sending.key(), sending.writtenAt());
    if (sending.repeated() && stands(key)) {
      return accepted(key);
    }
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("$type", COLLECTION);
    record.put("text", sending.text());
    record.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    sending.language().ifPresent(language -> record.put("langs", List.of(language)));
    List<Map<String, Object>> facets =
        BlueskyFacets.of(sending.text(), handle -> did(session, handle));
    if (!facets.isEmpty()) {
      record.put("facets", facets);
    }
    if (sending.answers().isPresent()) {
      Optional<Map<String, Object>> reply = reply(sending.answers().get());
      if (reply.isEmpty()) {
        return new Outcome.Refused("The post that this answers is not there any more.");
      }
      record.put("reply", reply.get());
    }
    return handOver(key, record, before);
  }

  private Outcome handOver(String key, Map<String, Object> record, Runnable before)
      throws NetworkFault {
    String body =
        new String(
            Elements.write(
                Map.of(
                    "repo",
                    session.did(),
                    "collection",
                    COLLECTION,
                    "rkey",
                    key,
                    "record",
                    record)),
            java.nio.charset.StandardCharsets.UTF_8);
    try {
      NetworkReply reply = session.send("com.atproto.repo.createRecord", body, Map.of(), before);
      if (reply.ok()) {
        return accepted(key);
      }
      // A record that is there already is answered with 409 by some and with 500 by most.
      boolean perhaps = reply.status() == 409 || reply.status() == 400 || reply.status() >= 500;
      if (perhaps && stands(key)) {
        return accepted(key);
      }
      if (reply.status() >= 500 && reply.status() != 503) {
        return new Outcome.Uncertain(reply.fault().getMessage());
      }
      throw reply.fault();
    } catch (LineFault broken) {
      return broken.begun()
          ? new Outcome.Uncertain(broken.getMessage())
          : new Outcome.Deferred(broken.getMessage());
    }
  }

  private boolean stands(String key) throws NetworkFault {
    NetworkReply reply =
        session.ask(
            HttpMethod.GET,
            "com.atproto.repo.getRecord",
            Map.of("repo", session.did(), "collection", COLLECTION, "rkey", key),
            "",
            Map.of());
    if (reply.ok()) {
      return true;
    }
    boolean none = reply.status() == 404 || reply.error().equals("RecordNotFound");
    if (none || (reply.status() == 400 && reply.said().contains("Could not locate record"))) {
      return false;
    }
    throw reply.fault();
  }

  private Outcome accepted(String key) throws NetworkFault {
    String did = session.did();
    String uri = "at://" + did + "/" + COLLECTION + "/" + key;
    return new Outcome.Accepted(
        Elements.write(new SocialNetwork.Posted(uri, BlueskyReading.page(did, uri))),
        Optional.of(uri),
        tx -> {});
  }

  /** An answer names the first post of its thread and the one above it, each as it stands now. */
  private Optional<Map<String, Object>> reply(String parent) throws NetworkFault {
    JsonNode post =
        session.get("app.bsky.feed.getPosts", Map.of("uris", parent)).path("posts").path(0);
    if (post.path("cid").isMissingNode()) {
      return Optional.empty();
    }
    Map<String, Object> above = reference(post);
    JsonNode root = post.path("record").path("reply").path("root");
    return Optional.of(Map.of("root", root.has("cid") ? reference(root) : above, "parent", above));
  }

  private static Map<String, Object> reference(JsonNode post) {
    return Map.of("uri", post.path("uri").asText(), "cid", post.path("cid").asText());
  }

  static Optional<String> did(BlueskySession session, String handle) throws NetworkFault {
    NetworkReply reply =
        session.ask(
            HttpMethod.GET,
            "com.atproto.identity.resolveHandle",
            Map.of("handle", handle),
            "",
            Map.of());
    if (reply.status() == 400 || reply.status() == 404) {
      return Optional.empty();
    }
    return Elements.text(reply.json(), "did");
  }

  /** Errors: {@link NetworkFault}; one that is not there is as good. */
  void delete(String uri) throws NetworkFault {
    if (!uri.startsWith("at://")) {
      throw new NetworkFault(
          Kind.REFUSED, "A private message cannot be taken back on this network.");
    }
    NetworkReply reply =
        session.ask(
            HttpMethod.POST,
            "com.atproto.repo.deleteRecord",
            Map.of(),
            new String(
                Elements.write(
                    Map.of(
                        "repo",
                        session.did(),
                        "collection",
                        COLLECTION,
                        "rkey",
                        uri.substring(uri.lastIndexOf('/') + 1))),
                java.nio.charset.StandardCharsets.UTF_8),
            Map.of());
    if (!reply.ok() && reply.status() != 404) {
      throw reply.fault();
    }
  }
}
