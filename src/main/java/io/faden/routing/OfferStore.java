package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** SQL about offers in the hands of people. The item is locked before its offer. */
final class OfferStore {

  /** Soonest to pass on first. Index: offer_open_of_agent. */
  List<Row> open(Sql sql, AgentId agent) {
    return sql.rows(
        """
        SELECT o.id, o.step, o.live, q.settings, w.needs, %s,
               greatest(0, extract(epoch FROM o.expires_at - clock_timestamp()) * 1000)::bigint AS remaining,
               (extract(epoch FROM o.expires_at - o.offered_at) * 1000)::bigint AS total
          FROM offer o JOIN open_work w ON w.id = o.work_item_id JOIN queue q ON q.id = w.queue_id
         WHERE o.agent_id = $1 AND o.outcome IS NULL
         ORDER BY o.expires_at, o.id
        """
            .formatted(WorkItem.COLUMNS),
        agent);
  }

  Optional<WorkItemId> itemOf(Sql sql, long offer, AgentId agent) {
    return sql.row("SELECT work_item_id FROM offer WHERE id = $1 AND agent_id = $2", offer, agent)
        .map(row -> new WorkItemId(row.getLong("work_item_id")));
  }

  /** Only in time, and only once. */
  boolean end(Tx tx, long offer, String outcome, Optional<String> reason) {
    return tx.execute(
            """
            UPDATE offer SET outcome = $2, reason = $3, ended_at = clock_timestamp()
             WHERE id = $1 AND outcome IS NULL AND expires_at > clock_timestamp()
            """,
            offer,
            outcome,
            reason)
        == 1;
  }

  /** Whose offer of this item, if one was open, has ended with it. Index: offer_open_of_item. */
  Optional<AgentId> close(Tx tx, WorkItemId item, String outcome) {
    return tx.row(
            """
            UPDATE offer SET outcome = $2, ended_at = clock_timestamp()
             WHERE work_item_id = $1 AND outcome IS NULL RETURNING agent_id
            """,
            item,
            outcome)
        .map(row -> new AgentId(row.getLong("agent_id")));
  }

  /** Noted like a declined offer, so that the item does not come straight back. */
  void refused(Tx tx, WorkItemId item, AgentId agent, String reason) {
    tx.execute(
        """
        INSERT INTO offer (work_item_id, agent_id, live, step, expires_at, outcome, reason, ended_at, epoch)
        VALUES ($1, $2, false, 0, clock_timestamp(), 'declined', $3, clock_timestamp(), 0)
        """,
        item,
        agent,
        reason);
  }

  /** What the agent has in wrap-up, with the time left in milliseconds. */
  List<Row> wrapping(Sql sql, AgentId agent) {
    return sql.rows(
        """
        SELECT w.wrap_timed, q.settings, %s,
               greatest(0, extract(epoch FROM w.wrap_until - clock_timestamp()) * 1000)::bigint AS remaining
          FROM open_work w JOIN queue q ON q.id = w.queue_id
         WHERE w.agent_id = $1 AND w.state = 'wrapping' ORDER BY w.wrap_until, w.id
        """
            .formatted(WorkItem.COLUMNS),
        agent);
  }

  /** Units in use and at hand. */
  record Slot(int used, int capacity) {}

  Slot slot(Sql sql, AgentId agent) {
    return sql.row("SELECT used, capacity FROM agent_slot WHERE agent_id = $1", agent)
        .map(row -> new Slot(row.getInteger("used"), row.getInteger("capacity")))
        .orElse(new Slot(0, 100));
  }

  List<Row> held(Sql sql, AgentId agent) {
    return sql.rows(
        """
        SELECT channel, count(*) AS items FROM work_item
         WHERE agent_id = $1 AND state IN ('offered', 'assigned', 'wrapping') GROUP BY channel ORDER BY channel
        """,
        agent);
  }
}
