package io.faden.routing;

import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import io.faden.presence.AgentStates;
import io.faden.presence.Presence;
import io.faden.staff.Workplaces;
import io.faden.testing.TestDatabase;
import java.time.Duration;

/**
 * How long a router needs to know everything: all settings, agents and waiting items, read from the
 * database. The first time is that of a process that has routed nothing yet.
 *
 * <p>Arguments: waiting items (100,000 unless told), agents (1,000), how often (10).
 */
public final class RebuildBench {
  private RebuildBench() {}

  public static void main(String[] args) {
    int items = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int agents = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int times = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    TestDatabase db = TestDatabase.create();
    Database database = db.database();
    new Stock(database).people(agents, 100, false).items(items, true, true).settle();
    Leases leases = new Leases(database, "bench");
    Lease lease = leases.acquire(Router.LEASE, Duration.ofHours(1)).orElseThrow();
    EventLog events = new EventLog(() -> {});
    AgentStates states = new AgentStates(database, Cluster.alone(db.vertx(), "127.0.0.1"));
    Presence presence = new Presence(database, events, states, new Workplaces(), "bench");
    for (int time = 0; time <= times; time++) {
      RoutingRound round =
          new RoutingRound(database, leases, lease, events, presence, states, own -> {});
      long begun = System.nanoTime();
      round.rebuild();
      long built = System.nanoTime();
      System.out.printf(
          "%s: %,d ms for %,d items%n",
          time == 0 ? "first in this process" : "time " + (time + 1),
          (built - begun) / 1_000_000,
          round.waiting());
    }
    System.exit(0);
  }
}
