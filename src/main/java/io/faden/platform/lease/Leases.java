package io.faden.platform.lease;

import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leases in the database, by the database's clock: nodes with wrong clocks do no harm.
 *
 * <p>Holding one is a promise about the past, so what must happen only once checks it in the same
 * transaction with {@link #require}.
 */
public final class Leases {
  private final Sql sql;
  private final String holder;

  /** The holder names this node: unique for each start of a process. */
  public Leases(Sql sql, String holder) {
    this.sql = sql;
    this.holder = holder;
  }

  /**
   * Takes the lease if it is free, ours already, or run out; empty if somebody else holds it. Its
   * term counts from when it is granted: the row may be held still by a transaction of whoever had
   * it before, and what the conflicting row would have had is as old as that wait.
   */
  public Optional<Lease> acquire(String name, Duration term) {
    return sql.row(
            """
            INSERT INTO lease AS l (name, holder, epoch, until)
            VALUES ($1, $2, 1, clock_timestamp() + $3::bigint * interval '1 millisecond')
            ON CONFLICT ON CONSTRAINT lease_pkey DO UPDATE
               SET holder = EXCLUDED.holder,
                   epoch = CASE WHEN l.holder = EXCLUDED.holder AND l.until > clock_timestamp()
                                THEN l.epoch ELSE l.epoch + 1 END,
                   since = CASE WHEN l.holder = EXCLUDED.holder AND l.until > clock_timestamp()
                                THEN l.since ELSE clock_timestamp() END,
                   until = clock_timestamp() + $3::bigint * interval '1 millisecond'
             WHERE l.holder = EXCLUDED.holder OR l.until <= clock_timestamp()
            RETURNING epoch
            """,
            name,
            holder,
            term.toMillis())
        .map(row -> new Lease(name, row.getLong("epoch")));
  }

  /** Prolongs a lease that is still ours; false when it is lost. */
  public boolean renew(Lease lease, Duration term) {
    return sql.execute(
            """
            UPDATE lease SET until = clock_timestamp() + $4::bigint * interval '1 millisecond'
             WHERE name = $1 AND holder = $2 AND epoch = $3 AND until > clock_timestamp()
            """,
            lease.name(),
            holder,
            lease.epoch(),
            term.toMillis())
        == 1;
  }

  /** Gives it back early. Harmless when it is lost already. */
  public void release(Lease lease) {
    sql.execute(
        "UPDATE lease SET until = clock_timestamp() WHERE name = $1 AND holder = $2 AND epoch = $3",
        lease.name(),
        holder,
        lease.epoch());
  }

  /** Holds the lease still for the rest of the transaction. Errors: {@link LeaseLost}. */
  public void require(Sql tx, Lease lease) {
    List<Row> held =
        tx.rows(
            """
            SELECT epoch FROM lease
             WHERE name = $1 AND holder = $2 AND epoch = $3 AND until > clock_timestamp()
               FOR SHARE
            """,
            lease.name(),
            holder,
            lease.epoch());
    if (held.isEmpty()) {
      throw new LeaseLost(lease);
    }
  }

  /** Somebody else holds the lease now: stop, and undo nothing. */
  public static final class LeaseLost extends RuntimeException {
    LeaseLost(Lease lease) {
      super("lease " + lease.name() + " of epoch " + lease.epoch() + " is lost");
    }
  }
}
