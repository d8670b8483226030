package io.faden.channel.email;

import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.Incoming.Bounce;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.email.mime.CleanText;
import io.faden.channel.email.mime.HeaderFields;
import io.faden.channel.email.mime.Mailbox;
import io.faden.channel.email.mime.MessageIds;
import io.faden.channel.email.mime.MimePart;
import io.faden.channel.email.mime.MimeTree;
import io.faden.channel.email.mime.ReadingBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/** Raw bytes to {@link Incoming}. */
final class IncomingMail {
  /** Taking parts out is one pass; this is for machines that stand still. */
  private static final Duration TIME = Duration.ofSeconds(20);

  private static final Duration HTML_TIME = Duration.ofSeconds(5);
  private static final int LONGEST_SUBJECT = 1_000;
  private static final Pattern STANDS_IN =
      Pattern.compile("(no|do-?not)[-._]?reply\\b|(web|kontakt|contact)-?(formular|form)\\b");

  private final ThreadToken tokens;
  private final BounceReading bounces;

  IncomingMail(ThreadToken tokens) {
    this.tokens = tokens;
    this.bounces = new BounceReading(tokens);
  }

  /**
   * Makes the best of any bytes that came to an address of ours. Errors: only when there is nothing
   * but white space.
   */
  Incoming read(byte[] raw, String ourAddress) throws UnreadableArrival {
    if (isBlank(raw)) {
      throw new UnreadableArrival("the message is empty");
    }
    ReadingBudget budget = new ReadingBudget(TIME);
    HtmlBudget htmlBudget = new HtmlBudget(HTML_TIME);
    MimePart message = MimeTree.read(raw, budget);
    HeaderFields header = message.header();
    Optional<Mailbox> sender = mailboxes(header, "from").findFirst();
    String subject = CleanText.cut(header.line("subject"), LONGEST_SUBJECT);
    List<String> references = MessageIds.answered(header);

    MailBody body = MailBody.of(message, budget, htmlBudget);
    Optional<Document> html = body.html().flatMap(rich -> MailHtml.parse(rich, htmlBudget));
    String htmlText = body.html().map(rich -> MailHtml.text(rich, html)).orElse("");
    String text = body.text().orElse(htmlText);
    Optional<MailHtml.Safe> safe =
        html.flatMap(document -> MailHtml.sanitise(document, htmlBudget));
    QuotedHistory split = QuotedHistory.split(text);
    Optional<Bounce> bounce = bounces.read(message, sender, subject, text);

    return new Incoming(
        writer(header, sender, ourAddress)
            .map(from -> new Incoming.Address(from.address(), from.name())),
        addresses(header, "to"),
        addresses(header, "cc"),
        subject,
        split.text(),
        split.quoted(),
        safe.map(MailHtml.Safe::fragment),
        safe.map(MailHtml.Safe::remoteImages).orElse(false),
        MailDate.written(header),
        MessageIds.own(header),
        references,
        tokens.conversation(withBounced(references, bounce)),
        ContentHash.of(subject, List.of(text, htmlText), body.files()),
        bounce.isPresent() || Automation.wrote(header, sender),
        bounce,
        files(body, safe));
  }

  /**
   * Who wrote. A form on a web site mails in its own name and names the customer in Reply-To; all
   * those customers must not become one.
   */
  private static Optional<Mailbox> writer(
      HeaderFields header, Optional<Mailbox> from, String ourAddress) {
    boolean standsIn =
        from.map(Mailbox::address)
            .map(address -> address.equals(ourAddress) || STANDS_IN.matcher(address).lookingAt())
            .orElse(true);
    return standsIn
        ? mailboxes(header, "reply-to")
            .filter(one -> !one.address().equals(ourAddress))
            .findFirst()
            .or(() -> from)
        : from;
  }

  private static List<FilePart> files(MailBody body, Optional<MailHtml.Safe> safe) {
    return safe.map(html -> MailFiles.markInline(body.files(), MailHtml.inlineIds(html.fragment())))
        .orElse(body.files());
  }

  /** A report about a message belongs where that message was written. */
  private static List<String> withBounced(List<String> references, Optional<Bounce> bounce) {
    List<String> ids = new ArrayList<>(references);
    bounce.flatMap(Bounce::messageId).ifPresent(ids::addFirst);
    return ids;
  }

  private static Stream<Mailbox> mailboxes(HeaderFields header, String name) {
    return header.all(name).stream().flatMap(raw -> Mailbox.list(raw).stream());
  }

  private static List<String> addresses(HeaderFields header, String name) {
    return mailboxes(header, name).map(Mailbox::address).distinct().toList();
  }

  private static boolean isBlank(byte[] raw) {
    for (byte b : raw) {
      if (b < 0 || b > ' ') {
        return false;
      }
    }
    return true;
  }
}
