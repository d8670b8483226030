package io.faden.social;

import static io.faden.testing.HookSender.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.Signature;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.HookSender;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HooksTest {
  private static final TestApp APP = TestApp.start();

  @AfterAll
  static void stop() {
    APP.close();
  }

  private static HookSender connect(String channel) {
    return HookSender.connect(APP, channel, "Quelle " + UUID.randomUUID(), null);
  }

  private static long stored(HookSender sender) {
    return APP.count(
        "SELECT count(*) FROM arrival WHERE channel_account_id = $1", sender.account());
  }

  private static JsonObject account(HookSender sender) {
    return APP.admin.read("/admin/channel-accounts/" + sender.account());
  }

  private static JsonObject tried(HookSender sender) {
    JsonObject account = account(sender);
    JsonObject body =
        new JsonObject()
            .put("channel", account.getString("channel"))
            .put("name", account.getString("name"))
            .put("address", account.getString("address"))
            .put("webhook", new JsonObject());
    Reply reply = APP.admin.post("/admin/channel-accounts/test?id=" + sender.account(), body);
    return reply.json().getJsonArray("steps").getJsonObject(0);
  }

  @Test
  void theSecretIsShownOnceWithTheAddressToPostTo() {
    HookSender sender = connect("webhook");
    Reply again = APP.admin.post("/admin/channel-accounts/" + sender.account() + "/token");
    assertTrue(again.json().getString("token").startsWith("hook_"));
    assertEquals(
        APP.node.origin().replace("127.0.0.1", "localhost") + "/api/hooks/" + sender.account(),
        again.json().getString("url").replace("127.0.0.1", "localhost"));
    JsonObject webhook = account(sender).getJsonObject("webhook");
    assertEquals(true, webhook.getBoolean("hasSecret"));
    assertFalse(account(sender).encode().contains("hook_"));
    assertEquals(
        "signature_invalid", sender.send(message("1", "ada", "Hallo")).code(), "the old one ended");
  }

  @Test
  void whatComesIsStoredAsItCameBeforeItIsAcknowledged() {
    HookSender sender = connect("webhook");
    assertEquals("never_heard", tried(sender).getString("code"));
    byte[] body =
        (" {\"id\" : \"m-1\", \"author\":{\"id\":\"ada\"}, \"text\":\"Grüße 👋\","
                + "\n\"createdAt\":\"2026-05-06T08:00:00Z\", \"unknown\":[1]}")
            .getBytes(UTF_8);
    assertEquals(204, sender.send(body).status());
    long id =
        APP.count(
            "SELECT id FROM arrival WHERE channel_account_id = $1 AND source_key = 'hook/post/m-1'",
            sender.account());
    assertArrayEquals(body, APP.supervisor.bytes("/intake/arrivals/" + id + "/raw"));
    assertEquals("connected", tried(sender).getString("code"));
    assertEquals("hook_received", tried(sender).getString("step"));
    assertEquals("ok", account(sender).getJsonObject("state").getString("status"));
  }

  @Test
  void theSameAgainIsHarmlessAndSomethingElseUnderItsIdIsTold() {
    HookSender sender = connect("webhook");
    assertEquals(204, sender.send(message("1", "ada", "Hallo")).status());
    assertEquals(204, sender.send(message("1", "ada", "Hallo")).status());
    assertEquals(
        204,
        sender
            .send(
                ("{\"createdAt\":\"2026-05-06T08:00:00Z\", \"event\":\"post\", \"text\":\"Hallo\","
                        + " \"author\":{\"name\":\"ada\", \"id\":\"ada\"}, \"id\":\"1\"}")
                    .getBytes(UTF_8))
            .status(),
        "in another order it is the same");
    Reply reused = sender.send(message("1", "ada", "Etwas anderes"));
    assertEquals("id_reused", reused.code());
    assertEquals(409, reused.status());
    assertEquals(1, stored(sender));
  }

  @Test
  void manyAtOnceAreStoredOnce() throws Exception {
    HookSender sender = connect("webhook");
    JsonObject body = message("1", "ada", "Hallo");
    List<Integer> statuses = AtOnce.times(8, () -> sender.send(body).status());
    assertEquals(Collections.nCopies(8, 204), statuses);
    assertEquals(1, stored(sender));
  }

  @Test
  void editsAndDeletionsAreStoredBesideIt() {
    HookSender sender = connect("webhook");
    assertEquals(204, sender.send(message("1", "ada", "Hallo")).status());
    assertEquals(204, sender.send(message("1", "ada", "Hallo!").put("event", "edit")).status());
    assertEquals(204, sender.send(message("1", "ada", "Hallo!!").put("event", "edit")).status());
    assertEquals(204, sender.send(message("1", "ada", "Hallo!!").put("event", "edit")).status());
    JsonObject gone =
        new JsonObject()
            .put("id", "1")
            .put("event", "delete")
            .put("createdAt", "2026-05-06T09:00:00Z");
    assertEquals(204, sender.send(gone).status());
    assertEquals(204, sender.send(gone).status());
    assertEquals(4, stored(sender));
  }

  @Test
  void forgedStaleAndTamperedMessagesAreRefusedAndNothingIsStored() {
    HookSender sender = connect("webhook");
    byte[] body = message("1", "ada", "Hallo").encode().getBytes(UTF_8);
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().minus(Duration.ofMinutes(6)).getEpochSecond());
    byte[] other = message("1", "ada", "Hello").encode().getBytes(UTF_8);
    for (Reply reply :
        new Reply[] {
          sender.send(now, "sha256=" + "0".repeat(64), body),
          sender.send(old, Signature.of(sender.secret(), old, body), body),
          sender.send(now, Signature.of(sender.secret(), now, body), other),
          sender.send(now, Signature.of("hook_anders", now, body), body),
          sender
              .caller()
              .send(
                  "POST",
                  "/api/hooks/" + sender.account(),
                  Map.of("Content-Type", "application/json"),
                  BodyPublishers.ofByteArray(body))
        }) {
      assertEquals(401, reply.status());
      assertEquals("signature_invalid", reply.code());
    }
    assertEquals(0, stored(sender));
    assertEquals("never_heard", tried(sender).getString("code"));
  }

  @Test
  void whatHasNoNameIsRefusedAndWhatHasOneIsStoredEvenIfItCannotBeRead() {
    HookSender sender = connect("webhook");
    for (String body :
        new String[] {"", "Hallo", "{}", "{\"id\":\"\"}", "{\"id\":\"1\",\"event\":\"like\"}"}) {
      assertEquals("invalid_request", sender.send(body.getBytes(UTF_8)).code(), body);
    }
    assertEquals(0, stored(sender));
    assertEquals(204, sender.send("{\"id\":\"1\"}".getBytes(UTF_8)).status());
    Awaitility.await("it is quarantined with its reason")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                APP.count(
                        "SELECT count(*) FROM arrival WHERE channel_account_id = $1 AND state = 'quarantined' AND error LIKE 'createdAt%'",
                        sender.account())
                    == 1);
  }

  @Test
  void aSwitchedOffAccountSaysSo() {
    HookSender sender = connect("webhook");
    JsonObject account = account(sender);
    JsonObject off =
        new JsonObject()
            .put("channel", "webhook")
            .put("name", account.getString("name"))
            .put("address", account.getString("address"))
            .put("active", false)
            .put("version", account.getInteger("version"))
            .put("webhook", new JsonObject());
    assertEquals(200, APP.admin.put("/admin/channel-accounts/" + sender.account(), off).status());
    Reply reply = sender.send(message("1", "ada", "Hallo"));
    assertEquals("not_connected", reply.code());
    assertEquals("This account is switched off.", reply.json().getString("detail"));
    assertEquals(0, stored(sender));
  }

  @Test
  void whatIsNoWebhookIsNotThere() {
    HookSender mailbox = new HookSender(APP.node.stranger(), APP.account().value(), "hook_x");
    assertEquals(404, mailbox.send(message("1", "ada", "Hallo")).status());
    HookSender nobody = new HookSender(APP.node.stranger(), 999_999, "hook_x");
    assertEquals(404, nobody.send(message("1", "ada", "Hallo")).status());
    assertEquals(
        "not_that_kind",
        APP.admin.post("/admin/channel-accounts/" + APP.account().value() + "/token").code());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    HookSender sender = connect("webhook");
    Reply reply = sender.send(message("1", "ada", "a".repeat((1 << 20) + 1)));
    assertEquals(413, reply.status());
    assertEquals(0, stored(sender));
  }

  @Test
  void aTextMessageBelongsToTheCustomerOfItsNumberInEverySpelling() {
    HookSender sender = connect("sms");
    assertEquals(204, sender.send(message("1", "0431 7654321", "Wo ist mein Paket?")).status());
    assertEquals(204, sender.send(message("2", "494317654321", "Hallo?")).status());
    Awaitility.await("both are filed")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                APP.count(
                        "SELECT count(*) FROM arrival WHERE channel_account_id = $1 AND state = 'filed'",
                        sender.account())
                    == 2);
    assertEquals(
        1,
        APP.count(
            "SELECT count(*) FROM contact_point WHERE channel = 'sms' AND value = '+494317654321'"));
    assertEquals(
        1,
        APP.count(
            "SELECT count(DISTINCT c.customer_id) FROM post p JOIN conversation c ON c.id = p.conversation_id WHERE p.channel_account_id = $1",
            sender.account()));
    assertEquals(
        1,
        APP.count(
            "SELECT count(DISTINCT conversation_id) FROM post WHERE channel_account_id = $1",
            sender.account()),
        "the second goes on with the first");
  }
}
