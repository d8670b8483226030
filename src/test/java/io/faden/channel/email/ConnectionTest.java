package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.faden.channel.AccountSettings;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.ConnectionVerdict.Step;
import io.faden.channel.MailServer;
import io.faden.channel.MailServer.Tls;
import io.faden.channel.Outcome;
import io.faden.channel.Outcome.Accepted;
import io.faden.channel.Outcome.Deferred;
import io.faden.channel.Outcome.Refused;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real servers: GreenMail in the clear and over TLS, and one that speaks STARTTLS. */
class ConnectionTest {
  private static final GreenMail MAIL =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
          });
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final EmailChannel CHANNEL =
      new EmailChannel(
          Mails.KEYS, MailSession.Patience.SENDING, new MailSession.Patience(SHORT, SHORT, SHORT));

  @BeforeAll
  static void start() {
    // GreenMail's threads throw when a client drops its line.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    MAIL.start();
    MAIL.setUser("service@nordlicht.example", "service@nordlicht.example", "geheim");
  }

  @AfterAll
  static void stop() {
    MAIL.stop();
  }

  private static ChannelAccount clear() {
    return Mails.account(
        "127.0.0.1", MAIL.getImap().getPort(), MAIL.getSmtp().getPort(), Tls.NONE, "system");
  }

  private static ChannelAccount secure(String trust) {
    return Mails.account(
        "127.0.0.1", MAIL.getImaps().getPort(), MAIL.getSmtps().getPort(), Tls.IMPLICIT, trust);
  }

  private static ChannelAccount with(MailServer imap, MailServer smtp) {
    ChannelAccount a = clear();
    return new ChannelAccount(
        a.id(),
        a.channel(),
        a.name(),
        a.address(),
        a.displayName(),
        a.queue(),
        true,
        a.backfill(),
        new AccountSettings.Mailbox(imap, smtp),
        1);
  }

  /** "step code" for each step. */
  private static List<String> codes(ConnectionVerdict verdict) {
    return verdict.steps().stream().map(step -> step.step() + " " + step.code()).toList();
  }

  private static Outcome send(ChannelAccount account) {
    return CHANNEL.send(account, Mails.reply("service@nordlicht.example"), () -> {});
  }

  @Test
  void aSoundAccountPassesEveryStepAndTellsHowManyMessagesThereAre() {
    assertInstanceOf(Accepted.class, send(clear()));
    ConnectionVerdict verdict = CHANNEL.test(clear());
    assertTrue(verdict.ok(), verdict::toString);
    assertEquals(
        "imap_connect imap_sign_in imap_folder smtp_connect smtp_sign_in",
        verdict.steps().stream().map(Step::step).collect(Collectors.joining(" ")));
    assertTrue(verdict.steps().get(2).messages().orElseThrow() >= 1);
  }

  @Test
  void aWrongPasswordIsTold() {
    MailServer imap = clear().mailbox().imap();
    MailServer wrong =
        new MailServer(
            imap.host(),
            imap.port(),
            Tls.NONE,
            imap.user(),
            Optional.of("falsch"),
            Optional.empty(),
            "system");
    ConnectionVerdict verdict = CHANNEL.test(with(wrong, clear().mailbox().smtp()));
    assertFalse(verdict.ok());
    assertEquals(
        List.of(
            "imap_connect connected",
            "imap_sign_in sign_in_refused",
            "imap_folder not_tried",
            "smtp_connect connected",
            "smtp_sign_in connected"),
        codes(verdict));
    assertFalse(verdict.toString().contains("falsch"));
  }

  @Test
  void aMissingFolderIsTold() {
    MailServer imap = clear().mailbox().imap();
    MailServer elsewhere =
        new MailServer(
            imap.host(),
            imap.port(),
            Tls.NONE,
            imap.user(),
            imap.password(),
            Optional.of("Archiv"),
            "system");
    assertTrue(
        codes(CHANNEL.test(with(elsewhere, clear().mailbox().smtp())))
            .contains("imap_folder folder_missing"));
  }

  @Test
  void linesThatLeadNowhereAreTold() throws IOException {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    List<String> codes =
        codes(
            CHANNEL.test(
                with(
                    Mails.server("host.invalid", 143, Tls.NONE, "system"),
                    Mails.server("127.0.0.1", closed, Tls.NONE, "system"))));
    assertEquals(
        List.of(
            "imap_connect host_unknown",
            "imap_sign_in not_tried",
            "imap_folder not_tried",
            "smtp_connect connection_refused",
            "smtp_sign_in not_tried"),
        codes);
  }

  @Test
  void aSilentServerIsTold() {
    try (ScriptedSmtpServer silent = new ScriptedSmtpServer().answers("greeting", "silent")) {
      MailServer server = Mails.server("127.0.0.1", silent.port(), Tls.NONE, "system");
      List<String> codes = codes(CHANNEL.test(with(clear().mailbox().imap(), server)));
      assertTrue(codes.contains("smtp_connect timed_out"), codes::toString);
    }
  }

  @Test
  void aPinnedCertificateIsTrustedWhateverItsName() {
    ConnectionVerdict verdict = CHANNEL.test(secure(Certificates.greenMail()));
    assertTrue(verdict.ok(), verdict::toString);
    assertInstanceOf(Accepted.class, send(secure(Certificates.greenMail())));
  }

  @Test
  void anUnknownCertificateIsNotTrusted() {
    for (String trust : List.of("system", Certificates.authority(), Certificates.localhost())) {
      List<String> codes = codes(CHANNEL.test(secure(trust)));
      assertEquals("imap_connect certificate_untrusted", codes.get(0));
      assertEquals("smtp_connect certificate_untrusted", codes.get(3));
      assertInstanceOf(Deferred.class, send(secure(trust)));
    }
  }

  @Test
  void aCertificateThatCannotBeReadIsTold() {
    assertEquals(
        "imap_connect certificate_untrusted", codes(CHANNEL.test(secure("kein PEM"))).get(0));
    assertInstanceOf(Deferred.class, send(secure("kein PEM")));
  }

  @Test
  void tlsToAServerThatSpeaksInTheClearFails() {
    MailServer wrong = Mails.server("127.0.0.1", MAIL.getSmtp().getPort(), Tls.IMPLICIT, "system");
    assertEquals(
        "smtp_connect tls_failed",
        codes(CHANNEL.test(with(clear().mailbox().imap(), wrong))).get(3));
  }

  @Test
  void startTlsThatIsNotOfferedFails() {
    MailServer smtp = Mails.server("127.0.0.1", MAIL.getSmtp().getPort(), Tls.STARTTLS, "system");
    MailServer imap = Mails.server("127.0.0.1", MAIL.getImap().getPort(), Tls.STARTTLS, "system");
    List<String> codes = codes(CHANNEL.test(with(imap, smtp)));
    assertEquals("imap_connect tls_failed", codes.get(0));
    assertEquals("smtp_connect tls_failed", codes.get(3));
  }

  @Test
  void startTlsTrustsTheCertificateItselfOrItsIssuerForTheRightName() {
    try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
      server.answers("EHLO", "250-scripted\r\n250-STARTTLS\r\n250 AUTH PLAIN");
      for (String trust : List.of(Certificates.localhost(), Certificates.authority())) {
        assertInstanceOf(Accepted.class, send(startTls("localhost", server.port(), trust)));
      }
      assertInstanceOf(
          Accepted.class, send(startTls("127.0.0.1", server.port(), Certificates.localhost())));
      assertInstanceOf(
          Deferred.class, send(startTls("127.0.0.1", server.port(), Certificates.authority())));
      assertInstanceOf(Deferred.class, send(startTls("localhost", server.port(), "system")));
    }
  }

  private static ChannelAccount startTls(String host, int port, String trust) {
    return with(clear().mailbox().imap(), Mails.server(host, port, Tls.STARTTLS, trust));
  }

  @Test
  void aLineThatWaitsCanBeBrokenOffEvenOverTls() throws Exception {
    for (ChannelAccount account : List.of(clear(), secure(Certificates.greenMail()))) {
      LineSockets sockets = new LineSockets();
      MailSession.Patience patience = new MailSession.Patience(SHORT, SHORT, Duration.ZERO);
      try (MailboxLine line = MailboxLine.open(account.mailbox().imap(), patience, sockets)) {
        Thread waiting =
            Thread.ofPlatform()
                .start(
                    () ->
                        assertThrows(
                            MessagingException.class, () -> line.awaitNews(Duration.ofMinutes(5))));
        Awaitility.await().until(() -> waiting.getState() == Thread.State.RUNNABLE);
        sockets.breakOff();
        assertTrue(waiting.join(Duration.ofSeconds(2)));
      }
    }
  }

  @Test
  void aRealServerRefusesWhomItDoesNotKnow() {
    MailServer smtp = clear().mailbox().smtp();
    MailServer stranger =
        new MailServer(
            smtp.host(),
            smtp.port(),
            Tls.NONE,
            Optional.of("niemand@x.example"),
            Optional.of("falsch"),
            Optional.empty(),
            "system");
    Deferred deferred =
        assertInstanceOf(Deferred.class, send(with(clear().mailbox().imap(), stranger)));
    assertTrue(deferred.reason().startsWith("The mail server refused the sign-in."));
    assertInstanceOf(Refused.class, CHANNEL.send(clear(), Mails.reply("keine adresse"), () -> {}));
  }
}
