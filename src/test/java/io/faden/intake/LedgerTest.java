package io.faden.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.AtOnce;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject arrival(long id) {
    return app.supervisor.read("/intake/arrivals/" + id);
  }

  @Test
  void theSameThingFromTheSameSourceIsRecordedOnce() {
    byte[] raw = RawMail.from("a@kunde.example").bytes();
    String key = UUID.randomUUID().toString();
    app.record(app.account(), key, raw);
    assertTrue(
        app.sql()
            .transaction(tx -> app.node.ledger().record(tx, app.account(), key, raw))
            .isEmpty());
    assertEquals(1, app.count("SELECT count(*) FROM arrival WHERE source_key = $1", key));
    assertEquals(
        java.util.Set.of(key),
        app.node.ledger().known(app.sql(), app.account(), List.of(key, "another")));
  }

  @Test
  void whatCannotBeReadIsQuarantinedAndHoldsUpNobody() {
    ArrivalId broken = app.record("   \r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ArrivalId behind = app.record(RawMail.from("b@kunde.example").bytes());
    assertEquals("filed", app.settled(behind).getString("state"));
    JsonObject quarantined = app.settled(broken);
    assertEquals("quarantined", quarantined.getString("state"));
    assertFalse(quarantined.getString("error").isBlank());
    assertArrayEquals(
        "   \r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        app.supervisor.bytes("/intake/arrivals/" + broken.value() + "/raw"));
    assertTrue(
        app.supervisor.items("/intake/arrivals?state=quarantined").stream()
            .anyMatch(each -> each.getLong("id") == broken.value()));
    long item =
        app.count("SELECT id FROM work_item WHERE arrival_id = $1 AND state = 'queued'", broken);
    for (String path :
        List.of("/intake/arrivals", "/intake/arrivals/" + broken.value(), "/intake/balance")) {
      assertEquals("forbidden", app.agent1.get(path).code());
    }
    assertEquals("not_found", app.agent1.post("/work-items/" + item + "/take").code());
    assertEquals(0, app.agent1.read("/me/work").getInteger("quarantined"));
    assertTrue(app.supervisor.read("/me/work").getInteger("quarantined") >= 1);
    assertEquals(200, app.supervisor.post("/work-items/" + item + "/take").status());
    assertEquals("work_item_not_closable", completed(app.newConversation()));
    assertEquals(200, app.supervisor.post("/work-items/" + item + "/complete").status());
    assertEquals("quarantined", arrival(broken.value()).getString("state"));
  }

  private static String completed(long conversation) {
    long item = app.conversation(conversation).getJsonObject("workItem").getLong("id");
    return app.supervisor.post("/work-items/" + item + "/complete").code();
  }

  @Test
  void tryingAgainFilesWhatCanBeFiledNow() throws Exception {
    // Something in the database refuses the message, as a full disk or a fault of ours would.
    app.sql()
        .execute(
            "ALTER TABLE entry ADD CONSTRAINT not_today CHECK (subject <> 'verflixt') NOT VALID");
    JsonObject arrival = app.arrives(RawMail.from("c@kunde.example").subject("verflixt"));
    long id = arrival.getLong("id");
    assertEquals("quarantined", arrival.getString("state"));
    assertEquals(
        "quarantined",
        app.supervisor.post("/intake/arrivals/" + id + "/retry").json().getString("state"));
    app.sql().execute("ALTER TABLE entry DROP CONSTRAINT not_today");
    assertEquals("forbidden", app.agent1.post("/intake/arrivals/" + id + "/retry").code());
    List<Integer> tries =
        AtOnce.times(4, () -> app.supervisor.post("/intake/arrivals/" + id + "/retry").status());
    assertTrue(tries.contains(200) && tries.stream().allMatch(each -> each == 200 || each == 409));
    assertEquals("filed", arrival(id).getString("state"));
    assertFalse(arrival(id).containsKey("error"));
    assertEquals(1, app.messages(arrival(id).getLong("conversationId")).size());
    assertEquals(
        0,
        app.count("SELECT count(*) FROM work_item WHERE arrival_id = $1 AND state <> 'done'", id));
    assertEquals(
        "arrival_not_quarantined", app.supervisor.post("/intake/arrivals/" + id + "/retry").code());
    assertEquals("not_found", app.supervisor.post("/intake/arrivals/999999/retry").code());
  }

  @Test
  void anArrivalThatAlwaysMeetsAFaultOfTheMomentIsSetAside() {
    app.sql()
        .execute(
            """
            CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200'; END $$
            """);
    app.sql()
        .execute(
            """
            CREATE TRIGGER stumble BEFORE INSERT ON entry FOR EACH ROW
            WHEN (NEW.subject = 'zu viel') EXECUTE FUNCTION stumble()
            """);
    ArrivalId heavy = app.record(RawMail.from("d@kunde.example").subject("zu viel").bytes());
    ArrivalId behind = app.record(RawMail.from("d@kunde.example").subject("danach").bytes());
    assertEquals("filed", app.settled(behind).getString("state"));
    assertEquals("quarantined", app.settled(heavy).getString("state"));
  }

  @Test
  void whatArrivedIsNeitherChangedNorDeleted() {
    ArrivalId id = app.record(RawMail.from("e@kunde.example").bytes());
    app.settled(id);
    for (String change :
        List.of(
            "UPDATE arrival SET raw = 'x' WHERE id = $1",
            "UPDATE arrival SET sha256 = 'x' WHERE id = $1",
            "UPDATE arrival SET received_at = received_at - interval '1 day' WHERE id = $1",
            "UPDATE arrival SET source_key = 'y' WHERE id = $1",
            "DELETE FROM arrival WHERE id = $1")) {
      PgException refused =
          assertThrows(PgException.class, () -> app.sql().execute(change, id), change);
      assertEquals("23001", refused.getSqlState());
    }
  }

  @Test
  void twoNodesFileEveryArrivalOnceAndTheBooksBalance() {
    TestApp.Node other = app.startNode();
    List<ArrivalId> arrivals = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      String key = UUID.randomUUID().toString();
      byte[] raw =
          RawMail.from("f" + number % 7 + "@kunde.example").subject("Nr. " + number).bytes();
      Ledger ledger = number % 2 == 0 ? app.node.ledger() : other.ledger();
      arrivals.add(
          app.sql().transaction(tx -> ledger.record(tx, app.account(), key, raw)).orElseThrow());
      if (number == 30) {
        // Whoever holds the lease loses it in the middle.
        app.sql()
            .execute(
                "UPDATE lease SET holder = 'nobody', epoch = epoch + 1, until = clock_timestamp() + interval '1 second' WHERE name = 'filing'");
      }
    }
    for (ArrivalId arrival : arrivals) {
      assertEquals("filed", app.settled(arrival).getString("state"));
      assertEquals(1, app.count("SELECT count(*) FROM entry WHERE arrival_id = $1", arrival));
    }
    JsonObject balance = app.supervisor.read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
    assertEquals(
        balance.getInteger("received"),
        balance.getInteger("filed")
            + balance.getInteger("duplicate")
            + balance.getInteger("quarantined"));
  }

  @Test
  void theLedgerIsPagedWithoutGaps() {
    for (int number = 0; number < 5; number++) {
      app.arrives(RawMail.from("g@kunde.example").subject("Seite " + number));
    }
    List<Long> seen = new ArrayList<>();
    JsonObject page = app.supervisor.read("/intake/arrivals?limit=2");
    for (int pages = 0; pages < 500; pages++) {
      page.getJsonArray("items").forEach(each -> seen.add(((JsonObject) each).getLong("id")));
      if (!page.containsKey("nextCursor")) {
        break;
      }
      page = app.supervisor.read("/intake/arrivals?limit=2&cursor=" + page.getString("nextCursor"));
    }
    assertEquals(app.count("SELECT count(*) FROM arrival"), seen.size());
    assertEquals(seen.stream().distinct().sorted((a, b) -> Long.compare(b, a)).toList(), seen);
    assertEquals("invalid_request", app.supervisor.get("/intake/arrivals?cursor=quatsch").code());
    assertEquals("invalid_request", app.supervisor.get("/intake/arrivals?state=lost").code());
  }
}
