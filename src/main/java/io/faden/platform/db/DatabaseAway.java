package io.faden.platform.db;

import io.vertx.core.Future;

/** The database cannot be reached just now, or the wait for it was interrupted. */
public final class DatabaseAway extends RuntimeException {
  private DatabaseAway(Throwable cause) {
    super("the database cannot be reached", cause);
  }

  /**
   * Waits for a result. What the driver throws without declaring it (a refused connection, an
   * interruption) becomes a fault that loops can catch: else their thread would end for good.
   */
  static <T> T await(Future<T> future) {
    try {
      return future.await();
    } catch (RuntimeException fault) {
      throw fault;
    } catch (Exception undeclared) {
      if (undeclared instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new DatabaseAway(undeclared);
    }
  }
}
