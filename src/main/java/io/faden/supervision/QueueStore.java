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

/** What is in the queues, counted. */
final class QueueStore {
  private static final int STEPS = 12;
  static final List<Long> NOTHING_ENTERED = Collections.nCopies(STEPS, 0L);

  /** All open items, counted. */
  List<OpenGroup> openGroups(Sql sql, Instant at) {
    return sql
        .rows(
            """
            SELECT w.queue_id, w.state, w.channel, min(w.entered_at) AS entered_at, count(*) AS items,
                   count(*) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned') AND w.due_at < $1::timestamptz) AS overdue,
                   count(*) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned')
                                      AND w.due_at >= $1 AND w.urgent_at <= $1) AS due_soon,
                   min(w.due_at) FILTER (WHERE w.state IN ('queued', 'offered', 'assigned') AND w.due_at >= $1) AS next_due_at
              FROM open_work w GROUP BY 1, 2, 3
            """,
            at)
        .stream()
        .map(QueueStore::group)
        .toList();
  }

  private static OpenGroup group(Row row) {
    return new OpenGroup(
        row.getLong("queue_id"),
        row.getString("state"),
        row.getString("channel"),
        instant(row, "entered_at"),
        row.getLong("items"),
        row.getLong("due_soon"),
        row.getLong("overdue"),
        optionalInstant(row, "next_due_at"));
  }

  /**
   * What waits and could be more than those can do who are on shift: what asks for something of its
   * own, and everything in a queue that is short of people anyway. To tell all items apart would
   * take a sort of them all. Whose an item is is not told apart either: a group for each personal
   * agent of each queue would be thousands.
   */
  List<NeedyGroup> needy(Sql sql, Staffing staffing) {
    List<Staffing.Stretch> stretches = staffing.stretches();
    return sql
        .rows(
            """
            SELECT w.queue_id, w.channel, s.number AS stretch, w.needs, w.team_id, w.not_agent_id,
                   min(w.steps_from) AS steps_from, count(*) AS items,
                   count(*) FILTER (WHERE w.preferred_until > $1::timestamptz) AS personal
              FROM open_work w
              JOIN unnest($2::bigint[], $3::integer[], $4::timestamptz[], $5::timestamptz[]) AS s(queue_id, number, oldest, youngest)
                ON s.queue_id = w.queue_id
               AND (s.youngest IS NULL OR w.steps_from <= s.youngest) AND (s.oldest IS NULL OR w.steps_from > s.oldest)
             WHERE w.state = 'queued' AND (w.needs <> '[]' OR w.team_id IS NOT NULL OR w.not_agent_id IS NOT NULL OR w.queue_id = ANY ($6::bigint[]))
             GROUP BY 1, 2, 3, 4, 5, 6
            """,
            staffing.at(),
            Unservable.numbers(stretches, Staffing.Stretch::queue),
            stretches.stream().map(Staffing.Stretch::number).toArray(Integer[]::new),
            Unservable.times(stretches, stretch -> stretch.oldest(staffing.at())),
            Unservable.times(stretches, stretch -> stretch.youngest(staffing.at())),
            staffing.shortOfPeople().toArray(Long[]::new))
        .stream()
        .map(
            row ->
                new NeedyGroup(
                    row.getInteger("stretch"),
                    StaffingStore.alike(row),
                    row.getJsonArray("needs"),
                    row.getLong("items"),
                    row.getLong("personal")))
        .toList();
  }

  /** By the place of the group in the list, how many of its items their personal agent gets. */
  Map<Integer, Long> asked(Sql sql, Staffing staffing, List<Unservable> groups) {
    Map<Integer, Long> asked = new HashMap<>();
    if (groups.isEmpty()) {
      return asked;
    }
    List<Object> binds = new ArrayList<>(List.of(staffing.at()));
    binds.addAll(Unservable.binds(staffing, groups));
    sql.rows(
            """
            SELECT g.index, count(*) AS items
              FROM open_work w JOIN %s ON %s
             WHERE w.state = 'queued' AND w.preferred_agent_id IS NOT NULL AND %s
             GROUP BY g.index
            """
                .formatted(Unservable.table(2), Unservable.ALIKE, Unservable.asked(1)),
            binds.toArray())
        .forEach(row -> asked.put(row.getInteger("index") - 1, row.getLong("items")));
    return asked;
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
            Unservable.numbers(queues, queue -> queue),
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
