package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;

/**
 * The people who can sign in, for administrators; that callers are some is for the route to see.
 */
public final class Agents {
  private final Database database;
  private final EventLog events;
  private final Passwords passwords;
  private final StaffListener listener;
  private final AgentStore store;
  private final LinkStore links = new LinkStore();

  /** In demo mode the demo company's administrators count as such. */
  public Agents(
      Database database,
      EventLog events,
      Passwords passwords,
      StaffListener listener,
      boolean demo) {
    this.database = database;
    this.events = events;
    this.passwords = passwords;
    this.listener = listener;
    this.store = new AgentStore(demo);
  }

  public record NewAgent(String name, String email, Role role) {}

  /** The version is the one last read; what is empty stays. */
  public record AgentChange(
      int version, Optional<String> name, Optional<Role> role, Optional<Boolean> active) {}

  /** By name. */
  public List<Agent> list() {
    return store.list(database);
  }

  /** Adds a person, with a link for them to set a password. */
  public CreateAgentResult create(Actor actor, NewAgent wanted) {
    String email = InputRules.address(wanted.email());
    Optional<String> fault =
        InputRules.faultInName(wanted.name()).or(() -> InputRules.faultInAddress(email));
    if (fault.isPresent()) {
      return new CreateAgentResult.Invalid(fault.get());
    }
    Secret secret = Secret.fresh();
    try {
      return database.transaction(
          tx -> {
            AgentId id =
                store.insert(tx, wanted.name().strip(), email, wanted.role(), Optional.empty());
            links.replace(tx, id, secret);
            tell(
                tx,
                actor,
                id,
                new JsonObject().put("created", true).put("role", wanted.role().label()));
            return new CreateAgentResult.Created(
                store.find(tx, id).orElseThrow(), OneTimeLinks.path(secret));
          });
    } catch (PgException refusal) {
      if (AgentStore.isEmailTaken(refusal)) {
        return new CreateAgentResult.EmailTaken();
      }
      throw refusal;
    }
  }

  /** Changes name, role, or whether they may sign in; who may not is signed out at once. */
  public ChangeAgentResult change(Actor actor, AgentId id, AgentChange change) {
    Optional<String> fault = change.name().flatMap(InputRules::faultInName);
    if (fault.isPresent()) {
      return new ChangeAgentResult.Invalid(fault.get());
    }
    return database.transaction(
        tx -> {
          List<AgentStore.Held> held = store.holdWithAdmins(tx, id);
          Optional<AgentStore.Held> before =
              held.stream().filter(each -> each.id().equals(id)).findFirst();
          if (before.isEmpty()) {
            return new ChangeAgentResult.NotFound();
          }
          return change(tx, actor, before.get(), held, change);
        });
  }

  private ChangeAgentResult change(
      Tx tx, Actor actor, AgentStore.Held before, List<AgentStore.Held> held, AgentChange change) {
    if (before.version() != change.version()) {
      return new ChangeAgentResult.Stale();
    }
    AgentId id = before.id();
    Role role = change.role().orElse(before.role());
    boolean active = change.active().orElse(before.active());
    boolean anotherAdmin =
        held.stream().anyMatch(each -> !each.id().equals(id) && each.administers());
    if (before.administers() && !(active && role == Role.ADMIN) && !anotherAdmin) {
      return new ChangeAgentResult.LastAdmin();
    }
    store.update(tx, id, change.name().map(String::strip).orElse(before.name()), role, active);
    if (!active) {
      store.lockOut(tx, id);
      listener.left(tx, id);
    }
    tell(tx, actor, id, new JsonObject().put("role", role.label()).put("active", active));
    return new ChangeAgentResult.Changed(store.find(tx, id).orElseThrow());
  }

  /** A path to set a password, good for 7 days and once; empty when there is no such agent. */
  public Optional<String> createLink(Actor actor, AgentId id) {
    Secret secret = Secret.fresh();
    return database.transaction(
        tx -> {
          if (!links.replace(tx, id, secret)) {
            return Optional.empty();
          }
          tell(tx, actor, id, new JsonObject().put("link", true));
          return Optional.of(OneTimeLinks.path(secret));
        });
  }

  /** A fresh path to create the first administrator with; empty once there is one. */
  public Optional<String> firstAdminLink() {
    if (store.hasAdmin(database)) {
      return Optional.empty();
    }
    Secret secret = Secret.fresh();
    links.insertFirstAdmin(database, secret);
    return Optional.of(OneTimeLinks.path(secret));
  }

  /** Somebody of the demo company, with this password from now on; a real person is left alone. */
  public AgentId ensureDemoAgent(
      String name, String email, Role role, String password, Language locale) {
    return store.upsertDemo(
        database, name, InputRules.address(email), role, passwords.hash(password), locale);
  }

  private void tell(Tx tx, Actor actor, AgentId id, JsonObject what) {
    events.append(
        tx,
        Change.of(EventType.AGENT_CHANGED, Audience.ADMINS)
            .by(actor)
            .detail(what.put("agentId", id.value())));
  }
}
