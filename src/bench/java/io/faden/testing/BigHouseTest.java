package io.faden.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.platform.db.Database;
import io.faden.platform.db.Migrations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import org.junit.jupiter.api.Test;

/** What measures must still fit the tables when somebody measures. */
class BigHouseTest {
  @Test
  void aSmallOneIsFilledAsABigOneIs() {
    PgConnectOptions where = TestDatabase.createEmpty();
    Migrations.run(where);
    Vertx vertx = Vertx.vertx();
    try (Database database = new Database(vertx, where, 4)) {
      new BigHouse(database).fill(200, 800);
      assertEquals(200, count(database, "customer"));
      assertEquals(800, count(database, "entry"));
      assertEquals(200, count(database, "conversation"));
    } finally {
      vertx.close().await();
    }
  }

  private static long count(Database database, String table) {
    return database.row("SELECT count(*) AS n FROM " + table).orElseThrow().getLong("n");
  }
}
