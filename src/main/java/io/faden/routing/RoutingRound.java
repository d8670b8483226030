package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.AgentStates;
import io.faden.presence.Presence;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.Engine;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.Match;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The turns of one router while it holds the lease: take in what changed, end what is over, decide,
 * claim. Used by one thread.
 */
final class RoutingRound {
  /** Claims in one statement; more wait for the next turn, which follows at once. */
  private static final int BATCH = 256;

  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final Duration RECONCILE = Duration.ofMinutes(1);

  /** Somebody who has not come back for so long does not finish what they began today. */
  private static final Duration END_OF_SHIFT = Duration.ofHours(14);

  private static final Duration LINE_LOST = Duration.ofSeconds(60);

  private final Database database;
  private final Leases leases;
  private final Lease lease;
  private final EventLog events;
  private final Presence presence;
  private final AgentStates states;
  private final RouterStore store = new RouterStore();
  private final Reconciler reconciler;
  private Engine engine = new Engine();
  private RouterReads.House house;
  private final Map<Long, ItemFacts> items = new HashMap<>();
  private DatabaseClock clock;
  private long sweptAt;
  private long reconciledAt;

  RoutingRound(
      Database database,
      Leases leases,
      Lease lease,
      EventLog events,
      Presence presence,
      AgentStates states) {
    this.database = database;
    this.leases = leases;
    this.lease = lease;
    this.events = events;
    this.presence = presence;
    this.states = states;
    this.reconciler = new Reconciler(events);
  }

  /** Reads everything afresh. 100,000 items take less than two seconds. */
  void rebuild() {
    clock = DatabaseClock.read(database);
    database.inTransaction(
        tx -> {
          leases.require(tx, lease);
          store.admitNewcomers(tx);
        });
    engine = new Engine();
    items.clear();
    takeHouse();
    waiting(RouterReads.waiting(database, Optional.empty()));
    sweptAt = 0;
    reconciledAt = System.nanoTime();
  }

  private void takeHouse() {
    house = RouterReads.house(database);
    engine.configure(house.settings());
    Set<Long> gone = new HashSet<>(known);
    people(RouterReads.agents(database, house, Optional.empty()));
    gone.removeAll(known);
    gone.forEach(engine::removeAgent);
  }

  private Set<Long> known = new HashSet<>();

  private void people(List<AgentFacts> all) {
    known = new HashSet<>();
    all.forEach(
        agent -> {
          known.add(agent.id());
          engine.put(agent);
        });
  }

  private void waiting(List<ItemFacts> waiting) {
    waiting.forEach(
        item -> {
          items.put(item.id(), item);
          engine.put(item);
        });
  }

  int waiting() {
    return items.size();
  }

  /** One turn; returns how long nothing will happen by itself. */
  Duration turn(Changes.Taken changed) {
    if (changed.house()) {
      rank();
      takeHouse();
    }
    if (changed.people()) {
      database.inTransaction(
          tx -> {
            leases.require(tx, lease);
            store.admitNewcomers(tx);
          });
    }
    takeItems(changed.items());
    takeAgents(changed.agents());
    if (changed.people() || changed.house() || passed(sweptAt, SWEEP)) {
      sweptAt = System.nanoTime();
      sweep();
    }
    if (passed(reconciledAt, RECONCILE)) {
      reconciledAt = System.nanoTime();
      clock = DatabaseClock.read(database);
      reconcile();
    }
    boolean more = assign();
    return more ? Duration.ZERO : pause();
  }

  private static boolean passed(long since, Duration time) {
    return since == 0 || System.nanoTime() - since >= time.toNanos();
  }

  private Duration pause() {
    Duration sweep = SWEEP.minusNanos(System.nanoTime() - sweptAt);
    Duration timer =
        engine
            .nextTimer()
            .map(next -> Duration.between(clock.now(), next))
            .filter(left -> left.compareTo(sweep) < 0)
            .orElse(sweep);
    return timer.isNegative() ? Duration.ofMillis(1) : timer.plusMillis(1);
  }

  private void takeItems(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<Long> gone = new HashSet<>(ids);
    List<ItemFacts> waiting = RouterReads.waiting(database, Optional.of(ids));
    waiting.forEach(item -> gone.remove(item.id()));
    gone.forEach(
        id -> {
          items.remove(id);
          engine.removeItem(id);
        });
    waiting(waiting);
  }

  private void takeAgents(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    ids.forEach(id -> states.look(new AgentId(id)));
    Set<Long> gone = new HashSet<>(ids);
    for (AgentFacts agent : RouterReads.agents(database, house, Optional.of(ids))) {
      gone.remove(agent.id());
      known.add(agent.id());
      engine.put(agent);
    }
    gone.forEach(
        id -> {
          known.remove(id);
          engine.removeAgent(id);
        });
  }

  /** Everything that ends by the clock, or because somebody left. */
  private void sweep() {
    List<RouterStore.Ended> ended = underLease(store::endOffers, this::tellEnded);
    List<RouterStore.Moved> wrapped = underLease(store::endWrapUps, this::tellWrapped);
    List<RouterStore.Moved> returned =
        underLease(
            tx -> store.handBack(tx, END_OF_SHIFT.toSeconds(), LINE_LOST.toSeconds()),
            this::tellReturned);
    Set<Long> touched = new HashSet<>();
    Set<Long> people = new HashSet<>();
    ended.forEach(
        offer -> {
          touched.add(offer.item());
          people.add(offer.agent().value());
        });
    wrapped.forEach(item -> item.agent().ifPresent(people::add));
    returned.forEach(
        item -> {
          touched.add(item.item());
          item.agent().ifPresent(people::add);
        });
    takeItems(touched);
    takeAgents(people);
  }

  private interface Step<T> {
    List<T> of(Tx tx);
  }

  private interface Tell<T> {
    void of(Tx tx, List<T> done);
  }

  private <T> List<T> underLease(Step<T> step, Tell<T> tell) {
    return database.transaction(
        tx -> {
          leases.require(tx, lease);
          List<T> done = step.of(tx);
          if (!done.isEmpty()) {
            tell.of(tx, done);
          }
          return done;
        });
  }

  private void tellEnded(Tx tx, List<RouterStore.Ended> ended) {
    events.append(
        tx,
        ended.stream()
            .map(
                offer ->
                    about(
                        Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(offer.agent())),
                        offer.item(),
                        offer.conversation(),
                        Optional.of(offer.agent().value()),
                        new JsonObject().put("change", offer.outcome()).put("state", "queued")))
            .toList());
    for (RouterStore.Ended offer : ended) {
      // Counted on until one is answered: after coming back it takes two more.
      if (offer.misses() > 0 && offer.misses() % 2 == 0) {
        presence.notResponding(tx, offer.agent());
      }
    }
  }

  private void tellWrapped(Tx tx, List<RouterStore.Moved> wrapped) {
    tell(tx, wrapped, "state");
    for (RouterStore.Moved item : wrapped) {
      item.agent()
          .filter(agent -> !store.inTimedWrapUp(tx, agent))
          .ifPresent(agent -> presence.wrapped(tx, new AgentId(agent)));
    }
  }

  private void tellReturned(Tx tx, List<RouterStore.Moved> returned) {
    tell(tx, returned, "returned");
  }

  private void tell(Tx tx, List<RouterStore.Moved> moved, String change) {
    events.append(
        tx,
        moved.stream()
            .map(
                item ->
                    about(
                        Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF),
                        item.item(),
                        item.conversation(),
                        item.agent(),
                        new JsonObject()
                            .put("change", change.equals("state") ? item.state() : change)
                            .put("state", item.state())))
            .toList());
  }

  private static Change about(
      Change change,
      long item,
      Optional<Long> conversation,
      Optional<Long> agent,
      JsonObject detail) {
    Change full = change.workItem(new WorkItemId(item)).detail(detail);
    if (conversation.isPresent()) {
      full = full.conversation(conversation.get());
    }
    return agent.isPresent() ? full.agent(new AgentId(agent.get())) : full;
  }

  /** Decides and claims; true if there is more to decide at once. */
  private boolean assign() {
    List<Match> matches = engine.decide(clock.now(), BATCH);
    if (matches.isEmpty()) {
      return false;
    }
    List<RouterStore.Claim> claims = matches.stream().map(this::claim).toList();
    Map<Long, Match> byItem =
        matches.stream().collect(Collectors.toMap(Match::item, match -> match));
    List<RouterStore.Claimed> claimed;
    try {
      claimed =
          underLease(
              tx -> store.claim(tx, claims, lease.epoch()), (tx, done) -> tell(tx, done, byItem));
    } catch (Leases.LeaseLost lost) {
      throw lost;
    } catch (RuntimeException fault) {
      // Nothing was claimed; a router that forgets it would believe them busy for ever.
      matches.forEach(engine::refused);
      throw fault;
    }
    settle(matches, claimed);
    return matches.size() == BATCH;
  }

  private RouterStore.Claim claim(Match match) {
    ItemFacts item = items.get(match.item());
    QueueSettings settings = house.of(item.queue());
    return new RouterStore.Claim(
        match,
        QueueSettings.live(item.channel()),
        settings.autoAccept(item.channel()),
        settings.offerTime(item.channel()).toSeconds());
  }

  private void tell(Tx tx, List<RouterStore.Claimed> claimed, Map<Long, Match> matches) {
    List<Change> told = new ArrayList<>();
    for (RouterStore.Claimed claim : claimed) {
      Match match = matches.get(claim.item());
      JsonObject detail =
          new JsonObject()
              .put("change", claim.accepted() ? "auto_accepted" : "offered")
              .put("state", claim.accepted() ? "assigned" : "offered")
              .put("step", match.step())
              .put("reason", match.reason())
              .put("score", match.score())
              .put("considered", match.considered());
      Change change =
          claim.accepted()
              ? Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
              : Change.of(
                  EventType.OFFER_CHANGED, Audience.withSupervisors(new AgentId(claim.agent())));
      told.add(
          about(change, claim.item(), claim.conversation(), Optional.of(claim.agent()), detail));
    }
    events.append(tx, told);
  }

  /** What was claimed has left the queue; what was not is looked at afresh. */
  private void settle(List<Match> matches, List<RouterStore.Claimed> claimed) {
    Set<Long> agreed = new HashSet<>();
    Set<Long> people = new HashSet<>();
    for (RouterStore.Claimed claim : claimed) {
      agreed.add(claim.item());
      people.add(claim.agent());
      items.remove(claim.item());
      engine.removeItem(claim.item());
    }
    Set<Long> stale = new HashSet<>();
    for (Match match : matches) {
      if (!agreed.contains(match.item())) {
        engine.refused(match);
        stale.add(match.item());
        people.add(match.agent());
      }
    }
    takeItems(stale);
    takeAgents(people);
  }

  /** Settings have changed: what waits takes its place by the new ones. */
  private void rank() {
    RouterReads.house(database)
        .queues()
        .forEach(
            (queue, settings) ->
                database.inTransaction(
                    tx -> {
                      leases.require(tx, lease);
                      store.rankAnew(
                          tx,
                          new QueueId(queue),
                          settings.boostForRank().toSeconds(),
                          settings.warning().toSeconds());
                    }));
  }

  private void reconcile() {
    database.inTransaction(
        tx -> {
          leases.require(tx, lease);
          reconciler.run(tx);
        });
    // What the engine holds is compared with what is there; a difference is mended silently.
    Set<Long> missed = new HashSet<>(items.keySet());
    RouterReads.versions(database)
        .forEach(
            (id, version) -> {
              ItemFacts known = items.get(id);
              if (known != null && known.version() == version) {
                missed.remove(id);
              } else {
                missed.add(id);
              }
            });
    takeItems(missed);
    people(RouterReads.agents(database, house, Optional.empty()));
  }

  Instant now() {
    return clock.now();
  }
}
