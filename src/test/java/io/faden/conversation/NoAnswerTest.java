package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is settled without an answer. */
class NoAnswerTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Reply close(Colleague who, long conversation, JsonObject body) {
    return who.post("/conversations/" + conversation + "/no-answer", body);
  }

  private static JsonObject why(long conversation, String reason) {
    return new JsonObject()
        .put("reason", reason)
        .put("replySeq", app.conversation(conversation).getInteger("replySeq"));
  }

  private static Reply take(Colleague who, long conversation) {
    long item = app.conversation(conversation).getJsonObject("workItem").getLong("id");
    return who.post("/work-items/" + item + "/take");
  }

  @Test
  void theConversationIsSettledAndTheTimelineSaysWhoLeftItWithoutAnAnswerAndWhy() {
    long id = app.newConversation();
    Reply closed = close(app.agent1, id, why(id, "abuse").put("note", " Beleidigung "));
    assertEquals(200, closed.status(), closed::toString);
    assertEquals("resolved", closed.json().getString("status"));
    assertFalse(closed.json().containsKey("workItem"));
    JsonObject entry =
        app.timeline(id).stream()
            .filter(each -> each.getString("kind").equals("event"))
            .filter(each -> each.getJsonObject("event").getString("type").equals("no_answer"))
            .findFirst()
            .orElseThrow();
    assertEquals("abuse", entry.getJsonObject("event").getString("to"));
    assertEquals("Beleidigung", entry.getJsonObject("event").getString("detail"));
    assertEquals(app.agent1.name(), entry.getJsonObject("author").getString("name"));
    assertTrue(
        app.messages(id).stream().allMatch(each -> each.getString("direction").equals("in")));
  }

  @Test
  void openingItAgainUndoesIt() {
    long id = app.newConversation();
    int version = close(app.agent1, id, why(id, "spam")).json().getInteger("version");
    Reply open =
        app.agent1.patch(
            "/conversations/" + id, new JsonObject().put("version", version).put("status", "open"));
    assertEquals("open", open.json().getString("status"), open::toString);
    assertEquals(
        app.agent1.id(),
        open.json().getJsonObject("workItem").getJsonObject("agent").getLong("id"));
  }

  @Test
  void whoHasNotSeenTheLastMessageCannotSayThatItNeedsNoAnswer() {
    long id = app.newConversation();
    JsonObject before = why(id, "settled");
    String customer = app.conversation(id).getJsonObject("customer").getString("address");
    app.filed(RawMail.from(customer).subject("Nochmal [#" + id + "]").text("Doch nicht!"));
    Reply stale = close(app.agent1, id, before);
    assertEquals("conversation_moved_on", stale.code());
    assertEquals(1, stale.json().getJsonArray("since").size());
    assertEquals("open", app.conversation(id).getString("status"));
    assertEquals(200, close(app.agent1, id, why(id, "settled")).status());
  }

  @Test
  void whatSomebodyElseHoldsIsLeftToThem() {
    long id = app.newConversation();
    assertEquals(200, take(app.agent2, id).status());
    Reply refused = close(app.agent1, id, why(id, "not_us"));
    assertEquals("work_item_taken", refused.code());
    assertEquals(app.agent2.id(), refused.json().getJsonObject("takenBy").getLong("id"));
    assertEquals(200, close(app.agent2, id, why(id, "not_us")).status());
  }

  @Test
  void aPromisedCallStandsInTheWay() {
    long id = app.newConversation();
    Reply promised =
        app.agent1.post(
            "/callbacks",
            new JsonObject()
                .put("conversation", id)
                .put("number", "+49 431 555 0143")
                .put("dueAt", Instant.now().plus(2, ChronoUnit.DAYS).toString()));
    assertEquals(201, promised.status(), promised::toString);
    assertEquals("callback_open", close(app.agent1, id, why(id, "other")).code());
  }

  @Test
  void anAnswerThatWaitsForApprovalStandsInTheWay() {
    long id = app.newConversation();
    Reply asked =
        app.agent1.post(
            "/conversations/" + id + "/replies", app.answer(id, "Gern.").put("review", true));
    assertEquals(201, asked.status(), asked::toString);
    assertEquals("approval_waiting", close(app.agent1, id, why(id, "settled")).code());
    String entry = "/replies/" + asked.json().getLong("id");
    assertEquals(
        "in_review",
        app.agent1
            .read("/entries/" + asked.json().getLong("id"))
            .getJsonObject("reply")
            .getString("status"));
    assertEquals(200, app.agent1.post(entry + "/undo").status());
    assertEquals(200, close(app.agent1, id, why(id, "settled")).status());
  }

  @Test
  void aReasonIsNeededAndAConversation() {
    long id = app.newConversation();
    assertEquals("invalid_request", close(app.agent1, id, why(id, "no_time")).code());
    assertEquals("not_found", close(app.agent1, 9_999_999, why(id, "other")).code());
    assertEquals("open", app.conversation(id).getString("status"));
  }
}
