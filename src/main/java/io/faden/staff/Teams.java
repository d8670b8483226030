package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Teams and their members; that callers administer is for the route to see. */
public final class Teams {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final Database database;
  private final EventLog events;
  private final Uses uses;
  private final TeamStore store = new TeamStore();

  public Teams(Database database, EventLog events, Uses uses) {
    this.database = database;
    this.events = events;
    this.uses = uses;
  }

  public record Wanted(String name, Set<AgentId> members) {
    public Wanted {
      members = Set.copyOf(members);
    }
  }

  public record Named(TeamId id, String name) {}

  /** By name. */
  public List<Team> all() {
    return store.all(database);
  }

  /** The actor is empty where the product itself sets up a company. */
  public TeamResult create(Optional<Actor> actor, Wanted wanted) {
    return saving(
        wanted,
        () ->
            database.transaction(
                tx -> {
                  TeamId id = store.insert(tx, wanted.name().strip());
                  return saved(tx, actor, id, wanted);
                }));
  }

  public TeamResult change(Actor actor, TeamId id, int version, Wanted wanted) {
    return saving(
        wanted,
        () ->
            database.transaction(
                tx -> {
                  if (store.rename(tx, id, version, wanted.name().strip())) {
                    return saved(tx, Optional.of(actor), id, wanted);
                  }
                  return store.find(tx, id).isPresent()
                      ? new TeamResult.Stale()
                      : new TeamResult.NotFound();
                }));
  }

  private TeamResult saved(Tx tx, Optional<Actor> actor, TeamId id, Wanted wanted) {
    store.replaceMembers(tx, id, wanted.members());
    tell(tx, actor, id);
    return new TeamResult.Saved(store.find(tx, id).orElseThrow());
  }

  /** Open work that only this team is asked for keeps it from going. */
  public TeamResult remove(Actor actor, TeamId id) {
    return database.transaction(
        tx -> {
          if (!store.lockToRemove(tx, id)) {
            return new TeamResult.NotFound();
          }
          List<String> by = uses.ofTeam(tx, id);
          if (!by.isEmpty()) {
            return new TeamResult.InUse(by);
          }
          uses.teamGoes(tx, id);
          store.delete(tx, id);
          tell(tx, Optional.of(actor), id);
          return new TeamResult.Removed();
        });
  }

  public List<Named> ofAgent(Sql sql, AgentId agent) {
    return store.ofAgent(sql, agent);
  }

  /** From now on these and no others; false if one of them does not exist. */
  public boolean replaceTeams(Tx tx, AgentId agent, Collection<TeamId> teams) {
    if (store.lock(tx, teams).size() < Set.copyOf(teams).size()) {
      return false;
    }
    store.replaceTeams(tx, agent, teams);
    return true;
  }

  private static TeamResult saving(Wanted wanted, Supplier<TeamResult> work) {
    Optional<String> fault = InputRules.faultInName(wanted.name());
    if (fault.isPresent()) {
      return new TeamResult.Invalid(fault.get());
    }
    try {
      return work.get();
    } catch (PgException refusal) {
      if (UNIQUE_VIOLATION.equals(refusal.getSqlState())
          && "team_name".equals(refusal.getConstraint())) {
        return new TeamResult.NameTaken();
      }
      if (FOREIGN_KEY_VIOLATION.equals(refusal.getSqlState())
          && "team_member_agent_fkey".equals(refusal.getConstraint())) {
        return new TeamResult.AgentNotFound();
      }
      throw refusal;
    }
  }

  private void tell(Tx tx, Optional<Actor> actor, TeamId id) {
    events.append(
        tx,
        Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
            .by(actor)
            .detail(new JsonObject().put("team", id.value())));
  }
}
