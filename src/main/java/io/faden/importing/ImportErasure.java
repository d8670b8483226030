package io.faden.importing;

import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import java.util.Locale;
import java.util.Map;

/** Empties the lines of imports that made a customer, or that name an address of theirs. */
public final class ImportErasure implements Erasable {
  private static final String THEIRS =
      """
      FROM customer_import_row r
      WHERE r.cells <> '{}'
        AND (r.customer_id = ANY($1)
             OR EXISTS (SELECT FROM customer_import_row o
                         WHERE o.import_id = r.import_id AND o.line = r.same_as_line AND o.customer_id = ANY($1))
             OR EXISTS (SELECT FROM unnest(r.cells) AS c WHERE lower(c) = ANY($2)))
      """;

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "importRows",
        sql.row("SELECT count(*) " + THEIRS, Sql.ids(erasing.members()), traces(erasing))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    long rows =
        tx.execute(
            """
            UPDATE customer_import_row u SET cells = '{}', detail = NULL, before = NULL
              FROM (SELECT r.import_id, r.line %s LIMIT 500) AS t
             WHERE u.import_id = t.import_id AND u.line = t.line
            """
                .formatted(THEIRS),
            Sql.ids(erasing.members()),
            traces(erasing));
    return rows == 0 ? Map.of() : Map.of("importRows", rows);
  }

  private static String[] traces(Erasing erasing) {
    return erasing.traces().stream()
        .map(trace -> trace.toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
