package io.faden.platform.live;

import io.faden.platform.db.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the event log on this node and hands each event to whoever listens. One thread does it all,
 * in order: a new listener is caught up and joined between two rounds, so that it misses nothing
 * and sees nothing twice.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int BATCH = 500;

  /** What a listener that was away may be sent; more is quicker to fetch afresh. */
  private static final int CATCH_UP = 1_000;

  private final Sql sql;
  private final EventLog log;
  private final Duration poll;
  private final Semaphore wake = new Semaphore(0);
  private final ConcurrentLinkedQueue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Set<Consumer<Event>> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean running = true;
  private Cursor cursor;
  private Thread thread;

  public LiveFeed(Sql sql, EventLog log, Duration poll) {
    this.sql = sql;
    this.log = log;
    this.poll = poll;
  }

  /** Coming and going, in the order in which it was asked for. */
  private sealed interface Step {
    record Join(Optional<Cursor> after, Listener listener) implements Step {}

    record Leave(Consumer<Event> listener) implements Step {}
  }

  /** Somebody who follows from a place on. Called by the feed's thread: must not block. */
  public interface Listener extends Consumer<Event> {
    /** Comes first: what is handed over from now on lies behind this place. */
    void joined(Cursor at);

    /** Too much was missed: fetch afresh. Events go on behind this place. */
    void tooFarBehind(Cursor at);
  }

  public void start() {
    cursor = log.end(sql);
    thread = Thread.ofVirtual().name("live-feed").start(this::run);
  }

  /** There may be something new. Cheap; from any thread. */
  public void look() {
    wake.release();
  }

  /** Joins after catching up from a place, or from now on. */
  public void join(Optional<Cursor> after, Listener listener) {
    steps.add(new Step.Join(after, listener));
    look();
  }

  /** Every event of this node from now on, without catching up. */
  public void onEvent(Consumer<Event> listener) {
    listeners.add(listener);
  }

  public void leave(Consumer<Event> listener) {
    steps.add(new Step.Leave(listener));
    look();
  }

  private void run() {
    while (running) {
      try {
        // Before reading, so that nobody comes from a place that this node has not reached yet.
        int waiting = steps.size();
        round();
        for (int step = 0; step < waiting; step++) {
          take(steps.element());
          steps.remove();
        }
        boolean hinted = wake.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        if (hinted) {
          wake.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("live feed: reading failed, trying again");
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(Math.min(1_000, poll.toMillis()));
    } catch (InterruptedException stopped) {
      running = false;
    }
  }

  private void round() {
    Cursor end = log.end(sql);
    List<Event> events;
    do {
      events = log.between(sql, cursor, end, BATCH);
      for (Event event : events) {
        listeners.forEach(listener -> tell(listener, event));
        cursor = event.place();
      }
    } while (events.size() == BATCH);
    if (end.compareTo(cursor) > 0) {
      cursor = end;
    }
  }

  private void take(Step step) {
    switch (step) {
      case Step.Leave gone -> listeners.remove(gone.listener());
      case Step.Join join -> {
        catchUp(join);
        listeners.add(join.listener());
      }
    }
  }

  private void catchUp(Step.Join join) {
    Cursor from = join.after().orElse(cursor);
    // A place that this log has not reached: it was restored from a backup meanwhile.
    boolean ahead = from.compareTo(cursor) > 0;
    List<Event> missed =
        ahead || join.after().isEmpty() ? List.of() : log.between(sql, from, cursor, CATCH_UP + 1);
    boolean tooMany = missed.size() > CATCH_UP;
    join.listener().joined(ahead || tooMany ? cursor : from);
    if (ahead || tooMany) {
      join.listener().tooFarBehind(cursor);
    } else {
      missed.forEach(event -> tell(join.listener(), event));
    }
  }

  private static void tell(Consumer<Event> listener, Event event) {
    try {
      listener.accept(event);
    } catch (RuntimeException | Error fault) {
      LOG.atWarn().setCause(fault).log("live feed: a listener failed");
    }
  }

  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
