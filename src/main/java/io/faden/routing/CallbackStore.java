package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonArray;
import java.util.Optional;

/** SQL about promised calls. The age of one counts from when it begins to wait. */
final class CallbackStore {

  /** The conflict target is the index work_item_open_of_conversation. */
  Optional<WorkItem> add(
      Tx tx,
      CallbackWork.Promise promise,
      String channel,
      JsonArray needs,
      CallbackWork.Time time,
      long boostSeconds) {
    return WorkItemStore.change(
        tx,
        """
        INSERT INTO work_item (kind, state, conversation_id, queue_id, channel, language, priority, needs, cost, parked_cost,
                               entered_at, eligible_at, steps_from, rank_at, due_at, urgent_at, wake_at,
                               preferred_agent_id, preferred_until)
        SELECT 'callback', CASE WHEN $10::timestamptz IS NULL THEN 'queued' ELSE 'parked' END, $1, $2, $3, $4, $5, $6,
               coalesce(l.cost, 20), coalesce(l.cost * l.parked_percent / 100, 0),
               $7, $7, $7, $7::timestamptz - make_interval(secs => $5::smallint * $13::bigint), $8, $9, $10, $11, $12
          FROM (SELECT) one LEFT JOIN channel_load l ON l.channel = $3
        ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO NOTHING
        """,
        promise.conversation(),
        promise.queue(),
        channel,
        promise.language(),
        (short) promise.priority(),
        needs,
        time.begins(),
        time.due(),
        time.urgent(),
        time.wake(),
        promise.preferred(),
        time.preferredUntil(),
        boostSeconds);
  }

  Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return WorkItemStore.lockOpen(tx, conversation, CallbackWork.KIND);
  }

  /** If its time is near, what waits or is held stays as it is; $4 says that it is not. */
  WorkItem retime(
      Tx tx,
      WorkItemId id,
      CallbackWork.Time time,
      Optional<AgentId> preferred,
      long boostSeconds) {
    return WorkItemStore.change(
            tx,
            """
            UPDATE work_item
               SET due_at = $2, urgent_at = $3, wake_at = $4,
                   state = CASE WHEN $4::timestamptz IS NOT NULL THEN 'parked'
                                WHEN state = 'parked' THEN 'queued'
                                WHEN state = 'wrapping' THEN 'assigned' ELSE state END,
                   agent_id = CASE WHEN $4 IS NULL AND state <> 'parked' THEN agent_id END,
                   entered_at = CASE WHEN $4 IS NOT NULL OR state = 'parked' THEN $5 ELSE entered_at END,
                   eligible_at = CASE WHEN $4 IS NOT NULL OR state = 'parked' THEN $5 ELSE eligible_at END,
                   steps_from = CASE WHEN $4 IS NOT NULL OR state = 'parked' THEN $5 ELSE steps_from END,
                   rank_at = CASE WHEN $4 IS NOT NULL OR state = 'parked'
                                  THEN $5::timestamptz - make_interval(secs => priority * $8::bigint) ELSE rank_at END,
                   preferred_agent_id = $6, preferred_until = $7,
                   touched_at = CASE WHEN $4 IS NULL THEN touched_at END,
                   wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   state_since = clock_timestamp(), version = version + 1
             WHERE id = $1
            """,
            id,
            time.due(),
            time.urgent(),
            time.wake(),
            time.begins(),
            preferred,
            time.preferredUntil(),
            boostSeconds)
        .orElseThrow();
  }
}
