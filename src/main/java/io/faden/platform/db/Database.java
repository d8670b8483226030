package io.faden.platform.db;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The pool. Each call from a virtual thread; never from an event loop. */
public final class Database implements Sql, AutoCloseable {
  private static final int STATEMENTS_CACHED = 256;

  /**
   * A node that is stopped inside a transaction (a paused machine, a cut line) would hold its locks
   * and the live feed of all nodes for as long as it is gone, the lease of the router among them.
   * After this time the server rolls back. No longer than that lease, which is free then as well.
   */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(3);

  private final Pool pool;

  public Database(Vertx vertx, PgConnectOptions where, int poolSize) {
    PgConnectOptions options =
        new PgConnectOptions(where)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(STATEMENTS_CACHED)
            .setPipeliningLimit(16)
            .setReconnectAttempts(2)
            .setReconnectInterval(200)
            .addProperty(
                "idle_in_transaction_session_timeout",
                Long.toString(IDLE_IN_TRANSACTION.toMillis()));
    this.pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(poolSize)
                    .setConnectionTimeout(15)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS))
            .connectingTo(options)
            .using(vertx)
            .build();
  }

  @Override
  public List<Row> rows(String sql, Object... binds) {
    List<Row> rows = new ArrayList<>();
    DatabaseAway.await(pool.preparedQuery(sql).execute(Binds.of(binds))).forEach(rows::add);
    return rows;
  }

  @Override
  public int execute(String sql, Object... binds) {
    return DatabaseAway.await(pool.preparedQuery(sql).execute(Binds.of(binds))).rowCount();
  }

  /** Commits when the work returns, rolls back when it throws. */
  public <T> T transaction(Function<Tx, T> work) {
    SqlConnection connection = DatabaseAway.await(pool.getConnection());
    try {
      Transaction transaction = DatabaseAway.await(connection.begin());
      Tx tx = new Tx(connection);
      T result;
      try {
        result = work.apply(tx);
      } catch (Throwable fault) {
        // Interruption arrives here as well, though await() does not declare it.
        rollback(transaction, fault);
        throw fault;
      }
      DatabaseAway.await(transaction.commit());
      tx.committed();
      return result;
    } finally {
      connection.close();
    }
  }

  public void inTransaction(Consumer<Tx> work) {
    Object unused =
        transaction(
            tx -> {
              work.accept(tx);
              return null;
            });
  }

  private static void rollback(Transaction transaction, Throwable fault) {
    try {
      DatabaseAway.await(transaction.rollback());
    } catch (RuntimeException second) {
      fault.addSuppressed(second);
    }
  }

  @Override
  public void close() {
    pool.close().await();
  }
}
