package io.faden.channel.social;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns lists that networks give newest first, page by page, into what came since, oldest first.
 * Walks back to what is known before it gives anything, so that nothing between is passed over,
 * however much it is; what it has found by then is kept in memory until it is asked for, and can be
 * found again if that is lost.
 */
final class Backlog {
  /** Of a longer backlog the newest are dropped on the way back and found by the next walk. */
  private static final int MOST_KEPT = 2000;

  /**
   * What somebody wrote can show up behind what came a little later: two transactions at the other
   * side that overlap. So it is asked again for the last while; the ledger knows what it has.
   */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final Map<String, Rest> rests = new ConcurrentHashMap<>();

  /** What was found on the way back; not all of it if there was too much. */
  private record Walked(List<Found> found, boolean all) {}

  private record Rest(Optional<Mark> since, Walked walked) {}

  /** Where somebody has got to in a list. */
  record Mark(String id, Instant at) {}

  /** One thing in a list. */
  record Found(Mark mark, SocialNetwork.Item item) {}

  /**
   * A page of a list.
   *
   * @param next what to ask for the page behind it with; empty after the last one
   */
  record Page(List<Found> found, Optional<String> next) {
    Page {
      found = List.copyOf(found);
    }
  }

  /** A list at the other side, newest first. */
  interface Source {
    Page page(Optional<String> next) throws NetworkFault;
  }

  /** Some of what came, oldest first, and where that leads. */
  record Slice(List<Found> found, Optional<Mark> mark, boolean more) {}

  /**
   * The next ones.
   *
   * @param key names account and list
   * @param since empty for everything that is still told
   */
  Slice next(String key, Optional<Mark> since, int most, Source source) throws NetworkFault {
    Rest known = rests.remove(key);
    Walked walked =
        known != null && known.since().equals(since) ? known.walked() : walk(since, source);
    List<Found> found = walked.found();
    if (found.size() > most) {
      List<Found> now = List.copyOf(found.subList(0, most));
      Optional<Mark> mark = Optional.of(now.getLast().mark());
      List<Found> later = List.copyOf(found.subList(most, found.size()));
      rests.put(key, new Rest(mark, new Walked(later, walked.all())));
      return new Slice(now, mark, true);
    }
    return walked.all()
        ? new Slice(found, settled(since, found), false)
        : new Slice(found, Optional.of(found.getLast().mark()), true);
  }

  private static Optional<Mark> settled(Optional<Mark> since, List<Found> found) {
    Instant sure = Instant.now().minus(OVERLAP);
    return found.stream()
        .map(Found::mark)
        .filter(mark -> mark.at().isBefore(sure))
        .reduce((one, later) -> later)
        .or(() -> since);
  }

  private static Walked walk(Optional<Mark> since, Source source) throws NetworkFault {
    Deque<Found> kept = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    Optional<String> next = Optional.empty();
    boolean further = true;
    boolean all = true;
    while (further) {
      Page page = source.page(next);
      boolean news = false;
      boolean known = false;
      for (Found one : newestFirst(page.found())) {
        if (since.isPresent() && isKnown(one.mark(), since.get())) {
          known = true;
        } else if (seen.add(one.mark().id())) {
          news = true;
          kept.addLast(one);
          if (kept.size() > MOST_KEPT) {
            kept.removeFirst();
            all = false;
          }
        }
      }
      // A page without anything new comes from a server that does not know how to go back.
      further = news && !known && page.next().isPresent();
      next = page.next();
    }
    List<Found> oldestFirst = new ArrayList<>(kept);
    Collections.reverse(oldestFirst);
    return new Walked(oldestFirst, all);
  }

  /** What it leads to may have been deleted, so that only its time is left to know it by. */
  private static boolean isKnown(Mark mark, Mark since) {
    return mark.id().equals(since.id()) || mark.at().isBefore(since.at());
  }

  private static List<Found> newestFirst(List<Found> page) {
    List<Found> sorted = new ArrayList<>(page);
    boolean upwards =
        page.size() > 1 && page.getFirst().mark().at().isBefore(page.getLast().mark().at());
    if (upwards) {
      Collections.reverse(sorted);
    }
    sorted.sort(Comparator.comparing((Found one) -> one.mark().at()).reversed());
    return sorted;
  }
}
