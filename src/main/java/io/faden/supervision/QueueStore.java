package io.faden.supervision;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;

import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is in the queues, counted. */
final class QueueStore {
  private static final int STEPS = 12;
  static final List<Long> NOTHING_ENTERED = Collections.nCopies(STEPS, 0L);

  /**
   * All open items in groups; one statement, so one snapshot. Only what waits is told apart by what
   * it needs. A personal agent matters while they are asked first, which they are only where they
   * are connected.
   */
  List<OpenGroup> openGroups(Sql sql, Staffing staffing) {
    List<Staffing.Stretch> stretches = staffing.stretches();
    return sql
        .rows(
            """
            SELECT w.queue_id, w.state, w.channel, s.number AS stretch,
                   min(w.entered_at) AS entered_at, min(w.steps_from) AS steps_from,
                   coalesce(CASE WHEN w.state = 'queued' THEN w.needs END, '[]') AS needs,
                   CASE WHEN w.state = 'queued' THEN w.team_id END AS team_id,
                   CASE WHEN w.state = 'queued' AND w.preferred_until > $1::timestamptz AND w.preferred_agent_id = ANY ($2)
                        THEN w.preferred_agent_id END AS preferred_agent_id,
                   max(w.preferred_until) AS preferred_until,
                   count(*) AS items,
                   count(*) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned') AND w.due_at < $1) AS overdue,
                   count(*) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned')
                                      AND w.due_at >= $1 AND w.urgent_at <= $1) AS due_soon,
                   min(w.due_at) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned') AND w.due_at >= $1) AS next_due_at
              FROM open_work w
              LEFT JOIN unnest($3::bigint[], $4::integer[], $5::bigint[], $6::bigint[]) AS s(queue_id, number, starts, ends)
                ON w.state = 'queued' AND s.queue_id = w.queue_id
               AND (s.starts IS NULL OR w.steps_from <= $1::timestamptz - make_interval(secs => s.starts))
               AND (s.ends IS NULL OR w.steps_from > $1::timestamptz - make_interval(secs => s.ends))
             GROUP BY 1, 2, 3, 4, 7, 8, 9
            """,
            staffing.at(),
            online(staffing),
            numbers(stretches, Staffing.Stretch::queue),
            stretches.stream().map(Staffing.Stretch::number).toArray(Integer[]::new),
            numbers(stretches, stretch -> stretch.from().orElse(null)),
            numbers(stretches, stretch -> stretch.until().orElse(null)))
        .stream()
        .map(QueueStore::group)
        .toList();
  }

  static Long[] online(Staffing staffing) {
    return staffing.agents().stream()
        .filter(agent -> agent.online())
        .map(agent -> agent.id())
        .toArray(Long[]::new);
  }

  private static <T> Long[] numbers(List<T> all, Function<T, Long> part) {
    return all.stream().map(part).toArray(Long[]::new);
  }

  private static OpenGroup group(Row row) {
    return new OpenGroup(
        row.getString("state"),
        row.getString("channel"),
        Optional.ofNullable(row.getInteger("stretch")),
        StaffingStore.item(row, ""),
        instant(row, "entered_at"),
        row.getJsonArray("needs"),
        row.getLong("items"),
        row.getLong("due_soon"),
        row.getLong("overdue"),
        optionalInstant(row, "next_due_at"));
  }

  /** By queue, the item that entered it at that time and waits. Index: work_item_entered. */
  Map<Long, Long> enteredAt(Sql sql, Map<Long, Instant> times) {
    Map<Long, Long> items = new HashMap<>();
    List<Long> queues = List.copyOf(times.keySet());
    sql.rows(
            """
            SELECT w.queue_id, min(w.id) AS id
              FROM unnest($1::bigint[], $2::timestamptz[]) AS o(queue_id, entered_at)
              JOIN open_work w ON w.queue_id = o.queue_id AND w.entered_at = o.entered_at AND w.state = 'queued'
             GROUP BY w.queue_id
            """,
            numbers(queues, queue -> queue),
            queues.stream()
                .map(queue -> times.get(queue).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new))
        .forEach(row -> items.put(row.getLong("queue_id"), row.getLong("id")));
    return items;
  }

  /** By queue, what entered in each five minutes of the last hour. Index: work_item_entered. */
  Map<Long, List<Long>> entriesOfLastHour(Sql sql, Instant at) {
    Map<Long, List<Long>> entries = new HashMap<>();
    sql.rows(
            """
            SELECT queue_id, floor(extract(epoch FROM $1::timestamptz - entered_at) / 300)::integer AS ago, count(*) AS items
              FROM queue_entry
             WHERE entered_at > $1::timestamptz - interval '1 hour' AND entered_at <= $1::timestamptz
             GROUP BY 1, 2
            """,
            at)
        .forEach(
            row ->
                entries
                    .computeIfAbsent(
                        row.getLong("queue_id"), any -> new ArrayList<>(NOTHING_ENTERED))
                    .set(STEPS - 1 - row.getInteger("ago"), row.getLong("items")));
    return entries;
  }
}
