package io.faden.conversation;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must happen when its time has come: deliveries leave, snoozes end, dead claims are taken up.
 * Every node makes its rounds; the rows decide who gets what.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int LINES = 4;
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final Deliveries deliveries;
  private final Conversations conversations;
  private final Semaphore wake = new Semaphore(0);
  private final Semaphore lines = new Semaphore(LINES);
  private volatile boolean running = true;
  private Thread thread;

  public Rounds(Deliveries deliveries, Conversations conversations) {
    this.deliveries = deliveries;
    this.conversations = conversations;
  }

  public void start() {
    thread = Thread.ofVirtual().name("rounds").start(this::run);
  }

  /** Something may be due sooner than thought. Cheap; from any thread. */
  public void look() {
    wake.release();
  }

  private void run() {
    while (running) {
      Duration pause = Duration.ofSeconds(1);
      try {
        while (conversations.wakeSnoozed() > 0) {
          // More than one batch is due.
        }
        deliveries.sweep();
        pause = sendWhatIsDue();
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("round failed, trying again");
      }
      if (!rest(pause)) {
        return;
      }
    }
  }

  /** Starts a line for each due reply, a few at a time; returns how long nothing will be due. */
  private Duration sendWhatIsDue() {
    Duration next = deliveries.untilNext().orElse(LONGEST_PAUSE);
    if (next.isZero() && lines.tryAcquire()) {
      // The mail library blocks inside monitors: up to JDK 23 that would hold a virtual thread's
      // carrier.
      Thread.ofPlatform().daemon().name("delivery").start(this::sendAll);
      return Duration.ofMillis(200);
    }
    return next.isZero() ? Duration.ofMillis(200) : next;
  }

  private void sendAll() {
    try {
      while (running && deliveries.deliverOne()) {
        // The next one that is due.
      }
    } catch (RuntimeException | Error fault) {
      LOG.atWarn().setCause(fault).log("delivery failed, its claim will be taken up again");
    } finally {
      lines.release();
    }
  }

  private boolean rest(Duration pause) {
    try {
      long millis = Math.min(Math.max(pause.toMillis(), 20), LONGEST_PAUSE.toMillis());
      if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
      return true;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  /** Lets what is on the line finish, or nobody would know how it ended. */
  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
    try {
      if (!lines.tryAcquire(LINES, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a delivery is still on the line");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
