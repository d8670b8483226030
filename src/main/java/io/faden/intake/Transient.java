package io.faden.intake;

import io.faden.platform.db.DatabaseAway;
import io.faden.platform.lease.Leases;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Tells faults of the moment from faults of the message. */
final class Transient {
  private Transient() {}

  /**
   * Connection lost, serialisation and deadlock, resources, shutdown, a transaction that stood
   * still for too long, a lost lease: the same will work later, perhaps elsewhere. Source:
   * PostgreSQL manual, appendix A, classes 08, 40, 53, 55, 57, 58, and 25P03.
   */
  static boolean is(RuntimeException fault) {
    if (fault instanceof PgException refused) {
      String state = refused.getSqlState();
      return state == null || state.matches("(08|25P03|40|53|55|57|58|XX).*");
    }
    return fault instanceof Arrivals.ReadingStopped
        || fault instanceof DatabaseAway
        || fault instanceof Leases.LeaseLost
        || fault instanceof VertxException
        || fault.getClass().getName().startsWith("io.vertx.");
  }
}
