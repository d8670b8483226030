package io.faden.phone;

import io.faden.conversation.PhoneNotes;
import io.faden.platform.db.Database;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.work.Worker;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens to calls by the clock: promises are called to mind, and calls whose end nobody told
 * are given up. On one node at a time, by lease.
 */
public final class PhoneWatch implements AutoCloseable {
  private static final String LEASE = "phone";
  private static final Duration TERM = Duration.ofSeconds(15);
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final Database database;
  private final Leases leases;
  private final Calls calls;
  private final Callbacks callbacks;
  private final PhoneNotes notes;
  private final Duration longest;
  private final Worker worker = new Worker("phone", this::turn);

  /** A call that has lasted so long has ended without our being told. */
  public PhoneWatch(
      Database database,
      Leases leases,
      Calls calls,
      Callbacks callbacks,
      PhoneNotes notes,
      Duration longest) {
    this.database = database;
    this.leases = leases;
    this.calls = calls;
    this.callbacks = callbacks;
    this.notes = notes;
    this.longest = longest;
  }

  public void start() {
    worker.start();
  }

  private Duration turn() {
    Optional<Lease> lease = leases.acquire(LEASE, TERM);
    if (lease.isPresent()) {
      try (HeldLease held = new HeldLease(leases, lease.get(), TERM, () -> {})) {
        database.inTransaction(
            tx -> {
              leases.require(tx, held.lease());
              int unused = callbacks.warn(tx);
            });
        calls.giveUp(longest);
        callbacks.remember(notes);
      }
    }
    return ROUND;
  }

  @Override
  public void close() {
    worker.close();
  }
}
