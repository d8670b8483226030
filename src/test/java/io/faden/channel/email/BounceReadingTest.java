package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import io.faden.channel.Incoming.Bounce;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BounceReadingTest {
  private final String ours = Mails.CHANNEL.newMessageId(Mails.ACCOUNT, 77);

  private Incoming report(String action, String status, String type, String returned) {
    return Mails.read(
        """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.kunde.example>
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b

        This is the mail system at host mx.kunde.example.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.kunde.example
        Arrival-Date: Mon, 4 May 2026 12:15:00 +0200

        Final-Recipient: rfc822; gut@kunde.example
        Action: relayed
        Status: 2.0.0

        Final-Recipient: rfc822; weg@kunde.example
        Action: %s
        Status: %s
        Diagnostic-Code: smtp; 550 5.1.1 <weg@kunde.example>:
          User unknown
        --b
        Content-Type: %s

        %s
        --b--
        """
            .formatted(action, status, type, returned));
  }

  @Test
  void aReportNamesTheMessageThatFailedAndWhy() {
    Incoming mail =
        report(
            "failed", "5.1.1", "message/rfc822", "Message-ID: <" + ours + ">\nSubject: x\n\nText");
    assertEquals(
        Optional.of(
            new Bounce(Optional.of(ours), true, "550 5.1.1 <weg@kunde.example>: User unknown")),
        mail.bounce());
    assertTrue(mail.automated());
    assertEquals(Optional.of(77L), mail.conversationToken());
  }

  @Test
  void returnedHeadersAreEnough() {
    Incoming mail =
        report("failed", "4.4.7", "text/rfc822-headers", "Message-ID:\n <" + ours + ">");
    assertEquals(Optional.of(ours), mail.bounce().orElseThrow().messageId());
    assertTrue(mail.bounce().orElseThrow().permanent());
  }

  @Test
  void aDelayIsNotTheEnd() {
    Incoming mail = report("delayed", "4.4.1", "text/rfc822-headers", "Message-ID: <" + ours + ">");
    assertEquals(false, mail.bounce().orElseThrow().permanent());
  }

  @Test
  void aReceiptIsNoBounce() {
    Incoming mail =
        report("delivered", "2.0.0", "text/rfc822-headers", "Message-ID: <" + ours + ">");
    assertEquals(Optional.empty(), mail.bounce());
    assertTrue(mail.automated());
  }

  @Test
  void aReportAboutAMessageOfOthersCarriesTheirId() {
    Incoming mail = report("failed", "5.0.0", "message/rfc822", "Message-ID: <fremd@x>\n\nx");
    assertEquals(Optional.of("fremd@x"), mail.bounce().orElseThrow().messageId());
    assertEquals(Optional.empty(), mail.conversationToken());
  }

  @Test
  void aDaemonThatKnowsNoStandardIsUnderstoodByOurId() {
    Incoming mail =
        Mails.read(
            """
            Return-Path: <>
            From: MAILER-DAEMON@alt.example
            Subject: failure notice

            Hi. This is the qmail-send program at alt.example.
            I'm afraid I wasn't able to deliver your message.

            <weg@alt.example>: Sorry, no mailbox here by that name.

            --- Below this line is a copy of the message.

            Return-Path: <service@nordlicht.example>
            Message-ID: <%s>
            Subject: Re: Frage
            """
                .formatted(ours));
    Bounce bounce = mail.bounce().orElseThrow();
    assertEquals(Optional.of(ours), bounce.messageId());
    assertTrue(bounce.permanent());
    assertTrue(bounce.reason().contains("no mailbox here by that name"), bounce.reason());
  }

  @Test
  void aCustomerWhoWritesAboutDeliveryIsNoDaemon() {
    Incoming mail =
        Mails.read(
            "From: eva@kunde.example\nSubject: Zustellung fehlgeschlagen\nIn-Reply-To: <"
                + ours
                + ">\n\nIhr Paket kam nicht an. <"
                + ours
                + ">");
    assertEquals(Optional.empty(), mail.bounce());
    assertEquals(false, mail.automated());
  }

  @Test
  void aForgedIdInADaemonsMailIsNotOurs() {
    Incoming mail =
        Mails.read(
            "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n<"
                + ours.replace("faden.77.", "faden.78.")
                + ">");
    assertEquals(Optional.empty(), mail.bounce());
  }
}
