package io.faden.channel.email;

import io.faden.channel.ChannelAccount;
import io.faden.channel.MailServer;
import io.faden.channel.Outcome;
import io.faden.channel.Outcome.Accepted;
import io.faden.channel.Outcome.Deferred;
import io.faden.channel.Outcome.Refused;
import io.faden.channel.Outcome.Uncertain;
import io.faden.channel.Outgoing;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.GeneralSecurityException;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Carries one message to the SMTP server of an account, and knows at every moment whether content
 * has begun to flow: up to then a failure is sure, from then on only the server's last word is.
 * Source: RFC 5321.
 */
final class SmtpSending {
  /** The server wants a sign-in that it did not get: the account is wrong, not the message. */
  private static final Set<Integer> SIGN_IN_CODES = Set.of(530, 534, 535, 538);

  private final MailSession.Patience patience;

  SmtpSending(MailSession.Patience patience) {
    this.patience = patience;
  }

  Outcome send(ChannelAccount account, Outgoing message, Runnable beforeTransmit) {
    try {
      String to = Recipient.checked(message.to().value());
      Session session = session(account, to);
      byte[] raw = OutgoingMail.write(session, account, message);
      String envelopeFrom = message.automated() ? "<>" : Recipient.checked(account.address());
      Transmission mail = new Transmission(session, raw, envelopeFrom, beforeTransmit);
      return transmit(session, account.mailbox().smtp(), mail, to);
    } catch (AddressException noAddress) {
      return new Refused("This is no e-mail address that can be written to.");
    } catch (MessagingException unwritable) {
      return new Refused("The message cannot be written as e-mail: " + unwritable.getMessage());
    } catch (GeneralSecurityException unreadable) {
      return new Deferred("The certificate to trust cannot be read: " + unreadable.getMessage());
    }
  }

  private Session session(ChannelAccount account, String to) throws GeneralSecurityException {
    Properties properties = MailSession.properties("smtp", account.mailbox().smtp(), patience);
    String address = account.address();
    // Angus would look up the name of this machine, which may take long and says nothing.
    properties.setProperty("mail.smtp.localhost", address.substring(address.lastIndexOf('@') + 1));
    properties.setProperty("mail.smtp.quitwait", "false");
    if (Recipient.international(to) || Recipient.international(address)) {
      properties.setProperty("mail.mime.allowutf8", "true");
    }
    return MailSession.open(properties);
  }

  private static Outcome transmit(Session session, MailServer server, Transmission mail, String to)
      throws AddressException {
    SMTPTransport transport;
    try {
      transport = connect(session, server);
    } catch (MessagingException failure) {
      return new Deferred(ConnectionFailure.of(failure).reason());
    }
    try {
      if (server.user().isPresent() && !transport.supportsExtension("AUTH")) {
        return new Deferred("The mail server offers no sign-in.");
      }
      if (Recipient.international(to) && !transport.supportsExtension("SMTPUTF8")) {
        return new Refused("The mail server cannot write to international addresses.");
      }
      InternetAddress recipient = new InternetAddress();
      recipient.setAddress(to);
      transport.sendMessage(mail, new Address[] {recipient});
      return new Accepted(mail.raw());
    } catch (MessagingException failure) {
      mail.rethrow();
      return failed(transport, mail, failure);
    } finally {
      close(transport);
    }
  }

  static SMTPTransport connect(Session session, MailServer server) throws MessagingException {
    SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
    transport.connect(
        server.host(), server.port(), server.user().orElse(null), server.password().orElse(null));
    return transport;
  }

  private static Outcome failed(
      SMTPTransport transport, Transmission mail, MessagingException failure) {
    int code = transport.getLastReturnCode();
    String said = Transmission.line(transport.getLastServerResponse());
    // Once content flows the last code is 354, until the server speaks about the message itself.
    if (mail.begun() && code >= 200 && code <= 299) {
      return new Accepted(mail.raw());
    }
    if (code >= 400 && code <= 499) {
      return new Deferred(said);
    }
    if (code >= 500 && code <= 599) {
      return SIGN_IN_CODES.contains(code) ? new Deferred(said) : new Refused(said);
    }
    if (mail.begun()) {
      return new Uncertain("The connection broke before the mail server confirmed the message.");
    }
    return new Deferred(ConnectionFailure.of(failure).reason());
  }

  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException tooLateToMatter) {
      // The answer that counts has been given or lost by now.
    }
  }
}
