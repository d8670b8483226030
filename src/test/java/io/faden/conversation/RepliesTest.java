package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answering while there is time to take it back: nothing leaves unless a test lets it. */
class RepliesTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String path(long conversation) {
    return "/conversations/" + conversation;
  }

  private static String customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getString("address");
  }

  private static void writesAgain(long conversation, String text) {
    assertEquals(
        conversation,
        app.filed(
            RawMail.from(customerOf(conversation))
                .subject("Nochmal [#" + conversation + "]")
                .text(text)));
  }

  @Test
  void anAnswerWaitsForTheUndoTimeAndTheConversationForTheCustomer() {
    long id = app.newConversation();
    Reply reply = app.reply(app.agent1, id, "Gern.\n\nIhre Anna");
    assertEquals(201, reply.status());
    JsonObject entry = reply.json();
    assertEquals("out", entry.getString("direction"));
    assertEquals("Gern.\n\nIhre Anna", entry.getString("text"));
    assertEquals(app.agent1.name(), entry.getJsonObject("author").getString("name"));
    assertEquals("scheduled", entry.getJsonObject("reply").getString("status"));
    assertTrue(entry.getJsonObject("reply").containsKey("sendAt"));
    JsonObject conversation = app.conversation(id);
    assertEquals("waiting", conversation.getString("status"));
    assertEquals("parked", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(
        app.agent1.id(),
        conversation.getJsonObject("workItem").getJsonObject("agent").getLong("id"));
    assertTrue(app.delivered(customerOf(id)).isEmpty());
    app.makeDue(entry.getLong("id"));
    app.awaitReply(entry.getLong("id"), "sent");
    assertEquals(1, app.delivered(customerOf(id)).size());
  }

  @Test
  void takenBackTextAndFilesAreTheDraftAgain() {
    long id = app.newConversation();
    byte[] file = "Inhalt".getBytes(StandardCharsets.UTF_8);
    long attachment =
        app.agent1
            .upload(path(id) + "/draft/attachments?name=plan.txt&type=text/plain", file)
            .json()
            .getLong("id");
    long entry = app.reply(app.agent1, id, "Zu früh").json().getLong("id");
    assertFalse(app.conversation(id).containsKey("draft"));
    Reply undone = app.agent1.post("/replies/" + entry + "/undo");
    assertEquals(200, undone.status());
    JsonObject draft = undone.json().getJsonObject("draft");
    assertEquals("reply", draft.getString("kind"));
    assertEquals("Zu früh", draft.getString("text"));
    assertEquals(attachment, draft.getJsonArray("attachments").getJsonObject(0).getLong("id"));
    assertArrayEquals(file, app.agent1.bytes("/attachments/" + attachment));
    JsonObject conversation = app.conversation(id);
    assertEquals("open", conversation.getString("status"));
    assertEquals("assigned", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(1, app.messages(id).size());
    assertEquals("not_found", app.agent1.get("/entries/" + entry).code());
    assertEquals("not_found", app.agent1.post("/replies/" + entry + "/undo").code());
    // It can be sent after all, now without a stale number.
    assertEquals(201, app.reply(app.agent1, id, "Jetzt aber").status());
  }

  @Test
  void takenBackTextStandsBeforeWhatWasBegunSince() {
    long id = app.newConversation();
    long entry = app.reply(app.agent1, id, "Erstens").json().getLong("id");
    app.agent1.put(
        path(id) + "/draft", new JsonObject().put("kind", "reply").put("text", "Zweitens"));
    JsonObject back = app.agent1.post("/replies/" + entry + "/undo").json();
    assertEquals("Erstens\n\nZweitens", back.getJsonObject("draft").getString("text"));
  }

  @Test
  void whatHasLeftCannotBeTakenBack() {
    long id = app.newConversation();
    long entry = app.reply(app.agent1, id, "Fort").json().getLong("id");
    app.makeDue(entry);
    app.awaitReply(entry, "sent");
    assertEquals("reply_already_left", app.agent1.post("/replies/" + entry + "/undo").code());
    assertEquals("not_found", app.agent1.post("/replies/999999/undo").code());
    assertEquals("reply_not_failed", app.agent1.post("/replies/" + entry + "/retry").code());
  }

  @Test
  void undoAndDepartureAtOnceEndInOneOfBoth() throws Exception {
    for (int round = 0; round < 6; round++) {
      long id = app.newConversation();
      long entry = app.reply(app.agent1, id, "Oder doch?").json().getLong("id");
      List<Callable<String>> both =
          List.of(
              () -> {
                app.makeDue(entry);
                return "";
              },
              () -> app.agent1.post("/replies/" + entry + "/undo").code());
      String undo = AtOnce.run(both).getLast();
      if (undo.equals("200")) {
        assertEquals(
            1,
            app.count(
                "SELECT count(*) FROM delivery WHERE entry_id = $1 AND state = 'withdrawn'",
                entry));
      } else {
        assertEquals("reply_already_left", undo);
        app.awaitReply(entry, "sent");
      }
    }
  }

  @Test
  void anAnswerToAnOlderStateIsRefusedWithWhatCameSince() {
    long id = app.newConversation();
    JsonObject stale = app.answer(id, "Zu spät");
    writesAgain(id, "Hat sich erledigt!");
    Reply refused = app.agent1.post(path(id) + "/replies", stale);
    assertEquals("conversation_moved_on", refused.code());
    assertEquals(409, refused.status());
    JsonObject problem = refused.json();
    assertEquals(stale.getInteger("replySeq") + 1, problem.getInteger("replySeq"));
    List<JsonObject> since = Caller.objects(problem.getJsonArray("since"));
    assertEquals(1, since.size());
    assertEquals("Hat sich erledigt!", since.getFirst().getString("text").strip());
    assertEquals(2, app.messages(id).size());
    stale.put("replySeq", problem.getInteger("replySeq"));
    assertEquals(201, app.agent1.post(path(id) + "/replies", stale).status());
  }

  @Test
  void theSameRequestTwiceMakesOneReply() throws Exception {
    long id = app.newConversation();
    JsonObject answer = app.answer(id, "Einmal").put("requestId", UUID.randomUUID().toString());
    List<Reply> replies = AtOnce.times(5, () -> app.agent1.post(path(id) + "/replies", answer));
    assertTrue(replies.stream().allMatch(each -> each.status() == 201), replies::toString);
    assertEquals(1, replies.stream().map(each -> each.json().getLong("id")).distinct().count());
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM delivery d JOIN entry e ON e.id = d.entry_id WHERE e.conversation_id = $1",
            id));
  }

  @Test
  void whatAColleagueHoldsIsTheirs() {
    long id = app.newConversation();
    long item = app.conversation(id).getJsonObject("workItem").getLong("id");
    app.agent2.post("/work-items/" + item + "/take");
    Reply refused = app.reply(app.agent1, id, "Ich auch!");
    assertEquals("work_item_taken", refused.code());
    assertEquals(app.agent2.name(), refused.json().getJsonObject("takenBy").getString("name"));
    assertEquals(1, app.messages(id).size());
    assertEquals(201, app.reply(app.agent2, id, "Ich!").status());
  }

  @Test
  void ofTwoWhoAnswerAtOnceExactlyOneIsHeard() throws Exception {
    for (int round = 0; round < 5; round++) {
      long id = app.newConversation();
      JsonObject answer = app.answer(id, "Meine Antwort");
      List<Callable<Reply>> both =
          List.of(
              () -> app.agent1.post(path(id) + "/replies", answer),
              () -> app.agent2.post(path(id) + "/replies", answer));
      List<Reply> replies = AtOnce.run(both);
      assertEquals(
          1, replies.stream().filter(each -> each.status() == 201).count(), replies::toString);
      assertEquals(
          1, replies.stream().filter(each -> each.status() == 409).count(), replies::toString);
      assertEquals(2, app.messages(id).size());
    }
  }

  @Test
  void theStatusAfterwardsIsTheAgentsChoice() {
    for (String then : List.of("waiting", "resolved", "open")) {
      long id = app.newConversation();
      JsonObject answer = app.answer(id, "So").put("then", then);
      assertEquals(201, app.agent1.post(path(id) + "/replies", answer).status());
      JsonObject conversation = app.conversation(id);
      assertEquals(then, conversation.getString("status"));
      JsonObject item = conversation.getJsonObject("workItem");
      switch (then) {
        case "waiting" -> assertEquals("parked", item.getString("state"));
        case "open" -> assertEquals("assigned", item.getString("state"));
        default -> assertNull(item);
      }
    }
    long id = app.newConversation();
    assertEquals(
        "invalid_request",
        app.agent1.post(path(id) + "/replies", app.answer(id, "So").put("then", "snoozed")).code());
  }

  @Test
  void theCustomersAnswerReturnsToWhoParkedIt() {
    long id = app.newConversation();
    app.reply(app.agent1, id, "Welche Nummer?");
    writesAgain(id, "4711");
    JsonObject item = app.conversation(id).getJsonObject("workItem");
    assertEquals("assigned", item.getString("state"));
    assertEquals(app.agent1.id(), item.getJsonObject("agent").getLong("id"));
    assertEquals("open", app.conversation(id).getString("status"));
    // Who has left the house gets nothing back.
    app.reply(app.agent1, id, "Danke.");
    app.sql().execute("UPDATE agent SET active = false WHERE id = $1", app.agent1.id());
    try {
      assertEquals(
          id, app.filed(RawMail.from(customerOfBySql(id)).subject("[#" + id + "]").text("Bitte")));
      assertEquals(
          "queued", app.supervisor.read(path(id)).getJsonObject("workItem").getString("state"));
    } finally {
      app.sql().execute("UPDATE agent SET active = true WHERE id = $1", app.agent1.id());
    }
  }

  private static String customerOfBySql(long id) {
    return app.supervisor.read(path(id)).getJsonObject("customer").getString("address");
  }

  @Test
  void anAnswerGoesOnlyToWhoBelongsToTheConversation() {
    long id = app.newConversation();
    long other = app.newConversation();
    long foreign =
        app.conversation(other)
            .getJsonObject("replyTo")
            .getJsonObject("contactPoint")
            .getLong("id");
    assertEquals(
        "no_address",
        app.agent1
            .post(path(id) + "/replies", app.answer(id, "Hallo").put("contactPointId", foreign))
            .code());
    long own =
        app.conversation(id).getJsonObject("replyTo").getJsonObject("contactPoint").getLong("id");
    assertEquals(
        201,
        app.agent1
            .post(path(id) + "/replies", app.answer(id, "Hallo").put("contactPointId", own))
            .status());
  }

  @Test
  void emptyAndEndlessTextsAreRefusedAndLongOnesKept() {
    long id = app.newConversation();
    for (String nothing : List.of("", "  \n ", "\0\0")) {
      assertEquals("invalid_request", app.reply(app.agent1, id, nothing).code());
    }
    assertEquals("invalid_request", app.reply(app.agent1, id, "x".repeat(100_001)).code());
    assertEquals(
        "not_found",
        app.agent1
            .post(
                "/conversations/999999/replies",
                new JsonObject().put("text", "x").put("replySeq", 0))
            .code());
    String strange =
        "'; DROP TABLE entry; -- <b>\u202Etxet\u202C \uD83D\uDE80 \0 " + "ä".repeat(99_900);
    Reply reply = app.reply(app.agent1, id, strange);
    assertEquals(201, reply.status());
    long entry = reply.json().getLong("id");
    assertEquals(strange.replace("\0", ""), app.agent1.read("/entries/" + entry).getString("text"));
    app.makeDue(entry);
    app.awaitReply(entry, "sent");
  }

  @Test
  void aFileMayHave25MegabytesAndAllTogetherNoMore() {
    long id = app.newConversation();
    String files = path(id) + "/draft/attachments?name=";
    byte[] half = new byte[13 << 20];
    assertEquals(201, app.agent1.upload(files + "a.bin", half).status());
    assertEquals("too_large", app.agent1.upload(files + "b.bin", half).code());
    assertEquals(413, app.agent1.upload(files + "b.bin", half).status());
    JsonObject odd =
        app.agent1
            .upload(
                files
                    + Caller.encoded("..\\..\\etc/pass\u202Ewd\r\n\".txt")
                    + "&type="
                    + Caller.encoded("text/html; x=\"y\""),
                new byte[1])
            .json();
    assertEquals("passwd\".txt", odd.getString("name"));
    assertEquals("application/octet-stream", odd.getString("type"));
    List<JsonObject> kept =
        Caller.objects(app.conversation(id).getJsonObject("draft").getJsonArray("attachments"));
    assertEquals(2, kept.size());
    long first = kept.getFirst().getLong("id");
    assertEquals("not_found", app.agent2.get("/attachments/" + first).code());
    assertEquals("not_found", app.agent2.delete(path(id) + "/draft/attachments/" + first).code());
    assertEquals(204, app.agent1.delete(path(id) + "/draft/attachments/" + first).status());
    assertEquals("not_found", app.agent1.get("/attachments/" + first).code());
    assertEquals(
        "not_found",
        app.agent1.upload("/conversations/99999/draft/attachments?name=x", half).code());
  }

  @Test
  void twoUploadsAtOnceDoNotPassTheLimitTogether() throws Exception {
    long id = app.newConversation();
    byte[] half = new byte[13 << 20];
    List<Integer> statuses =
        AtOnce.times(
            2, () -> app.agent1.upload(path(id) + "/draft/attachments?name=x", half).status());
    assertEquals(List.of(201, 413), statuses.stream().sorted().toList());
  }

  @Test
  void notesStayInsideAndMakeNoAnswerStale() {
    long id = app.newConversation();
    JsonObject answer = app.answer(id, "Antwort");
    app.agent1.put(
        path(id) + "/draft", new JsonObject().put("kind", "note").put("text", "Kunde ist"));
    JsonObject note =
        new JsonObject().put("text", "Kunde ist verärgert.").put("requestId", "notiz-0001");
    JsonObject entry = app.agent1.post(path(id) + "/notes", note).json();
    assertEquals("note", entry.getString("kind"));
    assertEquals("internal", entry.getString("direction"));
    assertFalse(entry.containsKey("reply"));
    assertEquals(
        entry.getLong("id"), app.agent1.post(path(id) + "/notes", note).json().getLong("id"));
    assertFalse(app.conversation(id).containsKey("draft"));
    assertEquals(201, app.agent2.post(path(id) + "/notes", note).status());
    assertEquals(201, app.agent1.post(path(id) + "/replies", answer).status());
    assertEquals("not_found", app.agent1.post("/conversations/99999/notes", note).code());
    assertTrue(app.delivered(customerOf(id)).isEmpty());
  }

  @Test
  void everybodyHasADraftOfTheirOwn() {
    long id = app.newConversation();
    JsonObject mine = new JsonObject().put("kind", "reply").put("text", "Liebe \uD83D\uDE00\0");
    JsonObject saved = app.agent1.put(path(id) + "/draft", mine).json();
    assertEquals("Liebe \uD83D\uDE00", saved.getString("text"));
    app.agent2.put(path(id) + "/draft", new JsonObject().put("kind", "note").put("text", "Hm"));
    assertEquals(
        "Liebe \uD83D\uDE00", app.agent1.read(path(id)).getJsonObject("draft").getString("text"));
    assertEquals("note", app.agent2.read(path(id)).getJsonObject("draft").getString("kind"));
    assertFalse(app.supervisor.read(path(id)).containsKey("draft"));
    assertEquals(204, app.agent1.delete(path(id) + "/draft").status());
    assertFalse(app.agent1.read(path(id)).containsKey("draft"));
    assertEquals("Hm", app.agent2.read(path(id)).getJsonObject("draft").getString("text"));
    assertEquals("not_found", app.agent1.put("/conversations/99999/draft", mine).code());
    assertEquals(
        "invalid_request",
        app.agent1
            .put(path(id) + "/draft", new JsonObject().put("kind", "x").put("text", ""))
            .code());
  }

  @Test
  void takingBackWhileANoteIsBegunKeepsReplyAndNoteApart() {
    long id = app.newConversation();
    long entry = app.reply(app.agent1, id, "Liebe Kundin").json().getLong("id");
    app.agent1.put(
        path(id) + "/draft", new JsonObject().put("kind", "note").put("text", "Sie lügt."));
    JsonObject back = app.agent1.post("/replies/" + entry + "/undo").json();
    assertEquals("reply", back.getJsonObject("draft").getString("kind"));
    assertEquals("Liebe Kundin", back.getJsonObject("draft").getString("text"));
    assertEquals("Sie lügt.", back.getJsonObject("draft").getString("note"));
    Reply again =
        app.agent1.post(
            path(id) + "/replies",
            new JsonObject()
                .put("text", "Liebe Kundin!")
                .put("replySeq", back.getInteger("replySeq")));
    assertEquals(201, again.status());
    JsonObject left = app.agent1.read(path(id)).getJsonObject("draft");
    assertEquals("note", left.getString("kind"));
    assertEquals("Sie lügt.", left.getString("text"));
    assertEquals(
        201,
        app.agent1
            .post(path(id) + "/notes", new JsonObject().put("text", "Sie lügt nicht."))
            .status());
    assertFalse(app.agent1.read(path(id)).containsKey("draft"));
  }

  @Test
  void whatAColleagueHoldsOrWroteIsNotEndedNorTakenBackBySomebodyElse() {
    long id = app.newConversation();
    long item = app.conversation(id).getJsonObject("workItem").getLong("id");
    assertEquals(200, app.agent1.post("/work-items/" + item + "/take").status());
    JsonObject resolved =
        new JsonObject()
            .put("version", app.conversation(id).getInteger("version"))
            .put("status", "resolved");
    Reply refused = app.agent2.patch(path(id), resolved);
    assertEquals("work_item_taken", refused.code());
    assertEquals(
        app.agent1.id(), refused.json().getJsonObject("takenBy").getLong("id").longValue());
    long entry = app.reply(app.agent1, id, "Von mir").json().getLong("id");
    assertEquals("forbidden", app.agent2.post("/replies/" + entry + "/undo").code());
    assertEquals(200, app.supervisor.post("/replies/" + entry + "/undo").status());
    assertFalse(app.supervisor.read(path(id)).containsKey("draft"));
    assertEquals("Von mir", app.agent1.read(path(id)).getJsonObject("draft").getString("text"));
  }
}
