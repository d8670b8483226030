package io.faden.channel.social;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Where a connection and what is done about its events live together. Asked from elsewhere, a short
 * answer could be over before anybody listens to it.
 */
record OneLoop(Context context) {

  static OneLoop of(Vertx vertx) {
    return new OneLoop(vertx.getOrCreateContext());
  }

  <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        go -> {
          try {
            work.get().onComplete(done);
          } catch (RuntimeException fault) {
            done.fail(fault);
          }
        });
    return done.future();
  }
}
