package io.faden.demo;

import io.faden.demo.Letter.Enclosure;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Takes letters of customers to the provider, by SMTP like anybody's mail. */
final class Postman {
  private final Session session;
  private final int port;

  Postman(int port) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", "5000");
    properties.setProperty("mail.smtp.timeout", "20000");
    properties.setProperty("mail.smtp.writetimeout", "20000");
    properties.setProperty("mail.smtp.localhost", "localhost");
    this.session = Session.getInstance(properties);
    this.port = port;
  }

  /** Errors: MessagingException when the provider does not take it. */
  void send(Letter letter) throws MessagingException {
    MimeMessage message = write(letter);
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      transport.connect(Provider.HOST, port, null, null);
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private MimeMessage write(Letter letter) throws MessagingException {
    SMTPMessage message = new Written(session, "<" + letter.messageId() + ">");
    message.setEnvelopeFrom(letter.from().address());
    message.setFrom(address(letter.from().address(), letter.from().name()));
    message.setRecipient(RecipientType.TO, address(letter.to(), ""));
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(Date.from(letter.sent()));
    if (!letter.references().isEmpty()) {
      message.setHeader("In-Reply-To", "<" + letter.references().getLast() + ">");
      message.setHeader(
          "References",
          letter.references().stream()
              .map(id -> "<" + id + ">")
              .collect(Collectors.joining("\r\n ")));
    }
    for (Map.Entry<String, String> header : letter.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    body(message, letter);
    message.saveChanges();
    return message;
  }

  private static void body(MimeMessage message, Letter letter) throws MessagingException {
    if (letter.files().isEmpty()) {
      texts(message, letter);
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart first = new MimeBodyPart();
    texts(first, letter);
    mixed.addBodyPart(first);
    for (Enclosure file : letter.files()) {
      mixed.addBodyPart(part(file, MimeBodyPart.ATTACHMENT));
    }
    message.setContent(mixed);
  }

  private static void texts(MimePart part, Letter letter) throws MessagingException {
    if (letter.html().isEmpty()) {
      part.setText(letter.text(), "UTF-8");
      return;
    }
    MimeMultipart alternative = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(letter.text(), "UTF-8");
    alternative.addBodyPart(plain);
    MimeBodyPart html = new MimeBodyPart();
    if (letter.inline().isEmpty()) {
      html.setText(letter.html().get(), "UTF-8", "html");
    } else {
      html.setContent(related(letter.html().get(), letter.inline()));
    }
    alternative.addBodyPart(html);
    part.setContent(alternative);
  }

  private static MimeMultipart related(String html, List<Enclosure> pictures)
      throws MessagingException {
    MimeMultipart related = new MimeMultipart("related");
    MimeBodyPart page = new MimeBodyPart();
    page.setText(html, "UTF-8", "html");
    related.addBodyPart(page);
    for (Enclosure picture : pictures) {
      MimeBodyPart part = part(picture, MimeBodyPart.INLINE);
      part.setContentID("<" + picture.name() + ">");
      related.addBodyPart(part);
    }
    return related;
  }

  private static MimeBodyPart part(Enclosure file, String disposition) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
    part.setHeader("Content-Type", file.type());
    part.setHeader("Content-Transfer-Encoding", "base64");
    part.setDisposition(disposition);
    part.setFileName(file.name());
    return part;
  }

  private static InternetAddress address(String address, String name) throws MessagingException {
    InternetAddress mailbox = new InternetAddress(address, true);
    try {
      mailbox.setPersonal(name.isEmpty() ? null : name, "UTF-8");
    } catch (UnsupportedEncodingException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
    return mailbox;
  }

  private static final class Written extends SMTPMessage {
    private final String id;

    Written(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
