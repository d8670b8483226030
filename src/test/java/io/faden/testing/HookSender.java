package io.faden.testing;

import io.faden.channel.social.Signature;
import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Something that brings messages to the webhook of an account, signed as docs/webhook.md says. */
public record HookSender(Caller caller, long account, String secret) {

  /** Makes an account of this channel with a secret; its answers go to replyUrl unless null. */
  public static HookSender connect(TestApp app, String channel, String name, String replyUrl) {
    JsonObject body =
        new JsonObject()
            .put("channel", channel)
            .put("name", name)
            .put("address", name)
            .put("webhook", new JsonObject().put("replyUrl", replyUrl));
    if (replyUrl == null) {
      body.getJsonObject("webhook").remove("replyUrl");
    }
    Reply made = app.admin.post("/admin/channel-accounts", body);
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    return new HookSender(app.node.stranger(), made.json().getLong("id"), "").renewed(app.admin);
  }

  /** The same with a new secret. */
  public HookSender renewed(Colleague admin) {
    Reply fresh = admin.post("/admin/channel-accounts/" + account + "/token");
    if (fresh.status() != 200) {
      throw new AssertionError(fresh);
    }
    return new HookSender(caller, account, fresh.json().getString("token"));
  }

  /** Somebody writes. */
  public static JsonObject message(String id, String author, String text) {
    return new JsonObject()
        .put("id", id)
        .put("event", "post")
        .put("author", new JsonObject().put("id", author).put("name", author))
        .put("text", text)
        .put("createdAt", "2026-05-06T08:00:00Z");
  }

  public Reply send(JsonObject body) {
    return send(body.encode().getBytes(StandardCharsets.UTF_8));
  }

  public Reply send(byte[] body) {
    String now = Long.toString(Instant.now().getEpochSecond());
    return send(now, Signature.of(secret, now, body), body);
  }

  public Reply send(String timestamp, String signature, byte[] body) {
    return caller.send(
        "POST",
        "/api/hooks/" + account,
        Map.of(
            "Content-Type",
            "application/json",
            Signature.TIMESTAMP_HEADER,
            timestamp,
            Signature.HEADER,
            signature),
        BodyPublishers.ofByteArray(body));
  }
}
