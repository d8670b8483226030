package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.intake.ArrivalId;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItemId;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saying whose a scanned letter is, as work: offered, taken, handed on like any other. */
class CheckScanTest {
  private static TestApp app;
  private static EventLog events;
  private static long letterbox;
  private Shift shift;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    events = new EventLog(() -> app.node.vertx().eventBus().publish("faden.look", ""));
    Reply account =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Post")
                .put("address", "Nordlicht, Hafenstraße 4a, 24103 Kiel")
                .put("displayName", "Nordlicht")
                .put("letter", new JsonObject()));
    assertEquals(201, account.status(), account::text);
    letterbox = account.json().getLong("id");
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

  private record ToCheck(long arrival, long item) {}

  /** A letter that was read, of which somebody has to say whose it is. */
  private ToCheck letter() {
    return app.sql()
        .transaction(
            tx -> {
              long arrival =
                  tx.row(
                          """
                          INSERT INTO arrival (channel_account_id, source_key, raw, sha256, size, state)
                          VALUES ($1, $2, $3, '', 0, 'checking') RETURNING id
                          """,
                          letterbox,
                          UUID.randomUUID() + "/scan.pdf",
                          "%PDF-".getBytes(StandardCharsets.US_ASCII))
                      .orElseThrow()
                      .getLong("id");
              tx.execute(
                  """
                  INSERT INTO scan (arrival_id, name, received_on, scanned_at, read_at)
                  VALUES ($1, 'scan.pdf', current_date, clock_timestamp(), clock_timestamp())
                  """,
                  arrival);
              tx.execute(
                  """
                  INSERT INTO scan_page (arrival_id, number, width_mm, height_mm, recognised, confidence, body_text, words)
                  VALUES ($1, 1, 210, 297, true, 90, E'Sehr geehrte\\nDamen <b>und</b> Herren', '[]')
                  """,
                  arrival);
              long item =
                  tx.row(
                          """
                          INSERT INTO work_item (kind, arrival_id, queue_id, channel, cost) VALUES ('check_scan', $1, $2, 'letter', 20)
                          RETURNING id
                          """,
                          arrival,
                          shift.queue)
                      .orElseThrow()
                      .getLong("id");
              tx.execute(
                  "INSERT INTO arrival_work (arrival_id, work_item_id) VALUES ($1, $2)",
                  arrival,
                  item);
              events.append(
                  tx,
                  Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
                      .workItem(new WorkItemId(item))
                      .arrival(new ArrivalId(arrival).value()));
              return new ToCheck(arrival, item);
            });
  }

  private static List<JsonObject> held(Colleague who) {
    return Colleague.objects(who.read("/me/work").getJsonArray("scans"));
  }

  @Test
  void aScanIsOfferedToWhoIsThereAndFoundAgainByWhoAcceptedIt() {
    Colleague anna = shift.hire("Anna");
    shift.set(new JsonObject(), anna);
    LivePage page = shift.available(anna);
    ToCheck letter = letter();
    JsonObject offer = shift.awaitOffer(anna, letter.item());
    assertFalse(offer.containsKey("conversationId"));
    assertFalse(offer.containsKey("customer"));
    assertEquals("scan.pdf", offer.getString("subject"));
    assertEquals("Sehr geehrte Damen <b>und</b> Herren", offer.getString("preview"));
    assertEquals("check_scan", offer.getJsonObject("workItem").getString("kind"));
    assertEquals(letter.arrival(), offer.getJsonObject("workItem").getLong("arrivalId"));
    page.awaitEvent("offer_changed", "arrivalId", letter.arrival());
    Reply accepted = anna.post("/offers/" + offer.getLong("id") + "/accept");
    assertEquals("assigned", accepted.json().getString("state"));
    assertEquals(letter.arrival(), accepted.json().getLong("arrivalId"));
    page.awaitEvent("work_item_changed", "arrivalId", letter.arrival());
    assertEquals(1, anna.read("/me/work").getLong("mine"));
    JsonObject mine = held(anna).getFirst();
    assertEquals(letter.arrival(), mine.getJsonObject("workItem").getLong("arrivalId"));
    assertEquals("scan.pdf", mine.getString("subject"));
    assertEquals(20, anna.read("/me/offers").getJsonObject("load").getInteger("used"));
  }

  @Test
  void aScanIsTakenReturnedAndHandedOnByAgents() {
    Colleague anna = shift.hire("Anna");
    Colleague bert = shift.hire("Bert");
    shift.set(new JsonObject());
    shift.available(bert);
    ToCheck letter = letter();
    long waiting = anna.read("/me/work").getLong("scansWaiting");
    assertTrue(waiting >= 1);
    String item = "/work-items/" + letter.item();
    assertEquals("assigned", anna.post(item + "/take").json().getString("state"));
    assertEquals("work_item_taken", bert.post(item + "/take").code());
    assertEquals(waiting - 1, anna.read("/me/work").getLong("scansWaiting"));
    assertEquals("queued", anna.post(item + "/return").json().getString("state"));
    assertEquals(List.of(), held(anna));
    assertEquals(
        "invalid_request",
        anna.post(item + "/transfer", new JsonObject().put("agent", bert.id()).put("note", "Bitte"))
            .code());
    Reply handed = anna.post(item + "/transfer", new JsonObject().put("agent", bert.id()));
    assertEquals("assigned", handed.json().getString("state"), handed::text);
    assertEquals(1, held(bert).size());
    assertEquals(200, anna.get(item + "/why").status());
  }

  @Test
  void theNextItemMayBeAScanButNeverWhatOnlySupervisorsMaySee() {
    Colleague anna = shift.hire("Anna");
    ToCheck letter = letter();
    long quarantined =
        app.sql()
            .row(
                """
                WITH a AS (INSERT INTO arrival (channel_account_id, source_key, raw, sha256, size, state)
                           VALUES ($1, $2, '', '', 0, 'quarantined') RETURNING id)
                INSERT INTO work_item (kind, arrival_id, queue_id, channel, eligible_at, rank_at)
                SELECT 'check_arrival', a.id, $3, 'letter', clock_timestamp() - interval '1 day', clock_timestamp() - interval '1 day'
                  FROM a RETURNING id
                """,
                letterbox,
                UUID.randomUUID().toString(),
                shift.queue)
            .orElseThrow()
            .getLong("id");
    Reply next = anna.post("/work-items/next", new JsonObject().put("queue", shift.queue));
    assertEquals(letter.item(), next.json().getLong("id"), next::text);
    assertEquals("not_found", anna.post("/work-items/" + quarantined + "/take").code());
    assertEquals(
        204, anna.post("/work-items/next", new JsonObject().put("queue", shift.queue)).status());
  }

  @Test
  void signingOffHandsBackAScan() {
    Colleague anna = shift.hire("Anna");
    JsonObject letters = new JsonObject().put("letter", new JsonObject().put("autoAccept", true));
    shift.set(new JsonObject().put("channels", letters), anna);
    shift.available(anna);
    ToCheck letter = letter();
    shift.awaitState(letter.item(), "assigned");
    shift.presence(anna, new JsonObject().put("state", "offline"));
    shift.awaitState(letter.item(), "queued");
  }

  @Test
  void supervisorsSeeAScanThatWaitsAndTheBalanceCountsIt() {
    shift.set(new JsonObject());
    String since =
        app.sql()
            .row("SELECT clock_timestamp() AS now")
            .orElseThrow()
            .getOffsetDateTime("now")
            .toString();
    ToCheck letter = letter();
    JsonObject balance =
        app.supervisor.read("/supervision/balance?since=" + Colleague.encoded(since));
    assertEquals(1, balance.getInteger("received"));
    assertEquals(1, balance.getInteger("queued"));
    assertTrue(balance.getBoolean("holds"));
    List<JsonObject> items = app.supervisor.items("/supervision/work-items?queue=" + shift.queue);
    assertEquals(letter.arrival(), items.getFirst().getJsonObject("workItem").getLong("arrivalId"));
    assertEquals("scan.pdf", items.getFirst().getString("subject"));
    assertFalse(items.getFirst().containsKey("customer"));
    JsonArray queues = app.agent1.read("/me/work").getJsonArray("queues");
    assertEquals(
        1,
        Colleague.objects(queues).stream()
            .filter(queue -> queue.getLong("id") == shift.queue)
            .findFirst()
            .orElseThrow()
            .getInteger("waiting"));
  }
}
