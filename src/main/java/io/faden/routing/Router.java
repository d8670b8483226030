package io.faden.routing;

import io.faden.platform.db.Database;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.Event;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.AgentState;
import io.faden.presence.AgentStates;
import io.faden.presence.Presence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives waiting work to people, on one node at a time. Every node runs one of these; whichever
 * holds the lease routes, the others wait to take over. What it knows it has read from the
 * database, and what it decides holds only once the database has agreed under the lease's epoch: a
 * router that was stopped and wakes up late changes nothing.
 */
public final class Router implements AutoCloseable {
  static final String LEASE = "router";
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** Short, so that routing goes on within five seconds of a kill. */
  private static final Duration TERM = Duration.ofSeconds(3);

  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final Database database;
  private final Leases leases;
  private final EventLog events;
  private final Presence presence;
  private final AgentStates states;
  private final Changes changes = new Changes();
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running = true;
  private Thread thread;

  /** The live picture of each agent follows what the router sees. */
  public Router(
      Database database, Leases leases, EventLog events, Presence presence, AgentStates states) {
    this.database = database;
    this.leases = leases;
    this.events = events;
    this.presence = presence;
    this.states = states;
  }

  public void start() {
    thread = Thread.ofVirtual().name("router").start(this::run);
  }

  /** Something happened; for each event of this node, in order. Cheap. */
  public void noticed(Event event) {
    if (changes.echo(event.place().xact())) {
      return;
    }
    boolean concerns =
        switch (EventType.of(event.type())) {
          case WORK_ITEM_CHANGED, OFFER_CHANGED -> {
            event.workItemId().ifPresent(changes::item);
            event.agentId().ifPresent(changes::agent);
            event.actor().map(actor -> actor.id().value()).ifPresent(changes::agent);
            yield true;
          }
          case PRESENCE_CHANGED -> {
            event.agentId().ifPresent(changes::agent);
            changes.people();
            yield true;
          }
          case AGENT_CHANGED, QUEUE_CHANGED, ROUTING_CHANGED -> {
            changes.house();
            yield true;
          }
          default -> false;
        };
    if (concerns) {
      wake.release();
    }
  }

  /** Another node, or this one, says that somebody is doing something else now. Cheap. */
  public void agentIs(AgentState state) {
    changes.state(state);
    wake.release();
  }

  private void run() {
    while (running) {
      try {
        Optional<Lease> lease = leases.acquire(LEASE, TERM);
        if (lease.isPresent()) {
          lead(lease.get());
        } else {
          Thread.sleep(ASK_AGAIN.toMillis());
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("routing was interrupted, trying again");
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(ASK_AGAIN.toMillis());
    } catch (InterruptedException stopped) {
      running = false;
    }
  }

  private void lead(Lease lease) throws InterruptedException {
    try (HeldLease held = new HeldLease(leases, lease, TERM, wake::release)) {
      // What was noticed before belongs to what is read afresh.
      changes.take();
      RoutingRound round =
          new RoutingRound(database, leases, lease, events, presence, states, changes::own);
      round.rebuild();
      LOG.info("routing from here epoch={} waiting={}", lease.epoch(), round.waiting());
      while (running && held.held()) {
        Duration pause = round.turn(changes.take());
        if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
      if (running) {
        LOG.info("the right to route is lost epoch={}", lease.epoch());
      }
    } catch (Leases.LeaseLost lost) {
      LOG.info("another node routes now epoch={}", lease.epoch());
    }
  }

  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
