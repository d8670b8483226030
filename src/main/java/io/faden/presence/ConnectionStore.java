package io.faden.presence;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import java.time.Duration;
import java.util.List;

/** All SQL about who answers where. Each node writes only rows of its own name. */
final class ConnectionStore {
  private final String node;

  ConnectionStore(String node) {
    this.node = node;
  }

  /** Somebody's pages on this node: how long ago one answered, and whether one is open still. */
  record Sign(AgentId agent, Duration ago, boolean open) {}

  /** In one statement for all. Ages, not times: a node's clock may be wrong. */
  void write(Sql sql, List<Sign> signs) {
    sql.execute(
        """
        INSERT INTO connection AS c (agent_id, node, seen_at, open)
        SELECT m.id, $1, clock_timestamp() - s.ago * interval '1 millisecond', s.open
          FROM unnest($2::bigint[], $3::bigint[], $4::boolean[]) AS s(agent_id, ago, open)
          JOIN staff_member m ON m.id = s.agent_id
            ON CONFLICT ON CONSTRAINT connection_pkey DO UPDATE
           SET seen_at = greatest(c.seen_at, EXCLUDED.seen_at), open = EXCLUDED.open
        """,
        node,
        Sql.ids(signs.stream().map(Sign::agent).toList()),
        signs.stream().map(sign -> sign.ago().toMillis()).toArray(Long[]::new),
        signs.stream().map(Sign::open).toArray(Boolean[]::new));
  }

  /** Whoever says what they do is there, page or not. */
  void seen(Sql tx, AgentId agent) {
    tx.execute(
        """
        INSERT INTO connection AS c (agent_id, node, open) VALUES ($1, $2, false)
            ON CONFLICT ON CONSTRAINT connection_pkey DO UPDATE SET seen_at = clock_timestamp()
        """,
        agent,
        node);
  }

  /** This node stops. */
  void closeAll(Sql sql) {
    sql.execute("UPDATE connection SET open = false WHERE node = $1 AND open", node);
  }

  /** Nodes have another name after each start: their rows would stay for ever. */
  void deleteOld(Sql tx) {
    tx.execute(
        """
        DELETE FROM connection
         WHERE (agent_id, node) IN (SELECT c.agent_id, c.node FROM connection c
                                     WHERE c.seen_at < clock_timestamp() - interval '1 day'
                                       FOR UPDATE SKIP LOCKED)
        """);
  }
}
