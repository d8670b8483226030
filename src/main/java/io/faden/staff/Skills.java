package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.ChannelNames;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What people can do, and how well; that callers administer is for the route to see. */
public final class Skills {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Database database;
  private final EventLog events;
  private final Uses uses;
  private final SkillStore store = new SkillStore();

  public Skills(Database database, EventLog events, Uses uses) {
    this.database = database;
    this.events = events;
    this.uses = uses;
  }

  public record NewSkill(String name, Skill.Kind kind, Optional<String> code) {}

  /** How well somebody is to do something, 1 to 5. */
  public record Level(SkillId skill, int level) {}

  /** How well somebody does something. */
  public record Held(Skill skill, int level) {}

  /** By kind and name. */
  public List<Skill> all() {
    return store.all(database);
  }

  /** The actor is empty where the product itself sets up a company. */
  public SkillResult create(Optional<Actor> actor, NewSkill wanted) {
    Optional<String> code = wanted.code().map(given -> given.strip().toLowerCase(Locale.ROOT));
    Optional<String> fault =
        InputRules.faultInName(wanted.name()).or(() -> faultInCode(wanted.kind(), code));
    if (fault.isPresent()) {
      return new SkillResult.Invalid(fault.get());
    }
    return naming(
        () ->
            database.transaction(
                tx -> {
                  SkillId id = store.insert(tx, wanted.name().strip(), wanted.kind(), code);
                  tell(tx, actor, id);
                  return new SkillResult.Saved(store.find(tx, id).orElseThrow());
                }));
  }

  private static Optional<String> faultInCode(Skill.Kind kind, Optional<String> code) {
    return switch (kind) {
      case TOPIC -> code.map(any -> "A topic has no code");
      case LANGUAGE ->
          code.filter(LANGUAGES::contains).isPresent()
              ? Optional.empty()
              : Optional.of("The code of a language is that of ISO 639-1, such as de");
      case CHANNEL ->
          code.filter(ChannelNames.ALL::contains).isPresent()
              ? Optional.empty()
              : Optional.of("The code of a channel is one of " + ChannelNames.ALL);
    };
  }

  public SkillResult rename(Actor actor, SkillId id, int version, String name) {
    Optional<String> fault = InputRules.faultInName(name);
    if (fault.isPresent()) {
      return new SkillResult.Invalid(fault.get());
    }
    return naming(
        () ->
            database.transaction(
                tx -> {
                  boolean done = store.rename(tx, id, version, name.strip());
                  Optional<Skill> now = store.find(tx, id);
                  if (now.isEmpty()) {
                    return new SkillResult.NotFound();
                  }
                  if (!done) {
                    return new SkillResult.Stale();
                  }
                  tell(tx, Optional.of(actor), id);
                  return new SkillResult.Saved(now.get());
                }));
  }

  /** People lose it; queues and rules that ask for it keep it from going. */
  public SkillResult remove(Actor actor, SkillId id) {
    return database.transaction(
        tx -> {
          if (!store.lockToRemove(tx, id)) {
            return new SkillResult.NotFound();
          }
          List<String> by = uses.ofSkill(tx, id);
          if (!by.isEmpty()) {
            return new SkillResult.InUse(by);
          }
          uses.skillGoes(tx, id);
          store.delete(tx, id);
          tell(tx, Optional.of(actor), id);
          return new SkillResult.Removed();
        });
  }

  /**
   * Those of them that exist. They cannot be removed until the transaction ends, so that what is
   * about to ask for them never asks for something gone.
   */
  public Set<SkillId> keep(Tx tx, Collection<SkillId> ids) {
    return store.keep(tx, ids);
  }

  public List<Held> heldBy(Sql sql, AgentId agent) {
    return store.heldBy(sql, agent);
  }

  /** From now on these and no others. The skills must exist and be kept. */
  public void replace(Tx tx, AgentId agent, List<Level> levels) {
    store.replace(tx, agent, levels);
  }

  private static SkillResult naming(Supplier<SkillResult> work) {
    try {
      return work.get();
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())) {
        if ("skill_name".equals(fault.getConstraint())) {
          return new SkillResult.NameTaken();
        }
        if ("skill_by_code".equals(fault.getConstraint())) {
          return new SkillResult.CodeTaken();
        }
      }
      throw fault;
    }
  }

  private void tell(Tx tx, Optional<Actor> actor, SkillId id) {
    events.append(
        tx,
        Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
            .by(actor)
            .detail(new JsonObject().put("skill", id.value())));
  }
}
