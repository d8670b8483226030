package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** SQL that only people's own acts need: choosing, handing on, ranking, counting. */
final class DeskStore {

  /**
   * Indexes: work_item_urgent for what is due soon, else work_item_waiting. Items that somebody
   * else is just taking are passed over.
   */
  Optional<WorkItem> takeNext(Tx tx, AgentId agent, Optional<QueueId> queue, boolean arrivalsToo) {
    return takeFirst(
            tx,
            agent,
            queue,
            arrivalsToo,
            "AND w.urgent_at <= clock_timestamp() ORDER BY w.due_at, w.entered_at, w.id")
        .or(
            () ->
                takeFirst(tx, agent, queue, arrivalsToo, "ORDER BY w.rank_at, w.entered_at, w.id"));
  }

  private static Optional<WorkItem> takeFirst(
      Tx tx, AgentId agent, Optional<QueueId> queue, boolean arrivalsToo, String order) {
    return WorkItemStore.change(
        tx,
        """
        UPDATE work_item SET state = 'assigned', agent_id = $1, touched_at = NULL, state_since = clock_timestamp(),
               version = version + 1
         WHERE id = (SELECT w.id FROM work_item w
                      WHERE w.state = 'queued' AND ($2::bigint IS NULL OR w.queue_id = $2)
                        AND (w.kind <> 'check_arrival' OR $3) AND w.not_agent_id IS DISTINCT FROM $1 %s LIMIT 1 FOR UPDATE SKIP LOCKED)
        """
            .formatted(order),
        agent,
        queue.map(QueueId::value),
        arrivalsToo);
  }

  /**
   * To one agent, at once; to a team or another queue, in line with its age. What waits for its
   * time goes on waiting, and that agent is asked first then.
   */
  WorkItem handOver(
      Tx tx,
      WorkItemId id,
      QueueId queue,
      long boostSeconds,
      Optional<AgentId> agent,
      Optional<Long> team) {
    return WorkItemStore.change(
            tx,
            """
            UPDATE work_item SET queue_id = $2, team_id = $4,
                   agent_id = CASE WHEN wake_at IS NULL THEN $3::bigint END,
                   rank_at = eligible_at - make_interval(secs => priority * $5::bigint),
                   state = CASE WHEN wake_at IS NOT NULL THEN state WHEN $3 IS NULL THEN 'queued' ELSE 'assigned' END,
                   needs = CASE WHEN queue_id = $2 THEN needs ELSE '[]' END,
                   steps_from = CASE WHEN queue_id = $2 THEN steps_from ELSE clock_timestamp() END,
                   preferred_agent_id = CASE WHEN wake_at IS NOT NULL THEN $3 END,
                   preferred_until = CASE WHEN wake_at IS NOT NULL AND $3 IS NOT NULL THEN due_at END, touched_at = NULL,
                   wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   state_since = clock_timestamp(), version = version + 1
             WHERE id = $1
            """,
            id,
            queue,
            agent,
            team,
            boostSeconds)
        .orElseThrow();
  }

  Optional<WorkItem> setPriority(Tx tx, WorkItemId id, int priority, long boostSeconds) {
    return WorkItemStore.change(
        tx,
        """
        UPDATE work_item SET priority = $2, version = version + 1,
               rank_at = eligible_at - make_interval(secs => $2::smallint * $3::bigint)
         WHERE id = $1 AND state <> 'done'
        """,
        id,
        (short) priority,
        boostSeconds);
  }

  Optional<WorkItem> endWrapUp(Tx tx, AgentId agent, WorkItemId id, Optional<String> disposition) {
    return WorkItemStore.change(
        tx,
        """
        UPDATE work_item SET state = wrap_then, disposition = $3, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
               state_since = clock_timestamp(), version = version + 1
         WHERE id = $2 AND agent_id = $1 AND state = 'wrapping'
        """,
        agent,
        id,
        disposition);
  }

  /**
   * A conversation counts once in a list, a scan for itself. Indexes: work_item_of_agent,
   * work_item_oldest, work_item_open_of_arrival.
   */
  Desk.Counts counts(Sql sql, AgentId agent) {
    Row row =
        sql.row(
                """
                SELECT (SELECT count(DISTINCT conversation_id) + count(*) FILTER (WHERE kind = 'check_scan') FROM work_item
                         WHERE agent_id = $1 AND state IN ('assigned', 'wrapping')) AS mine,
                       (SELECT count(*) FROM work_item w WHERE w.state = 'queued' AND w.kind <> 'check_arrival'
                           AND (w.kind IN ('answer', 'check_scan')
                                OR NOT EXISTS (SELECT FROM work_item a WHERE a.conversation_id = w.conversation_id
                                                  AND a.kind < w.kind AND a.state = 'queued'))) AS team,
                       (SELECT count(*) FROM work_item WHERE agent_id = $1 AND state = 'parked' AND kind = 'answer') AS parked,
                       (SELECT count(*) FROM work_item WHERE state <> 'done' AND arrival_id IS NOT NULL
                           AND kind = 'check_arrival') AS checks,
                       (SELECT count(*) FROM work_item WHERE state = 'queued' AND arrival_id IS NOT NULL
                           AND kind = 'check_scan') AS scans
                """,
                agent)
            .orElseThrow();
    return new Desk.Counts(
        row.getLong("mine"),
        row.getLong("team"),
        row.getLong("parked"),
        row.getLong("checks"),
        row.getLong("scans"));
  }
}
