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
import io.faden.presence.AgentState;
import io.faden.presence.AgentStates;
import io.faden.presence.Presence;
import io.faden.presence.PresenceState;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.Engine;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.Match;
import io.faden.routing.engine.QueueRules;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of one router while it holds the lease: take in what changed, end what is over, decide,
 * claim. Used by one thread.
 */
final class RoutingRound {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingRound.class);

  /** Claims in one statement; more wait for the next turn, which follows at once. */
  private static final int BATCH = 256;

  private static final Duration SWEEP = Duration.ofMillis(250);

  /** Somebody who leaves is told of; this is for what a lost line ends after a while. */
  private static final Duration LOOK_AFTER = Duration.ofSeconds(2);

  private static final Duration RECONCILE = Duration.ofMinutes(1);

  private final Database database;
  private final Lease lease;
  private final EventLog events;
  private final Fenced fenced;
  private final Endings endings;
  private final AgentStates states;
  private final LongConsumer own;
  private final RouterStore store = new RouterStore();
  private final Reconciler reconciler;
  private Engine engine = new Engine();
  private RouterReads.House house;
  private final Map<Long, ItemFacts> items = new HashMap<>();
  private final Map<Long, AgentFacts> people = new HashMap<>();
  private DatabaseClock clock;
  private long sweptAt;
  private long lookedAt;
  private long reconciledAt;

  /** Own is told of each transaction of claims, before it commits. */
  RoutingRound(
      Database database,
      Leases leases,
      Lease lease,
      EventLog events,
      Presence presence,
      AgentStates states,
      LongConsumer own) {
    this.own = own;
    this.database = database;
    this.lease = lease;
    this.events = events;
    this.fenced = new Fenced(database, leases, lease);
    this.endings = new Endings(fenced, events, presence);
    this.states = states;
    this.reconciler = new Reconciler(events);
  }

  /** Reads everything afresh. 100,000 items take less than two seconds. */
  void rebuild() {
    clock = DatabaseClock.read(database);
    admitNewcomers();
    engine = new Engine();
    items.clear();
    people.clear();
    takeHouse();
    waiting(RouterReads.waiting(database, Optional.empty()));
    sweptAt = 0;
    lookedAt = 0;
    reconciledAt = System.nanoTime();
  }

  private void admitNewcomers() {
    fenced.transaction(store::admitNewcomers);
  }

  /** New settings: what waits takes its place by them, too. */
  private void takeHouse() {
    house = RouterReads.house(database);
    engine.configure(house.settings());
    fenced.transaction(tx -> store.rankAnew(tx, house.queues()));
    people(RouterReads.agents(database, house, Optional.empty()));
  }

  private void people(List<AgentFacts> all) {
    Set<Long> gone = new HashSet<>(people.keySet());
    all.forEach(
        agent -> {
          gone.remove(agent.id());
          put(agent);
        });
    gone.forEach(this::removeAgent);
  }

  private void put(AgentFacts agent) {
    people.put(agent.id(), agent);
    engine.put(agent);
  }

  private void removeAgent(long id) {
    people.remove(id);
    engine.removeAgent(id);
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
      takeHouse();
    }
    if (changed.people()) {
      admitNewcomers();
    }
    takeItems(changed.items());
    Set<Long> agents = new HashSet<>(changed.agents());
    changed
        .states()
        .forEach(
            (id, state) -> {
              if (news(id, state)) {
                agents.add(id);
              }
            });
    takeAgents(agents);
    boolean left = changed.people() || changed.house() || passed(lookedAt, LOOK_AFTER);
    if (left || passed(sweptAt, SWEEP)) {
      end(left);
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
      put(agent);
    }
    gone.forEach(this::removeAgent);
  }

  /** Whether what others see of an agent is news to the router. */
  private boolean news(long id, AgentState state) {
    AgentFacts known = people.get(id);
    return known == null
        || known.available() != (state.shift().state() == PresenceState.AVAILABLE)
        || known.onCall() != state.shift().onCallSince().isPresent()
        || known.onShift() != (state.shift().state() != PresenceState.OFFLINE)
        || (known.onShift() && !known.online())
            != (state.shift().state() == PresenceState.DISCONNECTED)
        || known.place() != QueueRules.Place.valueOf(state.shift().location().name())
        || !known.channels().equals(RouterReads.taken(state.shift().paused()))
        || known.used() != state.load().used()
        || known.capacity() != state.load().capacity();
  }

  private void end(boolean left) {
    sweptAt = System.nanoTime();
    if (left) {
      lookedAt = sweptAt;
    }
    Endings.Touched touched = endings.end(left);
    if (touched.more()) {
      lookedAt = 0;
    }
    takeItems(touched.items());
    takeAgents(touched.agents());
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
          fenced.transaction(
              tx -> {
                List<RouterStore.Claimed> agreed = store.claim(tx, claims, lease.epoch());
                tell(tx, agreed, byItem);
                return agreed;
              });
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
    if (claimed.isEmpty()) {
      return;
    }
    List<Change> told = new ArrayList<>();
    for (RouterStore.Claimed claim : claimed) {
      Match match = matches.get(claim.item());
      AgentId agent = new AgentId(claim.agent());
      JsonObject detail =
          (claim.accepted()
                  ? ItemChange.detail("auto_accepted", "assigned")
                  : ItemChange.detail("offered", "offered"))
              .put("step", match.step())
              .put("reason", match.reason())
              .put("score", match.score())
              .put("considered", match.considered());
      Change change =
          claim.accepted()
              ? Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
              : Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(agent));
      told.add(
          ItemChange.about(
              change, new WorkItemId(claim.item()), claim.about(), Optional.of(agent), detail));
    }
    events.append(tx, told);
    own.accept(claimed.getFirst().transaction());
  }

  /**
   * What was claimed has left the queue, and its agent has it; whatever else happened to them
   * meanwhile is told by the feed. What was not claimed is looked at afresh.
   */
  private void settle(List<Match> matches, List<RouterStore.Claimed> claimed) {
    Set<Long> agreed = new HashSet<>();
    for (RouterStore.Claimed claim : claimed) {
      agreed.add(claim.item());
      engine.removeItem(claim.item());
      ItemFacts item = items.remove(claim.item());
      put(
          people
              .get(claim.agent())
              .given(item, QueueSettings.live(item.channel()), claim.accepted(), clock.now()));
      states.look(new AgentId(claim.agent()));
    }
    Set<Long> stale = new HashSet<>();
    Set<Long> refused = new HashSet<>();
    for (Match match : matches) {
      if (!agreed.contains(match.item())) {
        engine.refused(match);
        stale.add(match.item());
        refused.add(match.agent());
      }
    }
    takeItems(stale);
    takeAgents(refused);
  }

  private void reconcile() {
    int mended = fenced.transaction(reconciler::run);
    if (mended > 0) {
      LOG.atWarn().addKeyValue("mended", mended).log("routing did not agree with itself");
    }
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
}
