package io.faden.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.PostRoom;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Letters that somebody else looks at before they are laid out. */
class ApprovedLettersTest {
  private static TestApp app;
  private static PostRoom post;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    post = new PostRoom(app);
    app.sql()
        .execute(
            "UPDATE queue SET settings = settings || '{\"approval\": [\"letter\"]}' WHERE is_default");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Reply approve(long conversation, long entry) {
    return app.agent2.post(
        "/replies/" + entry + "/approve",
        new JsonObject().put("replySeq", app.conversation(conversation).getInteger("replySeq")));
  }

  private static long approved(long conversation, String text) {
    long entry = post.written(conversation, text).getLong("id");
    assertEquals("in_review", app.replyOf(entry).getString("status"));
    assertEquals(200, approve(conversation, entry).status());
    app.awaitReply(entry, "ready");
    return entry;
  }

  private static String retried(long entry, JsonObject wish) {
    Reply retried = app.agent1.post("/replies/" + entry + "/retry", wish);
    assertEquals(200, retried.status(), retried::toString);
    return retried.json().getJsonObject("reply").getString("status");
  }

  @Test
  void aLetterJoinsThePrintListOnceSomebodyElseHasLooked() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.written(id, "Wir melden uns.").getLong("id");
    assertEquals("in_review", app.replyOf(entry).getString("status"));
    assertEquals(0, app.count("SELECT count(*) FROM letter WHERE entry_id = $1", entry));
    assertEquals(200, approve(id, entry).status());
    app.awaitReply(entry, "ready");
    post.listed("ready", entry);
  }

  @Test
  void mailOfTheSameQueueWaitsForNobody() {
    long id = app.newConversation();
    app.answered(app.agent1, id, "Ohne Umweg");
  }

  @Test
  void aFailedLetterGoesAgainAsItWasApprovedAndElsewhereOnlyAfterAnotherLook() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = approved(id, "Zweimal");
    app.sql().execute("UPDATE delivery SET state = 'failed' WHERE entry_id = $1", entry);
    assertEquals("scheduled", again(retried(entry, new JsonObject())));
    app.awaitReply(entry, "ready");
    app.sql().execute("UPDATE delivery SET state = 'failed' WHERE entry_id = $1", entry);
    long moved = post.addAddress(id, PostRoom.KIEL.copy().put("street", "Holtenauer Straße 7"));
    assertEquals("in_review", retried(entry, new JsonObject().put("contactPointId", moved)));
    assertEquals(200, approve(id, entry).status());
    app.awaitReply(entry, "ready");
    assertEquals(
        List.of("Oliver Reimann", "Holtenauer Straße 7", "24103 Kiel"),
        post.listed("ready", entry).getJsonArray("recipient").getList());
  }

  /** It may have been taken up already. */
  private static String again(String status) {
    return List.of("scheduled", "sending", "ready").contains(status) ? "scheduled" : status;
  }
}
