package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Colleague;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long itemOf(long conversation) {
    return app.conversation(conversation).getJsonObject("workItem").getLong("id");
  }

  private static Reply act(Colleague who, String verb, long item) {
    return who.post("/work-items/" + item + "/" + verb);
  }

  @Test
  void whoTakesItHoldsItAndWhoComesLaterIsToldWho() {
    long conversation = app.newConversation();
    long item = itemOf(conversation);
    JsonObject taken = act(app.agent1, "take", item).json();
    assertEquals("assigned", taken.getString("state"));
    assertEquals(app.agent1.id(), taken.getJsonObject("agent").getLong("id"));
    assertEquals(200, act(app.agent1, "take", item).status());
    Reply late = act(app.agent2, "take", item);
    assertEquals("work_item_taken", late.code());
    assertEquals(app.agent1.name(), late.json().getJsonObject("takenBy").getString("name"));
    assertEquals(409, late.status());
    assertEquals(1, app.eventsOf(conversation).get("taken"));
    assertEquals("not_found", act(app.agent1, "take", 999_999).code());
  }

  @Test
  void ofTwoWhoTakeItAtOnceExactlyOneHoldsIt() throws Exception {
    for (int round = 0; round < 5; round++) {
      long item = itemOf(app.newConversation());
      List<Callable<Reply>> both =
          List.of(() -> act(app.agent1, "take", item), () -> act(app.agent2, "take", item));
      List<String> codes = AtOnce.run(both).stream().map(Reply::code).sorted().toList();
      assertEquals(List.of("200", "work_item_taken"), codes);
    }
  }

  @Test
  void twentyWhoAskForTheNextOneGetEachItemOnce() throws Exception {
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Ansturm"))
            .json()
            .getLong("id");
    List<Long> waiting = new ArrayList<>();
    for (int number = 0; number < 15; number++) {
      long conversation = app.newConversation();
      waiting.add(conversation);
      moveTo(queue, conversation);
    }
    List<Colleague> crowd = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      crowd.add(app.hire("Kraft " + number, Role.AGENT));
    }
    JsonObject wanted = new JsonObject().put("queue", queue);
    List<Callable<Reply>> all =
        crowd.stream()
            .map(who -> (Callable<Reply>) () -> who.post("/work-items/next", wanted))
            .toList();
    List<Reply> replies = AtOnce.run(all);
    List<Long> got =
        replies.stream()
            .filter(reply -> reply.status() == 200)
            .map(reply -> reply.json().getLong("conversationId"))
            .toList();
    assertEquals(waiting.stream().sorted().toList(), got.stream().sorted().toList());
    assertEquals(5, replies.stream().filter(reply -> reply.status() == 204).count());
  }

  private static void moveTo(long queue, long conversation) {
    JsonObject wish =
        new JsonObject()
            .put("version", app.conversation(conversation).getInteger("version"))
            .put("queue", queue);
    assertEquals(200, app.agent1.patch("/conversations/" + conversation, wish).status());
  }

  @Test
  void theNextOneIsTheOldestAndReturningKeepsTheAge() {
    long queue =
        app.admin.post("/admin/queues", new JsonObject().put("name", "Alter")).json().getLong("id");
    long first = app.newConversation();
    long second = app.newConversation();
    moveTo(queue, first);
    moveTo(queue, second);
    JsonObject wanted = new JsonObject().put("queue", queue);
    JsonObject item = app.agent1.post("/work-items/next", wanted).json();
    assertEquals(first, item.getLong("conversationId"));
    assertEquals("work_item_not_yours", act(app.agent2, "return", item.getLong("id")).code());
    JsonObject back = act(app.agent1, "return", item.getLong("id")).json();
    assertEquals("queued", back.getString("state"));
    assertFalse(back.containsKey("agent"));
    assertEquals(item.getString("enteredAt"), back.getString("enteredAt"));
    assertEquals(
        first, app.agent2.post("/work-items/next", wanted).json().getLong("conversationId"));
    assertEquals(1, app.eventsOf(first).get("returned"));
    // A supervisor may return what somebody else holds.
    assertEquals(200, act(app.supervisor, "return", item.getLong("id")).status());
    assertEquals("work_item_not_yours", act(app.supervisor, "return", item.getLong("id")).code());
    assertEquals("forbidden", act(app.agent1, "complete", item.getLong("id")).code());
    assertEquals(
        "work_item_not_closable", act(app.supervisor, "complete", item.getLong("id")).code());
  }

  @Test
  void whatIsTakenUpAgainCostsWhatTheChannelDoesOnWhichTheCustomerCameLast() {
    long conversation = app.newConversation();
    setStatus(conversation, "resolved");
    app.sql().execute("UPDATE entry SET channel = 'chat' WHERE conversation_id = $1", conversation);
    setStatus(conversation, "open");
    assertEquals("chat 30", weight(conversation));
    setStatus(conversation, "waiting");
    app.sql()
        .execute("UPDATE entry SET channel = 'letter' WHERE conversation_id = $1", conversation);
    assertEquals("chat 30", weight(conversation));
    setStatus(conversation, "open");
    assertEquals("letter 20", weight(conversation));
    assertEquals(
        0,
        app.count(
            """
            SELECT count(*) FROM agent_slot s WHERE s.used <> (
              SELECT coalesce(sum(work_weight(state, cost, parked_cost)), 0) FROM work_item WHERE agent_id = s.agent_id)
            """));
  }

  private static void setStatus(long conversation, String status) {
    JsonObject wish =
        new JsonObject()
            .put("version", app.conversation(conversation).getInteger("version"))
            .put("status", status);
    assertEquals(200, app.supervisor.patch("/conversations/" + conversation, wish).status());
  }

  private static String weight(long conversation) {
    Row item =
        app.sql()
            .row(
                "SELECT channel, cost FROM work_item WHERE conversation_id = $1 AND state <> 'done'",
                conversation)
            .orElseThrow();
    return item.getString("channel") + " " + item.getInteger("cost");
  }

  @Test
  void askingWithoutABodyTakesFromAnyQueue() {
    app.newConversation();
    assertEquals(200, app.agent1.post("/work-items/next").status());
    assertEquals(
        "invalid_request",
        app.agent1.post("/work-items/next", new JsonObject().put("queue", "x")).code());
    assertEquals(
        204, app.agent1.post("/work-items/next", new JsonObject().put("queue", 424242)).status());
  }

  @Test
  void anotherQueueMeansThatNobodyHoldsIt() {
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Andere"))
            .json()
            .getLong("id");
    long conversation = app.newConversation();
    act(app.agent1, "take", itemOf(conversation));
    moveTo(queue, conversation);
    JsonObject item = app.conversation(conversation).getJsonObject("workItem");
    assertEquals("queued", item.getString("state"));
    assertEquals(queue, item.getJsonObject("queue").getLong("id"));
    assertEquals(1, app.eventsOf(conversation).get("queue_changed"));
  }

  @Test
  void takingReturningAnsweringAndFilingAtOnceNeverBlockOneAnother() throws Exception {
    long conversation = app.newConversation();
    String customer = app.conversation(conversation).getJsonObject("customer").getString("address");
    long item = itemOf(conversation);
    List<Callable<Integer>> works = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      Colleague who = number % 2 == 0 ? app.agent1 : app.agent2;
      works.add(() -> act(who, "take", item).status());
      works.add(() -> act(who, "return", item).status());
      works.add(() -> app.reply(who, conversation, "Antwort").status());
      works.add(
          () -> {
            app.record(
                io.faden.testing.RawMail.from(customer).subject("[#" + conversation + "]").bytes());
            return 200;
          });
      works.add(
          () ->
              who.patch(
                      "/conversations/" + conversation,
                      new JsonObject()
                          .put("version", app.conversation(conversation).getInteger("version"))
                          .put("status", "resolved"))
                  .status());
    }
    List<Integer> statuses = AtOnce.run(works);
    assertTrue(statuses.stream().allMatch(status -> status < 500), () -> "faults: " + statuses);
    assertTrue(
        app.count(
                "SELECT count(*) FROM work_item WHERE conversation_id = $1 AND state <> 'done'",
                conversation)
            <= 1);
  }

  @Test
  void queuesHaveNamesOfTheirOwnAndOneIsTheDefault() throws Exception {
    JsonObject named = new JsonObject().put("name", " Rechnungen ");
    JsonObject queue = app.admin.post("/admin/queues", named).json();
    assertEquals("Rechnungen", queue.getString("name"));
    assertEquals(
        "name_taken",
        app.admin.post("/admin/queues", new JsonObject().put("name", "RECHNUNGEN")).code());
    assertEquals("forbidden", app.supervisor.post("/admin/queues", named).code());
    assertEquals(
        "invalid_request",
        app.admin.post("/admin/queues", new JsonObject().put("name", " \0 ")).code());
    long other =
        app.admin.post("/admin/queues", new JsonObject().put("name", "Sonst")).json().getLong("id");
    JsonObject makeDefault = new JsonObject().put("isDefault", true);
    List<Callable<Integer>> both =
        List.of(
            () -> app.admin.patch("/admin/queues/" + queue.getLong("id"), makeDefault).status(),
            () -> app.admin.patch("/admin/queues/" + other, makeDefault).status());
    assertEquals(List.of(200, 200), AtOnce.run(both));
    assertEquals(
        1,
        app.agent1.items("/queues").stream().filter(each -> each.getBoolean("isDefault")).count());
    assertEquals("not_found", app.admin.patch("/admin/queues/9999", makeDefault).code());
    assertEquals(
        1,
        app.agent1.items("/queues").stream().filter(each -> each.getBoolean("isDefault")).count());
  }
}
