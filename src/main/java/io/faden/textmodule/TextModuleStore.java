package io.faden.textmodule;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** All SQL about text modules. There are hundreds at most, so that a search reads them all. */
final class TextModuleStore {
  private static final String SELECT =
      """
      SELECT m.id, m.name, m.shortcut, m.language, m.purpose, m.text_du, m.text_sie, m.version,
             q.id AS queue_id, q.name AS queue_name, q.is_default AS queue_is_default
        FROM text_module m LEFT JOIN known_queue q ON q.id = m.queue_id
      """;

  List<TextModule> list(
      Sql sql, Optional<String> part, Optional<String> language, Optional<QueueId> queue) {
    return sql
        .rows(
            SELECT
                + """
                 WHERE ($1::text IS NULL OR m.name ILIKE $1 OR m.shortcut ILIKE $1 OR m.text_du ILIKE $1 OR m.text_sie ILIKE $1)
                   AND ($2::text IS NULL OR m.language = $2)
                   AND ($3::bigint IS NULL OR m.queue_id IS NULL OR m.queue_id = $3)
                 ORDER BY lower(m.name), m.language, m.id
                """,
            part.filter(text -> !text.isEmpty()).map(TextModuleStore::containing),
            language,
            queue.map(QueueId::value))
        .stream()
        .map(TextModuleStore::module)
        .toList();
  }

  private static String containing(String part) {
    return "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  Optional<TextModule> first(Sql sql, Purpose purpose, String language, QueueId queue) {
    return sql.row(
            SELECT
                + """
                 WHERE m.purpose = $1 AND m.language = $2 AND (m.queue_id IS NULL OR m.queue_id = $3)
                 ORDER BY m.queue_id IS NULL, lower(m.name), m.id LIMIT 1
                """,
            purpose,
            language,
            queue)
        .map(TextModuleStore::module);
  }

  Optional<TextModule> find(Sql sql, TextModuleId id) {
    return sql.row(SELECT + " WHERE m.id = $1", id).map(TextModuleStore::module);
  }

  TextModuleId insert(Tx tx, Optional<Actor> actor, TextModules.Wish wish) {
    return new TextModuleId(
        tx.row(
                """
                INSERT INTO text_module (name, shortcut, language, purpose, queue_id, text_du, text_sie, changed_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
                """,
                wish.name(),
                wish.shortcut(),
                wish.language(),
                wish.purpose(),
                wish.queue().map(QueueId::value),
                wish.du(),
                wish.sie(),
                actor.map(Actor::id).map(AgentId::value))
            .orElseThrow()
            .getLong("id"));
  }

  /** False when it is gone or has another version by now. */
  boolean update(Tx tx, Actor actor, TextModuleId id, int version, TextModules.Wish wish) {
    return tx.execute(
            """
            UPDATE text_module
               SET name = $3, shortcut = $4, language = $5, purpose = $6, queue_id = $7, text_du = $8, text_sie = $9,
                   changed_by = $10, changed_at = clock_timestamp(), version = version + 1
             WHERE id = $1 AND version = $2
            """,
            id,
            version,
            wish.name(),
            wish.shortcut(),
            wish.language(),
            wish.purpose(),
            wish.queue().map(QueueId::value),
            wish.du(),
            wish.sie(),
            actor.id())
        == 1;
  }

  boolean delete(Tx tx, TextModuleId id) {
    return tx.execute("DELETE FROM text_module WHERE id = $1", id) == 1;
  }

  private static TextModule module(Row row) {
    return new TextModule(
        new TextModuleId(row.getLong("id")),
        row.getString("name"),
        row.getString("shortcut"),
        row.getString("language"),
        Purpose.of(row.getString("purpose")),
        Columns.optionalLong(row, "queue_id")
            .map(
                id ->
                    new Queue(
                        new QueueId(id),
                        row.getString("queue_name"),
                        row.getBoolean("queue_is_default"))),
        row.getString("text_du"),
        row.getString("text_sie"),
        row.getInteger("version"));
  }
}
