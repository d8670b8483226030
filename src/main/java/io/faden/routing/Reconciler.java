package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * Compares what must agree, each minute: items and their offers, items and the units of agents,
 * conversations and their work. What does not is mended, and an alarm says so: it should never
 * happen.
 */
final class Reconciler {
  private final EventLog events;

  Reconciler(EventLog events) {
    this.events = events;
  }

  /** Returns how many things were mended. */
  int run(Tx tx) {
    return offeredWithoutOffer(tx)
        + offersWithoutItem(tx)
        + wrongUnits(tx)
        + openWithoutWork(tx)
        + unapprovedWithoutWork(tx)
        + workWithoutUnapproved(tx);
  }

  private int offeredWithoutOffer(Tx tx) {
    List<Row> mended =
        tx.rows(
            """
            UPDATE work_item w SET state = 'queued', agent_id = NULL, state_since = clock_timestamp(), version = version + 1
             WHERE w.id IN (SELECT i.id FROM work_item i
                             WHERE i.state = 'offered'
                               AND NOT EXISTS (SELECT FROM offer o WHERE o.work_item_id = i.id AND o.outcome IS NULL
                                                  AND o.agent_id = i.agent_id)
                             ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING w.id
            """);
    return told(tx, mended, "item_without_offer");
  }

  private int offersWithoutItem(Tx tx) {
    List<Row> mended =
        tx.rows(
            """
            UPDATE offer o SET outcome = 'withdrawn', ended_at = clock_timestamp()
             WHERE o.outcome IS NULL
               AND NOT EXISTS (SELECT FROM work_item w WHERE w.id = o.work_item_id AND w.state = 'offered'
                                  AND w.agent_id = o.agent_id)
            RETURNING o.work_item_id AS id
            """);
    return told(tx, mended, "offer_without_item");
  }

  /** Counted under a lock, so that nobody's change in between is taken for a fault. */
  private int wrongUnits(Tx tx) {
    List<Row> suspects =
        tx.rows(
            """
            SELECT s.agent_id AS id, s.used, coalesce(d.units, 0) AS units
              FROM agent_slot s
              LEFT JOIN (SELECT agent_id, sum(work_weight(state, cost, parked_cost)) AS units FROM work_item
                          WHERE agent_id IS NOT NULL AND state <> 'done' GROUP BY agent_id) d ON d.agent_id = s.agent_id
             WHERE s.used <> coalesce(d.units, 0) ORDER BY s.agent_id
            """);
    int mended = 0;
    for (Row suspect : suspects) {
      tx.rows(
          "SELECT id FROM work_item WHERE agent_id = $1 AND state <> 'done' ORDER BY id FOR NO KEY UPDATE",
          suspect.getLong("id"));
      List<Row> wrong =
          tx.rows(
              """
              UPDATE agent_slot s SET used = d.units, version = s.version + 1
                FROM (SELECT coalesce(sum(work_weight(state, cost, parked_cost)), 0)::integer AS units FROM work_item
                       WHERE agent_id = $1 AND state <> 'done') d
               WHERE s.agent_id = $1 AND s.used <> d.units RETURNING s.agent_id AS id
              """,
              suspect.getLong("id"));
      if (!wrong.isEmpty()) {
        alarm(
            tx,
            "wrong_units",
            new JsonObject()
                .put("agent", suspect.getLong("id"))
                .put("was", suspect.getInteger("used"))
                .put("is", suspect.getInteger("units")));
        mended++;
      }
    }
    return mended;
  }

  /** Somebody waits for an answer, and nobody would ever be asked for it. */
  private int openWithoutWork(Tx tx) {
    List<Row> mended =
        tx.rows(
            """
            INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost, parked_cost)
            SELECT 'answer', c.conversation_id, c.queue_id, c.channel, coalesce(l.cost, 20),
                   coalesce(l.cost * l.parked_percent / 100, 0)
              FROM unattended_conversation c LEFT JOIN channel_load l ON l.channel = c.channel
            ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO NOTHING
            RETURNING id
            """);
    return told(tx, mended, "conversation_without_work");
  }

  /** An answer waits for a second pair of eyes, and nobody would ever be asked. */
  private int unapprovedWithoutWork(Tx tx) {
    List<Row> mended =
        tx.rows(
            """
            INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost, parked_cost, not_agent_id)
            SELECT 'approval', a.conversation_id, a.queue_id, a.channel, coalesce(l.cost, 20),
                   coalesce(l.cost * l.parked_percent / 100, 0), a.author_id
              FROM waiting_approval a LEFT JOIN channel_load l ON l.channel = a.channel
             WHERE a.asked_at < clock_timestamp() - interval '1 minute'
               AND NOT EXISTS (SELECT FROM work_item w WHERE w.conversation_id = a.conversation_id AND w.kind = 'approval'
                                  AND w.state <> 'done')
            ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO NOTHING
            RETURNING id
            """);
    return told(tx, mended, "approval_without_work");
  }

  /** Somebody is asked to look at what has been decided. */
  private int workWithoutUnapproved(Tx tx) {
    List<Row> mended =
        tx.rows(
            """
            UPDATE work_item w SET state = 'done', wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   state_since = clock_timestamp(), version = version + 1
             WHERE w.id IN (SELECT i.id FROM work_item i
                             WHERE i.kind = 'approval' AND i.state <> 'done'
                               AND i.state_since < clock_timestamp() - interval '1 minute'
                               AND NOT EXISTS (SELECT FROM waiting_approval a WHERE a.conversation_id = i.conversation_id)
                             ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING w.id
            """);
    return told(tx, mended, "work_without_approval");
  }

  private int told(Tx tx, List<Row> mended, String kind) {
    for (Row row : mended) {
      WorkItemId item = new WorkItemId(row.getLong("id"));
      alarm(tx, kind, new JsonObject().put("workItem", item.value()));
      events.append(
          tx,
          Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
              .workItem(item)
              .detail(new JsonObject().put("change", "repaired").put("reason", kind)));
    }
    return mended.size();
  }

  private void alarm(Tx tx, String kind, JsonObject detail) {
    tx.execute("INSERT INTO routing_alarm (kind, detail) VALUES ($1, $2)", kind, detail);
    Change change =
        Change.of(EventType.ALARM_RAISED, Audience.SUPERVISORS)
            .detail(new JsonObject().put("kind", kind));
    Long agent = detail.getLong("agent");
    events.append(tx, agent == null ? change : change.agent(new AgentId(agent)));
  }
}
