package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.BlueskyServer;
import io.faden.testing.MastodonServer;
import io.faden.testing.ProcessNode;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that posts what was approved, cut off by SIGKILL in the middle of it. */
class KilledAnswersTest {
  private static final int EACH = 50;
  private static final int ALL = 2 * EACH;

  /** The server is killed when so many stand there. */
  private static final int MOMENT = 25;

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  @TempDir Path data;

  private final MastodonServer mastodon = new MastodonServer();
  private final BlueskyServer bluesky = new BlueskyServer();

  @Test
  void eachOfAHundredApprovedAnswersIsPostedOnce() {
    try (mastodon;
        bluesky;
        TestApp app = TestApp.start(Map.of("FADEN_SOCIAL_POLL_SECONDS", "1"))) {
      for (JsonObject account : List.of(mastodon.account(), bluesky.account())) {
        Reply made = app.admin.post("/admin/channel-accounts", account.put("backfill", "all"));
        assertEquals(201, made.status(), made::toString);
      }
      for (int number = 0; number < EACH; number++) {
        mastodon.mention("kunde" + number + "@chaos.example", "Frage " + number + "?");
        bluesky.mention("kunde" + number + ".bsky.example", "Frage " + number + "?");
      }
      Awaitility.await("all are there")
          .atMost(LONG_ENOUGH)
          .until(() -> app.count("SELECT count(*) FROM post") == ALL);
      Map<Long, Long> answers = new HashMap<>();
      for (JsonObject post : app.agent1.items("/posts?limit=200")) {
        Reply decided =
            app.agent1.post(
                "/posts/" + post.getLong("id") + "/decision",
                new JsonObject()
                    .put("verdict", "answer")
                    .put("version", post.getInteger("version")));
        long conversation = decided.json().getLong("conversationId");
        Reply written = app.reply(app.agent1, conversation, "Antwort " + conversation + " folgt.");
        assertEquals(201, written.status(), written::toString);
        assertEquals(
            "in_review", written.json().getJsonObject("reply").getString("status"), written::text);
        answers.put(conversation, written.json().getLong("id"));
      }
      assertEquals(ALL, answers.size());
      app.node.close();
      killed(app, answers);
      mastodon.forgetKeys();
      app.sql()
          .execute(
              "UPDATE delivery SET claimed_until = clock_timestamp() WHERE state IN ('claimed', 'transmitting')");
      app.startNode();
      Awaitility.await("all have left")
          .atMost(LONG_ENOUGH)
          .until(() -> app.count("SELECT count(*) FROM delivery WHERE state = 'sent'") == ALL);
      assertEquals(EACH, mastodon.posted().size());
      assertEquals(EACH, bluesky.posted().size());
      answers
          .keySet()
          .forEach(
              conversation ->
                  assertEquals(
                      1,
                      words()
                          .filter(text -> text.contains("Antwort " + conversation + " "))
                          .count(),
                      "of conversation " + conversation));
      assertEquals(
          ALL,
          app.count("SELECT count(*) FROM sent_post s JOIN entry e ON e.message_id = s.post_id"));
    }
  }

  /** All are approved by somebody else, become due at once, and some of them get through. */
  private void killed(TestApp app, Map<Long, Long> answers) {
    try (ProcessNode victim =
        ProcessNode.start(
                app.db.options(),
                data,
                Map.of(
                    "FADEN_SECRET_KEY",
                    Base64.getEncoder().encodeToString(new byte[32]),
                    "FADEN_PRESENCE_LOST_SECONDS",
                    "3600",
                    "FADEN_REPLY_UNDO_SECONDS",
                    "300"))
            .awaitReady()) {
      answers.forEach(
          (conversation, entry) -> {
            int replySeq =
                app.agent2
                    .at(victim.url())
                    .read("/conversations/" + conversation)
                    .getInteger("replySeq");
            Reply approved =
                app.agent2
                    .at(victim.url())
                    .post(
                        "/replies/" + entry + "/approve",
                        new JsonObject().put("replySeq", replySeq));
            assertEquals(200, approved.status(), approved::toString);
          });
      assertEquals(0, words().count());
      app.sql().execute("UPDATE delivery SET due_at = clock_timestamp() WHERE state = 'pending'");
      Awaitility.await(MOMENT + " are posted")
          .atMost(LONG_ENOUGH)
          .pollInterval(Duration.ofMillis(3))
          .until(() -> words().count() >= MOMENT);
      victim.kill();
    }
    assertTrue(words().count() < ALL, "there is something left to post");
  }

  private Stream<String> words() {
    return Stream.concat(
        mastodon.posted().stream().map(MastodonServer.Post::text),
        bluesky.posted().stream().map(BlueskyServer.Post::text));
  }
}
