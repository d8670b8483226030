package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What ends without anybody's doing: offers that nobody answered, wrap-ups, the wait for a time,
 * work of people who have gone. Each kind in a transaction of its own: one for all would lock items
 * after slots.
 */
final class Endings {
  /** Somebody who has not come back for so long does not finish what they began today. */
  private static final Duration END_OF_SHIFT = Duration.ofHours(14);

  private static final Duration LINE_LOST = Duration.ofSeconds(60);

  /** Somebody who works without being on shift and has no page open for so long has gone. */
  private static final Duration GONE = Duration.ofMinutes(5);

  private final Fenced fenced;
  private final EventLog events;
  private final Presence presence;
  private final RouterStore store = new RouterStore();

  Endings(Fenced fenced, EventLog events, Presence presence) {
    this.fenced = fenced;
    this.events = events;
    this.presence = presence;
  }

  /**
   * Items and agents that are not as they were.
   *
   * @param more people who left have more than is taken back at once
   */
  record Touched(Set<Long> items, Set<Long> agents, boolean more) {}

  /**
   * What ends by the clock to the second; with left, now and then, what somebody has left behind
   * and the wait for a time that was set.
   */
  Touched end(boolean left) {
    List<RouterStore.Ended> offers = new ArrayList<>(run(store::endOffersInTime, this::tellEnded));
    List<RouterStore.Moved> wrapped = run(store::endWrapUps, this::tellWrapped);
    List<RouterStore.Moved> queued = new ArrayList<>();
    boolean more = false;
    if (left) {
      List<RouterStore.Ended> absent = run(store::endOffersOfAbsent, this::tellEnded);
      offers.addAll(absent);
      queued.addAll(run(this::handBack, this::tellReturned));
      more = Math.max(absent.size(), queued.size()) >= RouterStore.AT_ONCE;
      queued.addAll(run(store::wake, this::tellWoken));
    }
    Set<Long> items = new HashSet<>();
    Set<Long> agents = new HashSet<>();
    offers.forEach(
        offer -> {
          items.add(offer.item());
          agents.add(offer.agent().value());
        });
    wrapped.forEach(item -> item.agent().ifPresent(agent -> agents.add(agent.value())));
    queued.forEach(
        item -> {
          items.add(item.item());
          item.agent().ifPresent(agent -> agents.add(agent.value()));
        });
    return new Touched(items, agents, more);
  }

  private List<RouterStore.Moved> handBack(Tx tx) {
    return store.handBack(tx, END_OF_SHIFT.toSeconds(), LINE_LOST.toSeconds(), GONE.toSeconds());
  }

  private <T> List<T> run(Function<Tx, List<T>> step, BiConsumer<Tx, List<T>> tell) {
    return fenced.transaction(
        tx -> {
          List<T> done = step.apply(tx);
          if (!done.isEmpty()) {
            tell.accept(tx, done);
          }
          return done;
        });
  }

  private void tellEnded(Tx tx, List<RouterStore.Ended> ended) {
    events.append(tx, ended.stream().map(Endings::change).toList());
    for (RouterStore.Ended offer : ended) {
      // Counted on until one is answered: after coming back it takes two more.
      if (offer.misses() > 0 && offer.misses() % 2 == 0) {
        presence.notResponding(tx, offer.agent());
      }
    }
  }

  private static Change change(RouterStore.Ended offer) {
    return ItemChange.about(
        Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(offer.agent())),
        new WorkItemId(offer.item()),
        offer.about(),
        Optional.of(offer.agent()),
        ItemChange.detail(offer.outcome(), "queued"));
  }

  private void tellWrapped(Tx tx, List<RouterStore.Moved> wrapped) {
    tell(tx, wrapped, RouterStore.Moved::state);
    Set<AgentId> agents =
        wrapped.stream().flatMap(item -> item.agent().stream()).collect(Collectors.toSet());
    store.notInTimedWrapUp(tx, agents).forEach(agent -> presence.wrapped(tx, agent));
  }

  private void tellReturned(Tx tx, List<RouterStore.Moved> returned) {
    tell(tx, returned, item -> "returned");
  }

  private void tellWoken(Tx tx, List<RouterStore.Moved> woken) {
    tell(tx, woken, item -> "woken");
  }

  private void tell(
      Tx tx, List<RouterStore.Moved> moved, Function<RouterStore.Moved, String> change) {
    events.append(
        tx,
        moved.stream()
            .map(
                item ->
                    ItemChange.about(
                        Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF),
                        new WorkItemId(item.item()),
                        item.about(),
                        item.agent(),
                        ItemChange.detail(change.apply(item), item.state())))
            .toList());
  }
}
