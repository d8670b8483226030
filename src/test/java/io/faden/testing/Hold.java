package io.faden.testing;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Whoever adds a row to a table waits in the middle of their transaction until this is closed. */
public final class Hold implements AutoCloseable {
  private static final AtomicInteger KEYS = new AtomicInteger(471_100);

  private final Vertx vertx = Vertx.vertx();
  private final TestApp app;
  private final int key = KEYS.incrementAndGet();
  private final PgConnection connection;

  public Hold(TestApp app, String table) {
    this.app = app;
    connection = PgConnection.connect(vertx, app.db.options()).await();
    run("SELECT pg_advisory_lock(%1$d)");
    run(
        """
        CREATE FUNCTION hold_%1$d() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock(%1$d); RETURN NEW; END'
        """);
    run(
        "CREATE TRIGGER hold_%1$d BEFORE INSERT ON "
            + table
            + " FOR EACH ROW EXECUTE FUNCTION hold_%1$d()");
  }

  private void run(String statement) {
    connection.query(statement.formatted(key)).execute().await();
  }

  public void awaitHeld() {
    Awaitility.await("somebody is held")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                app.count(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = $1 AND NOT granted",
                        (long) key)
                    > 0);
  }

  @Override
  public void close() {
    // Without a lock on the table, which whoever is held elsewhere may have.
    run(
        """
        CREATE OR REPLACE FUNCTION hold_%1$d() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
        """);
    run("SELECT pg_advisory_unlock(%1$d)");
    connection.close().await();
    vertx.close().await();
  }
}
