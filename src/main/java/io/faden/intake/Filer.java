package io.faden.intake;

import io.faden.platform.db.Tx;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.work.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files what the ledger holds, in the order of its arrival. One node at a time, by lease: an answer
 * that overtook the message it answers would open a conversation of its own.
 */
public final class Filer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Filer.class);
  private static final Duration TERM = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int BATCH = 100;

  /** So often an arrival may meet a fault of the moment before it is set aside. */
  private static final int FALLS = 5;

  private final Arrivals arrivals;
  private final Lane lane;
  private final Leases leases;
  private final Duration term;
  private final Worker worker = new Worker("filer", this::turn);
  private final Map<ArrivalId, Integer> falls = new HashMap<>();

  public Filer(Arrivals arrivals, Lane lane, Leases leases) {
    this(arrivals, lane, leases, TERM);
  }

  Filer(Arrivals arrivals, Lane lane, Leases leases, Duration term) {
    this.arrivals = arrivals;
    this.lane = lane;
    this.leases = leases;
    this.term = term;
  }

  public void start() {
    worker.start();
  }

  /** Something has arrived. Cheap; from any thread. */
  public void look() {
    worker.wake();
  }

  private Duration turn() {
    Optional<Lease> lease = leases.acquire(lane.lease(), term);
    if (lease.isPresent()) {
      // Held for as long as it takes: one message that is slow to read must not cost the lease.
      try (HeldLease held = new HeldLease(leases, lease.get(), term, () -> {})) {
        fileAll(held);
      }
    }
    return POLL;
  }

  private void fileAll(HeldLease held) {
    List<ArrivalId> pending;
    do {
      pending = arrivals.pending(lane, BATCH);
      for (ArrivalId id : pending) {
        if (!worker.running() || !held.held()) {
          return;
        }
        file(id, tx -> leases.require(tx, held.lease()));
      }
    } while (pending.size() == BATCH);
  }

  /** A fault that always comes with the same arrival is not one of the moment. */
  private void file(ArrivalId id, Consumer<Tx> guard) {
    try {
      arrivals.file(id, guard);
      falls.remove(id);
    } catch (Leases.LeaseLost lost) {
      throw lost;
    } catch (RuntimeException | Error fault) {
      if (falls.merge(id, 1, Integer::sum) < FALLS) {
        throw fault;
      }
      LOG.atError().setCause(fault).addKeyValue("arrival", id.value()).log("filing failed");
      arrivals.setAside(id, guard, fault);
      falls.remove(id);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
