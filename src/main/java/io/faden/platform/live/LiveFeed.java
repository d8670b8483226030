package io.faden.platform.live;

import io.faden.platform.db.Sql;
import java.time.Duration;
import java.util.ArrayList;
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
  private final ConcurrentLinkedQueue<Joining> joining = new ConcurrentLinkedQueue<>();
  private final Set<Consumer<Event>> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean running = true;
  private Cursor cursor;
  private Thread thread;

  public LiveFeed(Sql sql, EventLog log, Duration poll) {
    this.sql = sql;
    this.log = log;
    this.poll = poll;
  }

  private record Joining(Optional<Cursor> after, Listener listener) {}

  /** Somebody who follows from a place on. Called by the feed's thread: must not block. */
  public interface Listener extends Consumer<Event> {
    /** Everything up to here has been handed over, or lies before the start. */
    void joined(Cursor at);

    /** Too much was missed: fetch afresh. Joined all the same. */
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
    joining.add(new Joining(after, listener));
    look();
  }

  /** Every event of this node from now on, without catching up. */
  public void onEvent(Consumer<Event> listener) {
    listeners.add(listener);
  }

  public void leave(Consumer<Event> listener) {
    listeners.remove(listener);
    joining.removeIf(waiting -> waiting.listener().equals(listener));
  }

  private void run() {
    while (running) {
      try {
        round();
        admit();
        boolean hinted = wake.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        if (hinted) {
          wake.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException fault) {
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

  private void admit() {
    List<Joining> now = new ArrayList<>();
    for (Joining next = joining.poll(); next != null; next = joining.poll()) {
      now.add(next);
    }
    for (Joining each : now) {
      catchUp(each);
      listeners.add(each.listener());
    }
  }

  private void catchUp(Joining each) {
    if (each.after().isEmpty()) {
      each.listener().joined(cursor);
      return;
    }
    if (each.after().get().compareTo(cursor) > 0) {
      // A place that this log has not reached: it was restored from a backup meanwhile.
      each.listener().tooFarBehind(cursor);
      return;
    }
    List<Event> missed = log.between(sql, each.after().get(), cursor, CATCH_UP + 1);
    if (missed.size() > CATCH_UP) {
      each.listener().tooFarBehind(cursor);
      return;
    }
    missed.forEach(event -> tell(each.listener(), event));
    each.listener().joined(cursor);
  }

  private static void tell(Consumer<Event> listener, Event event) {
    try {
      listener.accept(event);
    } catch (RuntimeException fault) {
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
