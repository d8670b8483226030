package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * SQL about single work items, whoever changes them. The item is locked first, then its offer; the
 * slots follow by trigger.
 */
final class WorkItemStore {
  private static final String SHAPE =
      """
      SELECT w.id, w.kind, w.state, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
             w.agent_id, p.name AS agent_name, w.conversation_id, w.arrival_id, w.entered_at, w.due_at,
             w.channel, w.priority, w.version, w.wrap_until
        FROM changed w JOIN queue q ON q.id = w.queue_id LEFT JOIN person p ON p.id = w.agent_id
      """;

  static Optional<WorkItem> change(Sql sql, String statement, Object... binds) {
    return sql.row("WITH changed AS (" + statement + " RETURNING *)\n" + SHAPE, binds)
        .map(WorkItem::of);
  }

  /** What a new item is made of; an item that is there takes what it lacks. */
  record Entering(
      long conversation,
      QueueId queue,
      String channel,
      Optional<String> language,
      int priority,
      JsonArray needs,
      long boostSeconds,
      Optional<Instant> due,
      Optional<Instant> urgent,
      Optional<AgentId> preferred,
      Optional<Instant> preferredUntil) {}

  /**
   * The conflict target is the index work_item_open_of_conversation. A parked item goes back to its
   * agent if they are on shift, or never say whether they are; one in wrap-up simply goes on. Both
   * are of the channel now on which the customer came last.
   */
  WorkItem openOrWake(Tx tx, Entering entering) {
    return change(
            tx,
            """
            INSERT INTO work_item AS w (kind, conversation_id, queue_id, channel, language, priority, needs, cost, parked_cost,
                                        rank_at, due_at, urgent_at, preferred_agent_id, preferred_until)
            SELECT 'answer', $1, $2, $3, $4, $5, $6, coalesce(l.cost, 20), coalesce(l.cost * l.parked_percent / 100, 0),
                   clock_timestamp() - make_interval(secs => $5::smallint * $7::bigint), $8, $9, $10, $11
              FROM (SELECT) one LEFT JOIN channel_load l ON l.channel = $3
            ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO UPDATE
               SET state = CASE w.state
                             WHEN 'wrapping' THEN 'assigned'
                             WHEN 'parked' THEN CASE WHEN EXISTS (SELECT FROM on_duty d WHERE d.agent_id = w.agent_id)
                                                     THEN 'assigned' ELSE 'queued' END
                             ELSE w.state END,
                   agent_id = CASE WHEN w.state = 'parked'
                                   THEN (SELECT d.agent_id FROM on_duty d WHERE d.agent_id = w.agent_id)
                                   ELSE w.agent_id END,
                   channel = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.channel ELSE w.channel END,
                   cost = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.cost ELSE w.cost END,
                   parked_cost = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.parked_cost ELSE w.parked_cost END,
                   entered_at = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.entered_at ELSE w.entered_at END,
                   eligible_at = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.eligible_at ELSE w.eligible_at END,
                   steps_from = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.steps_from ELSE w.steps_from END,
                   rank_at = CASE WHEN w.state IN ('parked', 'wrapping')
                                  THEN EXCLUDED.eligible_at - make_interval(secs => w.priority * $7::bigint) ELSE w.rank_at END,
                   state_since = CASE WHEN w.state IN ('parked', 'wrapping') THEN clock_timestamp() ELSE w.state_since END,
                   due_at = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.due_at
                                 ELSE coalesce(w.due_at, EXCLUDED.due_at) END,
                   urgent_at = CASE WHEN w.state IN ('parked', 'wrapping') THEN EXCLUDED.urgent_at
                                    ELSE coalesce(w.urgent_at, EXCLUDED.urgent_at) END,
                   preferred_agent_id = CASE WHEN w.state = 'parked' THEN EXCLUDED.preferred_agent_id ELSE w.preferred_agent_id END,
                   preferred_until = CASE WHEN w.state = 'parked' THEN EXCLUDED.preferred_until ELSE w.preferred_until END,
                   touched_at = CASE WHEN w.state = 'parked' THEN NULL ELSE w.touched_at END,
                   wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   version = w.version + 1
            """,
            entering.conversation(),
            entering.queue(),
            entering.channel(),
            entering.language(),
            (short) entering.priority(),
            entering.needs(),
            entering.boostSeconds(),
            entering.due(),
            entering.urgent(),
            entering.preferred(),
            entering.preferredUntil())
        .orElseThrow();
  }

  /** The first of them who is on shift and connected. */
  Optional<AgentId> firstOnline(Sql sql, List<AgentId> candidates) {
    return sql.row(
            """
            SELECT c.agent_id FROM unnest($1::bigint[]) WITH ORDINALITY AS c(agent_id, place)
              JOIN agent_presence p ON p.agent_id = c.agent_id
             WHERE p.state NOT IN ('offline', 'disconnected') ORDER BY c.place LIMIT 1
            """,
            (Object) Sql.ids(candidates))
        .map(row -> new AgentId(row.getLong("agent_id")));
  }

  void standsFor(Tx tx, WorkItemId item, long arrival) {
    tx.execute(
        """
        INSERT INTO arrival_work (arrival_id, work_item_id) VALUES ($1, $2)
        ON CONFLICT ON CONSTRAINT arrival_work_pkey DO UPDATE SET work_item_id = EXCLUDED.work_item_id
        """,
        arrival,
        item);
  }

  /** Out of the agent's hands for now. */
  Optional<WorkItem> park(Tx tx, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'parked', wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
               state_since = clock_timestamp(), version = version + 1
         WHERE id = $1 AND state NOT IN ('done', 'parked')
        """,
        id);
  }

  Optional<WorkItem> finish(Tx tx, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'done', wake_at = NULL, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
               state_since = clock_timestamp(), version = version + 1
         WHERE id = $1 AND state <> 'done'
        """,
        id);
  }

  /** Only by whoever holds it; empty if it is somebody else's, or nobody's. */
  Optional<WorkItem> wrapUp(
      Tx tx, AgentId agent, WorkItemId id, String then, boolean timed, long seconds) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'wrapping', wrap_then = $2, wrap_timed = $3, disposition = NULL,
               wrap_until = clock_timestamp() + make_interval(secs => $4::bigint),
               state_since = clock_timestamp(), version = version + 1
         WHERE id = $1 AND state = 'assigned' AND agent_id = $5
        """,
        id,
        then,
        timed,
        seconds,
        agent);
  }

  /** Whether the agent has something left in wrap-up that keeps offers away. */
  boolean inTimedWrapUp(Sql sql, AgentId agent) {
    return !sql.rows(
            "SELECT id FROM work_item WHERE agent_id = $1 AND state = 'wrapping' AND wrap_timed LIMIT 1",
            agent)
        .isEmpty();
  }

  /** Another queue means other people: nobody holds it there yet. It keeps its age. */
  Optional<WorkItem> move(Tx tx, long conversation, QueueId queue, long boostSeconds) {
    return change(
        tx,
        """
        UPDATE work_item SET queue_id = $2, state = CASE WHEN state = 'parked' THEN state ELSE 'queued' END,
               agent_id = NULL, team_id = NULL, needs = '[]', preferred_agent_id = NULL, preferred_until = NULL,
               rank_at = eligible_at - make_interval(secs => priority * $3::bigint), steps_from = clock_timestamp(),
               touched_at = NULL, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
               state_since = clock_timestamp(), version = version + 1
         WHERE conversation_id = $1 AND kind = 'answer' AND state <> 'done'
        """,
        conversation,
        queue,
        boostSeconds);
  }

  Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return lockOpen(tx, conversation, "answer");
  }

  static Optional<WorkItem> lockOpen(Tx tx, long conversation, String kind) {
    return tx.row(
            """
            WITH changed AS (
              SELECT * FROM work_item WHERE conversation_id = $1 AND kind = $2 AND state <> 'done' FOR UPDATE)
            """
                + SHAPE,
            conversation,
            kind)
        .map(WorkItem::of);
  }

  Optional<WorkItem> lock(Tx tx, WorkItemId id) {
    return tx.row(
            "WITH changed AS (SELECT * FROM work_item WHERE id = $1 FOR UPDATE)\n" + SHAPE, id)
        .map(WorkItem::of);
  }

  Optional<WorkItem> openForArrival(Tx tx, long arrival, QueueId queue, String channel) {
    return change(
        tx,
        """
        INSERT INTO work_item (kind, arrival_id, queue_id, channel, cost, parked_cost)
        SELECT 'check_arrival', $1, $2, $3, coalesce(l.cost, 20), coalesce(l.cost * l.parked_percent / 100, 0)
          FROM (SELECT) one LEFT JOIN channel_load l ON l.channel = $3
        ON CONFLICT (arrival_id) WHERE state <> 'done' DO NOTHING
        """,
        arrival,
        queue,
        channel);
  }

  Optional<WorkItem> openScan(
      Tx tx,
      long arrival,
      QueueId queue,
      String channel,
      Optional<Instant> due,
      Optional<Instant> urgent) {
    return change(
        tx,
        """
        INSERT INTO work_item (kind, arrival_id, queue_id, channel, due_at, urgent_at, cost, parked_cost)
        SELECT 'check_scan', $1, $2, $3, $4, $5, coalesce(l.cost, 20), coalesce(l.cost * l.parked_percent / 100, 0)
          FROM (SELECT) one LEFT JOIN channel_load l ON l.channel = $3
        ON CONFLICT (arrival_id) WHERE state <> 'done' DO NOTHING
        """,
        arrival,
        queue,
        channel,
        due,
        urgent);
  }

  Optional<WorkItem> lockOpenOfArrival(Tx tx, long arrival) {
    return tx.row(
            """
            WITH changed AS (
              SELECT * FROM work_item WHERE arrival_id = $1 AND state <> 'done' FOR UPDATE)
            """
                + SHAPE,
            arrival)
        .map(WorkItem::of);
  }

  WorkItem setDue(Tx tx, WorkItemId id, Instant due, Instant urgent) {
    return change(
            tx,
            "UPDATE work_item SET due_at = $2, urgent_at = $3, version = version + 1 WHERE id = $1",
            id,
            due,
            urgent)
        .orElseThrow();
  }

  /** Only a check of this kind. */
  Optional<WorkItem> finishForArrival(Tx tx, long arrival, String kind) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'done', state_since = clock_timestamp(), version = version + 1
         WHERE arrival_id = $1 AND kind = $2 AND state <> 'done'
        """,
        arrival,
        kind);
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

  /**
   * One conditional statement: of two who press at once, one finds it no longer free. What is
   * offered to the agent counts as free for them. What is parked for the customer's sake stays
   * parked; what only waits for its time is begun.
   */
  Optional<WorkItem> take(Tx tx, AgentId agent, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item
           SET state = CASE WHEN state = 'parked' AND wake_at IS NULL THEN state ELSE 'assigned' END,
               agent_id = $1, wake_at = NULL, touched_at = NULL, state_since = clock_timestamp(), version = version + 1
         WHERE id = $2 AND (state = 'queued' OR (state = 'offered' AND agent_id = $1)
                            OR (state = 'parked' AND agent_id IS DISTINCT FROM $1))
           AND not_agent_id IS DISTINCT FROM $1
        """,
        agent,
        id);
  }

  /** Back to the queue; the age stays. */
  Optional<WorkItem> giveBack(Tx tx, WorkItemId id) {
    return change(
        tx,
        """
        UPDATE work_item SET state = 'queued', agent_id = NULL, touched_at = NULL, preferred_agent_id = NULL,
               preferred_until = NULL, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
               state_since = clock_timestamp(), version = version + 1
         WHERE id = $1 AND state IN ('offered', 'assigned', 'wrapping')
        """,
        id);
  }

  /** The agent has begun: from now on signing out does not hand the item back. */
  void touch(Tx tx, AgentId agent, long conversation) {
    tx.execute(
        """
        UPDATE work_item SET touched_at = clock_timestamp()
         WHERE conversation_id = $2 AND agent_id = $1 AND state IN ('assigned', 'wrapping') AND touched_at IS NULL
        """,
        agent,
        conversation);
  }

  /** Whoever takes up work is served, as if they had accepted an offer. */
  void served(Tx tx, AgentId agent) {
    tx.execute(
        """
        INSERT INTO agent_slot AS s (agent_id) VALUES ($1)
        ON CONFLICT ON CONSTRAINT agent_slot_pkey DO UPDATE
           SET last_served_at = clock_timestamp(), misses = 0, version = s.version + 1
        """,
        agent);
  }

  /** It is the approval of what they wrote. */
  boolean wrote(Sql sql, AgentId agent, WorkItemId id) {
    return sql.row("SELECT 1 FROM work_item WHERE id = $1 AND not_agent_id = $2", id, agent)
        .isPresent();
  }

  Optional<WorkItem> find(Sql sql, WorkItemId id) {
    return sql.row("WITH changed AS (SELECT * FROM work_item WHERE id = $1)\n" + SHAPE, id)
        .map(WorkItem::of);
  }
}
