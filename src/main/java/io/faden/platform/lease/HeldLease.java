package io.faden.platform.lease;

import java.time.Duration;

/**
 * A lease that is prolonged for as long as this is open, whatever the worker is doing. When it is
 * lost, or nobody can say whether it is, the worker is told.
 */
public final class HeldLease implements AutoCloseable {
  private final Leases leases;
  private final Lease lease;
  private final Duration term;
  private final Runnable tell;
  private final Thread keeper;
  private boolean open = true;
  private boolean lost;

  /** Prolongs a lease that was just granted for a term; tell runs once, when it is lost. */
  public HeldLease(Leases leases, Lease lease, Duration term, Runnable tell) {
    this.leases = leases;
    this.lease = lease;
    this.term = term;
    this.tell = tell;
    this.keeper = Thread.ofVirtual().name("keeper-" + lease.name()).start(this::keep);
  }

  public Lease lease() {
    return lease;
  }

  public synchronized boolean held() {
    return !lost;
  }

  private void keep() {
    long renewed = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(term.dividedBy(3).toMillis());
        boolean sure = false;
        try {
          if (!leases.renew(lease, term)) {
            lose();
            return;
          }
          sure = true;
        } catch (RuntimeException databaseAway) {
          // The term that was granted last still runs for a while.
        }
        if (sure) {
          renewed = System.nanoTime();
        } else if (System.nanoTime() - renewed > term.toNanos()) {
          lose();
          return;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void lose() {
    lost = true;
    if (open) {
      tell.run();
    }
  }

  /** Gives the lease back. Nobody is told anything after that. */
  @Override
  public void close() {
    synchronized (this) {
      open = false;
    }
    keeper.interrupt();
    // An interrupt that arrived meanwhile would stop the release.
    boolean interrupted = Thread.interrupted();
    try {
      leases.release(lease);
    } catch (RuntimeException databaseAway) {
      // It runs out by itself.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
