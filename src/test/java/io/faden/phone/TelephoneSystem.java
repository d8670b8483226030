package io.faden.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A telephone system that reports its calls over a line of its own, as sipgate.io does. */
public final class TelephoneSystem {
  private static final AtomicInteger LINES = new AtomicInteger();
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final TestApp app;
  private final Caller wire;
  final long line;
  String path;

  public TelephoneSystem(TestApp app, JsonObject settings) {
    this.app = app;
    this.wire = app.node.stranger();
    int number = LINES.incrementAndGet();
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "phone")
                .put("name", "Hotline " + number)
                .put("address", "0431 5550" + (100 + number))
                .mergeIn(settings));
    assertEquals(201, made.status(), made::toString);
    line = made.json().getLong("id");
    renew();
  }

  void renew() {
    Reply token = app.admin.post("/admin/channel-accounts/" + line + "/token");
    assertEquals(200, token.status(), token::toString);
    String url = token.json().getString("url");
    assertEquals(app.node.origin() + "/api/phone/calls/" + token.json().getString("token"), url);
    path = url.substring(app.node.origin().length());
  }

  public static String newId() {
    return "call-" + CALLS.incrementAndGet();
  }

  Reply form(String body) {
    return wire.send(
        "POST",
        path,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        BodyPublishers.ofString(body));
  }

  Reply json(JsonObject body) {
    return wire.send(
        "POST",
        path,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofString(body.encode()));
  }

  /** A field and its value, by turns. */
  void tell(String... fields) {
    String body =
        Stream.iterate(0, i -> i < fields.length, i -> i + 2)
            .map(i -> Caller.encoded(fields[i]) + "=" + Caller.encoded(fields[i + 1]))
            .collect(Collectors.joining("&"));
    Reply reply = form(body);
    assertEquals(204, reply.status(), reply::toString);
  }

  public void rings(String id, String from, String... users) {
    String[] fields = new String[10 + users.length * 2];
    String[] head = {
      "event", "newCall", "callId", id, "direction", "in", "from", from, "to", "494315550100"
    };
    System.arraycopy(head, 0, fields, 0, head.length);
    for (int i = 0; i < users.length; i++) {
      fields[10 + i * 2] = "user[]";
      fields[11 + i * 2] = users[i];
    }
    tell(fields);
  }

  public void answers(String id, String user) {
    tell("event", "answer", "callId", id, "direction", "in", "user", user);
  }

  public void hangsUp(String id, String cause) {
    tell("event", "hangup", "callId", id, "direction", "in", "cause", cause);
  }
}
