package io.faden.platform.live;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Change.Subject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
    append(tx, List.of(change));
  }

  /** Several at once, in their order, in one statement. */
  public void append(Tx tx, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    tx.execute(
        """
        INSERT INTO event (type, audience, actor_id, customer_id, conversation_id, entry_id, work_item_id, arrival_id,
                           agent_id, detail)
        SELECT c.type, c.audience, c.actor_id, c.customer_id, c.conversation_id, c.entry_id, c.work_item_id, c.arrival_id,
               c.agent_id, c.detail::jsonb
          FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                      $8::bigint[], $9::bigint[], $10::text[])
               WITH ORDINALITY AS c(type, audience, actor_id, customer_id, conversation_id, entry_id, work_item_id,
                                    arrival_id, agent_id, detail, place)
         ORDER BY c.place
        """,
        texts(changes, change -> change.type().label()),
        texts(changes, change -> change.audience().label()),
        numbers(changes, change -> change.actor().map(actor -> actor.id().value()).orElse(null)),
        numbers(changes, change -> change.subject(Subject.CUSTOMER)),
        numbers(changes, change -> change.subject(Subject.CONVERSATION)),
        numbers(changes, change -> change.subject(Subject.ENTRY)),
        numbers(changes, change -> change.subject(Subject.WORK_ITEM)),
        numbers(changes, change -> change.subject(Subject.ARRIVAL)),
        numbers(changes, change -> change.subject(Subject.AGENT)),
        texts(changes, change -> change.detail().encode()));
    tx.afterCommit(hint);
  }

  private static String[] texts(List<Change> changes, Function<Change, String> part) {
    return changes.stream().map(part).toArray(String[]::new);
  }

  private static Long[] numbers(List<Change> changes, Function<Change, Long> part) {
    return changes.stream().map(part).toArray(Long[]::new);
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
                   e.customer_id, e.conversation_id, e.entry_id, e.work_item_id, e.arrival_id, e.agent_id
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
        optionalLong(row, "agent_id"),
        place,
        new Audience(row.getString("audience")));
  }
}
