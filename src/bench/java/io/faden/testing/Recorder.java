package io.faden.testing;

import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is asked of the database, to ask it again with nothing around it. */
public final class Recorder implements Sql {
  private final Sql database;
  private final List<Statement> statements = new ArrayList<>();

  private record Statement(String sql, Object[] binds) {}

  public Recorder(Sql database) {
    this.database = database;
  }

  @Override
  public List<Row> rows(String sql, Object... binds) {
    statements.add(new Statement(sql, binds));
    return database.rows(sql, binds);
  }

  @Override
  public int execute(String sql, Object... binds) {
    throw new UnsupportedOperationException("only reading is measured");
  }

  /** The same statements in the same order, each on its own. */
  public void repeat(Sql sql) {
    statements.forEach(one -> sql.rows(one.sql(), one.binds()));
  }

  /** The same in one transaction. */
  public void repeatTogether(Database sql) {
    sql.inTransaction(this::repeat);
  }
}
