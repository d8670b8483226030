package io.faden.routing;

import io.faden.platform.db.Database;
import io.faden.testing.ProcessNode;
import io.faden.testing.TestDatabase;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * How long nothing is routed when the node that routes is killed: two processes on one database,
 * and SIGKILL for the one that holds the lease. From the kill to the first offer of the other, by
 * the database's clock; most of it is the rest of the lease's term.
 *
 * <p>Arguments: how often (5 unless told), waiting items (20,000).
 */
public final class TakeOverBench {
  private TakeOverBench() {}

  public static void main(String[] args) throws IOException {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int items = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    Path folder = Files.createTempDirectory("faden-bench");
    TestDatabase db = TestDatabase.create();
    Database database = db.database();
    new Stock(database).people(1_000, 100, false).items(items, true, true).settle();
    List<ProcessNode> nodes = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      while (nodes.size() < 2) {
        Path own = folder.resolve("node" + time + nodes.size());
        nodes.add(
            ProcessNode.start(db.options(), own, Map.of("FADEN_PRESENCE_LOST_SECONDS", "3600"))
                .awaitReady());
      }
      // Both have been up for a while, and whoever routes has given what there was to give.
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !newOffers(database));
      Row lease =
          database.row("SELECT holder, epoch FROM lease WHERE name = 'router'").orElseThrow();
      ProcessNode victim =
          nodes.stream()
              .filter(node -> node.name().equals(lease.getString("holder")))
              .findFirst()
              .orElseThrow();
      database.execute("DELETE FROM offer");
      database.execute(
          "UPDATE work_item SET state = 'queued', agent_id = NULL, version = version + 1 WHERE state = 'offered'");
      Row now = database.row("SELECT clock_timestamp() AS now").orElseThrow();
      victim.kill();
      nodes.remove(victim);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> first(database, now, lease.getLong("epoch")) >= 0);
      double took = first(database, now, lease.getLong("epoch"));
      all.add(took);
      System.out.printf("kill %d: %.2f s until the other routes%n", time + 1, took);
    }
    all.sort(null);
    System.out.printf(
        "least %.2f s, median %.2f s, most %.2f s%n",
        all.getFirst(), all.get(all.size() / 2), all.getLast());
    nodes.forEach(ProcessNode::close);
    System.exit(0);
  }

  private static boolean newOffers(Database database) {
    return database
        .row(
            """
            SELECT EXISTS (SELECT FROM offer WHERE offered_at > clock_timestamp() - interval '2 seconds')
                   OR NOT EXISTS (SELECT FROM offer) AS new
            """)
        .orElseThrow()
        .getBoolean("new");
  }

  private static double first(Database database, Row since, long epoch) {
    Double seconds =
        database
            .row(
                """
                SELECT extract(epoch FROM min(offered_at) - $1)::float8 AS seconds FROM offer WHERE epoch > $2
                """,
                since.getOffsetDateTime("now"),
                epoch)
            .orElseThrow()
            .getDouble("seconds");
    return seconds == null ? -1 : seconds;
  }
}
