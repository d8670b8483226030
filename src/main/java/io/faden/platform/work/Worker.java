package io.faden.platform.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes its turn again and again: when it is woken, and after the rest that the turn
 * asks for. A turn that fails is logged and taken again after a second; only closing ends it.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final String name;
  private final Turn turn;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running = true;
  private Thread thread;

  public Worker(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
  }

  /** What is done each time; may block. */
  public interface Turn {
    /** How long to rest afterwards, unless woken. */
    Duration take() throws InterruptedException;
  }

  public void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** There is something to do. Cheap; from any thread. */
  public void wake() {
    wake.release();
  }

  /** False once it is being closed: a long turn should come to its end. */
  public boolean running() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        rest(attempt());
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private Duration attempt() throws InterruptedException {
    try {
      return turn.take();
    } catch (RuntimeException | Error fault) {
      if (running) {
        LOG.atWarn().setCause(fault).log("{}: a turn failed, trying again", name);
      }
      return AFTER_A_FAULT;
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    if (wake.tryAcquire(Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /** Does not wait for the turn to end. */
  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Waits so long for the turn to end. */
  public void close(Duration patience) {
    close();
    if (thread == null) {
      return;
    }
    try {
      boolean unused = thread.join(patience);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
