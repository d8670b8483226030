package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;

/** What the counters of the navigation ask of routing. */
public final class CounterStatements {
  private CounterStatements() {}

  public static void run(Sql sql, AgentId agent) {
    new DeskStore().counts(sql, agent);
    sql.rows(Queues.WAITING);
  }
}
