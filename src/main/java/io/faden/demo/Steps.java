package io.faden.demo;

import io.faden.platform.db.Sql;

/** What the demo company has done already. */
final class Steps {
  private final Sql sql;

  Steps(Sql sql) {
    this.sql = sql;
  }

  boolean done(String name) {
    return !sql.rows("SELECT name FROM demo_step WHERE name = $1", name).isEmpty();
  }

  void finish(String name) {
    sql.execute(
        "INSERT INTO demo_step (name) VALUES ($1) ON CONFLICT ON CONSTRAINT demo_step_pkey DO NOTHING",
        name);
  }
}
