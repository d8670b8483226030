package io.faden.presence;

import static io.faden.platform.db.Columns.optionalInstant;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.presence.AgentState.Load;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the live picture from where it is true: all who work here, with presence and load. */
final class StateStore {
  /** What somebody may take who never had any work: the default of the column. */
  private static final int CAPACITY = 100;

  private static final String STATE =
      """
      SELECT p.agent_id, p.state, p.reason, p.location, p.paused, p.since, p.on_call_since, p.version,
             l.version AS load_version, l.used, l.capacity, l.misses, l.offers_on, l.offers_today, l.last_served_at
        FROM agent_presence p
        JOIN staff_member m ON m.id = p.agent_id AND m.active
        LEFT JOIN agent_load l ON l.agent_id = p.agent_id
      """;

  List<AgentState> all(Sql sql) {
    return sql.rows(STATE).stream().map(StateStore::state).toList();
  }

  /** Index: agent_pkey. */
  List<AgentState> of(Sql sql, Collection<AgentId> agents) {
    return sql.rows(STATE + "WHERE p.agent_id = ANY ($1)", (Object) Sql.ids(agents)).stream()
        .map(StateStore::state)
        .toList();
  }

  private static AgentState state(Row row) {
    return new AgentState(
        new AgentId(row.getLong("agent_id")), PresenceStore.shift(row), load(row));
  }

  private static Load load(Row row) {
    return row.getLong("load_version") == null
        ? new Load(-1, 0, CAPACITY, 0, 0, Optional.empty(), Optional.empty())
        : new Load(
            row.getLong("load_version"),
            row.getInteger("used"),
            row.getInteger("capacity"),
            row.getInteger("misses"),
            row.getInteger("offers_today"),
            Optional.ofNullable(row.getLocalDate("offers_on")),
            optionalInstant(row, "last_served_at"));
  }
}
