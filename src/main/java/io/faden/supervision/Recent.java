package io.faden.supervision;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One reading for all who ask at once. It is read again when it is a second old or when something
 * has changed since, but never more than twice a second and never twice at a time: a storm of
 * changes costs the database no more than that, and nobody is shown less than they were told of.
 */
final class Recent<T> {
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration APART = Duration.ofMillis(500);

  private final Supplier<T> read;
  private final AtomicLong changes = new AtomicLong();
  // A virtual thread that waits for the database inside "synchronized" would hold its carrier.
  private final ReentrantLock one = new ReentrantLock();
  private Optional<Reading<T>> last = Optional.empty();

  private record Reading<T>(T value, long changes, long begun) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - begun);
    }
  }

  Recent(Supplier<T> read) {
    this.read = read;
  }

  /** What was read before is out of date. Cheap; from any thread. */
  void changed() {
    changes.incrementAndGet();
  }

  /** Blocks while it is read. */
  T get() {
    one.lock();
    try {
      if (last.isPresent()) {
        Reading<T> before = last.get();
        if (before.changes() == changes.get() && before.age().compareTo(KEPT) < 0) {
          return before.value();
        }
        pause(APART.minus(before.age()));
      }
      long begun = System.nanoTime();
      long seen = changes.get();
      T value = read.get();
      last = Optional.of(new Reading<>(value, seen, begun));
      return value;
    } finally {
      one.unlock();
    }
  }

  private static void pause(Duration rest) {
    if (rest.isNegative()) {
      return;
    }
    try {
      Thread.sleep(rest.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
