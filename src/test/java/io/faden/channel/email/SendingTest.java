package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.AccountSettings;
import io.faden.channel.ChannelAccount;
import io.faden.channel.MailServer;
import io.faden.channel.MailServer.Tls;
import io.faden.channel.Outcome;
import io.faden.channel.Outcome.Accepted;
import io.faden.channel.Outcome.Deferred;
import io.faden.channel.Outcome.Refused;
import io.faden.channel.Outcome.Uncertain;
import io.faden.channel.Outgoing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();
  private final AtomicInteger transmitted = new AtomicInteger();
  private final EmailChannel channel =
      new EmailChannel(
          Mails.KEYS, new MailSession.Patience(SHORT, SHORT, SHORT), MailSession.Patience.TRIAL);

  @AfterEach
  void stop() {
    server.close();
  }

  private ChannelAccount account() {
    return Mails.account("127.0.0.1", 1, server.port(), Tls.NONE, "system");
  }

  private Outcome send(Outgoing message) {
    return channel.send(account(), message, transmitted::incrementAndGet);
  }

  @Test
  void whatTheServerTookIsAcceptedAndIsWhatItWasGiven() {
    Accepted accepted = assertInstanceOf(Accepted.class, send(Mails.reply("joerg@kunde.example")));
    assertEquals(1, transmitted.get());
    assertEquals(new String(accepted.raw(), StandardCharsets.ISO_8859_1), server.content());
    assertTrue(server.heard().contains("MAIL FROM:<service@nordlicht.example>"));
    assertTrue(server.heard().contains("RCPT TO:<joerg@kunde.example>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          greeting | 554 go away                    | Deferred  | 0
          greeting | close                          | Deferred  | 0
          greeting | silent                         | Deferred  | 0
          EHLO     | close                          | Deferred  | 0
          AUTH     | 535 5.7.8 wrong password       | Deferred  | 0
          AUTH     | 454 4.7.0 not now              | Deferred  | 0
          AUTH     | close                          | Deferred  | 0
          MAIL     | 451 4.7.1 greylisted           | Deferred  | 0
          MAIL     | 550 5.7.1 sender not allowed   | Refused   | 0
          MAIL     | 530 5.7.0 sign in first        | Deferred  | 0
          MAIL     | close                          | Deferred  | 0
          MAIL     | silent                         | Deferred  | 0
          RCPT     | 450 4.2.0 mailbox busy         | Deferred  | 0
          RCPT     | 452 4.2.2 over quota           | Deferred  | 0
          RCPT     | 550 5.1.1 no such user         | Refused   | 0
          RCPT     | 552 5.2.2 mailbox full         | Refused   | 0
          RCPT     | close                          | Deferred  | 0
          RCPT     | silent                         | Deferred  | 0
          DATA     | 451 4.3.0 later                | Deferred  | 0
          DATA     | 554 5.5.1 no                   | Refused   | 0
          DATA     | close                          | Deferred  | 0
          DATA     | silent                         | Deferred  | 0
          content  | close                          | Uncertain | 1
          end      | 451 4.3.0 disk full            | Deferred  | 1
          end      | 554 5.7.1 looks like spam      | Refused   | 1
          end      | close                          | Uncertain | 1
          end      | silent                         | Uncertain | 1
          end      | gibberish                      | Uncertain | 1
          end      | 251 ok too                     | Accepted  | 1
          """)
  void everyEndIsToldAsItIs(String when, String answer, String outcome, int begun) {
    server.answers(when, answer);
    Outcome result = send(Mails.reply("joerg@kunde.example"));
    assertEquals(outcome, result.getClass().getSimpleName(), result::toString);
    assertEquals(begun, transmitted.get());
    String reason =
        switch (result) {
          case Accepted accepted -> "";
          case Deferred deferred -> deferred.reason();
          case Refused refused -> refused.reason();
          case Uncertain uncertain -> uncertain.reason();
          case Outcome.Prepared prepared -> "prepared";
        };
    assertFalse(reason.contains("geheim"));
    boolean spoken = answer.matches("[45][0-9][0-9] [45].*") && !when.equals("greeting");
    assertTrue(!spoken || reason.contains(answer.substring(4)), reason);
  }

  @Test
  void nobodyListeningIsDeferred() throws IOException {
    // Bound but not listening: nobody else can open this port meanwhile.
    try (Socket reserved = new Socket()) {
      reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ChannelAccount deaf =
          Mails.account("127.0.0.1", 1, reserved.getLocalPort(), Tls.NONE, "system");
      Deferred deferred =
          assertInstanceOf(
              Deferred.class, channel.send(deaf, Mails.reply("a@kunde.example"), () -> {}));
      assertTrue(
          deferred.reason().startsWith("The mail server does not accept connections"),
          deferred.reason());
    }
    ChannelAccount nowhere = Mails.account("host.invalid", 1, 25, Tls.NONE, "system");
    assertInstanceOf(
        Deferred.class, channel.send(nowhere, Mails.reply("a@kunde.example"), () -> {}));
  }

  @Test
  void aServerWithoutStartTlsGetsNoPasswordAndNoMail() {
    ChannelAccount account = Mails.account("127.0.0.1", 1, server.port(), Tls.STARTTLS, "system");
    Outcome outcome =
        channel.send(account, Mails.reply("a@kunde.example"), transmitted::incrementAndGet);
    assertInstanceOf(Deferred.class, outcome);
    assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("AUTH")));
    assertEquals(0, transmitted.get());
  }

  @Test
  void aServerWithoutSignInIsDeferredWhenThereIsAUser() {
    server.answers("EHLO", "250 scripted");
    assertInstanceOf(Deferred.class, send(Mails.reply("a@kunde.example")));
    assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("MAIL")));
  }

  @Test
  void withoutAUserNobodySignsIn() {
    MailServer open =
        new MailServer(
            "127.0.0.1",
            server.port(),
            Tls.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "system");
    ChannelAccount a = account();
    ChannelAccount account =
        new ChannelAccount(
            a.id(),
            a.channel(),
            a.name(),
            a.address(),
            a.displayName(),
            a.queue(),
            true,
            a.backfill(),
            new AccountSettings.Mailbox(a.mailbox().imap(), open),
            1);
    assertInstanceOf(
        Accepted.class, channel.send(account, Mails.reply("a@kunde.example"), () -> {}));
    assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("AUTH")));
  }

  @Test
  void nothingLeavesWhenTheCallerStopsIt() {
    IllegalStateException stop = new IllegalStateException("lease lost");
    IllegalStateException risen =
        assertThrows(
            IllegalStateException.class,
            () ->
                channel.send(
                    account(),
                    Mails.reply("a@kunde.example"),
                    () -> {
                      throw stop;
                    }));
    assertEquals(stop, risen);
    assertEquals("", server.content());
  }

  @Test
  void automaticMailSaysSoAndCannotBounceBack() {
    Outgoing reply = Mails.reply("joerg@kunde.example");
    Outgoing automatic =
        new Outgoing(
            reply.to(),
            reply.subject(),
            reply.text(),
            reply.writtenAt(),
            reply.messageId(),
            reply.inReplyTo(),
            reply.references(),
            List.of(),
            true);
    assertInstanceOf(Accepted.class, send(automatic));
    assertTrue(server.heard().contains("MAIL FROM:<>"));
    assertTrue(server.content().contains("\r\nAuto-Submitted: auto-replied\r\n"));
  }

  @Test
  void internationalMailboxesNeedAServerThatKnowsThem() {
    assertInstanceOf(Refused.class, send(Mails.reply("jörg@kunde.example")));
    assertEquals(0, transmitted.get());
    server.answers("EHLO", "250-scripted\r\n250-AUTH PLAIN\r\n250 SMTPUTF8");
    assertInstanceOf(Accepted.class, send(Mails.reply("jörg@kunde.example")));
    assertTrue(
        server.heard().stream()
            .anyMatch(line -> line.startsWith("MAIL FROM:") && line.endsWith(" SMTPUTF8")));
    assertInstanceOf(Accepted.class, send(Mails.reply("eva@bücher.example")));
    assertTrue(server.heard().contains("RCPT TO:<eva@xn--bcher-kva.example>"));
  }

  @ParameterizedTest
  @CsvSource({
    "a b@x.example",
    "a@x.example> SIZE=1",
    "kein.at",
    "a@b@c.example",
    "'a@x,b@y'",
    "a@",
    "@x"
  })
  void whatIsNoAddressIsRefusedWithoutALine(String address) {
    assertInstanceOf(Refused.class, send(Mails.reply(address)));
    assertInstanceOf(Refused.class, send(Mails.reply("a@x.example\r\nRCPT TO:<b@y.example>")));
    assertEquals(List.of(), server.heard());
  }

  @Test
  void aSecondAttemptSendsTheSameBytes() {
    Outgoing reply = Mails.reply("joerg@kunde.example");
    Accepted first = assertInstanceOf(Accepted.class, send(reply));
    Accepted second = assertInstanceOf(Accepted.class, send(reply));
    assertArrayEquals(first.raw(), second.raw());
  }
}
