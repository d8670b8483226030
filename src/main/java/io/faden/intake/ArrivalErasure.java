package io.faden.intake;

import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Empties the arrivals of a customer. Each stays in the ledger with its state, size and check sum,
 * so that the balance comes out as before. Arrivals in quarantine belong to nobody: those that name
 * one of the customer's mail addresses or telephone numbers go as well, and so do letters of which
 * somebody was to say whose they are, and their posts, whether anybody answered them or not. Nobody
 * is asked any more whose those were.
 */
public final class ArrivalErasure implements Erasable {
  /** Each may have many megabytes. */
  private static final int PART = 20;

  private final Unasked unasked;

  /** Nobody is asked any more where an arrival belongs. */
  public interface Unasked {
    void forget(Tx tx, long arrival);
  }

  public ArrivalErasure(Unasked unasked) {
    this.unasked = unasked;
  }

  /**
   * Only what is no larger than a mail is searched byte by byte: scans are compressed, and what was
   * read from them is searched instead.
   */
  private static final String THEIRS =
      """
      SELECT a.id FROM arrival a
       WHERE a.erased_at IS NULL
         AND (a.id IN (SELECT arrival_id FROM arrival_customer WHERE customer_id = ANY($1))
              OR a.duplicate_of IN (SELECT arrival_id FROM arrival_customer WHERE customer_id = ANY($1)))
      UNION
      SELECT a.id FROM arrival a
       WHERE a.erased_at IS NULL
         AND a.call_id IN (SELECT call_id FROM call_party WHERE customer_id = ANY($1)
                           UNION SELECT call_id FROM call_party WHERE number = ANY($3))
      UNION
      SELECT a.id FROM arrival a, unnest($2::text[]) AS t(address)
       WHERE a.state = 'quarantined' AND a.erased_at IS NULL AND a.size <= 33554432
         AND position(lower(t.address) IN lower(encode(a.raw, 'escape'))) > 0
      UNION
      SELECT a.id FROM arrival a
       WHERE a.state IN ('checking', 'quarantined') AND a.erased_at IS NULL AND a.id IN (SELECT scans_naming($3))
      UNION
      SELECT a.id FROM arrival a WHERE a.erased_at IS NULL AND a.id IN (SELECT posts_of($1, $3))
      """;

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "arrivals",
        sql.row(
                "SELECT count(*) FROM (%s) AS theirs".formatted(THEIRS),
                Sql.ids(erasing.members()),
                written(erasing),
                Sql.texts(erasing.traces()))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    List<Row> part =
        tx.rows(
            """
            WITH part AS (SELECT id, state FROM arrival WHERE id IN (%s LIMIT $5) FOR UPDATE)
            UPDATE arrival a SET raw = '', error = NULL, erased_at = clock_timestamp(), erasure_id = $4,
                   state = CASE WHEN p.state <> 'checking' THEN p.state
                                WHEN EXISTS (SELECT FROM open_post o WHERE o.arrival_id = a.id) THEN 'triaged'
                                ELSE 'quarantined' END
              FROM part p WHERE a.id = p.id
            RETURNING a.id, p.state = 'checking' AS checked
            """
                .formatted(THEIRS),
            Sql.ids(erasing.members()),
            written(erasing),
            Sql.texts(erasing.traces()),
            erasing.erasure(),
            PART);
    part.stream()
        .filter(row -> row.getBoolean("checked"))
        .forEach(row -> unasked.forget(tx, row.getLong("id")));
    return part.isEmpty() ? Map.of() : Map.of("arrivals", (long) part.size());
  }

  /** As they stand in raw bytes: addresses, and numbers without the sign before the country. */
  private static String[] written(Erasing erasing) {
    return erasing.traces().stream()
        .filter(
            trace -> (trace.contains("@") && trace.length() > 5) || trace.matches("\\+[0-9]{9,}"))
        .map(trace -> trace.replaceFirst("^\\+", "").toLowerCase(Locale.ROOT))
        .distinct()
        .toArray(String[]::new);
  }
}
