package io.faden.staff;

import static io.faden.platform.db.Columns.optionalText;

import io.faden.platform.AgentId;
import io.faden.platform.Secret;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;

/** All SQL about one-time links. Who uses a link holds its agent's row first, then the link's. */
final class LinkStore {
  private static final Duration LASTS = Duration.ofDays(7);

  /** A link that is still good, with the agent it is for; none for the first administrator. */
  record Open(
      OneTimeLinks.Purpose purpose,
      Optional<AgentId> agent,
      Optional<String> name,
      Optional<String> email) {}

  /** Makes a link to set a password; older ones of this agent are gone. False without the agent. */
  boolean replace(Sql tx, AgentId agent, Secret secret) {
    if (tx.row("SELECT id FROM agent WHERE id = $1 FOR UPDATE", agent).isEmpty()) {
      return false;
    }
    tx.execute(
        "DELETE FROM one_time_link WHERE agent_id = $1 OR expires_at < clock_timestamp()", agent);
    insert(tx, OneTimeLinks.Purpose.PASSWORD, Optional.of(agent), secret);
    return true;
  }

  void insertFirstAdmin(Sql sql, Secret secret) {
    insert(sql, OneTimeLinks.Purpose.FIRST_ADMIN, Optional.empty(), secret);
  }

  private static void insert(
      Sql sql, OneTimeLinks.Purpose purpose, Optional<AgentId> agent, Secret secret) {
    sql.execute(
        """
        INSERT INTO one_time_link (token_hash, purpose, agent_id, expires_at)
        VALUES ($1, $2, $3, clock_timestamp() + $4::bigint * interval '1 second')
        """,
        secret.hash(),
        purpose,
        agent,
        LASTS.toSeconds());
  }

  /** Index: one_time_link_pkey. */
  Optional<Open> find(Sql sql, Secret secret) {
    return sql.row(
            """
            SELECT l.purpose, a.id, a.name, a.email
              FROM one_time_link l LEFT JOIN agent a ON a.id = l.agent_id
             WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > clock_timestamp()
               AND (a.id IS NULL OR a.active)
            """,
            secret.hash())
        .map(LinkStore::open);
  }

  boolean holdAgent(Sql tx, AgentId agent) {
    return tx.row("SELECT id FROM agent WHERE id = $1 AND active FOR UPDATE", agent).isPresent();
  }

  /** True for exactly one of all who try. */
  boolean use(Sql tx, Secret secret) {
    return tx.execute(
            """
            UPDATE one_time_link SET used_at = clock_timestamp()
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()
            """,
            secret.hash())
        == 1;
  }

  void setPassword(Sql tx, AgentId agent, String hash) {
    tx.execute("UPDATE agent SET password_hash = $2 WHERE id = $1", agent, hash);
    tx.execute("DELETE FROM session WHERE agent_id = $1", agent);
  }

  private static Open open(Row row) {
    return new Open(
        OneTimeLinks.Purpose.of(row.getString("purpose")),
        Optional.ofNullable(row.getLong("id")).map(AgentId::new),
        optionalText(row, "name"),
        optionalText(row, "email"));
  }
}
