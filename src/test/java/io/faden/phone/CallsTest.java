package io.faden.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a telephone system reports, over HTTP, and what people see of it. */
class CallsTest {
  private static TestApp app;
  private static TelephoneSystem system;
  private static int number = 1000;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    system =
        new TelephoneSystem(
            app, new JsonObject().put("phone", new JsonObject().put("callBackWithinMinutes", 30)));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** As telephone systems write it, without the plus. */
  private static String newNumber() {
    return "49431777" + ++number;
  }

  private static Colleague withTelephone(String user) {
    Colleague agent = app.hire(user, Role.AGENT);
    Reply set =
        agent.put("/me/phone", new JsonObject().put("extensions", new JsonArray().add(user)));
    assertEquals(200, set.status(), set::toString);
    return agent;
  }

  /** The call of a number, once it is as wanted. */
  private static JsonObject call(String from, String state) {
    return Shift.until(
        () ->
            app.agent1.items("/phone/calls?view=all&limit=200").stream()
                .filter(call -> digits(call.getString("number")).equals(from))
                .filter(call -> call.getString("state").equals(state))
                .findFirst()
                .orElse(null));
  }

  private static String digits(String text) {
    return text == null ? "" : text.replaceAll("\\D", "");
  }

  @Test
  void aCallRingsAtItsAgentAtOnceAndMakesThemBusyUntilItEnds() {
    Colleague anna = withTelephone("anna-b");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    try (LivePage page = LivePage.open(anna)) {
      Instant before = Instant.now();
      system.rings(id, from, "Anna-B", "nobody");
      page.awaitEvent("call_changed", "agentId", anna.id());
      assertTrue(
          Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(5)) < 0,
          "the screen pops while it rings");
      JsonObject ringing = anna.items("/phone/calls?view=mine").getFirst();
      assertEquals("ringing", ringing.getString("state"));
      assertEquals(anna.id(), ringing.getJsonArray("ringsAt").getJsonObject(0).getLong("id"));
      assertTrue(ringing.getString("dial").startsWith("tel:+49"), ringing::encode);
      system.answers(id, "anna-b");
      JsonObject answered = call(from, "answered");
      assertEquals(anna.id(), answered.getJsonObject("agent").getLong("id"));
      assertTrue(anna.read("/me/phone").containsKey("onCallSince"));
      assertTrue(anna.read("/me/presence").containsKey("onCallSince"));
      system.hangsUp(id, "normalClearing");
      assertFalse(call(from, "ended").getBoolean("missed"));
      assertFalse(anna.read("/me/presence").containsKey("onCallSince"));
      assertTrue(
          anna.items("/phone/calls?view=now").stream()
              .noneMatch(one -> one.getLong("id").equals(ringing.getLong("id"))));
      assertEquals(1, anna.items("/phone/calls?view=mine").size());
    }
  }

  @Test
  void whoSpeaksIsOfferedNothingAndWhySaysSo() {
    try (Shift shift = new Shift(app)) {
      Colleague anna = withTelephone("speaks");
      shift.set(new JsonObject(), anna);
      LivePage page = shift.available(anna);
      String from = newNumber();
      String id = TelephoneSystem.newId();
      system.rings(id, from, "speaks");
      system.answers(id, "speaks");
      call(from, "answered");
      page.awaitEvent("presence_changed", "agentId", anna.id());
      long item = shift.waiting();
      Shift.until(
          () ->
              app
                      .supervisor
                      .read("/work-items/" + item + "/why")
                      .getJsonArray("considered")
                      .stream()
                      .map(JsonObject.class::cast)
                      .anyMatch(one -> one.getString("verdict").equals("on_the_phone"))
                  ? true
                  : null);
      assertEquals(List.of(), Shift.offers(anna));
      system.hangsUp(id, "normalClearing");
      shift.awaitOffer(anna, item);
    }
  }

  @Test
  void theOrderOfEventsAndTheirRepetitionDoNotMatter() {
    Colleague bert = withTelephone("bert");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    system.hangsUp(id, "normalClearing");
    system.answers(id, "bert");
    system.rings(id, from, "bert");
    system.rings(id, from, "bert");
    system.hangsUp(id, "normalClearing");
    JsonObject call = call(from, "ended");
    assertFalse(call.getBoolean("missed"));
    assertEquals(bert.id(), call.getJsonObject("agent").getLong("id"));
    assertFalse(bert.read("/me/presence").containsKey("onCallSince"));
    assertEquals(
        3, app.count("SELECT count(*) FROM call_event WHERE leg = $1", id), "a repeat is no event");
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
  }

  @Test
  void aCallbackOfACallThatWasAnsweredAfterAllIsClosedWithTheReason() {
    withTelephone("late");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    system.rings(id, from, "late");
    system.hangsUp(id, "cancel");
    JsonObject missed = call(from, "ended");
    assertTrue(missed.getBoolean("missed"));
    assertEquals("open", missed.getJsonObject("callback").getString("state"));
    system.answers(id, "late");
    JsonObject callback =
        Shift.until(
            () -> {
              JsonObject now =
                  app.agent1.read("/callbacks/" + missed.getJsonObject("callback").getLong("id"));
              return now.getString("state").equals("closed") ? now : null;
            });
    assertFalse(callback.getString("endReason").isBlank());
    assertEquals(
        0,
        app.count(
            "SELECT count(*) FROM open_work WHERE kind = 'callback' AND conversation_id = $1",
            callback.getJsonObject("conversation").getLong("id")));
  }

  @Test
  void aTransferredCallIsOneCallAndBelongsToWhoSpeaksNow() {
    Colleague first = withTelephone("first");
    Colleague second = withTelephone("second");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    String leg = TelephoneSystem.newId();
    system.rings(id, from, "first");
    system.answers(id, "first");
    call(from, "answered");
    system.tell(
        "event",
        "newCall",
        "callId",
        leg,
        "origCallId",
        id,
        "direction",
        "in",
        "from",
        "first",
        "to",
        "second",
        "user[]",
        "second");
    system.tell(
        "event", "answer", "callId", leg, "origCallId", id, "direction", "in", "user", "second");
    system.hangsUp(id, "normalClearing");
    Shift.until(
        () -> {
          JsonObject agent = call(from, "answered").getJsonObject("agent");
          return (agent != null && agent.getLong("id") == second.id()) ? true : null;
        });
    Shift.until(() -> first.read("/me/presence").containsKey("onCallSince") ? null : true);
    assertTrue(second.read("/me/presence").containsKey("onCallSince"));
    system.tell("event", "hangup", "callId", leg, "direction", "in", "cause", "normalClearing");
    assertFalse(call(from, "ended").getBoolean("missed"));
    assertFalse(second.read("/me/presence").containsKey("onCallSince"));
  }

  @Test
  void aMissedCallIsCalledBackInTimeAndTheNextOnesChangeNothingAboutThat() {
    String from = newNumber();
    for (int i = 0; i < 3; i++) {
      String id = TelephoneSystem.newId();
      system.rings(id, from, "nobody");
      system.hangsUp(id, "noAnswer");
    }
    JsonObject callback =
        Shift.until(
            () -> {
              JsonObject call = call(from, "ended");
              JsonObject made = call.getJsonObject("callback");
              return (made != null && made.getInteger("missedCalls") == 3) ? made : null;
            });
    assertEquals("missed_call", callback.getString("origin"));
    Instant due = Instant.parse(callback.getString("dueAt"));
    assertTrue(due.isBefore(Instant.now().plus(Duration.ofMinutes(31))), callback::encode);
    assertTrue(callback.getString("dial").startsWith("tel:"));
    long conversation = callback.getJsonObject("conversation").getLong("id");
    assertEquals(3, app.eventsOf(conversation).get("call_missed"));
    assertEquals("callback", callback.getJsonObject("workItem").getString("kind"));
    assertEquals(
        3,
        app.agent1.items("/phone/calls?view=missed&limit=200").stream()
            .filter(call -> digits(call.getString("number")).equals(from))
            .count());
  }

  @Test
  void theCallerOfAMissedCallMayBeToldAfterItsEnd() {
    String from = newNumber();
    String id = TelephoneSystem.newId();
    system.tell("event", "hangup", "callId", id, "cause", "cancel");
    system.rings(id, from, "nobody");
    JsonObject callback =
        Shift.until(
            () -> {
              JsonObject call = call(from, "ended");
              return call.getBoolean("missed") ? call.getJsonObject("callback") : null;
            });
    assertEquals("open", callback.getString("state"));
    assertEquals(1, callback.getInteger("missedCalls"));
    long conversation = callback.getJsonObject("conversation").getLong("id");
    system.rings(id, from, "somebody");
    Shift.until(
        () -> app.count("SELECT count(*) FROM call_event WHERE leg = $1", id) >= 2 ? true : null);
    assertEquals(1, app.eventsOf(conversation).get("call_missed"));
    JsonObject row =
        app.agent1.items("/conversations?view=all&limit=200").stream()
            .filter(each -> each.getLong("id") == conversation)
            .findFirst()
            .orElseThrow();
    assertEquals("phone", row.getString("channel"), "before anybody wrote a word");
  }

  @Test
  void aTrapCallFromAnExpensiveNumberIsOnlySeen() {
    long customers = app.count("SELECT count(*) FROM customer");
    long promises = app.count("SELECT count(*) FROM callback");
    for (String from : List.of("499001234567", "491371234567")) {
      String id = TelephoneSystem.newId();
      system.rings(id, from, "nobody");
      system.hangsUp(id, "cancel");
      JsonObject call = call(from, "ended");
      assertTrue(call.getBoolean("missed"));
      assertFalse(call.containsKey("callback"), call::encode);
    }
    assertEquals(customers, app.count("SELECT count(*) FROM customer"));
    assertEquals(promises, app.count("SELECT count(*) FROM callback"));
  }

  @Test
  void aCallWhoseEndNobodyTellsEndsAfterItsLongestTime() {
    Colleague agent = withTelephone("endless");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    system.rings(id, from, "endless");
    system.answers(id, "endless");
    long call = call(from, "answered").getLong("id");
    assertTrue(agent.read("/me/presence").containsKey("onCallSince"));
    app.sql()
        .execute(
            "UPDATE phone_call SET started_at = started_at - interval '241 minutes' WHERE id = $1",
            call);
    assertFalse(call(from, "ended").getBoolean("missed"));
    assertFalse(agent.read("/me/presence").containsKey("onCallSince"));
  }

  @Test
  void aHiddenOrHalfOrForwardedCallMakesNoPromiseButIsSeen() {
    long before = app.count("SELECT count(*) FROM callback");
    List<String> hidden = List.of("anonymous", "", "49431", "\u202E<b>Max</b>");
    for (String from : hidden) {
      String id = TelephoneSystem.newId();
      system.rings(id, from, "nobody");
      system.hangsUp(id, "cancel");
    }
    String forwarded = newNumber();
    String id = TelephoneSystem.newId();
    system.rings(id, forwarded, "nobody");
    system.hangsUp(id, "forwarded");
    assertFalse(call(forwarded, "ended").getBoolean("missed"));
    List<JsonObject> missed =
        Shift.until(
            () -> {
              List<JsonObject> all =
                  app.agent1.items("/phone/calls?view=missed&limit=200").stream()
                      .filter(call -> !call.containsKey("callback"))
                      .toList();
              return all.size() >= hidden.size() ? all : null;
            });
    assertTrue(missed.stream().noneMatch(call -> call.containsKey("dial")));
    assertTrue(missed.stream().noneMatch(call -> call.getString("number", "").contains("\u202E")));
    assertEquals(before, app.count("SELECT count(*) FROM callback"));
  }

  @Test
  void premiumAndEmergencyNumbersAreNeverOneClickAway() {
    for (String from : List.of("499001234567", "112", "110")) {
      String id = TelephoneSystem.newId();
      system.rings(id, from, "nobody");
      JsonObject call = call(from, "ringing");
      assertNull(call.getString("dial"), call::encode);
      system.hangsUp(id, "forwarded");
    }
  }

  @Test
  void jsonIsReadAsFormsAreAndNumbersNeedNoQuotes() {
    Colleague carl = withTelephone("carl");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    JsonObject ring =
        new JsonObject()
            .put("event", "newCall")
            .put("callId", id)
            .put("direction", "in")
            .put("from", Long.parseLong(from))
            .put("to", "+49 431 5550100")
            .put("user", new JsonArray().add("carl").add("dora"))
            .put("extra", new JsonObject().put("deep", 1));
    assertEquals(204, system.json(ring).status());
    JsonObject call = call(from, "ringing");
    assertEquals(carl.id(), call.getJsonArray("ringsAt").getJsonObject(0).getLong("id"));
    system.hangsUp(id, "forwarded");
  }

  @Test
  void anOutgoingCallIsTheDiallersFromTheFirstRing() {
    Colleague emil = withTelephone("emil");
    String to = newNumber();
    String id = TelephoneSystem.newId();
    system.tell(
        "event",
        "newCall",
        "callId",
        id,
        "direction",
        "out",
        "from",
        "494315550100",
        "to",
        to,
        "user[]",
        "emil");
    JsonObject call = call(to, "ringing");
    assertEquals("out", call.getString("direction"));
    assertEquals(emil.id(), call.getJsonObject("agent").getLong("id"));
    Shift.until(() -> emil.read("/me/presence").containsKey("onCallSince") ? true : null);
    system.tell("event", "hangup", "callId", id, "direction", "out", "cause", "busy");
    assertFalse(call(to, "ended").getBoolean("missed"), "who did not answer us missed nothing");
    assertFalse(emil.read("/me/presence").containsKey("onCallSince"));
  }

  @Test
  void whatCannotBeReadIsKeptAndSetAsideWithItsReason() {
    for (String garbage :
        List.of(
            "",
            "hello",
            "event=newCall",
            "event=dtmf&callId=1",
            "{\"event\":",
            "event=%ZZ&callId=1",
            "event=newCall&callId=" + "x".repeat(300),
            "event=newCall&callId=7&direction=up")) {
      assertEquals(204, system.form(garbage).status(), garbage);
    }
    Shift.until(
        () ->
            app.supervisor.items("/intake/arrivals?state=quarantined&limit=200").stream()
                        .filter(arrival -> arrival.getString("channel").equals("phone"))
                        .count()
                    == 8
                ? true
                : null);
    JsonObject arrival = app.supervisor.items("/intake/arrivals?state=quarantined").getFirst();
    assertFalse(arrival.getString("error").isBlank());
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
    assertTrue(app.supervisor.read("/me/work").getInteger("quarantined") >= 8);
  }

  @Test
  void onlyTheLinesOwnTokenOpensItAndOnlyForEventsOfASensibleSize() {
    TelephoneSystem other = new TelephoneSystem(app, new JsonObject());
    String old = other.path;
    assertEquals(413, other.form("event=newCall&callId=" + "x".repeat(70_000)).status());
    other.renew();
    Caller stranger = app.node.stranger();
    assertEquals(
        404,
        stranger
            .post(old.substring("/api".length()), new JsonObject().put("event", "newCall"))
            .status());
    assertEquals(404, stranger.post("/phone/calls/" + "a".repeat(43), new JsonObject()).status());
    other.tell("event", "newCall", "callId", "x", "direction", "in", "from", "anonymous");
    JsonObject account = app.admin.read("/admin/channel-accounts/" + other.line);
    assertTrue(account.getJsonObject("phone").getBoolean("hasToken"));
    assertTrue(account.getJsonObject("phone").containsKey("lastEventAt"));
    assertFalse(account.encode().contains(other.path.substring(other.path.length() - 20)));
    assertEquals(
        "not_that_kind",
        app.admin.post("/admin/channel-accounts/" + app.account().value() + "/token").code());
  }

  @Test
  void aLineIsTriedByWhenItWasLastHeard() {
    TelephoneSystem quiet = new TelephoneSystem(app, new JsonObject());
    JsonObject account = app.admin.read("/admin/channel-accounts/" + quiet.line);
    JsonObject body =
        new JsonObject()
            .put("channel", "phone")
            .put("name", account.getString("name"))
            .put("address", account.getString("address"));
    String test = "/admin/channel-accounts/test?id=" + quiet.line;
    JsonObject never = app.admin.post(test, body).json().getJsonArray("steps").getJsonObject(0);
    assertEquals("never_heard", never.getString("code"));
    quiet.tell("event", "hangup", "callId", "y", "direction", "out");
    JsonObject heard = app.admin.post(test, body).json().getJsonArray("steps").getJsonObject(0);
    assertTrue(heard.containsKey("at"), heard::encode);
    assertEquals(
        "not_that_kind",
        app.admin
            .put(
                "/admin/channel-accounts/" + quiet.line,
                new JsonObject()
                    .put("channel", "email")
                    .put("name", "Post")
                    .put("address", "post@nordlicht.example")
                    .put("imap", server())
                    .put("smtp", server()))
            .code());
    JsonObject half =
        app.admin
            .post(
                "/admin/channel-accounts",
                new JsonObject()
                    .put("channel", "email")
                    .put("name", "Halb")
                    .put("address", "halb@nordlicht.example"))
            .json();
    assertEquals("imap", half.getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  private static JsonObject server() {
    return new JsonObject()
        .put("host", "mail.example")
        .put("port", 993)
        .put("tls", "implicit")
        .put("user", "post");
  }

  @Test
  void anExtensionBelongsToOnePerson() {
    withTelephone("0431 555 2040");
    Colleague other = app.hire("Other", Role.AGENT);
    assertEquals(
        "extension_taken",
        other
            .put(
                "/me/phone",
                new JsonObject().put("extensions", new JsonArray().add("+49 431 5552040")))
            .code());
    assertEquals(
        200, other.put("/me/phone", new JsonObject().put("extensions", new JsonArray())).status());
  }

  @Test
  void somebodyTakesACallThatNobodyWasNamedForAndSaysWhoCalled() {
    Colleague gina = app.hire("Gina", Role.AGENT);
    String from = newNumber();
    String id = TelephoneSystem.newId();
    try (LivePage page = LivePage.open(gina)) {
      system.rings(id, from);
      page.await("everybody is told", event -> "call_changed".equals(event.getString("type")));
    }
    long call = call(from, "ringing").getLong("id");
    system.answers(id, "somebody");
    call(from, "answered");
    Reply mine = gina.patch("/phone/calls/by-id/" + call, new JsonObject().put("mine", true));
    assertEquals(gina.id(), mine.json().getJsonObject("agent").getLong("id"));
    assertTrue(gina.read("/me/presence").containsKey("onCallSince"));
    long customer = app.conversation(app.newConversation()).getJsonObject("customer").getLong("id");
    JsonObject chosen =
        gina.patch("/phone/calls/by-id/" + call, new JsonObject().put("customer", customer)).json();
    assertEquals(customer, chosen.getJsonObject("customer").getLong("id"));
    assertEquals(
        "customer_not_found",
        gina.patch("/phone/calls/by-id/" + call, new JsonObject().put("customer", 999_999_999))
            .code());
    system.hangsUp(id, "normalClearing");
    call(from, "ended");
    assertFalse(gina.read("/me/presence").containsKey("onCallSince"));
  }

  @Test
  void aLineThatIsSwitchedOffLeavesNobodyBusy() {
    TelephoneSystem line = new TelephoneSystem(app, new JsonObject());
    Colleague hans = withTelephone("hans");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    line.rings(id, from, "hans");
    line.answers(id, "hans");
    call(from, "answered");
    JsonObject account = app.admin.read("/admin/channel-accounts/" + line.line);
    assertEquals(
        200,
        app.admin
            .put(
                "/admin/channel-accounts/" + line.line,
                new JsonObject()
                    .put("channel", "phone")
                    .put("name", account.getString("name"))
                    .put("address", account.getString("address"))
                    .put("active", false)
                    .put("version", account.getInteger("version")))
            .status());
    assertFalse(call(from, "ended").getBoolean("missed"));
    assertFalse(hans.read("/me/presence").containsKey("onCallSince"));
    assertEquals(404, line.form("event=hangup&callId=" + id).status());
  }

  @Test
  void twoHundredCallsAtOnceAreAllThereAndTheLedgerComesOutEven() throws Exception {
    List<String> numbers = IntStream.range(0, 200).mapToObj(i -> newNumber()).toList();
    AtOnce.run(
        numbers.stream()
            .<Callable<String>>map(
                from ->
                    () -> {
                      String id = TelephoneSystem.newId();
                      system.rings(id, from, "crowd");
                      system.hangsUp(id, "cancel");
                      return id;
                    })
            .toList());
    Shift.until(
        () ->
            app.count(
                        "SELECT count(*) FROM phone_call c JOIN callback b ON b.id = c.callback_id WHERE c.missed AND c.number = ANY ($1)",
                        (Object) numbers.stream().map(each -> "+" + each).toArray(String[]::new))
                    == 200
                ? true
                : null);
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
    assertTrue(app.supervisor.read("/supervision/balance").getBoolean("holds"));
  }

  @Test
  void whatTheLedgerHasIsFiledAfterARestart() {
    app.sql()
        .execute(
            "INSERT INTO lease (name, holder, epoch, until) VALUES ('filing-calls', 'elsewhere', 99, clock_timestamp() + interval '3 seconds')"
                + " ON CONFLICT (name) DO UPDATE SET holder = 'elsewhere', epoch = lease.epoch + 1, until = EXCLUDED.until");
    String from = newNumber();
    String id = TelephoneSystem.newId();
    system.rings(id, from, "nobody");
    system.hangsUp(id, "forwarded");
    assertEquals("in", call(from, "ended").getString("direction"));
  }
}
