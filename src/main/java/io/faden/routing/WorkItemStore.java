package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** All SQL about work items. */
final class WorkItemStore {
  private static final String SHAPE =
      """
      SELECT w.id, w.kind, w.state, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
             w.agent_id, p.name AS agent_name, w.conversation_id, w.arrival_id, w.entered_at, w.due_at
        FROM changed w JOIN queue q ON q.id = w.queue_id LEFT JOIN person p ON p.id = w.agent_id
      """;

  private static Optional<WorkItem> change(Sql sql, String statement, Object... binds) {
    return sql.row("WITH changed AS (" + statement + " RETURNING *)\n" + SHAPE, binds)
        .map(WorkItem::of);
  }

  /** The conflict target is the index work_item_open_of_conversation. */
  WorkItem openOrWake(Tx tx, long conversation, QueueId queue) {
    return change(
            tx,
            """
            INSERT INTO work_item AS w (kind, conversation_id, queue_id) VALUES ('answer', $1, $2)
            ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO UPDATE
               SET state = CASE WHEN w.state <> 'parked' THEN w.state
                                WHEN EXISTS (SELECT FROM agent a WHERE a.id = w.agent_id AND a.active) THEN 'assigned'
                                ELSE 'queued' END,
                   agent_id = CASE WHEN w.state = 'parked'
                                   THEN (SELECT a.id FROM agent a WHERE a.id = w.agent_id AND a.active)
                                   ELSE w.agent_id END,
                   entered_at = CASE WHEN w.state = 'parked' THEN clock_timestamp() ELSE w.entered_at END,
                   eligible_at = CASE WHEN w.state = 'parked' THEN clock_timestamp() ELSE w.eligible_at END,
                   state_since = CASE WHEN w.state = 'parked' THEN clock_timestamp() ELSE w.state_since END,
                   version = w.version + 1
            """,
            conversation,
            queue)
        .orElseThrow();
  }

  Optional<WorkItem> park(Tx tx, long conversation) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'parked', state_since = clock_timestamp(), version = version + 1
         WHERE conversation_id = $1 AND kind = 'answer' AND state NOT IN ('done', 'parked')
        """,
        conversation);
  }

  Optional<WorkItem> finish(Tx tx, long conversation) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'done', state_since = clock_timestamp(), version = version + 1
         WHERE conversation_id = $1 AND kind = 'answer' AND state <> 'done'
        """,
        conversation);
  }

  /** Another queue means other people: nobody holds it there yet. */
  Optional<WorkItem> move(Tx tx, long conversation, QueueId queue) {
    return change(
        tx,
        """
        UPDATE work_item SET queue_id = $2, state = CASE WHEN state = 'parked' THEN state ELSE 'queued' END,
               agent_id = NULL, state_since = clock_timestamp(), version = version + 1
         WHERE conversation_id = $1 AND kind = 'answer' AND state <> 'done'
        """,
        conversation,
        queue);
  }

  Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return tx.row(
            """
            WITH changed AS (
              SELECT * FROM work_item WHERE conversation_id = $1 AND kind = 'answer' AND state <> 'done' FOR UPDATE)
            """
                + SHAPE,
            conversation)
        .map(WorkItem::of);
  }

  Optional<WorkItem> openForArrival(Tx tx, long arrival, QueueId queue) {
    return change(
        tx,
        """
        INSERT INTO work_item (kind, arrival_id, queue_id) VALUES ('check_arrival', $1, $2)
        ON CONFLICT (arrival_id) WHERE state <> 'done' DO NOTHING
        """,
        arrival,
        queue);
  }

  Optional<WorkItem> finishForArrival(Tx tx, long arrival) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'done', state_since = clock_timestamp(), version = version + 1
         WHERE arrival_id = $1 AND state <> 'done'
        """,
        arrival);
  }

  /** Index: work_item_waiting. Items that somebody else is just taking are passed over. */
  Optional<WorkItem> takeNext(Tx tx, AgentId agent, Optional<QueueId> queue, boolean arrivalsToo) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'assigned', agent_id = $1, state_since = clock_timestamp(), version = version + 1
         WHERE id = (SELECT w.id FROM work_item w
                      WHERE w.state = 'queued' AND ($2::bigint IS NULL OR w.queue_id = $2)
                        AND (w.kind = 'answer' OR $3)
                      ORDER BY w.priority DESC, w.eligible_at, w.id
                      LIMIT 1 FOR UPDATE SKIP LOCKED)
        """,
        agent,
        queue.map(QueueId::value),
        arrivalsToo);
  }

  /** One conditional statement: of two who press at once, one finds it no longer free. */
  Optional<WorkItem> take(Tx tx, AgentId agent, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item
           SET state = CASE WHEN state = 'queued' THEN 'assigned' ELSE state END,
               agent_id = $1, state_since = clock_timestamp(), version = version + 1
         WHERE id = $2 AND (state = 'queued' OR (state = 'parked' AND agent_id IS DISTINCT FROM $1))
        """,
        agent,
        id);
  }

  Optional<WorkItem> giveBack(Tx tx, AgentId agent, boolean anybody, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'queued', agent_id = NULL, state_since = clock_timestamp(), version = version + 1
         WHERE id = $2 AND state IN ('assigned', 'wrapping') AND (agent_id = $1 OR $3)
        """,
        agent,
        id,
        anybody);
  }

  Optional<WorkItem> find(Sql sql, WorkItemId id) {
    return sql.row("WITH changed AS (SELECT * FROM work_item WHERE id = $1)\n" + SHAPE, id)
        .map(WorkItem::of);
  }

  /** Indexes: work_item_of_agent, work_item_waiting. */
  WorkItems.Counts counts(Sql sql, AgentId agent) {
    Row row =
        sql.row(
                """
                SELECT (SELECT count(*) FROM work_item WHERE agent_id = $1 AND state IN ('assigned', 'wrapping')
                           AND kind = 'answer') AS mine,
                       (SELECT count(*) FROM work_item WHERE state = 'queued' AND kind = 'answer') AS team,
                       (SELECT count(*) FROM work_item WHERE agent_id = $1 AND state = 'parked') AS parked,
                       (SELECT count(*) FROM work_item WHERE state <> 'done' AND kind = 'check_arrival') AS checks
                """,
                agent)
            .orElseThrow();
    return new WorkItems.Counts(
        row.getLong("mine"), row.getLong("team"), row.getLong("parked"), row.getLong("checks"));
  }
}
