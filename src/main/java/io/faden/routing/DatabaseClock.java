package io.faden.routing;

import io.faden.platform.db.Sql;
import java.time.Instant;

/** The time by the database's clock, without asking it each time: nodes may have wrong clocks. */
record DatabaseClock(Instant read, long at) {

  static DatabaseClock read(Sql sql) {
    long before = System.nanoTime();
    Instant now = RouterReads.now(sql);
    return new DatabaseClock(now, before + (System.nanoTime() - before) / 2);
  }

  Instant now() {
    return read.plusNanos(System.nanoTime() - at);
  }
}
