package io.faden.platform.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** An open transaction. Not for several threads. */
public final class Tx implements Sql {
  private final SqlConnection connection;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Tx(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public List<Row> rows(String sql, Object... binds) {
    List<Row> rows = new ArrayList<>();
    DatabaseAway.await(connection.preparedQuery(sql).execute(Binds.of(binds))).forEach(rows::add);
    return rows;
  }

  @Override
  public int execute(String sql, Object... binds) {
    return DatabaseAway.await(connection.preparedQuery(sql).execute(Binds.of(binds))).rowCount();
  }

  /** Runs once the transaction is durable; not at all when it rolls back. Must not throw. */
  public void afterCommit(Runnable action) {
    if (!afterCommit.contains(action)) {
      afterCommit.add(action);
    }
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
