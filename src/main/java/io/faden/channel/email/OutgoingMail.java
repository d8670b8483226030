package io.faden.channel.email;

import io.faden.channel.ChannelAccount;
import io.faden.channel.FilePart;
import io.faden.channel.Outgoing;
import io.faden.channel.email.mime.CleanText;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a message: plain text and its HTML twin, files behind them. The same message gives the
 * same bytes each time. Line breaks cannot get from any value into the header. Sources: RFC 5322,
 * 2046, 2231, 3834.
 */
final class OutgoingMail {
  private static final int LONGEST_THREAD = 50;

  private OutgoingMail() {}

  /** Errors: a value that no mail can carry, such as an address that is none. */
  static byte[] write(Session session, ChannelAccount account, Outgoing message)
      throws MessagingException {
    String id = id(message.messageId());
    MimeMessage mail = new FixedId(session, id);
    mail.setFrom(address(account.address(), account.displayName()));
    mail.setRecipient(RecipientType.TO, address(message.to().value(), message.to().name()));
    mail.setSubject(CleanText.line(message.subject()), "UTF-8");
    mail.setSentDate(Date.from(message.writtenAt()));
    if (message.inReplyTo().isPresent()) {
      mail.setHeader("In-Reply-To", id(message.inReplyTo().get()));
    }
    if (!message.references().isEmpty()) {
      mail.setHeader("References", thread(message.references()));
    }
    if (message.automated()) {
      mail.setHeader("Auto-Submitted", "auto-replied");
      // Exchange answers automatic mail unless told not to.
      mail.setHeader("X-Auto-Response-Suppress", "All");
    }
    body(mail, message, Integer.toHexString(id.hashCode()));
    mail.saveChanges();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      mail.writeTo(bytes);
    } catch (IOException fault) {
      throw new MessagingException("the message could not be written", fault);
    }
    return bytes.toByteArray();
  }

  /** Boundaries are fixed too, or two attempts would differ. */
  private static void body(MimeMessage mail, Outgoing message, String unique)
      throws MessagingException {
    MimeMultipart texts = new FixedBoundary("alternative", "=_texts_" + unique);
    texts.addBodyPart(text(message.text(), "plain"));
    texts.addBodyPart(text(TextAsHtml.page(message.text()), "html"));
    if (message.files().isEmpty()) {
      mail.setContent(texts);
      return;
    }
    MimeMultipart all = new FixedBoundary("mixed", "=_all_" + unique);
    MimeBodyPart first = new MimeBodyPart();
    first.setContent(texts);
    all.addBodyPart(first);
    for (FilePart file : message.files()) {
      all.addBodyPart(attachment(file));
    }
    mail.setContent(all);
  }

  private static MimeBodyPart text(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(CleanText.block(text).replace("\n", "\r\n"), "UTF-8", kind);
    encoding(part, "quoted-printable");
    return part;
  }

  private static MimeBodyPart attachment(FilePart file) throws MessagingException {
    // Parts of these types must not be base64, and the library would take them apart.
    boolean opaque = file.type().startsWith("message/") || file.type().startsWith("multipart/");
    String type = opaque ? "application/octet-stream" : typeOf(file.type());
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), type)));
    part.setHeader("Content-Type", type);
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    part.setFileName(MailFiles.safe(file.name()));
    encoding(part, "base64");
    return part;
  }

  private static String typeOf(String type) {
    return type.matches("[\\w.+-]{1,100}/[\\w.+-]{1,100}") ? type : "application/octet-stream";
  }

  private static void encoding(MimePart part, String encoding) throws MessagingException {
    part.setHeader("Content-Transfer-Encoding", encoding);
  }

  private static InternetAddress address(String address, String name) throws MessagingException {
    InternetAddress mailbox = new InternetAddress();
    mailbox.setAddress(Recipient.checked(address));
    try {
      mailbox.setPersonal(CleanText.line(name), "UTF-8");
    } catch (UnsupportedEncodingException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
    return mailbox;
  }

  /** The first message of the thread and the newest ones. */
  private static String thread(List<String> references) {
    int skipped = Math.max(0, references.size() - LONGEST_THREAD);
    Stream<String> kept =
        skipped == 0
            ? references.stream()
            : Stream.concat(references.stream().limit(1), references.stream().skip(skipped + 1L));
    String ids = kept.map(OutgoingMail::id).collect(Collectors.joining(" "));
    return MimeUtility.fold("References: ".length(), ids);
  }

  private static String id(String id) {
    return "<" + id.replaceAll("[\\s<>\\p{Cntrl}]", "") + ">";
  }

  private static final class FixedId extends MimeMessage {
    private final String id;

    FixedId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  private static final class FixedBoundary extends MimeMultipart {
    FixedBoundary(String subtype, String boundary) {
      ContentType type = new ContentType("multipart", subtype, null);
      type.setParameter("boundary", boundary);
      contentType = type.toString();
    }
  }
}
