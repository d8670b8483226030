package io.faden.supervision;

import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that somebody is connected to or that hold a lease, and the one that answers.
 *
 * @param node the one that answers
 * @param router which node routes; absent while none does
 */
public record ClusterState(String node, List<Node> nodes, Optional<Router> router) {
  public ClusterState {
    nodes = List.copyOf(nodes);
  }

  /** A node and how many people are connected there. */
  public record Node(String node, long agents) {}

  /** The lease, and how long it has been held without a break. */
  public record Router(String node, long epoch, long sinceSeconds) {}

  static ClusterState read(Sql sql, String own) {
    List<Node> nodes = new ArrayList<>();
    for (Row row :
        sql.rows(
            """
            SELECT n.node, count(DISTINCT c.agent_id) AS agents
              FROM (SELECT $1::text AS node
                    UNION SELECT holder FROM held_lease
                    UNION SELECT node FROM agent_connection) n
              LEFT JOIN agent_connection c ON c.node = n.node
             GROUP BY n.node ORDER BY n.node
            """,
            own)) {
      nodes.add(new Node(row.getString("node"), row.getLong("agents")));
    }
    Optional<Router> router =
        sql.row(
                """
                SELECT holder, epoch, greatest(0, floor(extract(epoch FROM clock_timestamp() - since)))::bigint AS since_seconds
                  FROM held_lease WHERE name = 'router'
                """)
            .map(
                row ->
                    new Router(
                        row.getString("holder"),
                        row.getLong("epoch"),
                        row.getLong("since_seconds")));
    return new ClusterState(own, nodes, router);
  }
}
