package io.faden.testing;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong at a server of the tests, planned beforehand, and what it was asked. */
public final class Troubles implements Handler<RoutingContext> {
  private static final String CUT = "cut";
  private static final String SILENT = "silent";

  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private record Planned(String path, AtomicInteger left, Handler<RoutingContext> trouble) {}

  /** The next calls, as many as said, whose method and path contain this, end with a status. */
  public void answer(String call, int times, int status, Map<String, String> headers, String body) {
    plan(
        call,
        times,
        context -> {
          HttpServerResponse response = context.response().setStatusCode(status);
          headers.forEach(response::putHeader);
          response.putHeader("Content-Type", "application/json").end(body);
        });
  }

  /** Does as it was asked, and then the line breaks. */
  public void cutAfterwards(String call, int times) {
    plan(
        call,
        times,
        context -> {
          context.put(CUT, true);
          context.next();
        });
  }

  /** Nothing is ever said. */
  public void silence(String call, int times) {
    plan(call, times, context -> {});
  }

  /** Does as it was asked, and says nothing about it. */
  public void silenceAfterwards(String call, int times) {
    plan(
        call,
        times,
        context -> {
          context.put(SILENT, true);
          context.next();
        });
  }

  private void plan(String call, int times, Handler<RoutingContext> trouble) {
    planned.add(new Planned(call, new AtomicInteger(times), trouble));
  }

  public void over() {
    planned.clear();
  }

  /** Method, path and query of every call so far. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public long calls(String part) {
    return calls.stream().filter(call -> call.contains(part)).count();
  }

  @Override
  public void handle(RoutingContext context) {
    String call = context.request().method() + " " + context.request().uri();
    calls.add(call);
    for (Planned one : new ArrayList<>(planned)) {
      if (call.contains(one.path()) && one.left().getAndDecrement() > 0) {
        one.trouble().handle(context);
        return;
      }
    }
    context.next();
  }

  /** What a server says, unless the line is to break. */
  static void say(RoutingContext context, int status, String json) {
    if (context.get(CUT) != null) {
      context.request().connection().close();
      return;
    }
    if (context.get(SILENT) != null) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(json);
  }
}
