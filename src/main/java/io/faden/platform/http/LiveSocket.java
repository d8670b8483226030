package io.faden.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.platform.Actor;
import io.faden.platform.live.Connections;
import io.faden.platform.live.Cursor;
import io.faden.platform.live.Event;
import io.faden.platform.live.LiveFeed;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The live feed of one page. A page too slow to follow is cut off and catches up by itself. */
final class LiveSocket implements LiveFeed.Listener {
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration RECHECK = Duration.ofSeconds(30);
  private static final short TRY_AGAIN = 1013;
  private static final short SIGNED_OUT = 4001;

  private final Actor actor;
  private final ServerWebSocket socket;
  private final Context loop;
  private final Frames frames;

  private LiveSocket(Actor actor, ServerWebSocket socket, Context loop, Frames frames) {
    this.frames = frames;
    this.actor = actor;
    this.socket = socket;
    this.loop = loop;
  }

  /** Upgrades a request to the live feed, after the same checks as for a state change. */
  static void open(
      RoutingContext context,
      Api api,
      LiveFeed feed,
      Connections connections,
      Frames frames,
      ExecutorService threads) {
    Context loop = context.vertx().getOrCreateContext();
    context.request().pause();
    threads.execute(
        () -> {
          try {
            Actor actor =
                api.forSocket(context).orElseThrow(() -> new Problem(ErrorCode.NOT_SIGNED_IN));
            loop.runOnContext(
                ready -> upgrade(context, api, feed, connections, frames, threads, actor, loop));
          } catch (RuntimeException fault) {
            loop.runOnContext(
                refused -> {
                  context.request().resume();
                  context.fail(fault);
                });
          }
        });
  }

  private static void upgrade(
      RoutingContext context,
      Api api,
      LiveFeed feed,
      Connections connections,
      Frames frames,
      ExecutorService threads,
      Actor actor,
      Context loop) {
    Optional<Cursor> after =
        Optional.ofNullable(context.request().getParam("after")).flatMap(Cursor::parse);
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              LiveSocket page = new LiveSocket(actor, socket, loop, frames);
              long beat =
                  context.vertx().setPeriodic(BEAT.toMillis(), tick -> page.frame("beat", null));
              long recheck =
                  context
                      .vertx()
                      .setPeriodic(
                          RECHECK.toMillis(),
                          tick -> threads.execute(() -> page.recheck(context, api)));
              // Answered by the browser itself: the timers of a page in the background are slowed
              // down.
              long ping =
                  context.vertx().setPeriodic(connections.beat().toMillis(), tick -> page.ping());
              socket.pongHandler(pong -> connections.alive(actor.id()));
              socket.closeHandler(
                  gone -> {
                    context.vertx().cancelTimer(ping);
                    connections.closed(actor.id());
                    context.vertx().cancelTimer(beat);
                    context.vertx().cancelTimer(recheck);
                    feed.leave(page);
                  });
              socket.exceptionHandler(broken -> socket.close());
              connections.opened(actor.id());
              feed.join(after, page);
            })
        .onFailure(context::fail);
  }

  /** A session that ended elsewhere ends here too; whoever got another role starts over. */
  private void recheck(RoutingContext context, Api api) {
    Optional<Actor> now;
    try {
      now = api.forSocket(context);
    } catch (RuntimeException unknown) {
      // The database is away for a moment: nobody is signed out for that.
      return;
    }
    if (now.isEmpty()) {
      loop.runOnContext(done -> socket.close(SIGNED_OUT, "signed out"));
    } else if (!now.get().equals(actor)) {
      loop.runOnContext(done -> socket.close(TRY_AGAIN, "reconnect in your new role"));
    }
  }

  @Override
  public void joined(Cursor at) {
    loop.runOnContext(ready -> frame("hello", at));
  }

  @Override
  public void tooFarBehind(Cursor at) {
    loop.runOnContext(ready -> frame("reload", at));
  }

  @Override
  public void accept(Event event) {
    if (event.audience().includes(actor)) {
      String frame = frames.of(event);
      loop.runOnContext(ready -> send(frame));
    }
  }

  private void frame(String type, Cursor at) {
    JsonObject frame = new JsonObject().put("type", type);
    if (at != null) {
      frame.put("cursor", at.toString());
    }
    send(frame.encode());
  }

  private void ping() {
    if (!socket.isClosed()) {
      socket.writePing(Buffer.buffer());
    }
  }

  private void send(String frame) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      socket.close(TRY_AGAIN, "too slow, reconnect to catch up");
      return;
    }
    socket.writeTextMessage(frame);
  }

  /** Writes an event once for all the pages that are told of it one after the other. */
  static final class Frames {
    private record Written(Event event, String frame) {}

    private volatile Written last;

    // The same object is handed to all of them; to compare what is in it would cost as much.
    @SuppressWarnings("ReferenceEquality")
    String of(Event event) {
      Written known = last;
      if (known == null || known.event() != event) {
        known = new Written(event, write(event));
        last = known;
      }
      return known.frame();
    }

    private static String write(Event event) {
      try {
        return Json.MAPPER.writeValueAsString(event);
      } catch (JsonProcessingException fault) {
        throw new IllegalStateException(fault);
      }
    }
  }
}
