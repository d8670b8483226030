package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.testing.Crowd;
import io.faden.testing.NodeGroup;
import io.faden.testing.NodeGroup.Leader;
import io.faden.testing.ProcessNode;
import io.faden.testing.SimulatedAgent;
import io.faden.testing.Stalls;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three processes on one database, and fifty people at work: whatever happens to the one that
 * routes, another goes on in time, nothing is lost and nothing is given to two.
 */
@Isolated("it times how soon a node takes over")
class RoutingClusterTest {
  private static final int PEOPLE = 50;
  private static final Duration RESUMES_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private static NodeGroup house;

  @BeforeAll
  static void start() {
    house = new NodeGroup(folder, 3);
    // Short, so that offers that are let pass end within the test.
    house.setDefaultQueue(
        new JsonObject()
            .put(
                "channels",
                new JsonObject().put("email", new JsonObject().put("offerSeconds", 6))));
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  @Test
  void aLeaderThatIsKilledStoppedOrCutOffIsReplacedInTimeAndNothingIsLostOrOfferedTwice() {
    house.startAll();
    try (Crowd crowd = new Crowd(house, PEOPLE)) {
      atWork(crowd);
      killed(crowd);
      stopped(crowd);
      stoppedInTheMiddleOfAClaim(crowd);
      cutOff(crowd);
      crowd.finishUp();
      awaitAllDone(crowd);
      nothingIsLost();
      nothingIsGivenToTwo();
    } catch (AssertionError | RuntimeException fault) {
      tellAll();
      throw fault;
    }
  }

  @Test
  void restartedOneByOneNodesLoseNothingAndNobodyIsMissed() {
    house.startAll();
    try (Crowd crowd = new Crowd(house, PEOPLE)) {
      long first = crowd.agents().getFirst().id();
      atWork(crowd);
      for (NodeGroup.Place place : house.places()) {
        boolean leads = house.awaitLeader().place().equals(place);
        long epoch = house.awaitLeader().epoch();
        Instant stopped = now();
        int connected = connections(crowd);
        place.process().stop();
        if (leads) {
          Resumed resumed = awaitOffersAfter(epoch, stopped);
          System.out.printf(
              Locale.ROOT,
              "the routing node was stopped: the next one offers after %.2f s, %.2f s after its last%n",
              seconds(resumed.after()),
              gap(epoch, resumed.epoch()));
        }
        Awaitility.await("pages are back")
            .atMost(LONG_ENOUGH)
            .until(() -> connections(crowd) > connected && crowd.allConnected());
        place.start();
        place.process().awaitReady();
        awaitAtWork();
      }
      crowd.finishUp();
      awaitAllDone(crowd);
      nothingIsLost();
      nothingIsGivenToTwo();
      assertEquals(
          0,
          count(
              "SELECT count(*) FROM presence_interval WHERE state = 'disconnected' AND agent_id >= $1",
              first),
          "nobody was missed");
      assertEquals(
          0,
          count("SELECT count(*) FROM offer WHERE outcome = 'withdrawn' AND agent_id >= $1", first),
          "no offer was taken back");
    } catch (AssertionError | RuntimeException fault) {
      tellAll();
      throw fault;
    }
  }

  private static int connections(Crowd crowd) {
    return crowd.agents().stream().mapToInt(SimulatedAgent::connections).sum();
  }

  private static void killed(Crowd crowd) {
    Leader before = ready(crowd);
    try (Stalls stalls = new Stalls()) {
      Instant at = now();
      before.place().process().kill();
      report("killed", awaitOffersAfter(before.epoch(), at), stalls);
    }
  }

  private static void stopped(Crowd crowd) {
    Leader before = ready(crowd);
    ProcessNode stopped = before.place().process();
    try (Stalls stalls = new Stalls()) {
      Instant at = now();
      stopped.freeze();
      report("stopped", awaitOffersAfter(before.epoch(), at), stalls);
    }
    goesOnAndFollows(before);
  }

  private static void goesOnAndFollows(Leader before) {
    ProcessNode node = before.place().process();
    node.unfreeze();
    Awaitility.await("the old one has noticed")
        .atMost(LONG_ENOUGH)
        .until(() -> gaveUp(node, before.epoch()));
    Awaitility.await("it serves people again")
        .atMost(LONG_ENOUGH)
        .ignoreExceptions()
        .until(() -> house.admin().at(before.place().url()).get("/me").status() == 200);
    assertEquals(0, lateOffers(), "a late claim was refused");
  }

  /** The worst moment: it holds its lease and has decided, and the database was just to agree. */
  private static void stoppedInTheMiddleOfAClaim(Crowd crowd) {
    Leader before = ready(crowd);
    ProcessNode stopped = before.place().process();
    try (Stalls stalls = new Stalls()) {
      Instant at =
          Awaitility.await("a claim waits for us")
              .atMost(LONG_ENOUGH)
              .until(() -> frozenInAClaim(stopped), Optional::isPresent)
              .orElseThrow();
      report("stopped inside a claim", awaitOffersAfter(before.epoch(), at), stalls);
    }
    goesOnAndFollows(before);
  }

  /**
   * The moment; empty if nobody was claimed for while nobody could be. As long as the slots are
   * locked no work comes to an end either, so they are let go again soon.
   */
  private static Optional<Instant> frozenInAClaim(ProcessNode stopped) {
    return house
        .database()
        .transaction(
            tx -> {
              tx.rows("SELECT agent_id FROM agent_slot ORDER BY agent_id FOR UPDATE");
              for (int look = 0; look < 100; look++) {
                if (aClaimWaits(tx)) {
                  Instant moment = now();
                  stopped.freeze();
                  return Optional.of(moment);
                }
              }
              return Optional.empty();
            });
  }

  /** Takes a hundredth of a second, so that whoever asks again need not sleep. */
  private static boolean aClaimWaits(Tx tx) {
    // Else a transaction sees for good what it saw first.
    tx.rows("SELECT pg_stat_clear_snapshot()");
    return tx.rows(
                """
                SELECT count(*) AS waiting FROM pg_sleep(0.01), pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                   AND query LIKE 'WITH wanted AS%' AND query LIKE '%agent_slot%'
                """)
            .getFirst()
            .getLong("waiting")
        > 0;
  }

  private static boolean gaveUp(ProcessNode node, long epoch) {
    return Pattern.compile(
            "(another node routes now|right to route is lost) epoch="
                + epoch
                + "\\b"
                + "|routing was interrupted")
        .matcher(node.printed())
        .find();
  }

  private static void cutOff(Crowd crowd) {
    Leader before = ready(crowd);
    try (Stalls stalls = new Stalls()) {
      Instant at = now();
      before.place().line().cut();
      report("cut off from the database", awaitOffersAfter(before.epoch(), at), stalls);
    }
    assertTrue(before.place().process().isAlive());
    before.place().line().mend();
    Awaitility.await("it serves people again")
        .atMost(LONG_ENOUGH)
        .ignoreExceptions()
        .until(() -> house.admin().at(before.place().url()).get("/me").status() == 200);
  }

  /** Everybody is on shift and has had something to do. */
  private static void atWork(Crowd crowd) {
    Awaitility.await("everybody is at work")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                crowd.allConnected()
                    && crowd.agents().stream().allMatch(agent -> agent.accepted() > 0));
  }

  /** There is work, and it is given out. */
  private static void awaitAtWork() {
    Instant from = now();
    Awaitility.await("work waits and is given out")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                count("SELECT count(*) FROM work_item WHERE state = 'queued'") >= 20
                    && count("SELECT count(*) FROM offer WHERE epoch > 0 AND offered_at > $1", from)
                        >= 20);
  }

  private static Leader ready(Crowd crowd) {
    Awaitility.await("everybody has a page").atMost(LONG_ENOUGH).until(crowd::allConnected);
    awaitAtWork();
    return house.awaitLeader();
  }

  /** The first offer under a later epoch, and how long after a moment it was made. */
  private record Resumed(long epoch, Duration after) {}

  private static Resumed awaitOffersAfter(long epoch, Instant moment) {
    return Awaitility.await("offers are made under a later epoch than " + epoch)
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                house
                    .database()
                    .row(
                        "SELECT epoch, offered_at FROM offer WHERE epoch > $1 ORDER BY offered_at LIMIT 1",
                        epoch)
                    .map(
                        row ->
                            new Resumed(
                                row.getLong("epoch"),
                                Duration.between(moment, Columns.instant(row, "offered_at")))),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Seconds between the last offer under one epoch and the first under another. */
  private static double gap(long last, long next) {
    return house
        .database()
        .row(
            """
            SELECT extract(epoch FROM (SELECT min(offered_at) FROM offer WHERE epoch = $2)
                                      - (SELECT max(offered_at) FROM offer WHERE epoch = $1))::double precision AS gap
            """,
            last,
            next)
        .orElseThrow()
        .getDouble("gap");
  }

  private static void report(String what, Resumed resumed, Stalls stalls) {
    Duration stalled = stalls.sum();
    System.out.printf(
        Locale.ROOT,
        "%s: routing resumed after %.2f s under epoch %d (this machine stalled for %.2f s)%n",
        what,
        seconds(resumed.after()),
        resumed.epoch(),
        seconds(stalled));
    assertTrue(
        resumed.after().compareTo(RESUMES_WITHIN.plus(stalled)) <= 0,
        what + ": resumed after " + resumed.after() + ", stalled for " + stalled);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /** The database's time. */
  private static Instant now() {
    return Columns.instant(
        house.database().row("SELECT clock_timestamp() AS now").orElseThrow(), "now");
  }

  private static long count(String query, Object... binds) {
    return house.database().row(query, binds).orElseThrow().getLong(0);
  }

  private static void awaitAllDone(Crowd crowd) {
    Awaitility.await("everything is settled")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(250))
        .until(
            () ->
                crowd.waiting() == 0
                    && count(
                            """
                            SELECT count(*) FROM work_item
                             WHERE state IN ('queued', 'offered', 'assigned', 'wrapping')
                            """)
                        == 0);
  }

  private static void nothingIsLost() {
    Database database = house.database();
    long received = count("SELECT count(*) FROM arrival");
    JsonObject balance = house.admin().read("/supervision/balance?since=2001-01-01T00:00:00Z");
    assertTrue(balance.getBoolean("holds"), balance.encode());
    assertEquals(received, balance.getLong("received"));
    assertEquals(received, balance.getLong("parked") + balance.getLong("done"), balance.encode());
    assertEquals(
        received,
        count("SELECT count(DISTINCT work_item_id) FROM arrival_work"),
        "each arrival has an item of its own");
    assertEquals(received, count("SELECT count(*) FROM work_item"));
    assertEquals(0, count("SELECT count(*) FROM unattended_conversation"));
    assertEquals(
        List.of(),
        database.rows("SELECT kind, detail FROM routing_alarm").stream()
            .map(row -> row.toJson().encode())
            .toList());
    assertEquals(
        0,
        count(
            """
            SELECT count(*) FROM agent_slot s WHERE s.used <> (
              SELECT coalesce(sum(work_weight(state, cost, parked_cost)), 0) FROM work_item WHERE agent_id = s.agent_id)
            """),
        "units are what is in hand");
    System.out.printf(
        "%d received, %d parked, %d done; offers: %s%n",
        received,
        balance.getLong("parked"),
        balance.getLong("done"),
        database
            .rows("SELECT outcome, count(*) AS n FROM offer WHERE epoch > 0 GROUP BY outcome")
            .stream()
            .map(row -> row.getLong("n") + " " + row.getString("outcome"))
            .collect(Collectors.joining(", ")));
  }

  /** Offers made under an epoch after the first one under a later epoch. */
  private static long lateOffers() {
    return count(
        """
        SELECT count(*) FROM offer o
          JOIN (SELECT epoch, min(offered_at) AS first FROM offer WHERE epoch > 0 GROUP BY epoch) later
            ON later.epoch > o.epoch AND o.offered_at >= later.first
         WHERE o.epoch > 0
        """);
  }

  private static void nothingIsGivenToTwo() {
    assertEquals(0, lateOffers());
    assertEquals(
        0,
        count(
            """
            SELECT count(*) FROM offer a JOIN offer b ON b.work_item_id = a.work_item_id AND b.id > a.id
             WHERE a.epoch > 0 AND b.epoch > 0
               AND tstzrange(a.offered_at, a.ended_at) && tstzrange(b.offered_at, b.ended_at)
            """),
        "no item was offered to two at a time");
    assertEquals(
        0,
        count(
            """
            SELECT count(*) FROM offer a JOIN offer b ON b.agent_id = a.agent_id AND b.id > a.id AND b.live = a.live
             WHERE a.epoch > 0 AND b.epoch > 0
               AND tstzrange(a.offered_at, a.ended_at) && tstzrange(b.offered_at, b.ended_at)
            """),
        "nobody had two offers at a time");
    // Each acceptance but the first follows a return.
    assertEquals(
        0,
        count(
            """
            SELECT count(*) FROM (
              SELECT e.change, lag(e.change) OVER (PARTITION BY e.work_item_id ORDER BY e.id) AS before
                FROM (SELECT id, work_item_id, detail ->> 'change' AS change FROM event
                       WHERE type = 'work_item_changed'
                         AND detail ->> 'change' IN ('accepted', 'auto_accepted', 'taken', 'returned')) e) s
             WHERE s.change <> 'returned' AND s.before <> 'returned'
            """),
        "nothing was taken twice");
    assertEquals(
        count("SELECT count(*) FROM offer WHERE outcome = 'accepted'"),
        count(
            "SELECT count(*) FROM event WHERE type = 'work_item_changed' AND detail ->> 'change' = 'accepted'"));
  }

  private static void tellAll() {
    house
        .places()
        .forEach(
            place -> System.out.println("---- " + place.url() + "\n" + place.process().printed()));
  }
}
