package io.faden.textmodule;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The texts that agents put into their answers; supervisors keep them. */
public final class TextModules {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final EventLog events;
  private final Queues queues;
  private final TextModuleStore store = new TextModuleStore();

  public TextModules(Database database, EventLog events, Queues queues) {
    this.database = database;
    this.events = events;
    this.queues = queues;
  }

  /** A text module as somebody wants it. */
  public record Wish(
      String name,
      String shortcut,
      String language,
      Purpose purpose,
      Optional<QueueId> queue,
      String du,
      String sie) {
    public Wish {
      name = name.strip();
      du = du.strip();
      sie = sie.strip();
    }
  }

  /**
   * By name. Input: part of a name, a shortcut or a text; a language; a queue, whose own modules
   * come with those for all. What is empty does not count.
   */
  public List<TextModule> list(
      Optional<String> part, Optional<String> language, Optional<QueueId> queue) {
    return store.list(database, part.map(String::strip), language, queue);
  }

  /** The one to take for a purpose: the queue's own before those for all, then by name. */
  public Optional<TextModule> first(Sql sql, Purpose purpose, String language, QueueId queue) {
    return store.first(sql, purpose, language, queue);
  }

  public TextModuleResult create(Optional<Actor> actor, Wish wish) {
    return saving(actor, wish, tx -> Optional.of(store.insert(tx, actor, wish)));
  }

  /** The version is the one that was read. */
  public TextModuleResult change(Actor actor, TextModuleId id, int version, Wish wish) {
    return saving(
        Optional.of(actor),
        wish,
        tx -> store.update(tx, actor, id, version, wish) ? Optional.of(id) : Optional.empty(),
        tx ->
            store.find(tx, id).isPresent()
                ? new TextModuleResult.Stale()
                : new TextModuleResult.NotFound());
  }

  /** False when there is no such text module. */
  public boolean remove(Actor actor, TextModuleId id) {
    return database.transaction(
        tx -> {
          boolean removed = store.delete(tx, id);
          if (removed) {
            tell(tx, Optional.of(actor));
          }
          return removed;
        });
  }

  private TextModuleResult saving(
      Optional<Actor> actor, Wish wish, Function<Tx, Optional<TextModuleId>> save) {
    return saving(
        actor,
        wish,
        save,
        tx -> {
          throw new IllegalStateException("an insert has a row");
        });
  }

  private TextModuleResult saving(
      Optional<Actor> actor,
      Wish wish,
      Function<Tx, Optional<TextModuleId>> save,
      Function<Tx, TextModuleResult> otherwise) {
    if (wish.name().isBlank()) {
      return new TextModuleResult.Nameless();
    }
    if (wish.du().isBlank() && wish.sie().isBlank()) {
      return new TextModuleResult.SaysNothing();
    }
    try {
      return database.transaction(
          tx -> {
            if (wish.queue().isPresent() && queues.find(tx, wish.queue().get()).isEmpty()) {
              return new TextModuleResult.QueueNotFound();
            }
            Optional<TextModuleId> saved = save.apply(tx);
            if (saved.isEmpty()) {
              return otherwise.apply(tx);
            }
            tell(tx, actor);
            return new TextModuleResult.Saved(store.find(tx, saved.get()).orElseThrow());
          });
    } catch (PgException fault) {
      if (!UNIQUE_VIOLATION.equals(fault.getSqlState())) {
        throw fault;
      }
      return switch (fault.getConstraint()) {
        case "text_module_name" -> new TextModuleResult.Taken("name");
        case "text_module_shortcut" -> new TextModuleResult.Taken("shortcut");
        default -> throw fault;
      };
    }
  }

  private void tell(Tx tx, Optional<Actor> actor) {
    events.append(tx, Change.of(EventType.TEXT_MODULES_CHANGED, Audience.STAFF).by(actor));
  }
}
