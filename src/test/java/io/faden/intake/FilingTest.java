package io.faden.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** A customer who wrote, and got an answer; what they can refer to. */
  private record Dialogue(long conversation, String customer, String theirs, String ours) {
    RawMail from(String mailbox) {
      return from(mailbox, "Re: Frage");
    }

    RawMail from(String mailbox, String subject) {
      return RawMail.from(mailbox).to(TestApp.SERVICE).subject(subject);
    }
  }

  private static Dialogue thread() {
    String customer = "kunde-" + UUID.randomUUID() + "@kunde.example";
    RawMail question =
        RawMail.from(customer)
            .to(TestApp.SERVICE)
            .cc("Ehefrau <frau-" + customer + ">")
            .subject("Frage");
    long conversation = app.filed(question);
    long entry = app.answered(app.agent1, conversation, "Eine Antwort.").getLong("id");
    return new Dialogue(conversation, customer, question.id(), app.messageId(entry));
  }

  @Test
  void aMessageOfSomebodyNewMakesCustomerConversationWorkAndEntry() {
    RawMail mail =
        RawMail.from("Frieda Neu <frieda@kunde.example>")
            .to(TestApp.SERVICE)
            .subject("Wo ist mein Paket?")
            .text("Seit zwei Wochen warte ich.\n");
    JsonObject arrival = app.arrives(mail);
    long id = arrival.getLong("conversationId");
    JsonObject conversation = app.conversation(id);
    assertEquals("Wo ist mein Paket?", conversation.getString("subject"));
    assertEquals("open", conversation.getString("status"));
    assertEquals("Frieda Neu", conversation.getJsonObject("customer").getString("name"));
    assertEquals("queued", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(
        TestApp.SERVICE,
        conversation.getJsonObject("replyTo").getJsonObject("channelAccount").getString("address"));
    JsonObject entry = app.messages(id).getFirst();
    assertEquals(arrival.getLong("entryId"), entry.getLong("id"));
    assertEquals("in", entry.getString("direction"));
    assertEquals("Seit zwei Wochen warte ich.", entry.getString("text").strip());
    assertEquals("frieda@kunde.example", entry.getJsonObject("from").getString("address"));
    assertArrayEquals(mail.bytes(), app.agent1.bytes("/entries/" + entry.getLong("id") + "/raw"));
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM event WHERE type = 'conversation_opened' AND conversation_id = $1",
            id));
  }

  @Test
  void anotherMatterOfTheSameCustomerIsAConversationOfItsOwn() {
    long one = app.filed(RawMail.from("Georg <georg@kunde.example>").subject("Eins"));
    long two = app.filed(RawMail.from("GEORG@Kunde.Example").subject("Zwei"));
    assertNotEquals(one, two);
    assertEquals(
        app.conversation(one).getJsonObject("customer").getLong("id"),
        app.conversation(two).getJsonObject("customer").getLong("id"));
  }

  @Test
  void anAnswerToOurMailLandsInItsConversationHoweverItRefersToIt() {
    Dialogue thread = thread();
    List<RawMail> answers =
        List.of(
            thread.from(thread.customer()).inReplyTo(thread.ours()).text("Per In-Reply-To"),
            thread
                .from(thread.customer())
                .references("x@y.example", thread.ours())
                .text("Per References"),
            thread.from(thread.customer()).inReplyTo(thread.theirs()).text("Auf die eigene"),
            // The row that knows the id is gone, but the signature in it is ours.
            thread
                .from(thread.customer())
                .inReplyTo(thread.ours().replaceFirst("@.*", "@anderswo.example"))
                .text("Per Unterschrift"),
            thread
                .from(thread.customer(), "Noch etwas [#" + thread.conversation() + "]")
                .text("Per Nummer"));
    for (RawMail answer : answers) {
      assertEquals(
          thread.conversation(),
          app.filed(answer),
          () -> new String(answer.bytes(), StandardCharsets.UTF_8));
    }
    JsonObject conversation = app.conversation(thread.conversation());
    assertEquals("open", conversation.getString("status"));
    assertEquals("assigned", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(
        app.agent1.id(),
        conversation.getJsonObject("workItem").getJsonObject("agent").getLong("id"));
    assertEquals(2 + answers.size(), app.messages(thread.conversation()).size());
  }

  @Test
  void aStrangerWhoQuotesOurIdsOrNumbersStaysOutside() {
    Dialogue thread = thread();
    String stranger = "Fremder <fremd-" + UUID.randomUUID() + "@boese.example>";
    List<RawMail> attempts =
        List.of(
            thread.from(stranger).inReplyTo(thread.ours()).text("1"),
            thread.from(stranger).references(thread.theirs(), thread.ours()).text("2"),
            thread.from(stranger, "[#" + thread.conversation() + "]").text("3"));
    for (RawMail attempt : attempts) {
      assertNotEquals(thread.conversation(), app.filed(attempt));
    }
    assertEquals(2, app.messages(thread.conversation()).size());
    // A signature that is not ours leads nobody anywhere.
    String forged = thread.ours().replaceFirst("[0-9a-f]{32}@.*", "0".repeat(32) + "@a.example");
    assertNotEquals(
        thread.conversation(),
        app.filed(RawMail.from(thread.customer()).subject("x").inReplyTo(forged)));
  }

  @Test
  void whoWasCopiedInTakesPart() {
    Dialogue thread = thread();
    assertEquals(
        thread.conversation(),
        app.filed(thread.from("frau-" + thread.customer()).inReplyTo(thread.ours())));
  }

  @Test
  void theSameMessageTwiceIsADuplicate() {
    RawMail mail =
        RawMail.from("hans@kunde.example")
            .header("X-Route", "1")
            .subject("Doppelt")
            .id("d@k.example");
    JsonObject first = app.arrives(mail);
    JsonObject sameBytes = app.arrives(mail);
    JsonObject otherRoute = app.arrives(mail.header("Received", "from elsewhere"));
    for (JsonObject second : List.of(sameBytes, otherRoute)) {
      assertEquals("duplicate", second.getString("state"));
      assertEquals(first.getLong("id"), second.getLong("duplicateOf"));
    }
    assertEquals(1, app.messages(first.getLong("conversationId")).size());
  }

  @Test
  void anotherTextUnderTheSameIdIsAnotherEntry() {
    String id = UUID.randomUUID() + "@k.example";
    JsonObject first = app.arrives(RawMail.from("ida@kunde.example").id(id).text("Eins"));
    JsonObject second = app.arrives(RawMail.from("ida@kunde.example").id(id).text("Zwei"));
    assertEquals("filed", second.getString("state"));
    assertNotEquals(first.getLong("entryId"), second.getLong("entryId"));
  }

  @Test
  void messagesWithoutSenderOrIdAreFiledToo() {
    long unknown = app.filed(RawMail.anonymous().subject("Wer bin ich?").id(""));
    JsonObject conversation = app.conversation(unknown);
    assertFalse(conversation.containsKey("replyTo"));
    assertEquals("queued", conversation.getJsonObject("workItem").getString("state"));
    assertEquals("no_address", app.reply(app.agent1, unknown, "Hallo?").code());
    long other = app.filed(RawMail.anonymous().subject("Und ich?").id(""));
    assertNotEquals(
        conversation.getJsonObject("customer").getLong("id"),
        app.conversation(other).getJsonObject("customer").getLong("id"));
    // Without an id the bytes decide what is the same.
    RawMail noId = RawMail.from("jan@kunde.example").subject("Ohne Kennung").id("");
    long filed = app.filed(noId);
    assertEquals("duplicate", app.arrives(noId).getString("state"));
    assertNotEquals(filed, app.filed(noId.text("Ein anderer Text")));
  }

  private static RawMail report(String failedId, String action) {
    return RawMail.from("Mail Delivery Subsystem <mailer-daemon@far.example>")
        .header("Return-Path", "<>")
        .subject("Undelivered Mail Returned to Sender")
        .type("multipart/report; report-type=delivery-status; boundary=b")
        .text(
            """
            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; far.example

            Final-Recipient: rfc822; kunde@kunde.example
            Action: %s
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 no such user

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <%s>

            --b--
            """
                .formatted(action, failedId));
  }

  @Test
  void aBounceMarksTheReplyAsFailedAndOpensTheConversation() {
    Dialogue thread = thread();
    long reply = app.messages(thread.conversation()).getFirst().getLong("id");
    assertEquals("waiting", app.conversation(thread.conversation()).getString("status"));
    assertEquals(thread.conversation(), app.filed(report(thread.ours(), "delayed")));
    assertEquals("sent", app.replyOf(reply).getString("status"));
    assertEquals("waiting", app.conversation(thread.conversation()).getString("status"));
    assertEquals(thread.conversation(), app.filed(report(thread.ours(), "failed")));
    assertEquals("failed", app.replyOf(reply).getString("status"));
    assertTrue(app.replyOf(reply).getString("error").contains("no such user"));
    JsonObject conversation = app.conversation(thread.conversation());
    assertEquals("open", conversation.getString("status"));
    assertEquals("assigned", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(1, app.eventsOf(thread.conversation()).get("reply_failed"));
    assertTrue(
        app.agent2.items("/conversations?view=failed").stream()
            .anyMatch(row -> row.getLong("id") == thread.conversation()));
    // An answer goes to the customer, not to the machine that reported.
    assertEquals(
        thread.customer(),
        conversation.getJsonObject("replyTo").getJsonObject("contactPoint").getString("value"));
  }

  @Test
  void aReportAboutSomethingThatWeNeverSentIsAMatterOfItsOwn() {
    long id = app.filed(report("never-sent@elsewhere.example", "failed"));
    assertEquals("queued", app.conversation(id).getJsonObject("workItem").getString("state"));
  }

  @Test
  void anAutomaticAnswerIsKeptButWakesNobody() {
    Dialogue thread = thread();
    long id = thread.conversation();
    app.agent1.patch(
        "/conversations/" + id,
        new JsonObject()
            .put("version", app.conversation(id).getInteger("version"))
            .put("status", "resolved"));
    assertEquals(
        id,
        app.filed(
            thread
                .from(thread.customer())
                .inReplyTo(thread.ours())
                .header("Auto-Submitted", "auto-replied")
                .text("Ich bin im Urlaub.")));
    assertEquals("resolved", app.conversation(id).getString("status"));
    assertFalse(app.conversation(id).containsKey("workItem"));
    assertTrue(app.messages(id).getFirst().getBoolean("automated"));
    assertEquals(
        id, app.filed(thread.from(thread.customer()).inReplyTo(thread.ours()).text("Ich wieder")));
    assertEquals("open", app.conversation(id).getString("status"));
    assertEquals("queued", app.conversation(id).getJsonObject("workItem").getString("state"));
  }

  @Test
  void strangeMessagesAreStoredWhole() {
    List<RawMail> strange =
        List.of(
            RawMail.from("'; DROP TABLE entry; --@kunde.example").subject("'; DELETE FROM arrival"),
            RawMail.from("\"a\\\"b\" <quote@kunde.example>").subject("<script>alert(1)</script>"),
            RawMail.from("x@kunde.example")
                .subject("\u202Etxet\u202C \uD83D\uDE80 " + "x".repeat(900)),
            RawMail.from("x@kunde.example").subject("NUL \0 hier").text("a\0b"),
            RawMail.from("x@kunde.example").id("lang" + "g".repeat(5_000) + "@kunde.example"),
            RawMail.from("x@kunde.example").id("lang" + "h".repeat(900) + "@kunde.example"),
            RawMail.from("l".repeat(4_000) + "@kunde.example").subject("lange Adresse"),
            RawMail.from("N".repeat(10_000) + " <n@kunde.example>").subject("langer Name"),
            RawMail.from("x@kunde.example").to("t@kunde.example, ".repeat(5_000)),
            RawMail.from("x@kunde.example").references("r".repeat(500) + "@x", "\0@x", "'@x"),
            RawMail.from("x@kunde.example").text("Zeile\n".repeat(200_000)),
            RawMail.from("x@kunde.example").header("Date", "Fri, 31 Dec 9999 23:59:59 +0000"),
            RawMail.from("x@kunde.example").header("Date", "Mon, 01 Jan 0001 00:00:00 +0000"),
            RawMail.from("x@kunde.example").header("Date", "gestern"));
    for (RawMail mail : strange) {
      JsonObject arrival = app.arrives(mail);
      assertEquals("filed", arrival.getString("state"), arrival::encode);
      app.conversation(arrival.getLong("conversationId"));
      assertEquals(1, app.messages(arrival.getLong("conversationId")).size());
    }
  }
}
