package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.http.Json;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** The queues of the house. */
public final class Queues {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final EventLog events;

  public Queues(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** What came of adding or changing a queue. */
  public sealed interface Result {
    record Done(Queue queue) implements Result {}

    record NameTaken() implements Result {}

    record NotFound() implements Result {}
  }

  /** A queue and how much waits in it. */
  public record Waiting(QueueId id, String name, long waiting) {}

  public List<Queue> all() {
    return database.rows("SELECT id, name, is_default FROM queue ORDER BY lower(name)").stream()
        .map(Queues::queue)
        .toList();
  }

  static final String WAITING =
      """
      SELECT q.id, q.name,
             (SELECT count(*) FROM work_item w
               WHERE w.queue_id = q.id AND w.state = 'queued' AND w.kind <> 'check_arrival') AS waiting
        FROM queue q ORDER BY lower(q.name)
      """;

  public List<Waiting> waiting() {
    return database.rows(WAITING).stream()
        .map(
            row ->
                new Waiting(
                    new QueueId(row.getLong("id")), row.getString("name"), row.getLong("waiting")))
        .toList();
  }

  public Queue defaultQueue(Sql sql) {
    return sql.row("SELECT id, name, is_default FROM queue WHERE is_default")
        .map(Queues::queue)
        .orElseThrow();
  }

  public Optional<Queue> find(Sql sql, QueueId id) {
    return sql.row("SELECT id, name, is_default FROM queue WHERE id = $1", id).map(Queues::queue);
  }

  /** Everything at its default where nothing is set. Errors: IllegalStateException if unknown. */
  public QueueSettings settings(Sql sql, QueueId id) {
    return settings(
        sql.row("SELECT settings FROM queue WHERE id = $1", id)
            .orElseThrow(() -> new IllegalStateException("no queue " + id.value()))
            .getJsonObject("settings"));
  }

  static QueueSettings settings(JsonObject document) {
    return Json.read(document, QueueSettings.class);
  }

  public Optional<Queue> named(String name) {
    return database
        .row("SELECT id, name, is_default FROM queue WHERE lower(name) = lower($1)", name.strip())
        .map(Queues::queue);
  }

  public Result create(Optional<Actor> actor, String name) {
    return naming(
        () ->
            database.transaction(
                tx -> {
                  Row row =
                      tx.row(
                              "INSERT INTO queue (name) VALUES ($1) RETURNING id, name, is_default",
                              name.strip())
                          .orElseThrow();
                  events.append(tx, Change.of(EventType.QUEUE_CHANGED, Audience.STAFF).by(actor));
                  return new Result.Done(queue(row));
                }));
  }

  /** Renames, and makes it the default one if asked to. */
  public Result change(Actor actor, QueueId id, Optional<String> name, boolean makeDefault) {
    return naming(
        () ->
            database.transaction(
                tx -> {
                  if (makeDefault) {
                    // Two who choose a default at once: the second one sees what the first chose.
                    tx.rows("SELECT id FROM queue ORDER BY id FOR NO KEY UPDATE");
                    tx.execute(
                        "UPDATE queue SET is_default = false WHERE is_default AND id <> $1", id);
                  }
                  Optional<Row> row =
                      tx.row(
                          """
                          UPDATE queue SET name = coalesce($2, name), is_default = is_default OR $3
                           WHERE id = $1 RETURNING id, name, is_default
                          """,
                          id,
                          name.map(String::strip),
                          makeDefault);
                  if (row.isEmpty()) {
                    // Rolls back the loss of the default, too.
                    throw new NoSuchQueue();
                  }
                  events.append(tx, Change.of(EventType.QUEUE_CHANGED, Audience.STAFF).by(actor));
                  return new Result.Done(queue(row.get()));
                }));
  }

  private static Result naming(java.util.function.Supplier<Result> work) {
    try {
      return work.get();
    } catch (NoSuchQueue none) {
      return new Result.NotFound();
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())
          && "queue_name".equals(fault.getConstraint())) {
        return new Result.NameTaken();
      }
      throw fault;
    }
  }

  private static final class NoSuchQueue extends RuntimeException {}

  private static Queue queue(Row row) {
    return new Queue(
        new QueueId(row.getLong("id")), row.getString("name"), row.getBoolean("is_default"));
  }
}
