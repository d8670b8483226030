package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;

/**
 * All SQL about sessions and who calls. Signs of life are written once a minute, not with each
 * request.
 */
final class SessionStore {
  /** Without a request for so long, a session is over; and after the second in any case. */
  static final Duration IDLE = Duration.ofHours(12);

  static final Duration AT_MOST = Duration.ofDays(7);

  /** What a sign-in is checked against. */
  record Credentials(AgentId agent, Optional<String> passwordHash, boolean active, boolean demo) {}

  /** Who calls, and whether the last sign of life is worth renewing. */
  record Caller(Actor actor, boolean quiet) {}

  /** Index: agent_email. */
  Optional<Credentials> credentials(Sql sql, String email) {
    return sql.row(
            "SELECT id, password_hash, active, demo FROM agent WHERE lower(email) = $1", email)
        .map(
            row ->
                new Credentials(
                    new AgentId(row.getLong("id")),
                    Optional.ofNullable(row.getString("password_hash")),
                    row.getBoolean("active"),
                    row.getBoolean("demo")));
  }

  /**
   * Opens a session, unless the person was locked out or got another password since it was checked:
   * the row of the agent is held until the session is there to be deleted.
   */
  boolean open(Sql tx, Secret secret, Credentials checked, Optional<Location> location) {
    return tx.execute(
            """
            WITH present AS (
              UPDATE agent SET location = coalesce($4, location)
               WHERE id = $2 AND active AND password_hash = $3
              RETURNING id)
            INSERT INTO session (token_hash, agent_id, expires_at)
            SELECT $1, id, clock_timestamp() + $5::bigint * interval '1 second' FROM present
            """,
            secret.hash(),
            checked.agent(),
            checked.passwordHash(),
            location,
            IDLE.toSeconds())
        == 1;
  }

  /** Whose it was; empty when there is none. */
  Optional<AgentId> close(Sql sql, Secret secret) {
    return sql.row("DELETE FROM session WHERE token_hash = $1 RETURNING agent_id", secret.hash())
        .map(row -> new AgentId(row.getLong("agent_id")));
  }

  /** Index: session_by_expiry. */
  void deleteExpired(Sql sql) {
    sql.execute("DELETE FROM session WHERE expires_at <= clock_timestamp()");
  }

  /** Index: session_pkey. */
  Optional<Caller> bySession(Sql sql, Secret secret, boolean demoToo) {
    return sql.row(
            """
            SELECT a.id, a.name, a.role, s.last_seen_at < clock_timestamp() - interval '1 minute' AS quiet
              FROM session s JOIN agent a ON a.id = s.agent_id
             WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp() AND a.active AND (NOT a.demo OR $2)
            """,
            secret.hash(),
            demoToo)
        .map(SessionStore::caller);
  }

  void seen(Sql sql, Secret secret) {
    sql.execute(
        """
        UPDATE session
           SET last_seen_at = clock_timestamp(),
               expires_at = least(clock_timestamp() + $2::bigint * interval '1 second',
                                  created_at + $3::bigint * interval '1 second')
         WHERE token_hash = $1 AND last_seen_at < clock_timestamp() - interval '1 minute'
        """,
        secret.hash(),
        IDLE.toSeconds(),
        AT_MOST.toSeconds());
  }

  /** Index: api_token_hash_unique. */
  Optional<Caller> byApiToken(Sql sql, Secret secret, boolean demoToo) {
    return sql.row(
            """
            SELECT a.id, a.name, a.role,
                   (t.last_used_at IS NULL OR t.last_used_at < clock_timestamp() - interval '1 minute') AS quiet
              FROM api_token t JOIN agent a ON a.id = t.agent_id
             WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > clock_timestamp())
               AND a.active AND (NOT a.demo OR $2)
            """,
            secret.hash(),
            demoToo)
        .map(SessionStore::caller);
  }

  void used(Sql sql, Secret secret) {
    sql.execute(
        """
        UPDATE api_token SET last_used_at = clock_timestamp()
         WHERE token_hash = $1
           AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
        """,
        secret.hash());
  }

  private static Caller caller(Row row) {
    return new Caller(
        new Actor(
            new AgentId(row.getLong("id")), row.getString("name"), Role.of(row.getString("role"))),
        row.getBoolean("quiet"));
  }
}
