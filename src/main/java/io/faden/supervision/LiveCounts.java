package io.faden.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is open in a queue, or in all of them, at one moment.
 *
 * @param byChannel what waits, by channel
 * @param oldestSeconds how long what waits longest has waited
 * @param nextDueAt the earliest due time that is still to come
 * @param dueSoon of what is not answered yet (queued, offered or assigned): within the warning
 *     window of its queue
 * @param overdue of what is not answered yet
 * @param unservable of what waits: nobody on shift could do it
 */
public record LiveCounts(
    long waiting,
    Map<String, Long> byChannel,
    Optional<Long> oldestSeconds,
    Optional<Long> oldestItem,
    Optional<Instant> nextDueAt,
    long dueSoon,
    long overdue,
    long unservable,
    long offered,
    long assigned,
    long wrapping,
    long parked) {
  public LiveCounts {
    byChannel = Map.copyOf(byChannel);
  }

  /** Adds up groups of items, in whatever order they come. */
  static final class Sum {
    private final Map<String, Long> byState = new HashMap<>();
    private final Map<String, Long> byChannel = new TreeMap<>();
    private Optional<Instant> oldest = Optional.empty();
    private Optional<Instant> nextDue = Optional.empty();
    private long dueSoon;
    private long overdue;
    private long unservable;

    void add(OpenGroup group) {
      byState.merge(group.state(), group.items(), Long::sum);
      if (group.state().equals("queued")) {
        byChannel.merge(group.channel(), group.items(), Long::sum);
        oldest = earlier(oldest, Optional.of(group.oldest()));
      }
      nextDue = earlier(nextDue, group.nextDue());
      dueSoon += group.dueSoon();
      overdue += group.overdue();
    }

    /** Of what waits: nobody on shift could do it. */
    void nobodys(long items) {
      unservable += items;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
      return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
    }

    Optional<Instant> oldest() {
      return oldest;
    }

    LiveCounts counts(Instant at, Optional<Long> oldestItem) {
      return new LiveCounts(
          of("queued"),
          byChannel,
          oldest.map(entered -> Math.max(0, Duration.between(entered, at).toSeconds())),
          oldestItem,
          nextDue,
          dueSoon,
          overdue,
          unservable,
          of("offered"),
          of("assigned"),
          of("wrapping"),
          of("parked"));
    }

    private long of(String state) {
      return byState.getOrDefault(state, 0L);
    }
  }
}
