package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.RawMail;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static TestApp app;
  private Shift shift;

  @BeforeAll
  static void start() {
    app = TestApp.start();
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

  private static JsonObject settings() {
    return new JsonObject();
  }

  private static JsonObject email(JsonObject channel) {
    return new JsonObject().put("channels", new JsonObject().put("email", channel));
  }

  private static Reply answer(Colleague who, JsonObject offer, String verb) {
    return who.post("/offers/" + offer.getLong("id") + "/" + verb);
  }

  @Test
  void whatWaitsIsOfferedToWhoIsThereAndIsTheirsOnceAccepted() {
    Colleague anna = shift.hire("Anna");
    shift.set(settings(), anna);
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    LivePage page = shift.available(anna);
    JsonObject offer = shift.awaitOffer(anna, item);
    assertEquals(conversation, offer.getLong("conversationId"));
    assertTrue(offer.getLong("remainingMs") <= 120_000 && offer.getLong("remainingMs") > 60_000);
    page.awaitEvent("offer_changed", "workItemId", item);
    assertEquals(20, anna.get("/me/offers").json().getJsonObject("load").getInteger("used"));
    Reply accepted = answer(anna, offer, "accept");
    assertEquals("assigned", accepted.json().getString("state"));
    assertEquals("offer_over", answer(anna, offer, "accept").code());
    assertEquals("not_found", answer(app.agent1, offer, "accept").code());
    assertEquals(1, app.eventsOf(conversation).get("accepted"));
    assertEquals(20, anna.get("/me/offers").json().getJsonObject("load").getInteger("used"));
  }

  @Test
  void whatIsDeclinedGoesToSomebodyElseAndNotStraightBack() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(settings(), anna, bert);
    shift.available(anna);
    long item = shift.waiting();
    JsonObject offer = shift.awaitOffer(anna, item);
    Reply declined =
        anna.post(
            "/offers/" + offer.getLong("id") + "/decline",
            new JsonObject().put("reason", "not_my_topic"));
    assertEquals(204, declined.status());
    assertEquals("queued", shift.state(item));
    shift.available(bert);
    shift.awaitOffer(bert, item);
    assertEquals(List.of(), Shift.offers(anna));
  }

  @Test
  void whoLetsTwoOffersPassIsNotAskedAgainUntilTheySaySo() {
    Colleague anna = shift.hire("Anna");
    shift.set(email(new JsonObject().put("offerSeconds", 5)), anna);
    LivePage page = shift.available(anna);
    long first = shift.waiting();
    long second = shift.waiting();
    page.await(
        "two misses",
        frame -> anna.get("/me/presence").json().getString("state").equals("not_responding"));
    assertEquals("queued", shift.state(first));
    assertEquals("queued", shift.state(second));
    assertEquals(
        2,
        app.count(
            "SELECT count(*) FROM offer WHERE agent_id = $1 AND outcome = 'timed_out'", anna.id()));
    long third = shift.waiting();
    shift.presence(anna, new JsonObject().put("state", "available"));
    shift.awaitOffer(anna, third);
  }

  @Test
  void aBreakWithdrawsTheOfferAndCountsNoMiss() {
    Colleague anna = shift.hire("Anna");
    shift.set(settings(), anna);
    shift.available(anna);
    long item = shift.waiting();
    shift.awaitOffer(anna, item);
    shift.presence(anna, new JsonObject().put("state", "away").put("reason", "break"));
    shift.awaitState(item, "queued");
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM offer WHERE work_item_id = $1 AND outcome = 'withdrawn'", item));
    shift.presence(anna, new JsonObject().put("state", "available"));
    shift.awaitOffer(anna, item);
  }

  @Test
  void whoPausesAChannelIsRidOfItsOfferWithoutAMiss() {
    Colleague anna = shift.hire("Anna");
    shift.set(settings(), anna);
    shift.available(anna);
    long item = shift.waiting();
    shift.awaitOffer(anna, item);
    shift.presence(anna, new JsonObject().put("paused", new JsonArray().add("email")));
    shift.awaitState(item, "queued");
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM offer WHERE work_item_id = $1 AND outcome = 'withdrawn'", item));
    shift.presence(anna, new JsonObject().put("paused", new JsonArray()));
    shift.awaitOffer(anna, item);
  }

  @Test
  void signingOffHandsBackWhatIsNotBegunAndKeepsWhatIs() {
    Colleague anna = shift.hire("Anna");
    shift.set(email(new JsonObject().put("autoAccept", true)), anna);
    long begun = shift.waitingConversation();
    long untouched = shift.waiting();
    shift.available(anna);
    shift.awaitState(shift.itemOf(begun), "assigned");
    shift.awaitState(untouched, "assigned");
    anna.put(
        "/conversations/" + begun + "/draft",
        new JsonObject().put("kind", "reply").put("text", "Guten Tag"));
    shift.presence(anna, new JsonObject().put("state", "offline"));
    shift.awaitState(untouched, "queued");
    assertEquals("assigned", shift.state(shift.itemOf(begun)));
  }

  @Test
  void aStepAsksForTheSkillFirstAndForEverybodyLater() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    long skill =
        app.admin
            .post(
                "/admin/skills",
                new JsonObject().put("name", "Netz " + shift.queue).put("kind", "topic"))
            .json()
            .getLong("id");
    give(bert, skill, 3);
    JsonObject step =
        new JsonObject()
            .put("needs", new JsonArray().add(new JsonObject().put("skill", skill).put("level", 3)))
            .put("seconds", 3)
            .put("skipIfNobody", false);
    shift.set(settings().put("steps", new JsonArray().add(step)), anna, bert);
    shift.available(anna);
    long item = shift.waiting();
    JsonObject offer = shift.awaitOffer(anna, item);
    assertEquals(2, offer.getInteger("step"));
    shift.available(bert);
    long next = shift.waiting();
    JsonObject first = shift.awaitOffer(bert, next);
    assertEquals(1, first.getInteger("step"));
    assertEquals(
        "Netz " + shift.queue, first.getJsonArray("needs").getJsonObject(0).getString("name"));
  }

  private static void give(Colleague who, long skill, int level) {
    JsonObject skills =
        new JsonObject()
            .put(
                "skills",
                new JsonArray().add(new JsonObject().put("skill", skill).put("level", level)));
    assertEquals(200, app.admin.put("/admin/agents/" + who.id() + "/routing", skills).status());
  }

  @Test
  void wrapUpKeepsTheUnitsAndEndsByItsAgentOrByTheClock() {
    Colleague anna = shift.hire("Anna");
    shift.set(
        email(new JsonObject().put("autoAccept", true))
            .put("wrapUp", "timed")
            .put("wrapUpSeconds", 5)
            .put("dispositions", new JsonArray().add("Gelöst").add("Kulanz")),
        anna);
    shift.available(anna);
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    shift.awaitState(item, "assigned");
    resolve(anna, conversation);
    assertEquals("wrapping", shift.state(item));
    assertEquals("wrapping", anna.get("/me/presence").json().getString("state"));
    JsonObject mine = anna.get("/me/offers").json();
    assertEquals(20, mine.getJsonObject("load").getInteger("used"));
    assertEquals(
        List.of("Gelöst", "Kulanz"),
        mine.getJsonArray("wrapping").getJsonObject(0).getJsonArray("dispositions").getList());
    String path = "/work-items/" + item + "/wrap-up";
    assertEquals(
        "invalid_request", anna.post(path, new JsonObject().put("disposition", "Erfunden")).code());
    Reply over = anna.post(path, new JsonObject().put("disposition", "Kulanz"));
    assertEquals("done", over.json().getString("state"));
    assertEquals("not_wrapping", anna.post(path, new JsonObject()).code());
    assertEquals("available", anna.get("/me/presence").json().getString("state"));
    long second = shift.waitingConversation();
    long slow = shift.itemOf(second);
    shift.awaitState(slow, "assigned");
    resolve(anna, second);
    shift.awaitState(slow, "done");
    assertEquals(0, anna.get("/me/offers").json().getJsonObject("load").getInteger("used"));
    Shift.until(
        () -> anna.get("/me/presence").json().getString("state").equals("available") ? 1 : null);
  }

  private static void resolve(Colleague who, long conversation) {
    JsonObject now = app.conversation(conversation);
    Reply done =
        who.patch(
            "/conversations/" + conversation,
            new JsonObject().put("version", now.getInteger("version")).put("status", "resolved"));
    assertEquals(200, done.status(), () -> done.json().encode());
  }

  @Test
  void workIsHandedToAColleagueATeamOrAQueueWithANote() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    Colleague away = shift.hire("Carla");
    shift.set(email(new JsonObject().put("autoAccept", true)), anna);
    shift.available(anna);
    shift.available(bert);
    shift.available(away);
    shift.presence(away, new JsonObject().put("state", "offline"));
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    shift.awaitState(item, "assigned");
    String path = "/work-items/" + item + "/transfer";
    assertEquals(
        "work_item_not_yours", bert.post(path, new JsonObject().put("agent", bert.id())).code());
    assertEquals("agent_offline", anna.post(path, new JsonObject().put("agent", away.id())).code());
    assertEquals("agent_not_found", anna.post(path, new JsonObject().put("agent", 999_999)).code());
    assertEquals("team_not_found", anna.post(path, new JsonObject().put("team", 999_999)).code());
    assertEquals("queue_not_found", anna.post(path, new JsonObject().put("queue", 999_999)).code());
    assertEquals("invalid_request", anna.post(path, new JsonObject()).code());
    JsonObject handed =
        anna.post(path, new JsonObject().put("agent", bert.id()).put("note", "Bitte Zähler prüfen"))
            .json();
    assertEquals(bert.id(), handed.getJsonObject("agent").getLong("id"));
    assertEquals(1, app.eventsOf(conversation).get("transferred"));
    assertTrue(
        app.timeline(conversation).stream()
            .anyMatch(entry -> "Bitte Zähler prüfen".equals(entry.getString("text"))));
    long team =
        app.admin
            .post(
                "/admin/teams",
                new JsonObject()
                    .put("name", "Team " + shift.queue)
                    .put("members", new JsonArray().add(away.id())))
            .json()
            .getLong("id");
    assertEquals(200, bert.post(path, new JsonObject().put("team", team)).status());
    shift.awaitState(item, "queued");
    assertEquals(0, Shift.offers(anna).size());
    assertEquals(
        List.of("Schicht", "Team"),
        why(anna, item).getJsonArray("history").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("change").equals("transferred"))
            .filter(one -> one.containsKey("detail"))
            .map(one -> one.getString("detail").replaceAll(" .*", ""))
            .toList());
  }

  @Test
  void somebodyWhoIsNoLongerWithUsLeavesNothingBehind() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(email(new JsonObject().put("autoAccept", true)), anna, bert);
    shift.available(anna);
    long held = shift.waiting();
    shift.awaitState(held, "assigned");
    JsonObject agent =
        app.admin.get("/admin/agents").json().getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getLong("id") == anna.id())
            .findFirst()
            .orElseThrow();
    app.admin.patch(
        "/admin/agents/" + anna.id(),
        new JsonObject().put("version", agent.getInteger("version")).put("active", false));
    shift.awaitState(held, "queued");
    shift.available(bert);
    shift.awaitState(held, "assigned");
  }

  @Test
  void nobodyGetsMoreThanTheyCanTakeHoweverMuchWaits() throws Exception {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(email(new JsonObject().put("autoAccept", true)), anna, bert);
    for (int number = 0; number < 14; number++) {
      shift.waiting();
    }
    AtOnce.run(
        List.<Callable<LivePage>>of(() -> shift.available(anna), () -> shift.available(bert)));
    Shift.until(() -> held(anna) + held(bert) == 10 ? true : null);
    assertEquals(5, held(anna));
    assertEquals(5, held(bert));
    assertEquals(0, app.count("SELECT count(*) FROM agent_slot WHERE used > capacity"));
    assertEquals(
        0,
        app.count(
            """
            SELECT count(*) FROM agent_slot s WHERE s.used <> (
              SELECT coalesce(sum(work_weight(state, cost, parked_cost)), 0) FROM work_item WHERE agent_id = s.agent_id)
            """));
  }

  private static long held(Colleague who) {
    return app.count(
        "SELECT count(*) FROM work_item WHERE agent_id = $1 AND state = 'assigned'", who.id());
  }

  @Test
  void theCustomersReplyGoesToItsOwnerEvenAboveTheirCapacity() {
    Colleague anna = app.hire("Anna voll", Role.AGENT);
    shift.set(settings(), anna);
    shift.available(anna);
    assertEquals(
        200,
        app.admin
            .put("/admin/agents/" + anna.id() + "/routing", new JsonObject().put("capacity", 20))
            .status());
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    answer(anna, shift.awaitOffer(anna, item), "accept");
    app.answered(anna, conversation, "Wir kümmern uns.");
    assertEquals("parked", shift.state(item));
    long other = shift.waiting();
    answer(anna, shift.awaitOffer(anna, other), "accept");
    long third = shift.waiting();
    String customer = app.conversation(conversation).getJsonObject("customer").getString("address");
    app.filed(RawMail.from(customer).subject("Nochmal [#" + conversation + "]").text("Noch etwas"));
    shift.awaitState(item, "assigned");
    JsonObject load = anna.get("/me/offers").json().getJsonObject("load");
    assertEquals(40, load.getInteger("used"));
    assertTrue(load.getBoolean("overCapacity"));
    assertEquals("queued", shift.state(third));
  }

  @Test
  void anItemSaysWhyItWaitsAndWhyItIsWhereItIs() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(settings(), anna, bert);
    shift.available(bert);
    shift.presence(bert, new JsonObject().put("state", "away").put("reason", "meal"));
    long item = shift.waiting();
    JsonObject waiting = why(anna, item);
    assertEquals(1, waiting.getInteger("step"));
    assertEquals("everybody", waiting.getString("stepKind"));
    assertEquals(1, waiting.getInteger("position"));
    assertEquals("not_available", verdict(waiting, bert));
    assertEquals("offline", verdict(waiting, anna));
    assertEquals(2, waiting.getJsonArray("considered").size());
    shift.available(anna);
    JsonObject offer = shift.awaitOffer(anna, item);
    answer(anna, offer, "accept");
    JsonObject held = why(anna, item);
    List<String> changes =
        held.getJsonArray("history").stream()
            .map(change -> ((JsonObject) change).getString("change"))
            .toList();
    assertEquals(List.of("entered", "transferred", "offered", "accepted"), changes);
    JsonObject offered = held.getJsonArray("history").getJsonObject(2);
    assertEquals("only_one", offered.getString("reason"));
    assertEquals(1, offered.getInteger("considered"));
    assertEquals(anna.id(), offered.getJsonObject("agent").getLong("id"));
    assertEquals("not_found", anna.get("/work-items/999999/why").code());
  }

  private static JsonObject why(Colleague who, long item) {
    return who.get("/work-items/" + item + "/why").json();
  }

  private static String verdict(JsonObject why, Colleague about) {
    return why.getJsonArray("considered").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getJsonObject("agent").getLong("id") == about.id())
        .findFirst()
        .orElseThrow()
        .getString("verdict");
  }

  @Test
  void whatNobodyOnShiftCanDoIsSaidAtOnce() {
    Colleague anna = shift.hire("Anna");
    long skill =
        app.admin
            .post(
                "/admin/skills",
                new JsonObject().put("name", "Gas " + shift.queue).put("kind", "topic"))
            .json()
            .getLong("id");
    JsonObject step =
        new JsonObject()
            .put(
                "needs",
                new JsonArray()
                    .add(new JsonObject().put("skill", skill).put("level", 2).put("hard", true)))
            .put("seconds", 1);
    shift.set(settings().put("steps", new JsonArray().add(step)), anna);
    shift.available(anna);
    long item = shift.waiting();
    JsonObject why = why(anna, item);
    assertTrue(why.getBoolean("unservable"));
    assertEquals("skill_too_low", verdict(why, anna));
    Shift.until(
        () ->
            app.supervisor.get("/supervision/queues").json().getJsonArray("queues").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getJsonObject("queue").getLong("id") == shift.queue)
                .filter(row -> row.getJsonObject("counts").getInteger("unservable") == 1)
                .findFirst()
                .orElse(null));
    give(anna, skill, 2);
    shift.awaitOffer(anna, item);
  }

  @Test
  void nobodyEscapesAMandatoryWrapUp() {
    Colleague anna = shift.hire("Anna");
    shift.set(
        email(new JsonObject().put("autoAccept", true))
            .put("wrapUp", "timed")
            .put("wrapUpSeconds", 900),
        anna);
    shift.available(anna);
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    shift.awaitState(item, "assigned");
    shift.presence(anna, new JsonObject().put("state", "away").put("reason", "back_office"));
    resolve(anna, conversation);
    assertEquals("wrapping", shift.state(item));
    shift.presence(anna, new JsonObject().put("state", "available"));
    long next = shift.waiting();
    // Bert's work comes later and is given out: so the router has been here and left Anna alone.
    Shift other = new Shift(app);
    Colleague bert = other.hire("Bert");
    other.set(email(new JsonObject().put("autoAccept", true)), bert);
    other.available(bert);
    other.awaitState(other.waiting(), "assigned");
    other.close();
    assertEquals("queued", shift.state(next));
    assertEquals("not_available", verdict(why(anna, next), anna));
    anna.post("/work-items/" + item + "/wrap-up", new JsonObject());
    shift.awaitState(next, "assigned");
  }

  @Test
  void whoSettlesSomebodyElsesWorkGivesThemNoWrapUp() {
    Colleague anna = shift.hire("Anna");
    shift.set(email(new JsonObject().put("autoAccept", true)).put("wrapUp", "timed"), anna);
    shift.available(anna);
    long conversation = shift.waitingConversation();
    long item = shift.itemOf(conversation);
    shift.awaitState(item, "assigned");
    resolve(app.supervisor, conversation);
    assertEquals("done", shift.state(item));
    assertEquals("available", anna.get("/me/presence").json().getString("state"));
  }

  @Test
  void workThatWasTakenWithoutBeingOnShiftDoesNotStayWithWhoHasGone() {
    Colleague anna = shift.hire("Anna");
    shift.set(settings(), anna);
    shift.presence(anna, new JsonObject().put("state", "available"));
    shift.presence(anna, new JsonObject().put("state", "offline"));
    long item = shift.waiting();
    assertEquals(200, anna.post("/work-items/" + item + "/take").status());
    app.sql()
        .execute(
            "UPDATE work_item SET state_since = state_since - interval '6 minutes' WHERE id = $1",
            item);
    shift.awaitState(item, "queued");
    Colleague never = shift.hire("Nie im Dienst");
    assertEquals(
        "agent_offline",
        app.supervisor
            .post("/work-items/" + item + "/transfer", new JsonObject().put("agent", never.id()))
            .code());
  }
}
