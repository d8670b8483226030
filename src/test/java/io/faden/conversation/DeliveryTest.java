package io.faden.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.faden.channel.ChannelAccounts;
import io.faden.platform.Keys;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.RawMail;
import io.faden.testing.RefusingSmtp;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replies on their way to a real mail server. */
class DeliveryTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getString("address");
  }

  /** As if the reply had been given out and nothing had been heard of it since. */
  private static void setState(long entry, String state, String until) {
    app.sql()
        .execute(
            "UPDATE delivery SET state = $2, claim = claim + 1, attempts = 1, due_at = clock_timestamp(), claimed_until = clock_timestamp() + $3::text::interval WHERE entry_id = $1",
            entry,
            state,
            until);
  }

  private static boolean inFailedView(long conversation) {
    return app.agent2.items("/conversations?view=failed").stream()
        .anyMatch(row -> row.getLong("id") == conversation);
  }

  @Test
  void theCustomerGetsTextAndHtmlInTheThreadTheyBegan() throws Exception {
    String customer = "maria-" + UUID.randomUUID() + "@kunde.example";
    RawMail question =
        RawMail.from("Märia Kundin <" + customer + ">").to(TestApp.SERVICE).subject("Rückgabe?");
    long id = app.filed(question);
    app.agent1.upload(
        "/conversations/"
            + id
            + "/draft/attachments?name=Formular%20%C3%A4.pdf&type=application/pdf",
        "%PDF".getBytes(StandardCharsets.UTF_8));
    JsonObject entry = app.answered(app.agent1, id, "Liebe Frau Kundin,\n\ngern — 14 Tage.\n");
    MimeMessage mail = app.awaitDelivered(customer);
    assertEquals("<" + app.messageId(entry.getLong("id")) + ">", mail.getMessageID());
    assertEquals("<" + question.id() + ">", mail.getHeader("In-Reply-To", null));
    assertTrue(mail.getHeader("References", " ").contains("<" + question.id() + ">"));
    assertEquals("Re: Rückgabe?", mail.getSubject());
    assertTrue(mail.getFrom()[0].toString().contains(TestApp.SERVICE));
    assertTrue(mail.getAllRecipients()[0].toString().contains(customer));
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    MimeMultipart texts = (MimeMultipart) parts.getBodyPart(0).getContent();
    assertTrue(texts.getBodyPart(0).getContent().toString().contains("gern — 14 Tage."));
    assertTrue(texts.getBodyPart(1).getContentType().startsWith("text/html"));
    assertTrue(texts.getBodyPart(1).getContent().toString().contains("gern — 14 Tage."));
    assertEquals("Formular ä.pdf", parts.getBodyPart(1).getFileName());
    // What left can be looked at later.
    assertTrue(entry.getBoolean("hasRaw"));
    assertTrue(entry.getJsonObject("reply").containsKey("sentAt"));
    byte[] kept = app.agent2.bytes("/entries/" + entry.getLong("id") + "/raw");
    assertArrayEquals(
        GreenMailUtil.getBody(mail).replace("\r", "").strip().getBytes(StandardCharsets.UTF_8),
        body(kept).getBytes(StandardCharsets.UTF_8));
    // The second answer of ours goes on in the same thread.
    app.answered(app.agent1, id, "Noch etwas.");
    Awaitility.await().until(() -> app.delivered(customer).size() == 2);
    MimeMessage second = app.delivered(customer).getLast();
    assertEquals("Re: Rückgabe?", second.getSubject());
    assertTrue(second.getHeader("References", " ").contains(mail.getMessageID()));
  }

  private static String body(byte[] raw) {
    String text = new String(raw, StandardCharsets.UTF_8).replace("\r", "");
    return text.substring(text.indexOf("\n\n") + 2).strip();
  }

  @Test
  void aMailServerThatIsDownIsTriedAgainUntilItIsUp() {
    long id = app.newConversation();
    String customer = customerOf(id);
    try (RefusingSmtp closed = new RefusingSmtp("451 4.3.0 come back later")) {
      app.sendBy(closed.port());
      long entry = app.reply(app.agent1, id, "Später").json().getLong("id");
      Awaitility.await().until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
      JsonObject waits = app.replyOf(entry);
      assertEquals("sending", waits.getString("status"));
      assertEquals(1, waits.getInteger("attempts"));
      assertTrue(waits.getString("error").contains("come back later"));
      assertEquals("waiting", app.conversation(id).getString("status"));
      assertEquals("reply_already_left", app.agent1.post("/replies/" + entry + "/undo").code());
      closed.hangUp();
      app.makeDue(entry);
      Awaitility.await()
          .until(
              () ->
                  app.replyOf(entry).getInteger("attempts") == 2
                      && app.replyOf(entry).containsKey("nextAttemptAt"));
      app.sendBy(app.mail.getSmtp().getPort());
      app.makeDue(entry);
      JsonObject sent = app.awaitReply(entry, "sent").getJsonObject("reply");
      assertFalse(sent.containsKey("error"));
      assertEquals(3, sent.getInteger("attempts"));
      assertEquals(1, app.delivered(customer).size());
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
  }

  @Test
  void passwordsOfAnotherKeyFailTheReplyAndStandAtTheMailboxUntilEnteredAgain() {
    long id = app.newConversation();
    JsonObject answer = app.answer(id, "Mit anderem Schlüssel");
    JsonObject mailbox = app.admin.read("/admin/channel-accounts/" + app.account().value());
    assertTrue(mailbox.getJsonObject("imap").getBoolean("hasPassword"));
    assertFalse(mailbox.getJsonObject("smtp").getBoolean("hasPassword"));
    try (RefusingSmtp closed = new RefusingSmtp("451 4.3.0 come back later")) {
      app.sendBy(closed.port());
      long entry =
          app.agent1.post("/conversations/" + id + "/replies", answer).json().getLong("id");
      Awaitility.await().until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
      byte[] foreign = new Keys("x".repeat(32).getBytes(UTF_8)).seal("channel-account", "{}");
      app.sql()
          .execute("UPDATE channel_account SET secrets = $2 WHERE id = $1", app.account(), foreign);
      app.makeDue(entry);
      JsonObject failed = app.awaitReply(entry, "failed").getJsonObject("reply");
      assertEquals(ChannelAccounts.UNREADABLE, failed.getString("error"));
      assertFalse(failed.getBoolean("uncertain"));
      Awaitility.await().until(() -> ChannelAccounts.UNREADABLE.equals(stateError()));
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
    Awaitility.await().until(() -> stateError() == null);
    app.answered(app.agent1, id, "Wieder da.");
  }

  private static String stateError() {
    return app.admin
        .read("/admin/channel-accounts/" + app.account().value())
        .getJsonObject("state")
        .getString("error");
  }

  @Test
  void whatIsDeferredForTwoDaysHasFailed() {
    long id = app.newConversation();
    try (RefusingSmtp closed = new RefusingSmtp("451 4.3.0 come back later")) {
      app.sendBy(closed.port());
      long entry = app.reply(app.agent1, id, "Nie").json().getLong("id");
      Awaitility.await().until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
      app.sql()
          .execute(
              "UPDATE delivery SET first_due_at = clock_timestamp() - interval '48 hours' WHERE entry_id = $1",
              entry);
      app.makeDue(entry);
      app.awaitReply(entry, "failed");
      assertEquals("open", app.conversation(id).getString("status"));
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
  }

  @Test
  void aRefusalForGoodIsShownAndCanBeTriedAgain() {
    long id = app.newConversation();
    String customer = customerOf(id);
    long failed;
    try (RefusingSmtp refusing = new RefusingSmtp("550 5.1.1 no such user")) {
      app.sendBy(refusing.port());
      JsonObject answer = app.answer(id, "Hallo?").put("then", "resolved");
      failed = app.agent1.post("/conversations/" + id + "/replies", answer).json().getLong("id");
      JsonObject reply = app.awaitReply(failed, "failed").getJsonObject("reply");
      assertTrue(reply.getString("error").contains("no such user"));
      assertFalse(reply.getBoolean("uncertain"));
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
    JsonObject conversation = app.conversation(id);
    assertEquals("open", conversation.getString("status"));
    assertEquals("queued", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(1, app.eventsOf(id).get("reply_failed"));
    assertTrue(inFailedView(id));
    long failedCount = app.agent1.read("/me/work").getInteger("failed");
    assertTrue(failedCount >= 1);
    String messageId = app.messageId(failed);
    Reply retried = app.agent2.post("/replies/" + failed + "/retry");
    assertEquals(200, retried.status());
    app.awaitReply(failed, "sent");
    assertEquals(messageId, app.messageId(failed));
    assertEquals(1, app.delivered(customer).size());
    assertFalse(inFailedView(id));
    assertEquals("reply_not_failed", app.agent2.post("/replies/" + failed + "/retry").code());
  }

  @Test
  void whatWasSettledOtherwiseLeavesTheListOfFailures() {
    long id = app.newConversation();
    try (RefusingSmtp refusing = new RefusingSmtp("550 5.1.1 no such user")) {
      app.sendBy(refusing.port());
      app.awaitReply(app.reply(app.agent1, id, "Hallo?").json().getLong("id"), "failed");
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
    assertTrue(inFailedView(id));
    app.agent1.patch(
        "/conversations/" + id,
        new JsonObject()
            .put("version", app.conversation(id).getInteger("version"))
            .put("status", "resolved"));
    assertFalse(inFailedView(id));
  }

  @Test
  void aClaimWhoseNodeDiedIsTakenUpAgain() {
    long id = app.newConversation();
    long entry = slowReply(id);
    setState(entry, "claimed", "1 second");
    app.awaitReply(entry, "sent");
    assertEquals(1, app.delivered(customerOf(id)).size());
    assertEquals(2, app.replyOf(entry).getInteger("attempts"));
  }

  @Test
  void aTransmissionWhoseNodeDiedIsForAPersonToJudge() {
    long id = app.newConversation();
    long entry = slowReply(id);
    setState(entry, "transmitting", "1 second");
    JsonObject reply = app.awaitReply(entry, "failed").getJsonObject("reply");
    assertTrue(reply.getBoolean("uncertain"));
    assertEquals("open", app.conversation(id).getString("status"));
    assertTrue(inFailedView(id));
    assertTrue(app.delivered(customerOf(id)).isEmpty());
    app.agent1.post("/replies/" + entry + "/retry");
    assertFalse(app.awaitReply(entry, "sent").getJsonObject("reply").getBoolean("uncertain"));
    assertEquals(1, app.delivered(customerOf(id)).size());
  }

  /** A reply that waits for its second attempt. */
  private static long slowReply(long conversation) {
    try (RefusingSmtp closed = new RefusingSmtp("451 4.3.0 come back later")) {
      app.sendBy(closed.port());
      long entry = app.reply(app.agent1, conversation, "Langsam").json().getLong("id");
      Awaitility.await().until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
      return entry;
    } finally {
      app.sendBy(app.mail.getSmtp().getPort());
    }
  }

  @Test
  void anAccountThatIsOffSendsNothingAndSaysSo() {
    long id = app.newConversation();
    app.sql().execute("UPDATE channel_account SET active = false WHERE id = $1", app.account());
    try {
      assertEquals("no_address", app.reply(app.agent1, id, "Hallo").code());
    } finally {
      app.sql().execute("UPDATE channel_account SET active = true WHERE id = $1", app.account());
    }
  }

  @Test
  void twoNodesSendEachReplyOnce() {
    TestApp.Node other = app.startNode();
    List<Long> conversations = new java.util.ArrayList<>();
    for (int number = 0; number < 20; number++) {
      conversations.add(app.newConversation());
    }
    List<Long> entries =
        conversations.stream()
            .map(id -> app.reply(app.agent1.at(other.origin()), id, "Antwort").json().getLong("id"))
            .toList();
    entries.forEach(entry -> app.awaitReply(entry, "sent"));
    for (long id : conversations) {
      assertEquals(1, app.delivered(customerOf(id)).size());
    }
  }
}
