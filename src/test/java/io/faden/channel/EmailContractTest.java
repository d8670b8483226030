package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import io.faden.testing.RawMail;
import io.faden.testing.StallingSmtp;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EmailContractTest extends ChannelContract {
  private GreenMailUser mailbox;

  @Override
  void setUp() {
    mailbox = app.mail.getManagers().getUserManager().getUser(TestApp.SERVICE);
  }

  @Override
  ChannelAccountId account() {
    return app.account();
  }

  @Override
  Thing something(String token, String text) {
    return new Thing(
        token,
        RawMail.from("\"<img src=x onerror=alert(1)>\" <" + token + "@kunde.example>")
            .to(TestApp.SERVICE)
            .subject(MARKUP)
            .id(token + "@kunde.example")
            .text(text + "\n")
            .bytes());
  }

  /** No mailbox serves what is no message at all: it comes by the ledger. */
  @Override
  Thing unreadable(String token) {
    return new Thing(token, "   \r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Override
  void comes(Thing thing, String where) {
    if (thing.bytes().length < 10) {
      record(thing);
      return;
    }
    try {
      mailbox.deliver(
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(thing.bytes())));
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  String table() {
    return "entry";
  }

  @Override
  long made(Thing thing) {
    return app.count(
        "SELECT count(*) FROM entry WHERE message_id = $1", thing.token() + "@kunde.example");
  }

  @Override
  JsonObject shown(Thing thing) {
    long entry =
        app.sql()
            .row("SELECT id FROM entry WHERE message_id = $1", thing.token() + "@kunde.example")
            .orElseThrow()
            .getLong("id");
    JsonObject shown = here(app.agent1).read("/entries/" + entry);
    assertFalse(shown.getBoolean("hasHtml"), shown::encodePrettily);
    assertTrue(shown.getString("text").startsWith(MARKUP), shown::encodePrettily);
    assertEquals(MARKUP, shown.getString("subject"));
    return shown;
  }

  @Test
  void aMailboxThatIsOffFailsTheReplyVisibly() {
    assertAccountThatIsOffFails(account().value(), app.newConversation(), new JsonObject());
  }

  @Override
  Replies replies() {
    StallingSmtp provider = new StallingSmtp();
    Map<String, Long> conversations = new LinkedHashMap<>();
    Map<String, Long> entries = new LinkedHashMap<>();
    for (String point : Set.of("before", "during", "after")) {
      conversations.put(
          point,
          app.filed(
              RawMail.from(point + "@kunde.example")
                  .to(TestApp.SERVICE)
                  .subject("Frage " + point)));
    }
    app.sendBy(provider.port());
    return new Replies() {
      @Override
      public void underWay(String where) {
        conversations.forEach(
            (point, conversation) ->
                entries.put(point, answer(conversation, "Antwort", new JsonObject(), where)));
        Awaitility.await("three are on the line")
            .atMost(Duration.ofSeconds(60))
            .until(() -> provider.stalled().size() == 3);
      }

      @Override
      public void checked() {
        provider.flow();
        claimsAreOver();
        awaitReply(entries.get("before"), "sent");
        for (String point : Set.of("during", "after")) {
          assertFailedVisibly(conversations.get(point), entries.get(point));
          assertTrue(replyOf(entries.get(point)).getBoolean("uncertain"));
        }
        assertEquals(1, provider.taken("before"), "nothing of it had left: sent once more");
        assertTrue(provider.taken("during") <= 1, "nobody knows: a person decides");
        assertEquals(1, provider.taken("after"), "it had arrived, and is not sent again");
        provider.close();
      }
    };
  }
}
