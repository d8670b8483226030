package io.faden.testing;

import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/** People who wrote in public and are to have an answer, for what begins there. */
public final class PublicPosts {
  private final TestApp app;
  private final FakeNetwork network;
  private final long account;

  /** The network is one that the product asks. */
  public PublicPosts(TestApp app, FakeNetwork network) {
    this.app = app;
    this.network = network;
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", network.name())
                .put("name", "Netz")
                .put("address", "nordlicht@social.example")
                .put("displayName", "Nordlicht Energie")
                .put("mastodon", new JsonObject().put("baseUrl", "https://social.example")));
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    this.account = made.json().getLong("id");
  }

  /** Somebody who wrote there, and the conversation that began with it. */
  public record Person(long id, String handle, long conversation) {}

  /** Somebody with this name, which may be empty. */
  public Person somebody(String name) {
    return somebody(name, "p" + UUID.randomUUID() + "@fedi.example");
  }

  public Person somebody(String name, String handle) {
    FakeNetwork.Words words = FakeNetwork.words(handle, "@nordlicht Warum?").with("name", name);
    network.says(account, words);
    network.rings();
    Awaitility.await("the post is to be looked at")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> post(words.id()).isPresent());
    Reply decided =
        app.agent1.post(
            "/posts/" + post(words.id()).orElseThrow() + "/decision",
            new JsonObject().put("verdict", "answer").put("version", 0));
    if (decided.status() != 200) {
      throw new AssertionError(decided);
    }
    long conversation = decided.json().getLong("conversationId");
    long id = app.conversation(conversation).getJsonObject("customer").getLong("id");
    return new Person(id, handle, conversation);
  }

  private Optional<Long> post(String id) {
    return app.sql()
        .row("SELECT arrival_id FROM post WHERE post_id LIKE '%/' || $1", id)
        .map(row -> row.getLong("arrival_id"));
  }
}
