package io.faden.importing;

import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.work.Worker;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on imports, one at a time in the whole house: two at once would not see each other. */
public final class ImportWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
  private static final String LEASE = "importing";
  private static final Duration TERM = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofSeconds(10);

  private final ImportSteps steps;
  private final Leases leases;
  private final Worker worker = new Worker("importing", this::turn);

  public ImportWorker(ImportSteps steps, Leases leases) {
    this.steps = steps;
    this.leases = leases;
  }

  public void start() {
    worker.start();
  }

  /** There may be something to do. Cheap; from any thread. */
  public void look() {
    worker.wake();
  }

  private Duration turn() {
    Optional<Lease> lease = leases.acquire(LEASE, TERM);
    if (lease.isPresent()) {
      try (HeldLease held = new HeldLease(leases, lease.get(), TERM, () -> {})) {
        Optional<CustomerImport> job = steps.next();
        while (job.isPresent() && worker.running() && held.held()) {
          work(job.get(), held);
          job = steps.next();
        }
      }
    }
    return POLL;
  }

  /** What the database refuses it would refuse again; a lost line is tried again. */
  private void work(CustomerImport job, HeldLease held) {
    try {
      steps.work(
          job, tx -> leases.require(tx, held.lease()), () -> worker.running() && held.held());
    } catch (PgException | IllegalStateException fault) {
      if (!worker.running()) {
        throw fault;
      }
      LOG.atError().setCause(fault).addKeyValue("import", job.id().value()).log("import failed");
      steps.fail(job.id(), fault);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
