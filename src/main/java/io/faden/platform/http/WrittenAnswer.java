package io.faden.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * An answer on its way out in pieces, from a virtual thread that waits until each has left: a slow
 * caller slows down who writes, and nothing piles up.
 */
final class WrittenAnswer extends OutputStream {
  private static final int PIECE = 1 << 16;

  private final RoutingContext context;
  private final Context loop;
  private final Answer answer;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private boolean begun;

  private WrittenAnswer(RoutingContext context, Context loop, Answer answer) {
    this.context = context;
    this.loop = loop;
    this.answer = answer;
  }

  /** The caller hung up; nobody is left to be told. */
  private static final class CallerGone extends IOException {
    CallerGone(Throwable cause) {
      super("the caller has gone", cause);
    }
  }

  static void send(RoutingContext context, Context loop, Answer answer) {
    WrittenAnswer out = new WrittenAnswer(context, loop, answer);
    try {
      answer.content().writeTo(out);
      out.finish();
    } catch (CallerGone gone) {
      // What is left of the content is not made.
    } catch (Throwable fault) {
      loop.runOnContext(cut -> cutOff(context, fault));
    }
  }

  /** Without its end, so that nobody takes a part for the whole. */
  private static void cutOff(RoutingContext context, Throwable fault) {
    boolean begun = context.response().headWritten();
    context.fail(fault);
    if (begun) {
      context.response().reset();
    }
  }

  @Override
  public void write(int single) throws IOException {
    if (filled == PIECE) {
      pass();
    }
    piece[filled++] = (byte) single;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int place = offset;
    int left = length;
    while (left > 0) {
      if (filled == PIECE) {
        pass();
      }
      int part = Math.min(left, PIECE - filled);
      System.arraycopy(bytes, place, piece, filled, part);
      filled += part;
      place += part;
      left -= part;
    }
  }

  private void pass() throws IOException {
    Buffer next = Buffer.buffer(Arrays.copyOf(piece, filled));
    filled = 0;
    onLoop(
        () -> {
          begin();
          return context.response().write(next);
        });
  }

  private void finish() throws IOException {
    Buffer last = Buffer.buffer(Arrays.copyOf(piece, filled));
    onLoop(
        () -> {
          begin();
          return context.response().end(last);
        });
  }

  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    HttpServerResponse response = context.response();
    response
        .setStatusCode(answer.status())
        .setChunked(true)
        .putHeader("Cache-Control", "no-store")
        // Nothing is gained by packing it again.
        .putHeader("Content-Encoding", "identity");
    answer.headers().forEach(response::putHeader);
  }

  private void onLoop(Supplier<Future<Void>> step) throws IOException {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        go -> {
          if (context.response().closed()) {
            done.fail("closed");
          } else {
            step.get().onComplete(done);
          }
        });
    try {
      done.future().await();
    } catch (Exception gone) {
      if (gone instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CallerGone(gone);
    }
  }
}
