package io.faden.presence;

import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.work.Worker;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for people who are lost, back, or gone for good; on one node at a time, by lease. */
public final class PresenceSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceSweep.class);
  private static final String LEASE = "presence";
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Presence presence;
  private final Leases leases;
  private final PresenceTimes times;
  private final Worker worker = new Worker("presence-sweep", this::turn);

  /** Without a sign of life for so long, somebody is disconnected. */
  public PresenceSweep(Presence presence, Leases leases, Duration lost) {
    this(presence, leases, PresenceTimes.lostAfter(lost));
  }

  PresenceSweep(Presence presence, Leases leases, PresenceTimes times) {
    this.presence = presence;
    this.leases = leases;
    this.times = times;
  }

  public void start() {
    worker.start();
  }

  private Duration turn() throws InterruptedException {
    Optional<Lease> lease = leases.acquire(LEASE, times.lease());
    if (lease.isPresent()) {
      try (HeldLease held = new HeldLease(leases, lease.get(), times.lease(), () -> {})) {
        watch(held);
      } catch (Leases.LeaseLost lost) {
        LOG.atInfo().log("presence: another node looks now");
      }
    }
    return times.round();
  }

  /**
   * Nobody is missed at first: after a start, or while the database was away, no page could say
   * that it lives.
   */
  private void watch(HeldLease held) throws InterruptedException {
    long begun = System.nanoTime();
    while (worker.running() && held.held()) {
      boolean mayMiss = System.nanoTime() - begun >= times.patience().toNanos();
      presence.sweep(tx -> leases.require(tx, held.lease()), times, mayMiss);
      Thread.sleep(times.round().toMillis());
    }
  }

  /** Gives the lease back while the database can still be told. */
  @Override
  public void close() {
    worker.close(LAST_WORDS);
  }
}
