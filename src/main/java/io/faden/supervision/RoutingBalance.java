package io.faden.supervision;

import static io.faden.platform.db.Columns.instant;

import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * Rule 14: everything that was received is somewhere. What was received is counted from the ledger
 * alone; each part is counted by what the arrival has come to, so that one which came to nothing is
 * in no part and the sum does not come out.
 *
 * @param filing received, not filed yet
 * @param triage posts that wait in the list to be looked through
 * @param done also what nobody has to answer
 */
public record RoutingBalance(
    Instant since,
    Instant checkedAt,
    long received,
    long filing,
    long triage,
    long duplicates,
    long quarantined,
    long queued,
    long offered,
    long assigned,
    long wrapping,
    long parked,
    long done,
    boolean holds) {

  /** From a moment on, or since midnight of the database; one statement, so one snapshot. */
  static RoutingBalance read(Sql sql, Optional<Instant> since) {
    Row row =
        sql.row(
                """
                WITH begun AS MATERIALIZED (SELECT coalesce($1::timestamptz, current_date::timestamptz) AS since)
                SELECT b.since, clock_timestamp() AS checked_at, r.received, p.*
                  FROM begun b,
                       LATERAL (SELECT count(*) AS received FROM arrival_state a WHERE a.received_at >= b.since) r,
                       LATERAL (SELECT count(*) FILTER (WHERE a.state = 'received') AS filing,
                                       count(*) FILTER (WHERE a.state = 'checking' AND o.arrival_id IS NOT NULL) AS triage,
                                       count(*) FILTER (WHERE a.state = 'duplicate') AS duplicates,
                                       count(*) FILTER (WHERE a.state = 'quarantined') AS quarantined,
                                       count(*) FILTER (WHERE f.filed AND w.state = 'queued') AS queued,
                                       count(*) FILTER (WHERE f.filed AND w.state = 'offered') AS offered,
                                       count(*) FILTER (WHERE f.filed AND w.state = 'assigned') AS assigned,
                                       count(*) FILTER (WHERE f.filed AND w.state = 'wrapping') AS wrapping,
                                       count(*) FILTER (WHERE f.filed AND w.state = 'parked') AS parked,
                                       count(*) FILTER (WHERE f.filed AND coalesce(w.state, 'done') = 'done' OR a.state = 'triaged') AS done
                                  FROM arrival_state a
                                  LEFT JOIN arrival_entry e ON e.arrival_id = a.id
                                  LEFT JOIN arrival_call c ON c.arrival_id = a.id
                                  LEFT JOIN arrival_work_state w ON w.arrival_id = a.id
                                  LEFT JOIN open_post o ON o.arrival_id = a.id
                                 CROSS JOIN LATERAL (SELECT a.state = 'filed' AND (e.entry_id IS NOT NULL OR c.call_id IS NOT NULL)
                                                             OR a.state = 'checking' AND o.arrival_id IS NULL AND w.state <> 'done' AS filed) f
                                 WHERE a.received_at >= b.since) p
                """,
                since)
            .orElseThrow();
    long received = row.getLong("received");
    long parts =
        row.getLong("filing")
            + row.getLong("triage")
            + row.getLong("duplicates")
            + row.getLong("quarantined")
            + row.getLong("queued")
            + row.getLong("offered")
            + row.getLong("assigned")
            + row.getLong("wrapping")
            + row.getLong("parked")
            + row.getLong("done");
    return new RoutingBalance(
        instant(row, "since"),
        instant(row, "checked_at"),
        received,
        row.getLong("filing"),
        row.getLong("triage"),
        row.getLong("duplicates"),
        row.getLong("quarantined"),
        row.getLong("queued"),
        row.getLong("offered"),
        row.getLong("assigned"),
        row.getLong("wrapping"),
        row.getLong("parked"),
        row.getLong("done"),
        received == parts);
  }
}
