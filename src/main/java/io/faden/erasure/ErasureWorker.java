package io.faden.erasure;

import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.work.Worker;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases what is due: one node at a time, by lease. */
public final class ErasureWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
  private static final String LEASE = "erasing";
  private static final Duration TERM = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofSeconds(30);

  private final Erasures erasures;
  private final Leases leases;
  private final Worker worker = new Worker("erasing", this::turn);

  public ErasureWorker(Erasures erasures, Leases leases) {
    this.erasures = erasures;
    this.leases = leases;
  }

  public void start() {
    worker.start();
  }

  /** Something may have become due. Cheap; from any thread. */
  public void look() {
    worker.wake();
  }

  private Duration turn() {
    Optional<Lease> lease = leases.acquire(LEASE, TERM);
    if (lease.isPresent()) {
      try (HeldLease held = new HeldLease(leases, lease.get(), TERM, () -> {})) {
        for (ErasureId id : erasures.due()) {
          if (!worker.running() || !held.held()) {
            return POLL;
          }
          run(id, held);
        }
      }
    }
    return POLL;
  }

  /** One that fails does not keep the others. */
  private void run(ErasureId id, HeldLease held) {
    try {
      boolean waits = !erasures.run(id, tx -> leases.require(tx, held.lease())).isEmpty();
      LOG.atInfo()
          .addKeyValue("erasure", id.value())
          .log(waits ? "erasure waits, something stands against it" : "erasure done");
    } catch (Leases.LeaseLost lost) {
      throw lost;
    } catch (RuntimeException fault) {
      LOG.atError().setCause(fault).addKeyValue("erasure", id.value()).log("erasing failed");
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
