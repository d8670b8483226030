package io.faden.presence;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.AgentState.Shift;
import io.faden.presence.PresenceStore.Changed;
import io.faden.staff.Location;
import io.faden.staff.StaffListener;
import io.faden.staff.Workplaces;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What people are doing. Each change is one transaction: the row, the stretches of time behind it
 * and an event; the live picture follows the commit. Setting what is so already changes nothing.
 */
public final class Presence implements StaffListener {
  private final Database database;
  private final EventLog events;
  private final AgentStates states;
  private final Workplaces workplaces;
  private final ConnectionStore connections;
  private final PresenceStore store = new PresenceStore();

  /** The node is the one that this runs on. */
  public Presence(
      Database database, EventLog events, AgentStates states, Workplaces workplaces, String node) {
    this.database = database;
    this.events = events;
    this.states = states;
    this.workplaces = workplaces;
    this.connections = new ConnectionStore(node);
  }

  public PresenceView of(AgentId agent) {
    return store.presence(database, agent);
  }

  /** Everybody who works here, by name. */
  public List<Colleague> colleagues() {
    return store.colleagues(database);
  }

  /** Changes somebody's own presence, or, for a supervisor, another person's. */
  public SetPresenceResult set(Actor actor, AgentId agent, PresenceWish wish) {
    return database.transaction(
        tx -> {
          // The person first, then their presence: in the same order as when staff changes.
          Optional<Location> place = workplaces.hold(tx, agent);
          if (place.isEmpty()) {
            return new SetPresenceResult.NotFound();
          }
          Shift now = store.hold(tx, agent, place.get());
          Optional<String> fault = wish.fault(now);
          if (fault.isPresent()) {
            return new SetPresenceResult.Invalid(fault.get());
          }
          change(tx, actor, agent, now, wish.applied(now));
          return new SetPresenceResult.Set(store.presence(tx, agent));
        });
  }

  private void change(Tx tx, Actor actor, AgentId agent, Shift now, Shift next) {
    boolean own = actor.id().equals(agent);
    if (own) {
      connections.seen(tx, agent);
    }
    if (next.equals(now)) {
      return;
    }
    if (next.location() != now.location()) {
      workplaces.move(tx, agent, next.location());
    }
    Optional<AgentId> setBy = own ? Optional.empty() : Optional.of(actor.id());
    tell(tx, Optional.of(actor), List.of(store.update(tx, agent, next, setBy)));
  }

  /** Available, but lets offers pass. True if that is new, as with all that follow. */
  public boolean notResponding(Tx tx, AgentId agent) {
    return told(tx, store.turn(tx, agent, PresenceState.AVAILABLE, PresenceState.NOT_RESPONDING));
  }

  /** Available, but in a wrap-up that ends by itself. */
  public boolean wrapping(Tx tx, AgentId agent) {
    return turn(tx, agent, PresenceState.AVAILABLE, PresenceState.WRAPPING);
  }

  /** Done with wrapping up. */
  public boolean wrapped(Tx tx, AgentId agent) {
    return turn(tx, agent, PresenceState.WRAPPING, PresenceState.AVAILABLE);
  }

  /** Of somebody who is disconnected, what they return to is turned: else it would not end. */
  private boolean turn(Tx tx, AgentId agent, PresenceState from, PresenceState to) {
    return told(tx, store.turn(tx, agent, from, to)) || store.turnLater(tx, agent, from, to);
  }

  /** Not on shift any more. */
  public boolean offline(Tx tx, AgentId agent) {
    return told(tx, store.end(tx, agent));
  }

  /**
   * Somebody is on the phone since a time, or not. It is asked once their row is held: of two calls
   * that change at once the second one knows of the first. Whatever else they do stays as it is.
   */
  public void onCall(Tx tx, AgentId agent, Function<Tx, Optional<Instant>> since) {
    workplaces
        .hold(tx, agent)
        .ifPresent(
            place -> {
              Shift now = store.hold(tx, agent, place);
              Optional<Instant> speaks = since.apply(tx);
              if (!now.onCallSince().equals(speaks)) {
                boolean unused = told(tx, store.speaks(tx, agent, speaks));
              }
            });
  }

  @Override
  public void left(Tx tx, AgentId agent) {
    boolean unused = offline(tx, agent);
  }

  /** Somebody without a row has the place that staff knows. */
  @Override
  public void moved(Tx tx, AgentId agent, Location place) {
    boolean unused = told(tx, store.move(tx, agent, place));
  }

  /** Pages of these people were opened: who was missed goes on where they were. */
  void opened(Collection<AgentId> agents) {
    if (!agents.isEmpty()) {
      database.inTransaction(tx -> tell(tx, Optional.empty(), store.resume(tx, agents)));
    }
  }

  /** Finds those who are lost, back, or gone for good. The guard comes first. */
  void sweep(Consumer<Tx> guard, PresenceTimes times, boolean mayMiss) {
    database.inTransaction(
        tx -> {
          guard.accept(tx);
          tell(tx, Optional.empty(), store.resume(tx));
          if (mayMiss) {
            tell(tx, Optional.empty(), store.lose(tx, times.lost()));
            tell(tx, Optional.empty(), store.forget(tx, times.forgotten()));
            connections.deleteOld(tx);
          }
        });
  }

  private boolean told(Tx tx, Optional<Changed> changed) {
    changed.ifPresent(one -> tell(tx, Optional.empty(), List.of(one)));
    return changed.isPresent();
  }

  private void tell(Tx tx, Optional<Actor> actor, List<Changed> changed) {
    if (changed.isEmpty()) {
      return;
    }
    events.append(tx, changed.stream().map(one -> event(actor, one)).toList());
    List<AgentState> news =
        changed.stream().map(one -> AgentState.of(one.agent(), one.shift())).toList();
    tx.afterCommit(() -> states.put(news));
  }

  private static Change event(Optional<Actor> actor, Changed changed) {
    Shift shift = changed.shift();
    JsonObject detail =
        new JsonObject()
            .put("state", shift.state().label())
            .put("location", shift.location().label())
            .put("version", shift.version());
    shift.reason().ifPresent(reason -> detail.put("reason", reason.label()));
    shift.onCallSince().ifPresent(since -> detail.put("onCallSince", since.toString()));
    if (!shift.paused().isEmpty()) {
      detail.put("paused", shift.paused());
    }
    return Change.of(EventType.PRESENCE_CHANGED, Audience.STAFF)
        .by(actor)
        .agent(changed.agent())
        .detail(detail);
  }
}
