package io.faden.demo;

import io.faden.channel.FilePart;
import io.faden.demo.Letter.Enclosure;
import io.faden.demo.Letter.Sender;
import io.faden.demo.Mailboxes.Customer;
import io.faden.demo.Mailboxes.File;
import io.faden.demo.Mailboxes.Mail;
import io.faden.platform.http.Answer;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.LocalRoutes;
import io.faden.platform.http.LocalRoutes.LocalCall;
import io.faden.platform.http.Problem;
import jakarta.mail.MessagingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The customers' side of the demo over HTTP: who can sign in, and everybody's mailbox. */
final class DemoRoutes {
  private static final long LARGEST_LETTER = 16L << 20;
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_LINE = 500;

  private final Supplier<Mailboxes> mailboxes;
  private final TownRoutes town;

  /** The mailboxes may still be on their way: a request waits for them. */
  DemoRoutes(Supplier<Mailboxes> mailboxes, Supplier<Town> town) {
    this.mailboxes = mailboxes;
    this.town = new TownRoutes(town);
  }

  record SignIns(List<Company.SignIn> signIns, String password) {}

  record Directory(List<CompanyAddress> company, List<Customer> customers) {}

  record CompanyAddress(String address, String name) {}

  record Mailbox(String address, List<MailView> mails) {}

  /** A message without its bytes. */
  record MailView(
      String id,
      String thread,
      boolean sent,
      Sender from,
      String to,
      String subject,
      Instant at,
      String text,
      String quoted,
      List<File> files) {}

  /**
   * A letter as the page sends it.
   *
   * @param answers the id of the message that it answers
   */
  record NewMail(
      String name,
      String to,
      String subject,
      String text,
      Optional<String> answers,
      List<NewFile> files) {}

  /** The content in Base64. */
  record NewFile(String name, String type, byte[] content) {}

  void register(LocalRoutes routes) {
    routes.reserve("/demo/*");
    routes.get("/api/demo", call -> Answer.ok(new SignIns(Company.PEOPLE, Company.PASSWORD)));
    routes.page("/demo/mailbox", "/demo/mailbox.html");
    routes.get("/demo/api/mailboxes", this::directory);
    routes.get("/demo/api/mailboxes/:address", this::mailbox);
    routes.get("/demo/api/mailboxes/:address/mails/:mail/files/:file", this::file);
    routes.post("/demo/api/mailboxes/:address/mails", LARGEST_LETTER, this::send);
    town.register(routes);
    routes.nothingElse("/demo/api/*");
  }

  private Answer directory(LocalCall call) {
    return Answer.ok(
        new Directory(
            Company.ADDRESSES.stream()
                .map(each -> new CompanyAddress(each.address(), each.displayName()))
                .toList(),
            mailboxes.get().customers()));
  }

  private Answer mailbox(LocalCall call) {
    String address = address(call);
    return Answer.ok(
        new Mailbox(address, mailboxes.get().of(address).stream().map(DemoRoutes::view).toList()));
  }

  private static MailView view(Mail mail) {
    return new MailView(
        mail.id(),
        mail.thread(),
        mail.sent(),
        mail.from(),
        mail.to(),
        mail.subject(),
        mail.at(),
        mail.text(),
        mail.quoted(),
        mail.files());
  }

  private Answer file(LocalCall call) {
    if (!call.path("file").matches("[0-9]{1,4}")) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    FilePart file =
        mailboxes
            .get()
            .file(address(call), call.path("mail"), Integer.parseInt(call.path("file")))
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return Answer.bytes("application/octet-stream", file.content())
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
        .header("Content-Security-Policy", "sandbox; default-src 'none'");
  }

  private Answer send(LocalCall call) {
    String address = address(call);
    NewMail mail = call.body(NewMail.class);
    checked(mail);
    List<String> references = mail.answers().map(id -> references(address, id)).orElse(List.of());
    String domain = address.substring(address.lastIndexOf('@'));
    Letter letter =
        new Letter(
            new Sender(mail.name() == null ? "" : line(mail.name()), address),
            mail.to().toLowerCase(Locale.ROOT),
            line(mail.subject()),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            mail.text(),
            Optional.empty(),
            UUID.randomUUID() + domain,
            references,
            Map.of(),
            List.of(),
            files(mail));
    try {
      mailboxes.get().send(letter);
    } catch (MessagingException refused) {
      throw new Problem(ErrorCode.INVALID_REQUEST, refused.getMessage());
    }
    return Answer.created(Map.of("messageId", letter.messageId()));
  }

  private static void checked(NewMail mail) {
    boolean complete = mail.to() != null && mail.subject() != null && mail.text() != null;
    if (!complete
        || !Mailboxes.isCompany(mail.to())
        || mail.subject().length() > LONGEST_LINE
        || mail.text().isBlank()
        || mail.text().length() > LONGEST_TEXT) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A letter has a subject, a text and an address");
    }
  }

  /** What the answered message refers to, oldest first, and itself. */
  private List<String> references(String address, String id) {
    Mail answered =
        mailboxes.get().of(address).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    List<String> references = new ArrayList<>(answered.references().reversed());
    references.add(answered.messageId());
    return references;
  }

  private static List<Enclosure> files(NewMail mail) {
    return (mail.files() == null ? List.<NewFile>of() : mail.files())
        .stream()
            .map(file -> new Enclosure(line(file.name()), type(file.type()), file.content()))
            .toList();
  }

  private static String type(String type) {
    return type != null && type.matches("[\\w.+-]{1,60}/[\\w.+-]{1,60}")
        ? type
        : "application/octet-stream";
  }

  /** No line break gets from the page into a header. */
  private static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
  }

  /** Whose mailbox: anybody's but the company's. */
  private static String address(LocalCall call) {
    String address = call.path("address").strip().toLowerCase(Locale.ROOT);
    boolean sane = address.matches("[^\\s@<>\",;:\\\\/\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}.-]{1,190}");
    if (!sane || Mailboxes.isCompany(address)) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This is no e-mail address of a customer");
    }
    return address;
  }
}
