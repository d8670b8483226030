package io.faden.conversation;

import io.faden.platform.work.Worker;
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
  private final Worker worker = new Worker("rounds", this::turn);
  private final Semaphore lines = new Semaphore(LINES);

  public Rounds(Deliveries deliveries, Conversations conversations) {
    this.deliveries = deliveries;
    this.conversations = conversations;
  }

  public void start() {
    worker.start();
  }

  /** Something may be due sooner than thought. Cheap; from any thread. */
  public void look() {
    worker.wake();
  }

  private Duration turn() {
    while (conversations.wakeSnoozed() > 0) {
      // More than one batch is due.
    }
    deliveries.sweep();
    Duration pause = sendWhatIsDue();
    long millis = Math.min(Math.max(pause.toMillis(), 20), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis);
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
      while (worker.running() && deliveries.deliverOne()) {
        // The next one that is due.
      }
    } catch (RuntimeException | Error fault) {
      LOG.atWarn().setCause(fault).log("delivery failed, its claim will be taken up again");
    } finally {
      lines.release();
    }
  }

  /** Lets what is on the line finish, or nobody would know how it ended. */
  @Override
  public void close() {
    worker.close();
    try {
      if (!lines.tryAcquire(LINES, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a delivery is still on the line");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
