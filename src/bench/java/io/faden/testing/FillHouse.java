package io.faden.testing;

import io.faden.platform.db.Database;
import io.faden.platform.db.Migrations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;

/**
 * Fills an empty database with a {@link BigHouse}, for looking at it or for measuring more than
 * once. Arguments: postgresql://user:password@host:port/database, customers, entries.
 */
public final class FillHouse {
  private FillHouse() {}

  public static void main(String[] args) {
    PgConnectOptions where = PgConnectOptions.fromUri(args[0]);
    Migrations.run(where);
    Vertx vertx = Vertx.vertx();
    try (Database database = new Database(vertx, where, 4)) {
      long begun = System.nanoTime();
      new BigHouse(database).fill(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      System.out.printf("filled in %.0f s%n", (System.nanoTime() - begun) / 1e9);
    } finally {
      vertx.close().await();
    }
  }
}
