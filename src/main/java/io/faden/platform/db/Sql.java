package io.faden.platform.db;

import io.faden.platform.Id;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements, inside a transaction or each on its own. Binds may be ids, Instants, enums
 * (bound by lower-case name), Optionals, byte arrays, lists of Long or String, JsonObject and what
 * the driver takes. Blocks its virtual thread. Errors: PgException with SQLSTATE and constraint.
 */
public interface Sql {

  List<Row> rows(String sql, Object... binds);

  /** How many rows a statement changed. */
  int execute(String sql, Object... binds);

  /** The only row, or empty. Errors: IllegalStateException when there are several. */
  default Optional<Row> row(String sql, Object... binds) {
    List<Row> rows = rows(sql, binds);
    if (rows.size() > 1) {
      throw new IllegalStateException("one row expected, got " + rows.size());
    }
    return rows.stream().findFirst();
  }

  /** Binds as text[]. */
  static String[] texts(Collection<String> values) {
    return values.toArray(String[]::new);
  }

  /** Binds as bigint[]. */
  static Long[] ids(Collection<? extends Id> values) {
    return values.stream().map(Id::value).toArray(Long[]::new);
  }
}
