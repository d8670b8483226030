package io.faden.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final AtomicLong CONVERSATIONS = new AtomicLong(1_000_000);
  private static final List<String> STATES =
      List.of("waiting", "offered", "assigned", "wrapping", "parked", "dueSoon", "overdue");
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** A queue that only those serve who are named; none of the others is asked. */
  private static long queue(String name, Colleague... members) {
    long queue =
        app.admin.post("/admin/queues", new JsonObject().put("name", name)).json().getLong("id");
    app.sql().execute("UPDATE queue SET everybody = false WHERE id = $1", queue);
    for (Colleague member : members) {
      app.sql()
          .execute(
              "INSERT INTO queue_member (queue_id, agent_id) VALUES ($1, $2)", queue, member.id());
    }
    return queue;
  }

  /** On shift, though not to be offered anything. */
  private static Colleague away(String name) {
    Colleague who = app.hire(name, Role.AGENT);
    presence(who, "away", "meeting");
    return who;
  }

  private static void presence(Colleague who, String state, String reason) {
    app.sql()
        .execute(
            """
            INSERT INTO presence (agent_id, state, reason, location) VALUES ($1, $2, $3, 'home')
            ON CONFLICT ON CONSTRAINT presence_pkey DO UPDATE SET state = $2, reason = $3, since = clock_timestamp()
            """,
            who.id(),
            state,
            reason);
  }

  private static long skill(String name) {
    return app.sql()
        .row("INSERT INTO skill (name, kind) VALUES ($1, 'topic') RETURNING id", name)
        .orElseThrow()
        .getLong("id");
  }

  private static void has(Colleague who, long skill, int level) {
    app.sql()
        .execute(
            "INSERT INTO agent_skill (agent_id, skill_id, level) VALUES ($1, $2, $3)",
            who.id(),
            skill,
            (short) level);
  }

  /** An item as it would stand after so many minutes; times before now, due ones after now. */
  private static long waits(long queue, String channel, int minutes, Optional<Integer> dueIn) {
    return app.sql()
        .row(
            """
            INSERT INTO work_item (kind, conversation_id, queue_id, channel, entered_at, eligible_at, rank_at, steps_from, due_at, urgent_at)
            SELECT 'answer', $1, $2, $3, e, e, e, e, d, d - interval '1 hour'
              FROM (SELECT clock_timestamp() - make_interval(mins => $4) AS e,
                           clock_timestamp() + make_interval(mins => $5) AS d) t RETURNING id
            """,
            CONVERSATIONS.incrementAndGet(),
            queue,
            channel,
            minutes,
            dueIn)
        .orElseThrow()
        .getLong("id");
  }

  private static long waits(long queue) {
    return waits(queue, "email", 1, Optional.empty());
  }

  private static void needs(long item, long skill, int level, boolean hard) {
    app.sql()
        .execute(
            "UPDATE work_item SET needs = $2 WHERE id = $1",
            item,
            new JsonArray()
                .add(new JsonObject().put("skill", skill).put("level", level).put("hard", hard)));
  }

  private static long held(long queue, Colleague by, String state) {
    long item = waits(queue);
    app.sql()
        .execute(
            """
            UPDATE work_item SET state = $2, agent_id = $3, state_since = clock_timestamp(),
                   wrap_until = CASE WHEN $2 = 'wrapping' THEN clock_timestamp() + interval '1 hour' END,
                   wrap_then = CASE WHEN $2 = 'wrapping' THEN 'done' END
             WHERE id = $1
            """,
            item,
            state,
            by.id());
    return item;
  }

  /** Rows that a test writes by itself are told to nobody; a reading is kept for a second. */
  private static JsonObject board(long queue, Predicate<JsonObject> wanted) {
    Awaitility.await("queue " + queue + " as expected, not " + of(queue))
        .atMost(LONG_ENOUGH)
        .until(() -> wanted.test(of(queue)));
    return of(queue);
  }

  private static JsonObject of(long queue) {
    return Caller.objects(app.supervisor.read("/supervision/queues").getJsonArray("queues"))
        .stream()
        .filter(each -> each.getJsonObject("queue").getLong("id") == queue)
        .findFirst()
        .orElseGet(JsonObject::new);
  }

  private static long count(JsonObject board, String name) {
    return board.getJsonObject("counts", new JsonObject()).getLong(name, -1L);
  }

  private static List<Long> ids(String query) {
    return app.supervisor.items("/supervision/work-items?" + query).stream()
        .map(each -> each.getJsonObject("workItem").getLong("id"))
        .toList();
  }

  @Test
  void everyQueueSaysWhatIsInItAndTheTotalIsTheirSum() {
    Colleague who = away("Wiebke Wartet");
    long queue = queue("Zählwerk", who, app.agent2);
    long oldest = waits(queue, "letter", 90, Optional.of(-5));
    waits(queue, "email", 3, Optional.of(30));
    waits(queue, "email", 2, Optional.of(600));
    waits(queue);
    held(queue, who, "assigned");
    held(queue, who, "wrapping");
    held(queue, who, "parked");
    JsonObject board = board(queue, each -> count(each, "parked") == 1);
    JsonObject counts = board.getJsonObject("counts");
    assertEquals(4, counts.getLong("waiting"));
    assertEquals(
        new JsonObject().put("letter", 1).put("email", 3), counts.getJsonObject("byChannel"));
    assertEquals(oldest, counts.getLong("oldestItem"));
    assertTrue(Math.abs(counts.getLong("oldestSeconds") - 90 * 60) < 120, counts.encode());
    assertEquals(1, counts.getLong("overdue"));
    assertEquals(1, counts.getLong("dueSoon"));
    assertTrue(counts.containsKey("nextDueAt"));
    assertEquals(
        List.of(0L, 1L, 1L, 1L), STATES.subList(1, 5).stream().map(counts::getLong).toList());
    assertEquals(2, board.getLong("members"));
    assertEquals(1, board.getLong("onShift"));
    assertEquals(0, board.getLong("ready"));
    List<Object> entered = board.getJsonArray("arrivedLastHour").stream().toList();
    assertEquals(12, entered.size());
    assertEquals(6, ((Number) entered.getLast()).intValue());
    assertEquals(0, ((Number) entered.getFirst()).intValue());

    JsonObject all = app.supervisor.read("/supervision/queues");
    for (String state : STATES) {
      long sum =
          Caller.objects(all.getJsonArray("queues")).stream()
              .mapToLong(each -> count(each, state))
              .sum();
      assertEquals(sum, all.getJsonObject("total").getLong(state), state);
    }
    TestApp.Node restarted = app.startNode();
    JsonObject fresh =
        Caller.objects(
                app.supervisor
                    .at(restarted.origin())
                    .read("/supervision/queues")
                    .getJsonArray("queues"))
            .stream()
            .filter(each -> each.getJsonObject("queue").getLong("id") == queue)
            .findFirst()
            .orElseThrow();
    STATES.forEach(state -> assertEquals(count(board, state), count(fresh, state), state));
  }

  @Test
  void whatNobodyOnShiftCouldDoIsUnservableUntilSomebodyComes() {
    Colleague plain = away("Paul Plattdeutsch");
    Colleague speaks = app.hire("Kasia Kann", Role.AGENT);
    long polish = skill("Polnisch");
    has(plain, polish, 2);
    has(speaks, polish, 4);
    long queue = queue("Rückrufe", plain, speaks);
    long hard = waits(queue);
    needs(hard, polish, 3, true);
    long soft = waits(queue);
    needs(soft, polish, 3, false);
    long low = waits(queue);
    needs(low, polish, 2, true);
    assertEquals(1, count(board(queue, each -> count(each, "unservable") == 1), "unservable"));
    List<JsonObject> listed =
        app.supervisor.items("/supervision/work-items?state=unservable&queue=" + queue);
    assertEquals(List.of(hard), ids("state=unservable&queue=" + queue));
    assertTrue(listed.getFirst().getBoolean("unservable"));
    assertEquals(3, ids("state=queued&queue=" + queue).size());

    // Their personal agent is asked first, and is there.
    app.sql()
        .execute(
            """
            UPDATE work_item SET preferred_agent_id = $2, preferred_until = clock_timestamp() + interval '1 hour'
             WHERE id = $1
            """,
            hard,
            speaks.id());
    assertEquals(List.of(hard), ids("state=unservable&queue=" + queue));
    presence(speaks, "away", "break");
    board(queue, each -> count(each, "unservable") == 0);
    assertEquals(List.of(), ids("state=unservable&queue=" + queue));
  }

  @Test
  void whatIsLetGoOfWithTimeIsUnservableOnlyWhileANeverEndingStepHoldsIt() {
    Colleague plain = away("Nils Neu");
    long topic = skill("Wärmepumpe");
    long queue = queue("Stufen", plain);
    JsonArray needs = new JsonArray().add(new JsonObject().put("skill", topic).put("level", 1));
    JsonArray steps =
        new JsonArray()
            .add(new JsonObject().put("needs", new JsonArray()).put("seconds", 600))
            .add(new JsonObject().put("needs", needs).put("skipIfNobody", false));
    app.sql()
        .execute(
            "UPDATE queue SET settings = $2 WHERE id = $1",
            queue,
            new JsonObject().put("steps", steps));
    long young = waits(queue, "email", 5, Optional.empty());
    long old = waits(queue, "email", 20, Optional.empty());
    board(queue, each -> count(each, "unservable") == 1);
    assertEquals(List.of(old), ids("state=unservable&queue=" + queue));
    assertEquals(List.of(old, young), ids("queue=" + queue));
  }

  @Test
  void aQueueOutsideItsBusinessHoursIsClosed() {
    long queue = queue("Feierabend");
    assertEquals(true, board(queue, each -> each.containsKey("open")).getBoolean("open"));
    app.sql()
        .execute(
            """
            WITH never AS (INSERT INTO business_hours (name, time_zone, week) VALUES ('Nie offen', 'Europe/Berlin', '[]') RETURNING id)
            UPDATE queue SET hours_id = (SELECT id FROM never) WHERE id = $1
            """,
            queue);
    assertFalse(board(queue, each -> !each.getBoolean("open", true)).getBoolean("open"));
  }

  @Test
  void itemsComeInTheOrderOfTheQueueAndEachOnceOverThePages() {
    long queue = queue("Reihenfolge");
    long third = waits(queue, "email", 40, Optional.empty());
    long fourth = waits(queue, "email", 30, Optional.of(600));
    long second = waits(queue, "email", 1, Optional.of(10));
    long first = waits(queue, "email", 5, Optional.of(-10));
    long raised = waits(queue, "email", 2, Optional.empty());
    app.sql()
        .execute(
            "UPDATE work_item SET priority = 5, rank_at = eligible_at - interval '50 minutes' WHERE id = $1",
            raised);
    List<Long> order = List.of(first, second, raised, third, fourth);
    board(queue, each -> count(each, "waiting") == 5);
    assertEquals(order, ids("queue=" + queue));
    List<Long> paged = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      JsonObject page =
          app.supervisor.read(
              "/supervision/work-items?limit=2&queue="
                  + queue
                  + (cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get()));
      Caller.objects(page.getJsonArray("items"))
          .forEach(each -> paged.add(each.getJsonObject("workItem").getLong("id")));
      cursor = Optional.ofNullable(page.getString("nextCursor"));
    }
    assertEquals(order, paged);
    assertEquals(List.of(first), ids("state=overdue&queue=" + queue));
    assertEquals(List.of(second), ids("state=due_soon&queue=" + queue));
    List<String> due =
        app.supervisor.items("/supervision/work-items?queue=" + queue).stream()
            .map(each -> each.getString("dueState"))
            .toList();
    assertEquals(List.of("overdue", "soon", "none", "none", "later"), due);
  }

  @Test
  void whatIsAskedForWronglyIsRefusedInWords() {
    String items = "/supervision/work-items";
    assertEquals("queue_not_found", app.supervisor.get(items + "?queue=987654").code());
    assertEquals("agent_not_found", app.supervisor.get(items + "?agent=987654").code());
    for (String wrong :
        List.of("?state=lost", "?queue=0", "?queue=x", "?limit=0", "?cursor=!!", "?cursor=MS4y")) {
      assertEquals("invalid_request", app.supervisor.get(items + wrong).code(), wrong);
    }
    for (String since : List.of("yesterday", "1969-07-20T20:17:00Z", "2026-05-07", "")) {
      String path = "/supervision/balance?since=" + Caller.encoded(since);
      assertEquals("invalid_request", app.supervisor.get(path).code(), since);
    }
    assertEquals("not_found", app.supervisor.post("/supervision/alarms/987654/seen").code());
    for (String path : List.of("queues", "agents", "work-items", "balance", "alarms", "cluster")) {
      assertEquals("forbidden", app.agent1.get("/supervision/" + path).code(), path);
      assertEquals(200, app.admin.get("/supervision/" + path).status(), path);
    }
    assertEquals("forbidden", app.agent1.post("/supervision/alarms/1/seen").code());
  }

  @Test
  void everybodyIsShownWithWhatTheyHoldAndThoseOnShiftComeFirst() {
    Colleague busy = away("Zoe Zuletzt");
    long queue = queue("Hände", busy);
    long assigned = held(queue, busy, "assigned");
    long wrapping = held(queue, busy, "wrapping");
    held(queue, busy, "parked");
    app.sql()
        .execute(
            "UPDATE agent_slot SET misses = 1, offers_today = 3, offers_on = current_date WHERE agent_id = $1",
            busy.id());
    app.sql()
        .execute(
            """
            INSERT INTO offer (work_item_id, agent_id, live, step, expires_at, outcome, ended_at, epoch)
            VALUES ($1, $2, false, 1, clock_timestamp(), 'timed_out', clock_timestamp(), 0)
            """,
            assigned,
            busy.id());
    app.sql().execute("INSERT INTO connection (agent_id, node) VALUES ($1, 'here')", busy.id());
    JsonObject shown = agent(busy, each -> each.getInteger("offersToday") == 3);
    assertEquals("away", shown.getJsonObject("presence").getString("state"));
    assertEquals("meeting", shown.getJsonObject("presence").getString("reason"));
    assertEquals("home", shown.getJsonObject("presence").getString("location"));
    assertTrue(shown.getBoolean("connected"));
    assertEquals(40, shown.getJsonObject("load").getInteger("used"));
    assertEquals(
        new JsonObject().put("email", 2), shown.getJsonObject("load").getJsonObject("held"));
    assertEquals(
        List.of(assigned, wrapping),
        Caller.objects(shown.getJsonArray("holds")).stream()
            .map(each -> each.getJsonObject("workItem").getLong("id"))
            .toList());
    assertEquals(1, shown.getInteger("missed"));
    assertEquals(1, shown.getInteger("missedToday"));
    assertTrue(shown.getJsonArray("queues").contains((int) queue), shown.encode());
    assertEquals(List.of(wrapping), ids("state=wrapping&agent=" + busy.id()));
    assertEquals(3, ids("agent=" + busy.id()).size());

    List<Boolean> offline =
        app.supervisor.items("/supervision/agents").stream()
            .map(each -> each.getJsonObject("presence").getString("state").equals("offline"))
            .toList();
    assertEquals(offline.stream().sorted().toList(), offline);
    app.sql().execute("UPDATE agent SET active = false WHERE id = $1", busy.id());
    Awaitility.await("who left is not shown").atMost(LONG_ENOUGH).until(() -> find(busy).isEmpty());
  }

  private static Optional<JsonObject> find(Colleague who) {
    return app.supervisor.items("/supervision/agents").stream()
        .filter(each -> each.getJsonObject("person").getLong("id") == who.id())
        .findFirst();
  }

  private static JsonObject agent(Colleague who, Predicate<JsonObject> wanted) {
    Awaitility.await(who.name() + " as expected")
        .atMost(LONG_ENOUGH)
        .until(() -> find(who).filter(wanted).isPresent());
    return find(who).orElseThrow();
  }

  @Test
  void aChangeIsSeenByWhoAsksBecauseOfIt() {
    long conversation = app.newConversation();
    JsonObject item = app.conversation(conversation).getJsonObject("workItem");
    long queue = item.getJsonObject("queue").getLong("id");
    try (LivePage page = LivePage.open(app.supervisor)) {
      for (int round = 0; round < 3; round++) {
        long assigned = count(of(queue), "assigned");
        int told = page.frames().size();
        assertEquals(200, app.agent1.post("/work-items/" + item.getLong("id") + "/take").status());
        Awaitility.await("the page is told")
            .atMost(LONG_ENOUGH)
            .until(() -> page.frames().size() > told);
        assertEquals(assigned + 1, count(of(queue), "assigned"));
        int before = page.frames().size();
        assertEquals(
            200, app.agent1.post("/work-items/" + item.getLong("id") + "/return").status());
        Awaitility.await("the page is told")
            .atMost(LONG_ENOUGH)
            .until(() -> page.frames().size() > before);
        assertEquals(assigned, count(of(queue), "assigned"));
      }
    }
  }

  @Test
  void everythingReceivedIsSomewhereAndWhatIsNowhereIsMissed() {
    String since = "?since=2020-01-01T00:00:00Z";
    String balance = "/supervision/balance" + since;
    app.newConversation();
    byte[] twice = RawMail.from("doppelt@kunde.example").subject("Zweimal").bytes();
    app.arrives(twice);
    app.arrives(twice);
    JsonObject stuck = app.arrives(new byte[0]);
    assertEquals("quarantined", stuck.getString("state"));
    JsonObject sums = app.supervisor.read(balance);
    assertTrue(sums.getBoolean("holds"), sums.encode());
    assertTrue(sums.getLong("duplicates") >= 1, sums.encode());
    assertTrue(sums.getLong("quarantined") >= 1, sums.encode());
    assertEquals(app.count("SELECT count(*) FROM arrival"), sums.getLong("received"));

    // The link says which item stands for an arrival.
    JsonObject linked = app.arrives(RawMail.from("neu@kunde.example").subject("Verbunden"));
    long conversation = linked.getLong("conversationId");
    app.sql()
        .execute(
            """
            INSERT INTO arrival_work (arrival_id, work_item_id)
            SELECT $1, id FROM work_item WHERE conversation_id = $2 ON CONFLICT DO NOTHING
            """,
            linked.getLong("id"),
            conversation);
    long item = app.conversation(conversation).getJsonObject("workItem").getLong("id");
    long assigned = app.supervisor.read(balance).getLong("assigned");
    assertEquals(200, app.agent2.post("/work-items/" + item + "/take").status());
    JsonObject taken = app.supervisor.read(balance);
    assertEquals(assigned + 1, taken.getLong("assigned"));
    assertTrue(taken.getBoolean("holds"), taken.encode());

    // An arrival that is called filed, but stands on no timeline.
    app.sql()
        .execute("UPDATE entry SET arrival_id = NULL WHERE arrival_id = $1", linked.getLong("id"));
    assertFalse(app.supervisor.read(balance).getBoolean("holds"));
    app.sql()
        .execute(
            "UPDATE entry SET arrival_id = $1 WHERE id = $2",
            linked.getLong("id"),
            linked.getLong("entryId"));
    assertTrue(app.supervisor.read(balance).getBoolean("holds"));

    JsonObject today = app.supervisor.read("/supervision/balance");
    assertTrue(today.getString("since").compareTo(today.getString("checkedAt")) <= 0);
    JsonObject later =
        app.supervisor.read("/supervision/balance?since=2999-01-01T00:00:00%2B01:00");
    assertEquals(0, later.getLong("received"));
    assertTrue(later.getBoolean("holds"));
  }

  @Test
  void anAlarmStandsUntilSomebodyHasSeenIt() {
    long alarm =
        app.sql()
            .row(
                "INSERT INTO routing_alarm (kind, detail) VALUES ('slot_drift', $1) RETURNING id",
                new JsonObject().put("agent", 7))
            .orElseThrow()
            .getLong("id");
    JsonObject shown =
        app.supervisor.items("/supervision/alarms").stream()
            .filter(each -> each.getLong("id") == alarm)
            .findFirst()
            .orElseThrow();
    assertEquals("slot_drift", shown.getString("kind"));
    assertEquals(7, shown.getJsonObject("detail").getInteger("agent"));
    try (LivePage other = LivePage.open(app.admin)) {
      assertEquals(204, app.supervisor.post("/supervision/alarms/" + alarm + "/seen").status());
      other.await("the others are told", frame -> frame.getString("type").equals("alarm_raised"));
    }
    assertEquals(204, app.admin.post("/supervision/alarms/" + alarm + "/seen").status());
    assertEquals(
        app.supervisor.id(), app.count("SELECT seen_by FROM routing_alarm WHERE id = $1", alarm));
    assertTrue(
        app.supervisor.items("/supervision/alarms").stream()
            .noneMatch(each -> each.getLong("id") == alarm));
  }

  @Test
  void theClusterNamesItsNodesAndWhoRoutes() {
    JsonObject cluster = app.supervisor.read("/supervision/cluster");
    assertEquals(app.node.app().node(), cluster.getString("node"));
    Awaitility.await("a node routes")
        .atMost(LONG_ENOUGH)
        .until(() -> app.supervisor.read("/supervision/cluster").containsKey("router"));
    app.sql().execute("UPDATE lease SET since = since - interval '1 hour' WHERE name = 'router'");
    JsonObject router = app.supervisor.read("/supervision/cluster").getJsonObject("router");
    assertTrue(router.getLong("epoch") >= 1, router.encode());
    long held = router.getLong("sinceSeconds");
    assertTrue(held >= 3600 && held < 2 * 3600, router.encode());
    app.sql()
        .execute(
            "INSERT INTO connection (agent_id, node) VALUES ($1, 'fremd'), ($2, 'fremd')",
            app.agent1.id(),
            app.agent2.id());
    List<JsonObject> nodes =
        Caller.objects(app.supervisor.read("/supervision/cluster").getJsonArray("nodes"));
    JsonObject foreign =
        nodes.stream()
            .filter(each -> each.getString("node").equals("fremd"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, foreign.getInteger("agents"));
    assertTrue(
        nodes.stream().anyMatch(each -> each.getString("node").equals(app.node.app().node())));
    app.sql()
        .execute(
            "UPDATE connection SET seen_at = clock_timestamp() - interval '2 minutes' WHERE node = 'fremd'");
    assertTrue(
        Caller.objects(app.supervisor.read("/supervision/cluster").getJsonArray("nodes")).stream()
            .noneMatch(each -> each.getString("node").equals("fremd")));
  }
}
