package io.faden.routing;

import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import java.util.function.Function;

/**
 * Transactions that hold only while a lease is ours. Errors: {@link Leases.LeaseLost}, and nothing
 * was written.
 */
record Fenced(Database database, Leases leases, Lease lease) {
  <T> T transaction(Function<Tx, T> work) {
    return database.transaction(
        tx -> {
          leases.require(tx, lease);
          return work.apply(tx);
        });
  }
}
