package io.faden.routing;

import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.engine.Match;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What the router writes. Every call stands in a transaction that holds the lease still. */
final class RouterStore {
  /** What ends at once in one statement, as the statements say. */
  static final int AT_ONCE = 500;

  /**
   * A claim that the database agreed to.
   *
   * @param transaction in which it was claimed
   */
  record Claimed(
      long item, long agent, boolean accepted, ItemChange.About about, long transaction) {}

  /** How a match is to be claimed. */
  record Claim(Match match, boolean live, boolean accept, long offerSeconds) {}

  /**
   * Claims a whole tick in one statement. Item and agent are both free, or nothing happens: the
   * item is still queued and unchanged, the agent available, with the units and the place on the
   * channel, and has no offer of this kind. Items come first, then slots, both in order; an item
   * that somebody is just taking is passed over.
   */
  List<Claimed> claim(Tx tx, List<Claim> claims, long epoch) {
    return tx
        .rows(
            """
            WITH wanted AS (
              SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::smallint[], $5::boolean[], $6::boolean[],
                                   $7::bigint[])
                            AS w(item, version, agent, step, live, accept, seconds)),
            items AS (
              SELECT i.id, i.cost, i.channel, w.agent, w.step, w.live, w.accept, w.seconds
                FROM work_item i JOIN wanted w ON w.item = i.id
               WHERE i.state = 'queued' AND i.version = w.version AND i.not_agent_id IS DISTINCT FROM w.agent
               ORDER BY i.id FOR NO KEY UPDATE OF i SKIP LOCKED),
            slots AS (
              SELECT s.agent_id FROM agent_slot s
               WHERE EXISTS (SELECT FROM items i WHERE i.agent = s.agent_id AND s.used + i.cost <= s.capacity)
               ORDER BY s.agent_id FOR NO KEY UPDATE OF s),
            able AS (
              SELECT i.* FROM items i
                JOIN slots s ON s.agent_id = i.agent
                JOIN agent_presence p ON p.agent_id = i.agent AND p.state = 'available' AND p.on_call_since IS NULL AND NOT i.channel = ANY (p.paused)
                LEFT JOIN channel_load l ON l.channel = i.channel
               WHERE NOT EXISTS (SELECT FROM offer o WHERE o.agent_id = i.agent AND o.live = i.live AND o.outcome IS NULL)
                 AND NOT EXISTS (SELECT FROM work_item h WHERE h.agent_id = i.agent AND h.state = 'wrapping' AND h.wrap_timed)
                 AND (l.cap IS NULL
                      OR (SELECT count(*) FROM work_item h WHERE h.agent_id = i.agent AND h.channel = i.channel
                             AND h.state IN ('offered', 'assigned', 'wrapping')) < l.cap)),
            served AS (
              UPDATE agent_slot s
                 SET offers_today = CASE WHEN s.offers_on = current_date THEN s.offers_today + 1 ELSE 1 END,
                     offers_on = current_date,
                     last_served_at = CASE WHEN a.accept THEN clock_timestamp() ELSE s.last_served_at END,
                     version = s.version + 1
                FROM able a WHERE s.agent_id = a.agent),
            made AS (
              INSERT INTO offer (work_item_id, agent_id, live, step, expires_at, outcome, ended_at, epoch)
              SELECT a.id, a.agent, a.live, a.step, clock_timestamp() + make_interval(secs => a.seconds),
                     CASE WHEN a.accept THEN 'accepted' END, CASE WHEN a.accept THEN clock_timestamp() END, $8
                FROM able a)
            UPDATE work_item w
               SET state = CASE WHEN a.accept THEN 'assigned' ELSE 'offered' END, agent_id = a.agent, touched_at = NULL,
                   state_since = clock_timestamp(), version = w.version + 1
              FROM able a WHERE w.id = a.id
            RETURNING w.id, w.agent_id, a.accept, w.conversation_id, w.arrival_id, (pg_current_xact_id()::text)::bigint AS transaction
            """,
            of(claims, Long[]::new, claim -> claim.match().item()),
            of(claims, Integer[]::new, claim -> claim.match().version()),
            of(claims, Long[]::new, claim -> claim.match().agent()),
            of(claims, Short[]::new, claim -> (short) claim.match().step()),
            of(claims, Boolean[]::new, Claim::live),
            of(claims, Boolean[]::new, Claim::accept),
            of(claims, Long[]::new, Claim::offerSeconds),
            epoch)
        .stream()
        .map(
            row ->
                new Claimed(
                    row.getLong("id"),
                    row.getLong("agent_id"),
                    row.getBoolean("accept"),
                    ItemChange.About.of(row),
                    row.getLong("transaction")))
        .toList();
  }

  private static <E, T> T[] of(Collection<E> all, IntFunction<T[]> array, Function<E, T> part) {
    return all.stream().map(part).toArray(array);
  }

  /** An offer that ended without its agent. */
  record Ended(long item, AgentId agent, String outcome, ItemChange.About about, int misses) {}

  /**
   * Offers whose time is over: queued again with their age, and a miss. It ends what a personal
   * agent is asked before the others. Index: offer_open_until.
   */
  List<Ended> endOffersInTime(Tx tx) {
    return endOffers(tx, "o.expires_at <= clock_timestamp()");
  }

  /**
   * Offers of people who are not available any more, or not on that channel: queued again with
   * their age. Nobody missed them. Looks at every open offer.
   */
  List<Ended> endOffersOfAbsent(Tx tx) {
    return endOffers(
        tx,
        "(p.state <> 'available' OR p.on_call_since IS NOT NULL OR w.channel = ANY (p.paused) OR NOT m.active)");
  }

  private static List<Ended> endOffers(Tx tx, String which) {
    return tx
        .rows(
            """
            WITH over AS (
              SELECT o.id, o.agent_id, w.id AS item, w.conversation_id, w.arrival_id,
                     CASE WHEN p.state <> 'available' OR p.on_call_since IS NOT NULL OR w.channel = ANY (p.paused) OR o.expires_at > clock_timestamp()
                          THEN 'withdrawn'
                          ELSE 'timed_out' END AS outcome
                FROM offer o
                JOIN work_item w ON w.id = o.work_item_id
                JOIN agent_presence p ON p.agent_id = o.agent_id
                JOIN staff_member m ON m.id = o.agent_id
               WHERE o.outcome IS NULL AND w.state = 'offered' AND w.agent_id = o.agent_id
                 AND %s
               ORDER BY w.id LIMIT 500 FOR NO KEY UPDATE OF w SKIP LOCKED),
            ended AS (
              UPDATE offer o SET outcome = v.outcome, ended_at = clock_timestamp()
                FROM over v WHERE o.id = v.id AND o.outcome IS NULL RETURNING o.id),
            queued AS (
              UPDATE work_item w
                 SET state = 'queued', agent_id = NULL, state_since = clock_timestamp(), version = w.version + 1,
                     preferred_agent_id = CASE WHEN v.outcome = 'withdrawn' THEN w.preferred_agent_id END,
                     preferred_until = CASE WHEN v.outcome = 'withdrawn' THEN w.preferred_until END
                FROM over v WHERE w.id = v.item),
            slots AS (
              SELECT s.agent_id FROM agent_slot s
               WHERE s.agent_id IN (SELECT agent_id FROM over WHERE outcome = 'timed_out')
               ORDER BY s.agent_id FOR NO KEY UPDATE),
            missed AS (
              UPDATE agent_slot s SET misses = s.misses + 1, version = s.version + 1
                FROM slots v WHERE s.agent_id = v.agent_id RETURNING s.agent_id, s.misses)
            SELECT v.item, v.agent_id, v.outcome, v.conversation_id, v.arrival_id, coalesce(m.misses, 0) AS misses
              FROM over v LEFT JOIN missed m ON m.agent_id = v.agent_id
            """
                .formatted(which))
        .stream()
        .map(
            row ->
                new Ended(
                    row.getLong("item"),
                    new AgentId(row.getLong("agent_id")),
                    row.getString("outcome"),
                    ItemChange.About.of(row),
                    row.getInteger("misses")))
        .toList();
  }

  /** An item that changed hands without anybody's doing. */
  record Moved(long item, Optional<AgentId> agent, ItemChange.About about, String state) {}

  private static Moved moved(Row row) {
    return new Moved(
        row.getLong("id"),
        optionalLong(row, "agent_id").map(AgentId::new),
        ItemChange.About.of(row),
        row.getString("state"));
  }

  /** Index: work_item_wrapping. */
  List<Moved> endWrapUps(Tx tx) {
    return tx
        .rows(
            """
            UPDATE work_item SET state = wrap_then, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   state_since = clock_timestamp(), version = version + 1
             WHERE id IN (SELECT id FROM work_item WHERE state = 'wrapping' AND wrap_until <= clock_timestamp()
                           ORDER BY id LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING id, agent_id, conversation_id, arrival_id, state
            """)
        .stream()
        .map(RouterStore::moved)
        .toList();
  }

  /** What waited for its time and has it now. Index: work_item_waking. */
  List<Moved> wake(Tx tx) {
    return tx
        .rows(
            """
            UPDATE work_item SET state = 'queued', agent_id = NULL, wake_at = NULL, state_since = clock_timestamp(),
                   version = version + 1
             WHERE id IN (SELECT id FROM work_item WHERE wake_at <= clock_timestamp()
                           ORDER BY id LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING id, agent_id, conversation_id, arrival_id, state
            """)
        .stream()
        .map(RouterStore::moved)
        .toList();
  }

  /** Those of them who have nothing left in mandatory wrap-up. */
  List<AgentId> notInTimedWrapUp(Sql sql, Collection<AgentId> agents) {
    return sql
        .rows(
            """
            SELECT a.id FROM unnest($1::bigint[]) AS a(id)
             WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.agent_id = a.id AND w.state = 'wrapping' AND w.wrap_timed)
             ORDER BY a.id
            """,
            (Object) Sql.ids(agents))
        .stream()
        .map(row -> new AgentId(row.getLong("id")))
        .toList();
  }

  /**
   * Work of people who have left, to its place in the queue: what they had not begun when they
   * signed out (or left, if they took it without being on shift), and all of it when they have not
   * come back for long; what was on the line a minute after the line was lost; everything of
   * somebody who is no longer with us. Index: work_item_of_agent.
   */
  List<Moved> handBack(Tx tx, long endOfShiftSeconds, long lineSeconds, long goneSeconds) {
    return tx
        .rows(
            """
            WITH left_alone AS (
              SELECT w.id, w.agent_id, w.channel IN ('phone', 'chat') AND w.kind = 'answer' AS live FROM work_item w
                JOIN agent_presence p ON p.agent_id = w.agent_id
                JOIN staff_member m ON m.id = w.agent_id
               WHERE (w.kind <> 'check_arrival' OR NOT m.active)
                 AND ((w.state IN ('assigned', 'wrapping')
                       AND (NOT m.active
                            OR (p.version > 0 AND p.state = 'offline'
                                AND (w.state_since < p.since
                                     OR (w.state_since < clock_timestamp() - make_interval(secs => $3::bigint)
                                         AND NOT EXISTS (SELECT FROM agent_connection c WHERE c.agent_id = w.agent_id)))
                                AND (w.touched_at IS NULL
                                     OR p.since < clock_timestamp() - make_interval(secs => $1::bigint)))
                            OR (p.state = 'disconnected' AND w.channel IN ('phone', 'chat') AND w.kind = 'answer'
                                AND w.state_since < p.since
                                AND p.since < clock_timestamp() - make_interval(secs => $2::bigint))))
                      OR (w.state = 'offered' AND NOT m.active))
               ORDER BY w.id LIMIT 500 FOR NO KEY UPDATE OF w SKIP LOCKED)
            UPDATE work_item w
               SET state = CASE WHEN w.state = 'wrapping' THEN w.wrap_then ELSE 'queued' END,
                   agent_id = CASE WHEN w.state = 'wrapping' THEN w.agent_id END,
                   due_at = CASE WHEN l.live THEN least(w.due_at, clock_timestamp()) ELSE w.due_at END,
                   urgent_at = CASE WHEN l.live THEN least(w.urgent_at, clock_timestamp()) ELSE w.urgent_at END,
                   touched_at = NULL, wrap_until = NULL, wrap_then = NULL, wrap_timed = false,
                   state_since = clock_timestamp(), version = w.version + 1
              FROM left_alone l WHERE w.id = l.id
            RETURNING w.id, l.agent_id, w.conversation_id, w.arrival_id, w.state
            """,
            endOfShiftSeconds,
            lineSeconds,
            goneSeconds)
        .stream()
        .map(RouterStore::moved)
        .toList();
  }

  /** People who are new to the router enter at the median of those on shift; how many. */
  int admitNewcomers(Tx tx) {
    return tx.execute(
        """
        INSERT INTO agent_slot (agent_id, last_served_at)
        SELECT p.agent_id,
               coalesce((SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY s.last_served_at)
                           FROM agent_slot s JOIN agent_presence q ON q.agent_id = s.agent_id AND q.state <> 'offline'),
                        clock_timestamp())
          FROM agent_presence p
         WHERE p.state <> 'offline' AND NOT EXISTS (SELECT FROM agent_slot s WHERE s.agent_id = p.agent_id)
        ON CONFLICT ON CONSTRAINT agent_slot_pkey DO NOTHING
        """);
  }

  /** After a change of settings: the order of what waits, in all queues at once. */
  int rankAnew(Tx tx, Map<Long, QueueSettings> queues) {
    return tx.execute(
        """
        WITH wanted AS (
          SELECT w.id, w.eligible_at - make_interval(secs => w.priority * q.boost) AS rank_at,
                 w.due_at - make_interval(secs => q.warning) AS urgent_at
            FROM work_item w
            JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS q(id, boost, warning) ON q.id = w.queue_id
           WHERE w.state <> 'done'
             AND (w.rank_at IS DISTINCT FROM w.eligible_at - make_interval(secs => w.priority * q.boost)
                  OR w.urgent_at IS DISTINCT FROM w.due_at - make_interval(secs => q.warning))
           ORDER BY w.id FOR NO KEY UPDATE OF w)
        UPDATE work_item w SET rank_at = n.rank_at, urgent_at = n.urgent_at FROM wanted n WHERE w.id = n.id
        """,
        of(queues.entrySet(), Long[]::new, Map.Entry::getKey),
        of(queues.entrySet(), Long[]::new, queue -> queue.getValue().boostForRank().toSeconds()),
        of(queues.entrySet(), Long[]::new, queue -> queue.getValue().warning().toSeconds()));
  }
}
