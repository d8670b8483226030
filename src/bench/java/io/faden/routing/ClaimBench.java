package io.faden.routing;

import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.engine.Match;
import io.faden.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Durable assignments per second: a whole node with everything that runs on it routes a full house
 * empty; beside it the same claims in the same order are made by the same statements alone, on a
 * fresh copy of the house, with everything they need prepared. Both go by the times at which the
 * database made the offers.
 *
 * <p>Arguments: how often (5 unless told, after one time to warm up), which ("offers", "accepted").
 */
public final class ClaimBench {
  private static final int ITEMS = 20_000;

  /** As many as the router claims in one statement. */
  private static final int BATCH = 256;

  private static final Duration LONG = Duration.ofMinutes(10);

  private ClaimBench() {}

  /** Where everybody has at most one open offer of a kind, there must be many people. */
  private record House(String name, int agents, int capacity, boolean accept, boolean chats) {
    void fill(Database database) {
      new Stock(database).people(agents, capacity, accept).items(ITEMS, chats, false).settle();
    }
  }

  private record Prepared(RouterStore.Claim claim, Change event) {}

  private record Run(double perSecond, List<Prepared> claims) {}

  public static void main(String[] args) {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    String which = args.length > 1 ? args[1] : "";
    for (House house :
        List.of(
            new House("offers", 15_000, 100, false, true),
            new House("accepted", 2_000, 1_000, true, false))) {
      if (!house.name().contains(which)) {
        continue;
      }
      List<Double> ratios = new ArrayList<>();
      PgConnectOptions filled = fill(house);
      for (int time = 0; time <= times; time++) {
        Run router = routed(filled);
        double bare = bare(filled, router.claims());
        double ratio = router.perSecond() / bare;
        if (time > 0) {
          ratios.add(ratio);
        }
        System.out.printf(
            "%s %s: router %,.0f/s (%,d), bare %,.0f/s, ratio %.2f%n",
            house.name(),
            time == 0 ? "to warm up" : "run " + time,
            router.perSecond(),
            router.claims().size(),
            bare,
            ratio);
      }
      ratios.sort(null);
      System.out.printf(
          "%s: ratio %.2f to %.2f, median %.2f%n",
          house.name(), ratios.getFirst(), ratios.getLast(), ratios.get(ratios.size() / 2));
    }
    System.exit(0);
  }

  private static Run routed(PgConnectOptions filled) {
    Vertx vertx = Vertx.vertx();
    PgConnectOptions where = copy(filled);
    try (Database database = new Database(vertx, where, 4)) {
      // The node is up and its caches are filled before it may route.
      Leases gate = new Leases(database, "gate");
      Lease lease = gate.acquire(Router.LEASE, LONG).orElseThrow();
      Stock.Node node = Stock.Node.start(where);
      gate.release(lease);
      awaitEnd(database);
      node.close();
      return new Run(pace(database), claims(database));
    } finally {
      vertx.close().await();
    }
  }

  /** Until all are offered, or for three seconds nothing has been. */
  private static void awaitEnd(Database database) {
    long last = -1;
    int still = 0;
    while (last < ITEMS && still < 15) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      long now =
          number(
              database, "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM offer_id_seq");
      still = now == last && now > 0 ? still + 1 : 0;
      last = now;
    }
  }

  private static double pace(Database database) {
    Row row =
        database
            .row(
                """
                SELECT count(*) AS offers, extract(epoch FROM max(offered_at) - min(offered_at))::float8 AS seconds FROM offer
                """)
            .orElseThrow();
    return row.getLong("offers") / row.getDouble("seconds");
  }

  private static List<Prepared> claims(Database database) {
    return database
        .rows(
            """
            SELECT o.work_item_id, o.agent_id, o.live, o.step, o.outcome IS NOT NULL AS accepted, w.conversation_id,
                   extract(epoch FROM o.expires_at - o.offered_at)::bigint AS seconds, e.detail
              FROM offer o JOIN work_item w ON w.id = o.work_item_id
              JOIN event e ON e.work_item_id = o.work_item_id AND e.detail ->> 'change' IN ('offered', 'auto_accepted')
             ORDER BY o.id
            """)
        .stream()
        .map(ClaimBench::prepared)
        .toList();
  }

  private static Prepared prepared(Row row) {
    long item = row.getLong("work_item_id");
    AgentId agent = new AgentId(row.getLong("agent_id"));
    boolean accepted = row.getBoolean("accepted");
    JsonObject detail = row.getJsonObject("detail");
    Match match =
        new Match(
            item,
            0,
            agent.value(),
            row.getInteger("step"),
            detail.getInteger("considered"),
            detail.getString("reason"),
            detail.getLong("score"));
    Change event =
        (accepted
                ? Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
                : Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(agent)))
            .workItem(new WorkItemId(item))
            .detail(detail)
            .conversation(optionalLong(row, "conversation_id").orElseThrow())
            .agent(agent);
    return new Prepared(
        new RouterStore.Claim(match, row.getBoolean("live"), accepted, row.getLong("seconds")),
        event);
  }

  private static double bare(PgConnectOptions filled, List<Prepared> claims) {
    Vertx vertx = Vertx.vertx();
    try (Database database = new Database(vertx, copy(filled), 4)) {
      Leases leases = new Leases(database, "bare");
      Lease lease = leases.acquire(Router.LEASE, LONG).orElseThrow();
      RouterStore store = new RouterStore();
      EventLog events = new EventLog(() -> {});
      int claimed = 0;
      for (int from = 0; from < claims.size(); from += BATCH) {
        List<Prepared> some = claims.subList(from, Math.min(from + BATCH, claims.size()));
        List<RouterStore.Claim> batch = some.stream().map(Prepared::claim).toList();
        List<Change> told = some.stream().map(Prepared::event).toList();
        claimed +=
            database.transaction(
                tx -> {
                  leases.require(tx, lease);
                  int agreed = store.claim(tx, batch, lease.epoch()).size();
                  events.append(tx, told);
                  return agreed;
                });
      }
      if (claimed != claims.size()) {
        throw new IllegalStateException(claimed + " of " + claims.size() + " were claimed");
      }
      return pace(database);
    } finally {
      vertx.close().await();
    }
  }

  /** Filled once and closed, so that it can be copied. */
  private static PgConnectOptions fill(House house) {
    try (TestDatabase db = TestDatabase.create()) {
      house.fill(db.database());
      return db.options();
    }
  }

  private static PgConnectOptions copy(PgConnectOptions filled) {
    String name = "copy_" + ++copies;
    Vertx vertx = Vertx.vertx();
    try (Database server =
        new Database(vertx, new PgConnectOptions(filled).setDatabase("postgres"), 1)) {
      server.execute("CREATE DATABASE " + name + " TEMPLATE " + filled.getDatabase());
      server.execute("CHECKPOINT");
    } finally {
      vertx.close().await();
    }
    return new PgConnectOptions(filled).setDatabase(name);
  }

  private static int copies;

  private static long number(Database database, String query) {
    return database.row(query).orElseThrow().getLong(0);
  }
}
