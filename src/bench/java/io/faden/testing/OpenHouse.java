package io.faden.testing;

import io.faden.App;
import io.faden.Config;
import io.faden.platform.Keys;
import io.faden.platform.Role;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.faden.platform.db.Migrations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A big house, the product that serves it in this process, and somebody who asks. Arguments of what
 * measures: customers (100,000 unless told), entries (500,000), seconds for each figure (10), and,
 * to use a database that has been filled before, postgresql://user:password@host:port/name.
 */
public final class OpenHouse {
  private final Vertx vertx = Vertx.vertx();
  private final int seconds;
  private final Database database;
  private final Colleague agent;

  public OpenHouse(String[] args) {
    int customers = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int entries = args.length > 1 ? Integer.parseInt(args[1]) : 500_000;
    seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    PgConnectOptions where =
        args.length > 3 ? PgConnectOptions.fromUri(args[3]) : TestDatabase.createEmpty();
    Migrations.run(where);
    database = new Database(vertx, where, 16);
    if (database.rows("SELECT FROM customer LIMIT 1").isEmpty()) {
      new BigHouse(database).fill(customers, entries);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("FADEN_HTTP_PORT", "0");
    settings.put("FADEN_PRESENCE_LOST_SECONDS", "3600");
    App app =
        App.start(
            Config.load(Path.of("no-such-file.yaml"), settings),
            Cluster.alone(vertx, "127.0.0.1"),
            where,
            new Keys(new byte[32]));
    agent = Colleague.hire(database, "http://127.0.0.1:" + app.port(), "Mess Messmann", Role.AGENT);
  }

  public Database database() {
    return database;
  }

  public Colleague agent() {
    return agent;
  }

  public int seconds() {
    return seconds;
  }
}
