package io.faden.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.live.EventLog;
import io.faden.staff.Workplaces;
import io.faden.testing.ApiServer;
import io.faden.testing.AtOnce;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.TestApp;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people say of themselves, what a supervisor says of them, and what is written of it. */
class PresenceTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject wish(String state) {
    return new JsonObject().put("state", state);
  }

  private static JsonObject away(String reason) {
    return wish("away").put("reason", reason);
  }

  private static JsonObject set(Colleague who, JsonObject wish) {
    ApiServer.Reply reply = who.put("/me/presence", wish);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static String state(Colleague who) {
    return who.read("/me/presence").getString("state");
  }

  private static long events(Colleague who) {
    return app.count(
        "SELECT count(*) FROM event WHERE type = 'presence_changed' AND agent_id = $1", who.id());
  }

  private static List<String> stretches(Colleague who) {
    return app
        .sql()
        .rows(
            """
            SELECT state || coalesce(' ' || reason, '') || ' ' || location AS label FROM presence_interval
             WHERE agent_id = $1 ORDER BY id
            """,
            who.id())
        .stream()
        .map(row -> row.getString("label"))
        .toList();
  }

  /**
   * How many stretches do not begin where the one before ended, or do not end though one follows.
   */
  static long gaps(TestApp app) {
    return app.count(
        """
        SELECT count(*) FROM (
          SELECT ended_at, lead(started_at) OVER w AS next_started, started_at FROM presence_interval
          WINDOW w AS (PARTITION BY agent_id ORDER BY id)) i
         WHERE ended_at IS DISTINCT FROM next_started OR ended_at < started_at
        """);
  }

  @Test
  void somebodyNewIsOfflineAndSaysWhatTheyDo() {
    Colleague anna = app.hire("Anna Neu", Role.AGENT);
    JsonObject before = anna.read("/me/presence");
    assertEquals("offline", before.getString("state"));
    assertEquals("office", before.getString("location"));
    assertEquals(0, before.getLong("version"));
    assertFalse(before.containsKey("since"));

    assertEquals("available", set(anna, wish("available")).getString("state"));
    JsonObject meal = set(anna, away("meal"));
    assertEquals("meal", meal.getString("reason"));
    assertTrue(meal.getLong("forSeconds") >= 0 && meal.containsKey("since"));
    assertEquals(
        "meeting", set(anna, new JsonObject().put("reason", "meeting")).getString("reason"));
    assertFalse(set(anna, wish("available")).containsKey("reason"));
    assertEquals("wrapping", set(anna, wish("wrapping")).getString("state"));
    assertEquals("offline", set(anna, wish("offline")).getString("state"));
    assertEquals(
        List.of(
            "offline office",
            "available office",
            "away meal office",
            "away meeting office",
            "available office",
            "wrapping office",
            "offline office"),
        stretches(anna));
  }

  @Test
  void whatDoesNotMakeSenseIsRefusedAndChangesNothing() {
    Colleague anna = app.hire("Anna Wirr", Role.AGENT);
    set(anna, wish("available"));
    List<JsonObject> wrong =
        List.of(
            wish("away"),
            away("nap"),
            wish("disconnected"),
            wish("not_responding"),
            wish("available").put("reason", "meal"),
            new JsonObject().put("reason", "meal"),
            new JsonObject().put("location", "beach"),
            new JsonObject().put("paused", new JsonArray().add("pigeon")),
            wish("away").put("location", "home"),
            wish("available").put("since", "now"));
    for (JsonObject wish : wrong) {
      assertEquals("invalid_request", anna.put("/me/presence", wish).code(), wish::encode);
    }
    JsonObject now = anna.read("/me/presence");
    assertEquals("available", now.getString("state"));
    assertEquals("office", now.getString("location"));
    assertEquals(2, now.getLong("version"));
    assertEquals(1, events(anna));
  }

  @Test
  void settingWhatIsSoAlreadyChangesNothing() {
    Colleague anna = app.hire("Anna Doppelt", Role.AGENT);
    JsonObject channels = new JsonObject().put("paused", new JsonArray().add("phone").add("chat"));
    set(anna, away("training").mergeIn(channels));
    JsonObject first = set(anna, wish("away"));
    JsonObject again =
        set(
            anna,
            away("training").put("paused", new JsonArray().add("chat").add("phone").add("chat")));
    assertEquals(new JsonArray().add("chat").add("phone"), again.getJsonArray("paused"));
    assertEquals(first.getLong("version"), again.getLong("version"));
    assertEquals(first.getString("since"), again.getString("since"));
    assertEquals(1, events(anna));
    // Pausing a channel is news, but no other stretch of time.
    set(anna, new JsonObject().put("paused", new JsonArray()));
    assertEquals(2, events(anna));
    assertEquals(List.of("offline office", "away training office"), stretches(anna));
  }

  @Test
  void thePlaceOfWorkIsOneWhereverItIsChosen() {
    Colleague anna = app.hire("Anna Daheim", Role.AGENT);
    String since = set(anna, wish("available")).getString("since");
    JsonObject home = set(anna, new JsonObject().put("location", "home"));
    assertEquals("home", home.getString("location"));
    assertEquals(since, home.getString("since"));
    assertEquals("home", anna.read("/me").getString("location"));

    assertEquals(200, anna.patch("/me", new JsonObject().put("location", "office")).status());
    assertEquals("office", anna.read("/me/presence").getString("location"));
    assertEquals(3, events(anna));
    assertEquals(200, anna.patch("/me", new JsonObject().put("location", "office")).status());
    assertEquals(3, events(anna));
    assertEquals(
        List.of("offline office", "available office", "available home", "available office"),
        stretches(anna));
  }

  @Test
  void aSupervisorSetsSomebodyWhoIsToldByWhom() {
    Colleague anna = app.hire("Anna Gerufen", Role.AGENT);
    String path = "/supervision/agents/" + anna.id() + "/presence";
    assertEquals("forbidden", app.agent2.put(path, wish("available")).code());
    assertEquals(
        "not_found",
        app.supervisor.put("/supervision/agents/999999/presence", wish("available")).code());
    assertEquals("invalid_request", app.supervisor.put(path, wish("away")).code());
    try (LivePage page = LivePage.open(anna)) {
      assertEquals(200, app.supervisor.put(path, away("meeting")).status());
      JsonObject event = page.awaitEvent("presence_changed", "agentId", anna.id());
      assertEquals(app.supervisor.id(), event.getJsonObject("actor").getLong("id"));
      JsonObject mine = anna.read("/me/presence");
      assertEquals("meeting", mine.getString("reason"));
      assertEquals(app.supervisor.name(), mine.getJsonObject("setBy").getString("name"));
    }
    assertFalse(set(anna, wish("available")).containsKey("setBy"));
  }

  @Test
  void colleaguesAreThoseWhoWorkHereByNameWithWhatTheyDo() {
    Colleague zoe = app.hire("zoe Zuletzt", Role.AGENT);
    Colleague gone = app.hire("Gerd Gegangen", Role.AGENT);
    set(zoe, away("break"));
    app.sql().execute("UPDATE agent SET active = false WHERE id = $1", gone.id());
    List<JsonObject> colleagues = app.agent1.items("/colleagues");
    List<String> names =
        colleagues.stream()
            .map(
                each ->
                    each.getJsonObject("person")
                        .getString("name")
                        .toLowerCase(java.util.Locale.ROOT))
            .toList();
    assertEquals(names.stream().sorted().toList(), names);
    assertFalse(names.contains("gerd gegangen"));
    JsonObject presence = colleagues.get(names.indexOf("zoe zuletzt")).getJsonObject("presence");
    assertEquals("break", presence.getString("reason"));
  }

  @Test
  void whoSignsOutOrMayNotSignInAnyMoreIsOffline() {
    Colleague leaving = app.hire("Lena Feierabend", Role.AGENT);
    Colleague dismissed = app.hire("Dirk Entlassen", Role.AGENT);
    set(leaving, wish("available"));
    set(dismissed, away("meal"));
    assertEquals(204, leaving.delete("/session").status());
    JsonObject change = new JsonObject().put("version", 0).put("active", false);
    assertEquals(200, app.admin.patch("/admin/agents/" + dismissed.id(), change).status());
    for (Colleague gone : List.of(leaving, dismissed)) {
      assertEquals(
          1,
          app.count(
              "SELECT count(*) FROM presence WHERE agent_id = $1 AND state = 'offline'",
              gone.id()));
      assertEquals(2, events(gone));
    }
  }

  @Test
  void fiveHundredWhoBeginAtOnceAllDo() throws Exception {
    List<Colleague> all = new ArrayList<>();
    for (int number = 0; number < 500; number++) {
      all.add(app.hire("Nummer " + number, Role.AGENT));
    }
    List<Callable<Integer>> starts =
        all.stream()
            .<Callable<Integer>>map(
                each ->
                    () ->
                        each.put("/me/presence", wish("available").put("location", "home"))
                            .status())
            .toList();
    assertEquals(List.of(200), AtOnce.run(starts).stream().distinct().toList());
    for (Colleague each : all) {
      assertEquals(1, events(each));
      assertEquals(List.of("offline office", "available home"), stretches(each));
    }
    assertEquals(0, gaps(app));
  }

  @Test
  void manyChangesOfOnePersonAtOnceLeaveNoGap() throws Exception {
    Colleague anna = app.hire("Anna Hastig", Role.AGENT);
    List<JsonObject> wishes =
        List.of(
            wish("available"),
            away("break"),
            away("meal"),
            wish("wrapping"),
            wish("offline"),
            new JsonObject().put("location", "home"),
            new JsonObject().put("location", "office"),
            new JsonObject().put("paused", new JsonArray().add("chat")));
    List<Callable<Integer>> changes = new ArrayList<>();
    for (int number = 0; number < 160; number++) {
      JsonObject wish = wishes.get(number % wishes.size());
      changes.add(() -> anna.put("/me/presence", wish).status());
    }
    assertEquals(List.of(200), AtOnce.run(changes).stream().distinct().toList());
    assertEquals(0, gaps(app));
    assertEquals(anna.read("/me/presence").getLong("version") - 1, events(anna));
    assertEquals(
        1,
        app.count(
            """
            SELECT count(*) FROM presence_interval i JOIN presence p USING (agent_id)
             WHERE i.agent_id = $1 AND i.ended_at IS NULL AND i.state = p.state AND i.location = p.location
               AND i.reason IS NOT DISTINCT FROM p.reason
            """,
            anna.id()));
  }

  @Test
  void theRouterTurnsOnlyWhomItMeans() {
    Vertx vertx = app.db.vertx();
    try (AgentStates states = new AgentStates(app.sql(), Cluster.alone(vertx, "127.0.0.1"))) {
      Presence presence =
          new Presence(app.sql(), new EventLog(() -> {}), states, new Workplaces(), "test");
      Colleague who = app.hire("Rolf Gelenkt", Role.AGENT);
      AgentId rolf = new AgentId(who.id());
      assertFalse(app.sql().<Boolean>transaction(tx -> presence.wrapping(tx, rolf)));
      set(who, wish("available"));
      assertTrue(app.sql().<Boolean>transaction(tx -> presence.wrapping(tx, rolf)));
      assertFalse(app.sql().<Boolean>transaction(tx -> presence.wrapping(tx, rolf)));
      assertFalse(app.sql().<Boolean>transaction(tx -> presence.notResponding(tx, rolf)));
      assertEquals("wrapping", state(who));
      assertTrue(app.sql().<Boolean>transaction(tx -> presence.wrapped(tx, rolf)));
      assertTrue(app.sql().<Boolean>transaction(tx -> presence.notResponding(tx, rolf)));
      assertEquals("not_responding", state(who));
      assertEquals(PresenceState.NOT_RESPONDING, states.get(rolf).orElseThrow().shift().state());
      assertEquals("available", set(who, wish("available")).getString("state"));
      assertTrue(app.sql().<Boolean>transaction(tx -> presence.offline(tx, rolf)));
      assertFalse(app.sql().<Boolean>transaction(tx -> presence.offline(tx, rolf)));
      assertEquals("offline", state(who));
    }
  }

  @Test
  void aNodeAloneSeesWhatHappensOnAnother() {
    Colleague anna = app.hire("Anna Anderswo", Role.AGENT);
    try (AgentStates states =
        new AgentStates(app.sql(), Cluster.alone(app.db.vertx(), "127.0.0.1"))) {
      states.start();
      assertEquals(
          PresenceState.OFFLINE, states.get(new AgentId(anna.id())).orElseThrow().shift().state());
      set(anna, wish("available"));
      states.look(new AgentId(anna.id()));
      Awaitility.await()
          .until(
              () ->
                  states.get(new AgentId(anna.id())).orElseThrow().shift().state()
                      == PresenceState.AVAILABLE);
    }
  }
}
