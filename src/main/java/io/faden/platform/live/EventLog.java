package io.faden.platform.live;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/**
 * The event log: written in the transaction of the change itself, read in an order that skips none.
 *
 * <p>A number from a sequence is taken before its transaction commits, so reading "everything above
 * the last number" loses events. Readers therefore order by transaction and take only those below
 * the oldest transaction that is still running.
 */
public final class EventLog {
  private final Runnable hint;

  /**
   * The hint runs after each commit that wrote an event; it may be lost, so a poll stands behind.
   */
  public EventLog(Runnable hint) {
    this.hint = hint;
  }

  public void append(Tx tx, Change change) {
    tx.execute(
        """
        INSERT INTO event (type, audience, actor_id, customer_id, conversation_id, entry_id, work_item_id, arrival_id, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        change.type().label(),
        change.audience().label(),
        change.actor().map(actor -> actor.id().value()),
        change.customer(),
        change.conversation(),
        change.entry(),
        change.workItem(),
        change.arrival(),
        change.detail());
    tx.afterCommit(hint);
  }

  /** The newest place that is safe to read up to. */
  Cursor end(Sql sql) {
    Row row =
        sql.row(
                """
                SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint - 1 AS xact
                """)
            .orElseThrow();
    return Cursor.endOf(row.getLong("xact"));
  }

  /** Events after one place and up to another, in order. Index: event_feed. */
  List<Event> between(Sql sql, Cursor after, Cursor upTo, int limit) {
    return sql
        .rows(
            """
            SELECT (e.xact::text)::bigint AS xact, e.id, e.type, e.audience, e.at, e.actor_id, p.name AS actor_name,
                   e.customer_id, e.conversation_id, e.entry_id, e.work_item_id, e.arrival_id
              FROM event e LEFT JOIN person p ON p.id = e.actor_id
             WHERE (e.xact, e.id) > (($1::bigint)::text::xid8, $2::bigint)
               AND e.xact <= ($3::bigint)::text::xid8
             ORDER BY e.xact, e.id
             LIMIT $4
            """,
            after.xact(),
            after.id(),
            upTo.xact(),
            limit)
        .stream()
        .map(EventLog::event)
        .toList();
  }

  private static Event event(Row row) {
    Cursor place = new Cursor(row.getLong("xact"), row.getLong("id"));
    return new Event(
        row.getString("type"),
        place.toString(),
        instant(row, "at"),
        Optional.ofNullable(row.getLong("actor_id"))
            .map(id -> new Person(new AgentId(id), row.getString("actor_name"))),
        optionalLong(row, "customer_id"),
        optionalLong(row, "conversation_id"),
        optionalLong(row, "entry_id"),
        optionalLong(row, "work_item_id"),
        optionalLong(row, "arrival_id"),
        place,
        new Audience(row.getString("audience")));
  }
}
