package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.FakeNetwork;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A market square where people talk, and an account of the house that listens there. */
final class Square {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  final TestApp app;
  final FakeNetwork network;
  final long account;

  private final JsonObject settings;

  Square(TestApp app, FakeNetwork network, JsonObject... rules) {
    this.app = app;
    this.network = network;
    this.settings = body(rules);
    Reply added = app.admin.post("/admin/channel-accounts", settings);
    assertEquals(201, added.status(), added::text);
    account = added.json().getLong("id");
  }

  private static JsonObject body(JsonObject... rules) {
    String id = UUID.randomUUID().toString();
    return new JsonObject()
        .put("channel", "mastodon")
        .put("name", "Marktplatz " + id)
        .put("address", "nordlicht-" + id + "@markt.example")
        .put("displayName", "Nordlicht")
        .put("mastodon", new JsonObject().put("baseUrl", "https://" + id + ".example"))
        .put("social", new JsonObject().put("rules", new JsonArray(List.of(rules))));
  }

  /** Of the account, as they were entered. */
  JsonObject settings() {
    return settings.copy();
  }

  static String somebody() {
    return UUID.randomUUID() + "@markt.example";
  }

  /** The arrival of a post, once it was taken and settled. */
  long arrival(String sourceKey) {
    Awaitility.await(sourceKey + " is settled")
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> id(sourceKey).isPresent());
    return id(sourceKey).orElseThrow();
  }

  private Optional<Long> id(String sourceKey) {
    return app.sql()
        .row(
            "SELECT id FROM arrival WHERE channel_account_id = $1 AND source_key = $2 AND state <> 'received'",
            account,
            sourceKey)
        .map(row -> row.getLong("id"));
  }

  /** Somebody writes; the number of the post. */
  long says(FakeNetwork.Words words) {
    network.says(account, words);
    network.rings();
    return arrival(words.id());
  }

  JsonObject post(long id) {
    return app.agent1.read("/posts/" + id);
  }

  String state(long arrival) {
    return app.sql()
        .row("SELECT state FROM arrival WHERE id = $1", arrival)
        .orElseThrow()
        .getString("state");
  }

  Reply decide(long post, String verdict) {
    return app.agent1.post(
        "/posts/" + post + "/decision",
        new JsonObject().put("verdict", verdict).put("version", post(post).getInteger("version")));
  }

  /** The same, done. */
  JsonObject decided(long post, String verdict) {
    Reply reply = decide(post, verdict);
    assertEquals(200, reply.status(), reply::text);
    return reply.json();
  }

  List<JsonObject> open() {
    return app.agent1.items("/posts?limit=200&account=" + account);
  }
}
