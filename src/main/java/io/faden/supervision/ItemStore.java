package io.faden.supervision;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.customer.CustomerCard;
import io.faden.platform.db.Sql;
import io.faden.routing.WorkItem;
import io.faden.supervision.ItemFilter.Standing;
import io.faden.supervision.LiveItem.DueState;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open items, one by one. */
final class ItemStore {
  /** What is shown of items that were picked, each with its number and place. */
  private static final String SHOWN =
      """
      SELECT picked.*, w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id,
             w.queue_name AS w_queue_name, w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id,
             w.agent_name AS w_agent_name, w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id,
             w.entered_at AS w_entered_at, w.due_at AS w_due_at, w.channel AS w_channel, w.priority AS w_priority,
             w.version AS w_version, w.wrap_until AS w_wrap_until, w.urgent_at AS w_urgent_at, w.needs AS w_needs,
             w.team_id AS w_team_id, w.steps_from AS w_steps_from, w.preferred_agent_id AS w_preferred_agent_id, w.preferred_until AS w_preferred_until,
             w.not_agent_id AS w_not_agent_id,
             coalesce(c.subject, s.title) AS subject, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address
        FROM picked
        JOIN open_work w ON w.id = picked.id
        LEFT JOIN conversation_title c ON c.id = w.conversation_id
        LEFT JOIN scan_card s ON s.arrival_id = w.arrival_id
        LEFT JOIN customer_card k ON k.id = c.customer_id
      """;

  private static final String ORDER =
      " ORDER BY NOT picked.urgent, picked.rank, picked.entered_at, picked.id";

  /** The groups begin with $10; $9 is the time at which they were counted. */
  private static final String IN_A_GROUP =
      " AND EXISTS (SELECT FROM %s WHERE %s AND NOT %s)"
          .formatted(Unservable.table(10), Unservable.ALIKE, Unservable.asked(9));

  /** One page in the order of the queue; an item more than the limit says that there is a next. */
  List<Placed> page(
      Sql sql, Board board, ItemFilter filter, Instant at, Optional<ItemCursor> after, int limit) {
    boolean unservable = filter.standing().equals(Optional.of(Standing.UNSERVABLE));
    String where =
        filter.standing().map(Standing::sql).orElse("true") + (unservable ? IN_A_GROUP : "");
    List<Object> binds = new ArrayList<>();
    binds.add(at);
    binds.add(filter.queue());
    binds.add(filter.agent());
    binds.add(after.map(ItemCursor::urgent));
    binds.add(after.map(ItemCursor::rank));
    binds.add(after.map(ItemCursor::entered));
    binds.add(after.map(ItemCursor::id));
    binds.add(limit);
    if (unservable) {
      binds.add(board.staffing().at());
      binds.addAll(Unservable.binds(board.staffing(), board.unservable()));
    }
    return sql.rows(picked(where) + SHOWN + ORDER, binds.toArray()).stream()
        .map(
            row ->
                new Placed(
                    new ItemCursor(
                        at,
                        row.getBoolean("urgent"),
                        instant(row, "rank"),
                        instant(row, "entered_at"),
                        row.getLong("id")),
                    item(row, board.staffing())))
        .toList();
  }

  /** Rule 2: what is due soon by its due time, then everything else by its age and priority. */
  private static String picked(String where) {
    return """
    WITH picked AS (
      SELECT * FROM (
        SELECT w.id, coalesce(w.urgent_at <= $1, false) AS urgent,
               CASE WHEN w.urgent_at <= $1 THEN w.due_at ELSE w.rank_at END AS rank, w.entered_at
          FROM open_work w
         WHERE ($2::bigint IS NULL OR w.queue_id = $2) AND ($3::bigint IS NULL OR w.agent_id = $3) AND %s) v
       WHERE $4::boolean IS NULL
          OR (NOT v.urgent, v.rank, v.entered_at, v.id) > (NOT $4::boolean, $5::timestamptz, $6::timestamptz, $7::bigint)
       ORDER BY NOT v.urgent, v.rank, v.entered_at, v.id LIMIT $8)
    """
        .formatted(where);
  }

  /** An item and its place. */
  record Placed(ItemCursor place, LiveItem item) {}

  /** By agent, what they hold, offers included: the longest held first. */
  Map<Long, List<LiveItem>> held(Sql sql, Staffing staffing, int most) {
    Map<Long, List<LiveItem>> held = new LinkedHashMap<>();
    sql.rows(
            """
            WITH picked AS (
              SELECT id, agent_id AS holder, place FROM (
                SELECT w.id, w.agent_id, row_number() OVER (PARTITION BY w.agent_id ORDER BY w.state_since, w.id) AS place
                  FROM open_work w WHERE w.state IN ('offered', 'assigned', 'wrapping')) ranked
               WHERE place <= $1)
            """
                + SHOWN
                + " ORDER BY picked.holder, picked.place",
            most)
        .forEach(
            row ->
                held.computeIfAbsent(row.getLong("holder"), any -> new ArrayList<>())
                    .add(item(row, staffing)));
    return held;
  }

  private static LiveItem item(Row row, Staffing staffing) {
    WorkItem item = WorkItem.of(row, "w_");
    boolean waits = item.state().equals("queued");
    return new LiveItem(
        item,
        optionalText(row, "subject"),
        optionalLong(row, "customer_id").map(any -> CustomerCard.of(row)),
        Math.max(0, Duration.between(item.enteredAt(), staffing.at()).toSeconds()),
        dueState(item, optionalInstant(row, "w_urgent_at"), staffing.at()),
        waits && staffing.unservable(StaffingStore.item(row, "w_")));
  }

  private static DueState dueState(WorkItem item, Optional<Instant> urgent, Instant at) {
    if (item.dueAt().isEmpty()) {
      return DueState.NONE;
    }
    if (item.dueAt().get().isBefore(at)) {
      return DueState.OVERDUE;
    }
    return urgent.filter(from -> !from.isAfter(at)).isPresent() ? DueState.SOON : DueState.LATER;
  }
}
