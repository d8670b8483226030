package io.faden.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notes of calls and promised calls, over HTTP. */
class CallbacksTest {
  private static TestApp app;
  private static int number = 2000;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String newNumber() {
    return "0431 / 888-" + ++number;
  }

  private static String in(Duration time) {
    return Instant.now().plus(time).toString();
  }

  private static JsonObject note(String text) {
    return new JsonObject().put("text", text).put("direction", "in");
  }

  private static JsonObject noted(Colleague who, JsonObject note) {
    Reply reply = who.post("/phone/notes", note);
    assertEquals(201, reply.status(), reply::toString);
    return reply.json();
  }

  /** A callback that was promised in a call of somebody new. */
  private static JsonObject promised(Colleague who, Duration in) {
    return noted(
            who,
            note("Bittet um Rückruf.")
                .put("number", newNumber())
                .put("callback", new JsonObject().put("dueAt", in(in)).put("promise", "Angebot")))
        .getJsonObject("callback");
  }

  private static String state(JsonObject callback) {
    return app.agent1.read("/callbacks/" + callback.getLong("id")).getString("state");
  }

  @Test
  void oneNoteMakesTheCustomerTheNumberTheConversationAndThePromise() {
    String called = newNumber();
    JsonObject made =
        noted(
            app.agent1,
            note("Frau Öz fragt nach ihrer Rechnung.")
                .put(
                    "newCustomer",
                    new JsonObject().put("name", "Ayşe Öz").put("formOfAddress", "Sie"))
                .put("number", called)
                .put("seconds", 95)
                .put("callback", new JsonObject().put("dueAt", in(Duration.ofHours(3)))));
    JsonObject entry = made.getJsonObject("entry");
    assertEquals("phone", entry.getString("channel"));
    assertEquals(95, entry.getJsonObject("call").getInteger("seconds"));
    long customer = made.getJsonObject("conversation").getJsonObject("customer").getLong("id");
    JsonObject shown = app.agent1.read("/customers/" + customer);
    assertEquals("Ayşe Öz", shown.getString("name"));
    assertEquals(
        "phone", shown.getJsonArray("contactPoints").getJsonObject(0).getString("channel"));
    JsonObject callback = made.getJsonObject("callback");
    assertEquals("agent", callback.getString("origin"));
    assertTrue(callback.getString("dial").startsWith("tel:+49"), callback::encode);
    assertEquals("parked", callback.getJsonObject("workItem").getString("state"));
    JsonObject again = noted(app.agent1, note("Sie ruft noch einmal an.").put("number", called));
    assertEquals(
        customer,
        again.getJsonObject("conversation").getJsonObject("customer").getLong("id"),
        "the number is known by now");
  }

  @Test
  void theSameRequestMakesNothingTwice() {
    JsonObject wish =
        note("Einmal nur.")
            .put("newCustomer", new JsonObject().put("name", "Einmal " + UUID.randomUUID()))
            .put("number", newNumber())
            .put("callback", new JsonObject().put("dueAt", in(Duration.ofHours(1))))
            .put("requestId", UUID.randomUUID().toString());
    JsonObject first = noted(app.agent1, wish);
    JsonObject second = noted(app.agent1, wish);
    assertEquals(
        first.getJsonObject("entry").getLong("id"), second.getJsonObject("entry").getLong("id"));
    assertEquals(
        first.getJsonObject("callback").getLong("id"),
        second.getJsonObject("callback").getLong("id"));
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM customer WHERE name = $1",
            wish.getJsonObject("newCustomer").getString("name")));
  }

  @Test
  void aRefusedNoteLeavesNothingBehind() {
    String name = "Niemand " + UUID.randomUUID();
    JsonObject wish =
        note("Wird abgelehnt.").put("newCustomer", new JsonObject().put("name", name));
    assertEquals(
        "contact_point_invalid",
        app.agent1.post("/phone/notes", wish.copy().put("number", "0431 12")).code());
    assertEquals(
        "queue_not_found",
        app.agent1.post("/phone/notes", wish.copy().put("queue", 999_999)).code());
    assertEquals(
        "no_address",
        app.agent1
            .post(
                "/phone/notes",
                wish.copy().put("callback", new JsonObject().put("dueAt", in(Duration.ofHours(1)))))
            .code());
    assertEquals(
        "invalid_request",
        app.agent1
            .post(
                "/phone/notes",
                wish.copy()
                    .put("number", newNumber())
                    .put("callback", new JsonObject().put("dueAt", in(Duration.ofDays(-2)))))
            .code());
    assertEquals(
        "customer_not_found",
        app.agent1.post("/phone/notes", note("?").put("customer", 999_999_999)).code());
    assertEquals(0, app.count("SELECT count(*) FROM customer WHERE name = $1", name));
  }

  @Test
  void onlyACallThatReachedTheCustomerKeepsThePromise() {
    JsonObject callback = promised(app.agent1, Duration.ofHours(1));
    JsonObject out =
        new JsonObject()
            .put("text", "Niemand da.")
            .put("direction", "out")
            .put("closes", callback.getLong("id"));
    JsonObject tried = noted(app.agent1, out.copy().put("outcome", "voicemail"));
    assertEquals(1, tried.getJsonObject("callback").getInteger("attempts"));
    assertEquals("open", state(callback));
    assertTrue(
        Instant.parse(tried.getJsonObject("callback").getString("dueAt"))
            .isAfter(Instant.now().plus(Duration.ofMinutes(90))));
    noted(app.agent1, out.copy().put("text", "Alles besprochen.").put("then", "resolved"));
    assertEquals("done", state(callback));
    JsonObject over = app.agent1.read("/callbacks/" + callback.getLong("id"));
    assertTrue(over.containsKey("noteEntryId"));
    assertFalse(over.containsKey("workItem"));
    assertEquals("callback_over", app.agent1.post("/phone/notes", out).code());
    assertTrue(
        app.agent1.items("/callbacks?view=done").stream()
            .anyMatch(one -> one.getLong("id").equals(callback.getLong("id"))));
  }

  @Test
  void promisingAgainGivesTheNewTimeAndAReasonEndsIt() {
    JsonObject callback = promised(app.agent1, Duration.ofHours(1));
    long conversation = callback.getJsonObject("conversation").getLong("id");
    String later = in(Duration.ofHours(5));
    Reply again =
        app.agent1.post(
            "/callbacks", new JsonObject().put("conversation", conversation).put("dueAt", later));
    assertEquals(201, again.status(), again::toString);
    assertEquals(callback.getLong("id"), again.json().getLong("id"));
    assertEquals(
        "version_conflict",
        app.agent1
            .patch(
                "/callbacks/" + callback.getLong("id"),
                new JsonObject().put("version", 99).put("promise", "Anderes"))
            .code());
    JsonObject changed =
        app.agent1
            .patch(
                "/callbacks/" + callback.getLong("id"),
                new JsonObject()
                    .put("version", again.json().getInteger("version"))
                    .put("agent", app.agent2.id())
                    .put("number", "+49 171 1234567"))
            .json();
    assertEquals(app.agent2.id(), changed.getJsonObject("agent").getLong("id"));
    assertEquals("tel:+49-171-1234567", changed.getString("dial"));
    String close = "/callbacks/" + callback.getLong("id") + "/close";
    assertEquals(400, app.agent1.post(close, new JsonObject().put("reason", " ")).status());
    assertEquals(
        "closed",
        app.agent1
            .post(close, new JsonObject().put("reason", "Hat sich erledigt"))
            .json()
            .getString("state"));
    assertEquals(
        "callback_over",
        app.agent1.post(close, new JsonObject().put("reason", "Noch einmal")).code());
    assertEquals(
        "callback_closed",
        app.timeline(conversation).getFirst().getJsonObject("event").getString("type"));
  }

  @Test
  void aPromiseIsRoutedBeforeItsTimeAndClosedByTheNoteAlone() {
    try (Shift shift = new Shift(app)) {
      Colleague anna = shift.hire("Anna");
      shift.set(new JsonObject(), anna);
      shift.available(anna);
      JsonObject callback =
          noted(
                  app.agent1,
                  note("Bald zurückrufen.")
                      .put("number", newNumber())
                      .put("queue", shift.queue)
                      .put(
                          "callback",
                          new JsonObject()
                              .put("dueAt", in(Duration.ofMinutes(5)))
                              .put("agent", anna.id())))
              .getJsonObject("callback");
      long item = callback.getJsonObject("workItem").getLong("id");
      JsonObject offer = shift.awaitOffer(anna, item);
      assertEquals(200, anna.post("/offers/" + offer.getLong("id") + "/accept").status());
      assertEquals(
          "work_item_not_closable",
          app.supervisor.post("/work-items/" + item + "/complete").code());
      assertEquals(
          "work_item_taken",
          app.agent2
              .post(
                  "/callbacks/" + callback.getLong("id") + "/close",
                  new JsonObject().put("reason", "Nicht nötig"))
              .code());
      assertTrue(
          anna.items("/callbacks?view=mine").stream()
              .anyMatch(one -> one.getLong("id").equals(callback.getLong("id"))));
      noted(
          anna,
          new JsonObject()
              .put("text", "Erreicht.")
              .put("direction", "out")
              .put("closes", callback.getLong("id")));
      assertEquals("done", state(callback));
      shift.awaitState(item, "done");
    }
  }

  @Test
  void aNearAndALatePromiseAreToldAndCounted() {
    try (LivePage page = LivePage.open(app.agent1)) {
      JsonObject callback = promised(app.agent1, Duration.ofHours(1));
      long id = callback.getLong("id");
      app.sql()
          .execute(
              "UPDATE callback SET due_at = clock_timestamp() - interval '1 second' WHERE id = $1",
              id);
      Shift.until(
          () ->
              app.count(
                          "SELECT count(*) FROM callback WHERE id = $1 AND told_late_at IS NOT NULL",
                          id)
                      == 1
                  ? true
                  : null);
      page.awaitEvent(
          "callback_changed",
          "conversationId",
          callback.getJsonObject("conversation").getLong("id"));
      assertTrue(app.agent1.read("/callbacks/" + id).getBoolean("late"));
      JsonObject late = app.agent1.read("/callbacks?view=late&limit=1");
      assertEquals(1, late.getJsonArray("items").size());
      assertTrue(late.getJsonObject("counts").getInteger("late") >= 1);
      JsonObject work = app.agent1.read("/me/work");
      assertTrue(work.getInteger("callbacksLate") >= 1, work::encode);
      assertTrue(work.getInteger("callbacksDue") >= work.getInteger("callbacksLate"));
    }
  }

  @Test
  void pagesOfCallbacksFollowOneAnotherWithoutGaps() {
    for (int i = 0; i < 5; i++) {
      promised(app.agent1, Duration.ofHours(10 + i));
    }
    int all = app.agent1.items("/callbacks?view=due&limit=200").size();
    int seen = 0;
    String cursor = "";
    do {
      JsonObject page =
          app.agent1.read(
              "/callbacks?view=due&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      seen += page.getJsonArray("items").size();
      cursor = page.getString("nextCursor", "");
    } while (!cursor.isEmpty());
    assertEquals(all, seen);
    assertEquals(400, app.agent1.get("/callbacks?cursor=Unfug").status());
  }

  @Test
  void aPromiseThatLostItsWorkGetsItAgain() {
    JsonObject callback = promised(app.agent1, Duration.ofHours(2));
    long item = callback.getJsonObject("workItem").getLong("id");
    app.sql().execute("UPDATE work_item SET state = 'done', wake_at = NULL WHERE id = $1", item);
    app.sql()
        .execute(
            "UPDATE callback SET promised_at = promised_at - interval '5 minutes' WHERE id = $1",
            callback.getLong("id"));
    Shift.until(
        () -> app.agent1.read("/callbacks/" + callback.getLong("id")).getJsonObject("workItem"));
  }

  @Test
  void nobodyIsPromisedACallToAPremiumOrEmergencyNumber() {
    JsonObject expensive = note("Hinterlässt eine teure Nummer.").put("number", "0900 1234567");
    JsonObject soon = new JsonObject().put("dueAt", in(Duration.ofHours(1)));
    Reply refused = app.agent1.post("/phone/notes", expensive.copy().put("callback", soon));
    assertEquals(422, refused.status(), refused::toString);
    assertEquals("contact_point_invalid", refused.code());
    assertEquals(
        "Nobody is called back at a premium-rate number.", refused.json().getString("detail"));
    JsonObject noted = noted(app.agent1, expensive);
    long conversation = noted.getJsonObject("conversation").getLong("id");
    assertEquals(
        "contact_point_invalid",
        app.agent1.post("/callbacks", soon.copy().put("conversation", conversation)).code(),
        "nor where the customer has no other number");
    assertEquals(
        "contact_point_invalid",
        app.agent1.post("/phone/notes", note("Notruf?").put("number", "112")).code());
    JsonObject callback = promised(app.agent1, Duration.ofHours(2));
    for (String number : new String[] {"0137 1234567", "110"}) {
      assertEquals(
          "contact_point_invalid",
          app.agent1
              .patch(
                  "/callbacks/" + callback.getLong("id"),
                  new JsonObject()
                      .put("version", callback.getInteger("version"))
                      .put("number", number))
              .code(),
          number);
    }
  }
}
