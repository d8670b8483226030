package io.faden.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How long this machine did not let a thread run that wanted to: what a busy machine explains. */
public final class Stalls implements AutoCloseable {
  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(20);

  private volatile boolean watching = true;
  private final AtomicLong late = new AtomicLong();

  public Stalls() {
    Thread.ofPlatform().daemon().name("stalls").start(this::watch);
  }

  private void watch() {
    try {
      while (watching) {
        long begun = System.nanoTime();
        Thread.sleep(Duration.ofNanos(TURN));
        late.addAndGet(Math.max(0, System.nanoTime() - begun - 2 * TURN));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sum since the beginning. */
  public Duration sum() {
    return Duration.ofNanos(late.get());
  }

  @Override
  public void close() {
    watching = false;
  }
}
