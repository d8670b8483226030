package io.faden.staff;

import static io.faden.platform.db.Columns.optionalInstant;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Sql;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** All SQL about agents. An administrator of the demo company counts in demo mode only. */
final class AgentStore {
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String AGENT =
      """
      SELECT a.id, a.name, a.email, a.role, a.active, a.password_hash IS NOT NULL AS has_password, a.version,
             greatest((SELECT max(s.last_seen_at) FROM session s WHERE s.agent_id = a.id),
                      (SELECT max(t.last_used_at) FROM api_token t WHERE t.agent_id = a.id)) AS last_seen_at
        FROM agent a
      """;

  private final boolean demo;

  AgentStore(boolean demo) {
    this.demo = demo;
  }

  /** A row as it is while its transaction holds it. */
  record Held(AgentId id, String name, Role role, boolean active, int version, boolean counts) {
    boolean administers() {
      return counts && active && role == Role.ADMIN;
    }
  }

  List<Agent> list(Sql sql) {
    return sql.rows(AGENT + "ORDER BY lower(a.name), a.id").stream()
        .map(AgentStore::agent)
        .toList();
  }

  Optional<Agent> find(Sql sql, AgentId id) {
    return sql.row(AGENT + "WHERE a.id = $1", id).map(AgentStore::agent);
  }

  /** Errors: PgException on the index agent_email, see {@link #isEmailTaken}. */
  AgentId insert(Sql sql, String name, String email, Role role, Optional<String> passwordHash) {
    return sql.row(
            """
            INSERT INTO agent (name, email, role, password_hash) VALUES ($1, $2, $3, $4) RETURNING id
            """,
            name,
            email,
            role,
            passwordHash)
        .map(AgentStore::id)
        .orElseThrow();
  }

  /**
   * Holds this agent and all who administer. Two who take the last two administrators out at the
   * same time wait here for one another, and the second sees what the first did.
   */
  List<Held> holdWithAdmins(Sql tx, AgentId id) {
    return tx
        .rows(
            """
            SELECT id, name, role, active, version, (NOT demo OR $2) AS counts FROM agent
             WHERE id = $1 OR (role = 'admin' AND active)
             ORDER BY id FOR UPDATE
            """,
            id,
            demo)
        .stream()
        .map(
            row ->
                new Held(
                    id(row),
                    row.getString("name"),
                    Role.of(row.getString("role")),
                    row.getBoolean("active"),
                    row.getInteger("version"),
                    row.getBoolean("counts")))
        .toList();
  }

  void update(Sql tx, AgentId id, String name, Role role, boolean active) {
    tx.execute(
        """
        UPDATE agent SET name = $2, role = $3, active = $4, version = version + 1 WHERE id = $1
        """,
        id,
        name,
        role,
        active);
  }

  /** Takes away what a person could still come in with; API tokens are refused while inactive. */
  void lockOut(Sql tx, AgentId id) {
    tx.execute("DELETE FROM session WHERE agent_id = $1", id);
    tx.execute("DELETE FROM one_time_link WHERE agent_id = $1", id);
  }

  boolean hasAdmin(Sql sql) {
    return sql.row(
            """
            SELECT EXISTS (SELECT FROM agent WHERE role = 'admin' AND active AND (NOT demo OR $1)) AS found
            """,
            demo)
        .orElseThrow()
        .getBoolean("found");
  }

  /** Keeps everybody else from adding or changing agents until the transaction ends. */
  void holdAll(Sql tx) {
    tx.execute("LOCK TABLE agent IN SHARE ROW EXCLUSIVE MODE");
  }

  /** Leaves a real person with the same address as they are. */
  AgentId upsertDemo(
      Sql sql, String name, String email, Role role, String passwordHash, Language locale) {
    return sql.row(
            """
            INSERT INTO agent AS a (name, email, role, password_hash, locale, demo) VALUES ($1, $2, $3, $4, $5, true)
            ON CONFLICT (lower(email)) DO UPDATE
               SET name = EXCLUDED.name, role = EXCLUDED.role, password_hash = EXCLUDED.password_hash, active = true
             WHERE a.demo
            RETURNING id
            """,
            name,
            email,
            role,
            passwordHash,
            locale)
        .or(() -> sql.row("SELECT id FROM agent WHERE lower(email) = $1", email))
        .map(AgentStore::id)
        .orElseThrow();
  }

  static boolean isEmailTaken(PgException refusal) {
    return UNIQUE_VIOLATION.equals(refusal.getSqlState())
        && "agent_email".equals(refusal.getConstraint());
  }

  private static AgentId id(Row row) {
    return new AgentId(row.getLong("id"));
  }

  private static Agent agent(Row row) {
    return new Agent(
        id(row),
        row.getString("name"),
        row.getString("email"),
        Role.of(row.getString("role")),
        row.getBoolean("active"),
        row.getBoolean("has_password"),
        optionalInstant(row, "last_seen_at"),
        row.getInteger("version"));
  }
}
