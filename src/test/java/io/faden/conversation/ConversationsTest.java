package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject wish(long id) {
    return new JsonObject().put("version", app.conversation(id).getInteger("version"));
  }

  private static Reply change(long id, JsonObject wish) {
    return app.agent1.patch("/conversations/" + id, wish);
  }

  @Test
  void ofTwoWhoChangeTheSameStateOneIsAskedToLookAgain() throws Exception {
    long id = app.newConversation();
    JsonObject status = wish(id).put("status", "resolved");
    JsonObject subject = wish(id).put("subject", "Neuer Betreff");
    List<Callable<Reply>> both = List.of(() -> change(id, status), () -> change(id, subject));
    assertEquals(
        List.of("200", "version_conflict"),
        AtOnce.run(both).stream().map(Reply::code).sorted().toList());
    assertEquals("not_found", change(999_999, status).code());
    assertEquals("queue_not_found", change(id, wish(id).put("queue", 999_999)).code());
    assertEquals("invalid_request", change(id, new JsonObject().put("subject", "x")).code());
    assertEquals("invalid_request", change(id, wish(id).put("subject", "")).code());
    assertEquals("invalid_request", change(id, wish(id).put("owner", 1)).code());
  }

  @Test
  void everyChangeIsOnTheTimeline() {
    long id = app.newConversation();
    change(
        id, wish(id).put("subject", "A\0 <b>\u202Eneu\u202C</b> '; --").put("status", "resolved"));
    JsonObject changed = app.conversation(id);
    assertEquals("A <b>\u202Eneu\u202C</b> '; --", changed.getString("subject"));
    assertFalse(changed.containsKey("workItem"));
    change(id, wish(id).put("status", "open"));
    assertEquals("assigned", app.conversation(id).getJsonObject("workItem").getString("state"));
    assertEquals(2, app.eventsOf(id).get("status_changed"));
    assertEquals(1, app.eventsOf(id).get("subject_changed"));
    JsonObject event = app.timeline(id).getFirst();
    assertEquals("resolved", event.getJsonObject("event").getString("from"));
    assertEquals("open", event.getJsonObject("event").getString("to"));
    assertEquals(app.agent1.name(), event.getJsonObject("author").getString("name"));
  }

  @Test
  void whatIsPutOffComesBackByItself() {
    long id = app.newConversation();
    String soon = Instant.now().plus(Duration.ofSeconds(2)).toString();
    Reply snoozed = change(id, wish(id).put("status", "snoozed").put("snoozedUntil", soon));
    assertEquals(200, snoozed.status());
    assertEquals("parked", snoozed.json().getJsonObject("workItem").getString("state"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> app.conversation(id).getString("status").equals("open"));
    JsonObject item = app.conversation(id).getJsonObject("workItem");
    assertEquals("assigned", item.getString("state"));
    assertEquals(app.agent1.id(), item.getJsonObject("agent").getLong("id"));
    assertFalse(app.conversation(id).containsKey("snoozedUntil"));
    assertEquals(1, app.eventsOf(id).get("woken"));
  }

  @Test
  void aTimeThatDoesNotLieAheadPutsNothingOff() {
    long id = app.newConversation();
    for (String time :
        List.of(
            "2020-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59Z",
            "bald",
            "")) {
      Reply refused = change(id, wish(id).put("status", "snoozed").put("snoozedUntil", time));
      assertEquals("invalid_request", refused.code(), time);
    }
    assertEquals("invalid_request", change(id, wish(id).put("status", "snoozed")).code());
    assertEquals("open", app.conversation(id).getString("status"));
  }

  @Test
  void theCustomersAnswerEndsTheSnooze() {
    String customer = "uwe-" + UUID.randomUUID() + "@kunde.example";
    long id = app.filed(RawMail.from(customer).subject("Frage"));
    change(id, wish(id).put("status", "snoozed").put("snoozedUntil", "2030-01-01T00:00:00Z"));
    assertEquals(id, app.filed(RawMail.from(customer).subject("[#" + id + "]").text("Es eilt.")));
    JsonObject conversation = app.conversation(id);
    assertEquals("open", conversation.getString("status"));
    assertFalse(conversation.containsKey("snoozedUntil"));
    assertEquals("assigned", conversation.getJsonObject("workItem").getString("state"));
  }

  @Test
  void numbersOutOfRangeAreTheCallersFault() {
    for (String id :
        List.of("0", "-1", "x", "1.5", "99999999999999999999999", "9223372036854775807", "%00")) {
      Reply reply = app.agent1.get("/conversations/" + id);
      assertTrue(List.of("invalid_request", "not_found").contains(reply.code()), id + reply);
    }
    long id = app.newConversation();
    for (Object version : List.of(99_999_999_999L, -1, "1", 1.5, true)) {
      Reply reply = change(id, new JsonObject().put("version", version).put("subject", "x"));
      assertTrue(
          List.of("invalid_request", "version_conflict").contains(reply.code()),
          version + " " + reply);
    }
  }

  @Test
  void foreignHtmlIsServedWhereNothingRuns() {
    long id =
        app.filed(
            RawMail.from("h@kunde.example")
                .subject("HTML")
                .type("text/html; charset=utf-8")
                .text(
                    "<p onclick='x()'>Hallo<script>alert(1)</script>"
                        + "<img src='http://tracker.example/x.png'></p>"));
    long entry = app.messages(id).getFirst().getLong("id");
    assertTrue(app.messages(id).getFirst().getBoolean("hasHtml"));
    assertTrue(app.messages(id).getFirst().getBoolean("remoteImages"));
    Reply html = app.agent1.get("/entries/" + entry + "/html");
    assertEquals(200, html.status());
    assertFalse(html.text().contains("script>"), html.text());
    assertFalse(html.text().contains("onclick"), html.text());
    assertFalse(html.text().contains(" src=\"http"), html.text());
    String policy = html.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.contains("sandbox") && policy.contains("default-src 'none'"));
    assertFalse(policy.contains("script-src"));
    assertTrue(
        app.agent1.get("/entries/" + entry + "/html?images=remote").text().contains(" src=\"http"));
    long plain = app.messages(app.newConversation()).getFirst().getLong("id");
    assertEquals("not_found", app.agent1.get("/entries/" + plain + "/html").code());
    assertEquals("not_found", app.agent1.get("/entries/999999/html").code());
    assertEquals("not_found", app.agent1.get("/entries/999999/raw").code());
  }

  @Test
  void filesOfCustomersAreSavedAndOnlyImagesShown() {
    long id =
        app.filed(
            RawMail.from("f@kunde.example")
                .subject("Datei")
                .type("multipart/mixed; boundary=b")
                .text(
                    """
                    --b
                    Content-Type: text/plain

                    Anbei.
                    --b
                    Content-Type: text/html; name="boese.html"
                    Content-Disposition: attachment; filename="boese.html"

                    <script>alert(1)</script>
                    --b
                    Content-Type: image/png; name="bild.png"
                    Content-Disposition: attachment; filename="bild.png"
                    Content-Transfer-Encoding: base64

                    iVBORw0KGgo=
                    --b--
                    """));
    List<JsonObject> files =
        io.faden.testing.Caller.objects(app.messages(id).getFirst().getJsonArray("attachments"));
    assertEquals(
        List.of("boese.html", "bild.png"), files.stream().map(f -> f.getString("name")).toList());
    for (JsonObject file : files) {
      boolean image = file.getString("name").endsWith("png");
      Reply reply = app.agent2.get("/attachments/" + file.getLong("id") + "?inline=true");
      assertEquals(200, reply.status());
      assertTrue(
          reply
              .headers()
              .firstValue("Content-Disposition")
              .orElseThrow()
              .startsWith(image ? "inline" : "attachment"));
      assertTrue(
          reply.headers().firstValue("Content-Security-Policy").orElseThrow().contains("sandbox"));
      assertEquals("nosniff", reply.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }
  }
}
