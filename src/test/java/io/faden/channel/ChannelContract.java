package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.intake.Ledger;
import io.faden.platform.live.EventLog;
import io.faden.testing.Colleague;
import io.faden.testing.Hold;
import io.faden.testing.ProcessNode;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every channel promises, held against each of them: an arrival survives a crash at any point
 * and is filed exactly once; what cannot be read is set aside, makes work and holds up nobody; what
 * comes twice is there once; what comes from outside is text.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ChannelContract {
  static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
  private static final int LAST = Integer.MAX_VALUE;

  /** Replies wait so long for a test that prepares what they meet. */
  private static final int UNDO_SECONDS = 2;

  @TempDir Path folder;
  TestApp app;

  /** The origin of the node that serves now. */
  private String origin;

  @BeforeAll
  void start() {
    app = TestApp.start(UNDO_SECONDS, conditions());
    origin = app.node.origin();
    setUp();
  }

  @AfterAll
  void stop() {
    app.close();
  }

  /**
   * Something that comes from outside.
   *
   * @param token stands in its bytes or in the name by which the source keeps it, and nowhere else
   */
  record Thing(String token, byte[] bytes) {}

  /** Settings that all nodes have. */
  Map<String, String> conditions() {
    return Map.of();
  }

  /** Accounts, and whom they need. */
  abstract void setUp();

  /** The account on which things arrive. */
  abstract ChannelAccountId account();

  /** Something that can be read and is filed by itself; the text stands in it. */
  abstract Thing something(String token, String text);

  abstract Thing unreadable(String token);

  /** The state of an arrival with which the channel has done its part. */
  String done() {
    return "filed";
  }

  /**
   * The source hands it over, to that node if it asks for one. Handing it over again is allowed.
   */
  abstract void comes(Thing thing, String where);

  /** Into which table filing puts a row, in the middle of its transaction. */
  abstract String table();

  /** How many of what it makes were made of it. */
  abstract long made(Thing thing);

  /** What people are shown of it, as JSON; MARKUP stood in it. */
  abstract JsonObject shown(Thing thing);

  /** Replies on their way when a node is killed; nothing where a channel has none. */
  Replies replies() {
    return new Replies() {
      @Override
      public void underWay(String where) {
        // Nothing is sent on this channel.
      }

      @Override
      public void checked() {
        // Nothing was sent.
      }
    };
  }

  /** Replies that are cut off by the death of a node. */
  interface Replies {
    /** Sends them on that node until they are where it is to die. */
    void underWay(String where);

    /** Another node runs: each was delivered once, or has failed for everybody to see. */
    void checked();
  }

  static String token() {
    return UUID.randomUUID().toString();
  }

  Colleague here(Colleague who) {
    return who.at(origin);
  }

  private List<io.vertx.sqlclient.Row> arrivals(Thing thing) {
    return app.sql()
        .rows(
            """
            SELECT id, state FROM arrival
             WHERE channel_account_id = $1
               AND (position($2 IN source_key) > 0 OR position(convert_to($2, 'UTF8') IN raw) > 0) ORDER BY id
            """,
            account(),
            thing.token());
  }

  private List<String> states(Thing thing) {
    return arrivals(thing).stream().map(row -> row.getString("state")).toList();
  }

  /** Puts bytes into the ledger as the channel does that took them. */
  void record(Thing thing) {
    Ledger ledger =
        new Ledger(
            new EventLog(
                () -> {
                  // Whoever files looks by itself.
                }));
    assertTrue(
        app.sql()
            .transaction(tx -> ledger.record(tx, account(), thing.token(), thing.bytes()))
            .isPresent());
  }

  /** Settled one way or another; the number of its first arrival. */
  long settled(Thing thing) {
    Awaitility.await("it is settled")
        .atMost(LONG_ENOUGH)
        .until(() -> !states(thing).isEmpty() && !states(thing).contains("received"));
    return arrivals(thing).getFirst().getLong("id");
  }

  private void assertBalanced() {
    JsonObject balance = here(app.supervisor).read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
    assertEquals(0, balance.getInteger("pending"), balance::encode);
  }

  @Test
  void whatCannotBeReadIsSetAsideMakesWorkAndHoldsUpNobody() {
    Thing broken = unreadable(token());
    Thing behind = something(token(), "Was dahinter kommt, geht weiter.");
    comes(broken, origin);
    comes(behind, origin);
    long arrival = settled(broken);
    settled(behind);
    assertEquals(List.of(done()), states(behind));
    assertEquals(1, made(behind));
    assertEquals(List.of("quarantined"), states(broken));
    assertEquals(0, made(broken));
    JsonObject shown = here(app.supervisor).read("/intake/arrivals/" + arrival);
    assertTrue(shown.getString("error").length() > 10, shown::encode);
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM work_item WHERE arrival_id = $1 AND kind = 'check_arrival' AND state = 'queued'",
            arrival));
    assertBalanced();
  }

  @Test
  void whatComesTwiceIsThereOnce() {
    Thing thing = something(token(), "Zweimal dasselbe.");
    comes(thing, origin);
    settled(thing);
    comes(thing, origin);
    settled(thing);
    List<String> states = states(thing);
    assertEquals(done(), states.getFirst());
    assertEquals(1, made(thing));
    assertBalanced();
  }

  @Test
  void whatComesFromOutsideIsTextAndNothingElse() {
    Thing thing = something(token(), MARKUP);
    comes(thing, origin);
    settled(thing);
    JsonObject shown = shown(thing);
    assertTrue(
        shown.encode().contains("<img src=x onerror=alert(1)>"),
        () -> "as it was written, for the page to show as text: " + shown.encodePrettily());
  }

  /** One is in the middle of being filed, one waits behind it, one's source was never told. */
  @Test
  @Order(LAST)
  void whereverANodeIsKilledEveryArrivalIsFiledOnceAndEveryReplyIsAccountedFor() {
    Thing begun = something(token(), "Mitten im Ablegen.");
    Thing behind = something(token(), "Aufgenommen und noch nicht abgelegt.");
    Thing untold = something(token(), "Aufgenommen, und die Quelle weiß es nicht.");
    Replies replies = replies();
    app.node.close();
    try (ProcessNode victim =
        ProcessNode.start(app.db.options(), folder, settings()).awaitReady()) {
      replies.underWay(victim.url());
      try (Hold hold = new Hold(app, table())) {
        comes(begun, victim.url());
        hold.awaitHeld();
        comes(behind, victim.url());
        comes(untold, victim.url());
        Awaitility.await("all are recorded")
            .atMost(LONG_ENOUGH)
            .until(() -> states(behind).size() + states(untold).size() == 2);
        assertEquals(List.of("received"), states(begun));
        assertEquals(List.of("received"), states(behind));
        assertEquals(List.of("received"), states(untold));
        victim.kill();
      }
    }
    origin = app.startNode(conditions()).origin();
    // Its source offers it again, and a nervous one the others, too.
    comes(untold, origin);
    comes(begun, origin);
    for (Thing each : List.of(begun, behind, untold)) {
      settled(each);
      assertEquals(done(), states(each).getFirst());
      assertTrue(
          states(each).stream()
              .skip(1)
              .allMatch(state -> state.equals(done()) || state.equals("duplicate")),
          () -> states(each).toString());
      assertEquals(1, made(each));
    }
    replies.checked();
    assertBalanced();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("FADEN_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("FADEN_SCAN_DIR", app.scans.toString());
    settings.put("FADEN_MAIL_POLL_SECONDS", "1");
    settings.put("FADEN_REPLY_UNDO_SECONDS", "0");
    settings.put("FADEN_PRESENCE_LOST_SECONDS", "3600");
    settings.putAll(conditions());
    return settings;
  }

  /** What was in the hands of a node that is dead is nobody's any more. */
  void claimsAreOver() {
    app.sql()
        .execute(
            "UPDATE delivery SET claimed_until = clock_timestamp() WHERE state IN ('claimed', 'transmitting')");
  }

  /** An answer that is up to date, without waiting for anything. */
  long answer(long conversation, String text, JsonObject more, String where) {
    Colleague agent = app.agent1.at(where);
    JsonObject body =
        new JsonObject()
            .put("text", text)
            .put("replySeq", agent.read("/conversations/" + conversation).getInteger("replySeq"))
            .mergeIn(more);
    io.faden.testing.ApiServer.Reply reply =
        agent.post("/conversations/" + conversation + "/replies", body);
    assertEquals(201, reply.status(), reply::text);
    return reply.json().getLong("id");
  }

  JsonObject replyOf(long entry) {
    return here(app.agent1).read("/entries/" + entry).getJsonObject("reply");
  }

  JsonObject awaitReply(long entry, String status) {
    Awaitility.await("reply " + entry + " is " + status)
        .atMost(LONG_ENOUGH)
        .until(() -> replyOf(entry).getString("status").equals(status));
    return replyOf(entry);
  }

  /** Seen by everybody: it says why, the conversation is open again, and it is in the list. */
  void assertFailedVisibly(long conversation, long entry) {
    JsonObject reply = awaitReply(entry, "failed");
    assertTrue(reply.getString("error").length() > 10, reply::encode);
    Colleague agent = here(app.agent1);
    assertEquals("open", agent.read("/conversations/" + conversation).getString("status"));
    assertTrue(
        agent.items("/conversations?view=failed&limit=100").stream()
            .anyMatch(row -> row.getLong("id") == conversation));
  }

  /** An answer whose account is switched off while it waits. */
  void assertAccountThatIsOffFails(long account, long conversation, JsonObject more) {
    long entry = answer(conversation, "Über ein Postfach, das niemand mehr hat.", more, origin);
    app.sql().execute("UPDATE channel_account SET active = false WHERE id = $1", account);
    try {
      assertFailedVisibly(conversation, entry);
    } finally {
      app.sql().execute("UPDATE channel_account SET active = true WHERE id = $1", account);
    }
  }
}
