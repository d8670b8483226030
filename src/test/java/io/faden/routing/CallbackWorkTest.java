package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.AgentId;
import io.faden.platform.live.EventLog;
import io.faden.presence.Presence;
import io.faden.testing.Colleague;
import io.faden.testing.Presences;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackWorkTest {
  private static TestApp app;
  private static CallbackWork calls;
  private static Desk desk;
  private Shift shift;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    EventLog events = new EventLog(() -> {});
    Queues queues = new Queues(app.sql(), events);
    Presence presence = Presences.of(app.db, events);
    calls = new CallbackWork(events, queues, presence);
    desk = new Desk(app.sql(), events, queues, presence);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void openQueue() {
    shift = new Shift(app);
  }

  @AfterEach
  void closePages() {
    shift.close();
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
  }

  private Optional<WorkItem> promised(
      long conversation, Instant due, Optional<Colleague> preferred) {
    return app.sql()
        .transaction(
            tx ->
                calls.promise(
                    tx,
                    Optional.of(app.agent1.actor()),
                    new CallbackWork.Promise(
                        conversation,
                        new QueueId(shift.queue),
                        due,
                        0,
                        Optional.empty(),
                        List.of(),
                        preferred.map(who -> new AgentId(who.id())))));
  }

  private long promise(long conversation, Instant due) {
    return promised(conversation, due, Optional.empty()).orElseThrow().id().value();
  }

  private static TakeResult retime(Colleague who, long item, Instant due) {
    return app.sql()
        .transaction(
            tx -> calls.retime(tx, who.actor(), new WorkItemId(item), due, Optional.empty()));
  }

  /** As if so much time had passed for this item. */
  private static void passes(long item, Duration time) {
    app.sql()
        .execute(
            """
            UPDATE work_item SET due_at = due_at - t, urgent_at = urgent_at - t, wake_at = wake_at - t, entered_at = entered_at - t,
                   eligible_at = eligible_at - t, rank_at = rank_at - t, steps_from = steps_from - t,
                   preferred_until = preferred_until - t
              FROM make_interval(secs => $2::bigint) t WHERE id = $1
            """,
            item,
            time.toSeconds());
  }

  /** Somebody else's work comes later and is given out: so the router has been here. */
  private static void theRouterHasBeenHere() {
    try (Shift other = new Shift(app)) {
      Colleague carla = other.hire("Carla");
      other.set(
          new JsonObject()
              .put(
                  "channels",
                  new JsonObject().put("email", new JsonObject().put("autoAccept", true))),
          carla);
      other.available(carla);
      other.awaitState(other.waiting(), "assigned");
    }
  }

  private static JsonObject why(Colleague who, long item) {
    return who.get("/work-items/" + item + "/why").json();
  }

  private static JsonObject accepted(Colleague who, JsonObject offer) {
    return who.post("/offers/" + offer.getLong("id") + "/accept").json();
  }

  private static List<JsonObject> mine(Colleague who) {
    return who.items("/conversations?view=mine");
  }

  private JsonObject row() {
    return app.supervisor.get("/supervision/queues").json().getJsonArray("queues").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getJsonObject("queue").getLong("id") == shift.queue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobodyIsAskedBeforeTheTimeComesAndThenSomebodyIs() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    shift.available(anna);
    Instant due = in(Duration.ofHours(2));
    long conversation = app.newConversation();
    long call = promise(conversation, due);
    assertEquals("parked", shift.state(call));
    theRouterHasBeenHere();
    assertEquals(List.of(), Shift.offers(anna));
    JsonObject waits = why(anna, call);
    assertEquals(due.minus(CallbackWork.LEAD), Instant.parse(waits.getString("wakeAt")));
    assertEquals(due, Instant.parse(waits.getJsonObject("workItem").getString("dueAt")));
    assertEquals("later", waits.getString("dueState"));
    JsonObject happened = waits.getJsonArray("history").getJsonObject(0);
    assertEquals("promised", happened.getString("change"));
    assertEquals(due, Instant.parse(happened.getString("detail")));
    passes(call, Duration.ofMinutes(111));
    JsonObject offer = shift.awaitOffer(anna, call);
    assertEquals("callback", offer.getJsonObject("workItem").getString("kind"));
    assertEquals("phone", offer.getJsonObject("workItem").getString("channel"));
    assertEquals(conversation, offer.getLong("conversationId"));
    JsonObject load = anna.get("/me/offers").json().getJsonObject("load");
    assertEquals(100, load.getInteger("used"));
    assertEquals("soon", why(anna, call).getString("dueState"));
    assertNull(why(anna, call).getString("wakeAt"));
  }

  @Test
  void theAnswerAndTheCallOfAConversationDoNotGetInEachOthersWay() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    shift.available(anna);
    long conversation = app.newConversation();
    long answer = shift.itemOf(conversation);
    long call = promise(conversation, in(Duration.ofMinutes(5)));
    assertEquals(Optional.empty(), promised(conversation, Instant.now(), Optional.empty()));
    assertEquals("assigned", accepted(anna, shift.awaitOffer(anna, call)).getString("state"));
    assertEquals("queued", shift.state(answer));
    assertEquals(answer, shift.itemOf(conversation));
    assertEquals(1, mine(anna).size());
    assertEquals(call, mine(anna).getFirst().getJsonObject("workItem").getLong("id"));
    assertEquals(200, anna.post("/work-items/" + answer + "/take").status());
    assertEquals(1, mine(anna).size());
    assertEquals(answer, mine(anna).getFirst().getJsonObject("workItem").getLong("id"));
    assertEquals(1, anna.get("/me/work").json().getInteger("mine"));
    app.answered(anna, conversation, "Ich rufe Sie gleich an.");
    assertEquals("parked", shift.state(answer));
    assertEquals("assigned", shift.state(call));
    JsonObject now = app.conversation(conversation);
    anna.patch(
        "/conversations/" + conversation,
        new JsonObject().put("version", now.getInteger("version")).put("status", "resolved"));
    assertEquals("done", shift.state(answer));
    assertEquals("assigned", shift.state(call));
    TakeResult done =
        app.sql().transaction(tx -> desk.complete(tx, anna.actor(), new WorkItemId(call)));
    assertEquals("done", assertInstanceOf(TakeResult.Done.class, done).item().state());
    assertEquals("resolved", app.conversation(conversation).getString("status"));
    assertTrue(promised(conversation, Instant.now(), Optional.empty()).isPresent());
  }

  @Test
  void whoWaitsForACallAndAnAnswerStandsInTheListOnce() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    long conversation = shift.waitingConversation();
    long before = anna.get("/me/work").json().getLong("team");
    promise(conversation, Instant.now());
    assertEquals(before, anna.get("/me/work").json().getLong("team"));
    assertEquals(1, anna.items("/conversations?view=team&queue=" + shift.queue).size());
  }

  @Test
  void whoCalledWrapsUpAsUsual() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject().put("wrapUp", "timed").put("wrapUpSeconds", 900), anna);
    shift.available(anna);
    long call = promise(app.newConversation(), Instant.now());
    accepted(anna, shift.awaitOffer(anna, call));
    app.sql().transaction(tx -> desk.complete(tx, anna.actor(), new WorkItemId(call)));
    assertEquals("wrapping", shift.state(call));
    assertEquals("wrapping", anna.get("/me/presence").json().getString("state"));
    assertEquals(200, anna.post("/work-items/" + call + "/wrap-up", new JsonObject()).status());
    assertEquals("done", shift.state(call));
    assertEquals("available", anna.get("/me/presence").json().getString("state"));
  }

  @Test
  void whatIsAgreedForAnotherTimeIsOffTheHandsUntilThen() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    shift.available(anna);
    long call = promise(app.newConversation(), Instant.now());
    accepted(anna, shift.awaitOffer(anna, call));
    assertInstanceOf(TakeResult.Taken.class, retime(app.agent2, call, Instant.now()));
    assertInstanceOf(TakeResult.Done.class, retime(anna, call, in(Duration.ofMinutes(3))));
    assertEquals("assigned", shift.state(call));
    assertInstanceOf(TakeResult.Done.class, retime(anna, call, in(Duration.ofDays(1))));
    assertEquals("parked", shift.state(call));
    assertEquals(0, anna.get("/me/offers").json().getJsonObject("load").getInteger("used"));
    assertFalse(why(anna, call).getJsonObject("workItem").containsKey("agent"));
    assertInstanceOf(TakeResult.Done.class, retime(anna, call, in(Duration.ofMinutes(1))));
    shift.awaitOffer(anna, call);
    assertInstanceOf(TakeResult.Done.class, retime(app.agent2, call, in(Duration.ofDays(1))));
    assertEquals(List.of(), Shift.offers(anna));
    assertEquals("parked", shift.state(call));
    long answer = shift.itemOf(app.newConversation());
    assertInstanceOf(TakeResult.NotFound.class, retime(anna, answer, Instant.now()));
  }

  @Test
  void whatIsLateIsOverdueInTheLiveRoomAndGoesFirst() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    long mail = shift.waiting();
    long later = promise(app.newConversation(), in(Duration.ofHours(3)));
    long late = promise(app.newConversation(), in(Duration.ofMinutes(-5)));
    JsonObject counts =
        Shift.until(
            () -> {
              JsonObject now = row().getJsonObject("counts");
              return now.getInteger("overdue") == 1 ? now : null;
            });
    assertEquals(2, counts.getInteger("waiting"));
    assertEquals(1, counts.getJsonObject("byChannel").getInteger("phone"));
    assertEquals(1, counts.getInteger("parked"));
    List<JsonObject> overdue =
        app.supervisor.items("/supervision/work-items?state=overdue&queue=" + shift.queue);
    assertEquals(1, overdue.size());
    assertEquals(late, overdue.getFirst().getJsonObject("workItem").getLong("id"));
    assertEquals("overdue", overdue.getFirst().getString("dueState"));
    assertEquals(1, why(anna, late).getInteger("position"));
    assertEquals(2, why(anna, mail).getInteger("position"));
    assertEquals("parked", shift.state(later));
  }

  @Test
  void whoPromisedItIsAskedFirst() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(new JsonObject(), anna, bert);
    shift.available(anna);
    shift.available(bert);
    shift.presence(bert, new JsonObject().put("state", "away").put("reason", "meal"));
    long call =
        promised(app.newConversation(), in(Duration.ofMinutes(9)), Optional.of(bert))
            .orElseThrow()
            .id()
            .value();
    theRouterHasBeenHere();
    JsonObject why = why(anna, call);
    assertEquals("personal", why.getString("stepKind"));
    assertEquals(bert.id(), why.getJsonObject("personal").getLong("id"));
    assertEquals("queued", shift.state(call));
    shift.presence(bert, new JsonObject().put("state", "offline"));
    shift.awaitOffer(anna, call);
  }

  @Test
  void whoLeavesTheHouseLeavesTheirCallsToTheOthers() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(new JsonObject(), anna, bert);
    shift.available(bert);
    long call =
        promised(app.newConversation(), in(Duration.ofMinutes(9)), Optional.of(bert))
            .orElseThrow()
            .id()
            .value();
    accepted(bert, shift.awaitOffer(bert, call));
    shift.awaitState(call, "assigned");
    JsonObject agent =
        app.admin.items("/admin/agents").stream()
            .filter(each -> each.getLong("id") == bert.id())
            .findFirst()
            .orElseThrow();
    assertEquals(
        200,
        app.admin
            .patch(
                "/admin/agents/" + bert.id(),
                new JsonObject().put("version", agent.getInteger("version")).put("active", false))
            .status());
    shift.awaitState(call, "queued");
    shift.available(anna);
    shift.awaitOffer(anna, call);
  }

  @Test
  void aCallAsksForTheSkillsOfItsQueue() {
    Colleague anna = shift.hire("Anna");
    long skill =
        app.admin
            .post(
                "/admin/skills",
                new JsonObject().put("name", "Strom " + shift.queue).put("kind", "topic"))
            .json()
            .getLong("id");
    JsonObject step =
        new JsonObject()
            .put(
                "needs",
                new JsonArray()
                    .add(new JsonObject().put("skill", skill).put("level", 2).put("hard", true)));
    shift.set(new JsonObject().put("steps", new JsonArray().add(step)), anna);
    shift.available(anna);
    long call = promise(app.newConversation(), Instant.now());
    assertTrue(why(anna, call).getBoolean("unservable"));
    JsonArray skills = new JsonArray().add(new JsonObject().put("skill", skill).put("level", 3));
    app.admin.put(
        "/admin/agents/" + anna.id() + "/routing", new JsonObject().put("skills", skills));
    shift.awaitOffer(anna, call);
  }

  @Test
  void whatIsHandedOnBeforeItsTimeGoesToThatPersonWhenItComes() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(new JsonObject(), anna, bert);
    shift.available(anna);
    shift.available(bert);
    long conversation = app.newConversation();
    long call = promise(conversation, in(Duration.ofHours(1)));
    JsonObject queueBefore = app.conversation(conversation).getJsonObject("queue");
    assertEquals(
        200,
        anna.post("/work-items/" + call + "/transfer", new JsonObject().put("agent", bert.id()))
            .status());
    assertEquals("parked", shift.state(call));
    assertEquals(queueBefore, app.conversation(conversation).getJsonObject("queue"));
    passes(call, Duration.ofMinutes(55));
    assertEquals(0, shift.awaitOffer(bert, call).getInteger("step"));
  }

  @Test
  void whoCallsEarlyTakesItAndNobodyClosesItByClosingTheWork() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    long call = promise(app.newConversation(), in(Duration.ofHours(1)));
    assertEquals("assigned", anna.post("/work-items/" + call + "/take").json().getString("state"));
    assertEquals(200, anna.post("/work-items/" + call + "/return").status());
    assertEquals(
        "work_item_not_closable", app.supervisor.post("/work-items/" + call + "/complete").code());
    assertEquals("queued", shift.state(call));
  }
}
