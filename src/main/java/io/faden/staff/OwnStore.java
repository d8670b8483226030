package io.faden.staff;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.platform.AgentId;
import io.faden.platform.Initials;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All SQL about one's own account: profile, password, API tokens. */
final class OwnStore {

  Profile profile(Sql sql, AgentId id) {
    return sql.row(
            "SELECT id, name, email, role, locale, location, sign FROM agent WHERE id = $1", id)
        .map(OwnStore::profile)
        .orElseThrow();
  }

  Optional<String> passwordHash(Sql sql, AgentId id) {
    return sql.row("SELECT password_hash FROM agent WHERE id = $1", id)
        .flatMap(row -> optionalText(row, "password_hash"));
  }

  void update(Sql sql, AgentId id, OwnAccount.ProfileChange change) {
    sql.execute(
        """
        UPDATE agent SET locale = coalesce($2, locale), location = coalesce($3, location), sign = coalesce($4, sign)
         WHERE id = $1
        """,
        id,
        change.locale(),
        change.location(),
        change.sign());
  }

  /** False when the password is another one since it was checked. */
  boolean replacePassword(Sql tx, AgentId id, Optional<String> before, String hash) {
    return tx.execute(
            "UPDATE agent SET password_hash = $3 WHERE id = $1 AND active AND password_hash = $2",
            id,
            before,
            hash)
        == 1;
  }

  void closeOtherSessions(Sql tx, AgentId id, Optional<String> own) {
    tx.execute(
        "DELETE FROM session WHERE agent_id = $1 AND token_hash IS DISTINCT FROM $2",
        id,
        own.map(Secret::sha256).orElse(null));
  }

  /** Index: api_token_of_agent. */
  List<ApiToken> tokens(Sql sql, AgentId id) {
    return sql
        .rows(
            """
            SELECT id, name, created_at, last_used_at, expires_at FROM api_token
             WHERE agent_id = $1 ORDER BY id DESC
            """,
            id)
        .stream()
        .map(OwnStore::token)
        .toList();
  }

  ApiToken insertToken(Sql sql, AgentId id, String name, Secret secret, Optional<Duration> lasts) {
    return sql.row(
            """
            INSERT INTO api_token (agent_id, name, token_hash, expires_at)
            VALUES ($1, $2, $3, clock_timestamp() + $4::bigint * interval '1 second')
            RETURNING id, name, created_at, last_used_at, expires_at
            """,
            id,
            name,
            secret.hash(),
            lasts.map(Duration::toSeconds))
        .map(OwnStore::token)
        .orElseThrow();
  }

  boolean deleteToken(Sql sql, AgentId id, long token) {
    return sql.execute("DELETE FROM api_token WHERE id = $1 AND agent_id = $2", token, id) == 1;
  }

  private static Profile profile(Row row) {
    return new Profile(
        new AgentId(row.getLong("id")),
        row.getString("name"),
        row.getString("email"),
        Role.of(row.getString("role")),
        Language.of(row.getString("locale")),
        Location.of(row.getString("location")),
        optionalText(row, "sign").or(() -> Initials.sign(row.getString("name"))));
  }

  private static ApiToken token(Row row) {
    return new ApiToken(
        row.getLong("id"),
        row.getString("name"),
        instant(row, "created_at"),
        optionalInstant(row, "last_used_at"),
        optionalInstant(row, "expires_at"));
  }
}
