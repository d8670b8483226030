package io.faden.channel.social;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Supplier;

/** What an answer says, to its end or to its limit. To be asked for on the loop of the answer. */
final class WholeBody {
  private WholeBody() {}

  /** Fails with tooLong, and hangs up, when there are more bytes than that. */
  static Future<byte[]> of(
      HttpClientResponse response, int most, Supplier<? extends Exception> tooLong) {
    Promise<byte[]> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(done::tryFail);
    response.handler(
        piece -> {
          if (body.length() + piece.length() <= most) {
            body.appendBuffer(piece);
          } else if (done.tryFail(tooLong.get())) {
            response.request().reset();
          }
        });
    response.endHandler(end -> done.tryComplete(body.getBytes()));
    return done.future();
  }
}
