package io.faden.scan;

import io.faden.scan.FolderPlace.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Tells which files are complete: they have not changed between looks, and end as their kind does.
 * Sizes and times are only compared with themselves, so clocks of other machines do not matter. For
 * one thread.
 */
final class FolderWatch {
  private final FolderTimes times;
  private final LongSupplier nanos;
  private final Map<Path, Seen> known = new HashMap<>();

  FolderWatch(FolderTimes times, LongSupplier nanos) {
    this.times = times;
    this.nanos = nanos;
  }

  private record Seen(Found file, long since, long notBefore, String trouble) {}

  /**
   * What a look gave.
   *
   * @param ready complete, those that were written first first
   * @param underWay how many others may become so soon
   */
  record Look(List<Found> ready, int underWay) {}

  /** Looks at what is there now, and forgets what is not. */
  Look look(List<Found> present) {
    long now = nanos.getAsLong();
    List<Found> ready = new ArrayList<>();
    int underWay = 0;
    Set<Path> there = present.stream().map(Found::path).collect(Collectors.toSet());
    known.keySet().retainAll(there);
    for (Found file : present) {
      Seen before = known.get(file.path());
      if (before == null || !before.file().same(file)) {
        known.put(file.path(), new Seen(file, now, now, before == null ? "" : before.trouble()));
        underWay++;
      } else if (now - before.notBefore() >= 0) {
        if (complete(file, Duration.ofNanos(now - before.since()))) {
          ready.add(file);
        } else {
          underWay++;
        }
      }
    }
    ready.sort(Comparator.comparingLong(Found::changed).thenComparing(Found::name));
    return new Look(ready, underWay);
  }

  private boolean complete(Found file, Duration unchanged) {
    if (unchanged.compareTo(times.still()) < 0) {
      return false;
    }
    if (unchanged.compareTo(times.open()) >= 0) {
      return true;
    }
    try {
      return switch (FolderEnding.of(file.path())) {
        case MARKED -> true;
        case WITHOUT -> unchanged.compareTo(times.quiet()) >= 0;
        case OPEN -> false;
      };
    } catch (IOException fault) {
      // Taking it meets the same fault, and tells it.
      return true;
    }
  }

  /** It could not be taken; it is ready again after a while. */
  void failed(Found file, String trouble) {
    long again = nanos.getAsLong() + times.retry().toNanos();
    known.computeIfPresent(
        file.path(), (path, seen) -> new Seen(seen.file(), seen.since(), again, trouble));
  }

  /** It has changed while it was being taken. */
  void forget(Found file) {
    known.remove(file.path());
  }

  /** What could not be taken, in plain words. */
  List<String> troubles() {
    return known.values().stream()
        .map(Seen::trouble)
        .filter(each -> !each.isEmpty())
        .sorted()
        .toList();
  }
}
