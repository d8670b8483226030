package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Events of a telephone system; nothing is sent on this channel. */
class PhoneContractTest extends ChannelContract {
  private long line;
  private String path;

  @Override
  void setUp() {
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "phone")
                .put("name", "Hotline")
                .put("address", "0431 5550100"));
    assertEquals(201, made.status(), made::text);
    line = made.json().getLong("id");
    Reply token = app.admin.post("/admin/channel-accounts/" + line + "/token");
    path = token.json().getString("url").substring(app.node.origin().length());
  }

  @Override
  ChannelAccountId account() {
    return new ChannelAccountId(line);
  }

  @Override
  Thing something(String token, String text) {
    return event(token, "from", text.equals(MARKUP) ? MARKUP : "494319876543");
  }

  @Override
  Thing unreadable(String token) {
    return new Thing(token, ("{\"event\": \"" + token).getBytes(StandardCharsets.UTF_8));
  }

  private static Thing event(String token, String field, String value) {
    return new Thing(
        token,
        ("event=newCall&callId="
                + token
                + "&direction=in&to=494315550100&"
                + field
                + "="
                + Caller.encoded(value))
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void comes(Thing thing, String where) {
    Reply told =
        new Caller(where, Map.of())
            .send(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                BodyPublishers.ofByteArray(thing.bytes()));
    assertEquals(204, told.status(), told::text);
  }

  @Override
  String table() {
    return "call_event";
  }

  @Override
  long made(Thing thing) {
    return app.count("SELECT count(*) FROM phone_call WHERE call_key = $1", thing.token());
  }

  /** A number it is not, so none is shown; what was told is kept as it was told. */
  @Override
  JsonObject shown(Thing thing) {
    return app.sql()
        .row(
            """
            SELECT jsonb_build_object('caller', e.caller, 'number', c.number) AS told
              FROM phone_call c JOIN call_event e ON e.phone_call_id = c.id WHERE c.call_key = $1
            """,
            thing.token())
        .orElseThrow()
        .getJsonObject("told");
  }
}
