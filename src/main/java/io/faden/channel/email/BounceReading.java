package io.faden.channel.email;

import io.faden.channel.Incoming.Bounce;
import io.faden.channel.email.mime.CleanText;
import io.faden.channel.email.mime.HeaderFields;
import io.faden.channel.email.mime.Mailbox;
import io.faden.channel.email.mime.MessageIds;
import io.faden.channel.email.mime.MimePart;
import io.faden.channel.email.mime.ReadingBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Finds out whether a message says that one of ours could not be delivered. Sources: RFC 3464
 * (delivery-status reports), RFC 3462, and what mailer daemons write who know neither.
 */
final class BounceReading {
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_REPORT = 1 << 20;
  private static final List<String> FAILURE_SUBJECTS =
      List.of(
          "undeliver",
          "unzustellbar",
          "nicht zugestellt",
          "delivery status",
          "delivery failure",
          "delivery failed",
          "failure notice",
          "returned mail",
          "mail delivery",
          "returned to sender",
          "konnte nicht zugestellt",
          "not be delivered",
          "zustellung",
          "non-delivery",
          "delayed");
  private static final List<String> DELAYS =
      List.of("delayed", "warning:", "still trying", "will be retried", "verzögert");

  private final ThreadToken tokens;

  BounceReading(ThreadToken tokens) {
    this.tokens = tokens;
  }

  Optional<Bounce> read(MimePart message, Optional<Mailbox> sender, String subject, String text) {
    Optional<MimePart> status =
        find(message, "message/delivery-status", "message/global-delivery-status");
    if (status.isPresent()) {
      return report(message, status.get(), text);
    }
    boolean machine =
        Automation.nullReturnPath(message.header())
            || message.header().has("x-failed-recipients")
            || sender.filter(BounceReading::reportsMail).isPresent();
    String lower = subject.toLowerCase(Locale.ROOT);
    if (!machine || FAILURE_SUBJECTS.stream().noneMatch(lower::contains)) {
      return Optional.empty();
    }
    return quotedId(message, text)
        .map(id -> new Bounce(Optional.of(id), !delayed(lower, text), reason(text)));
  }

  private static boolean reportsMail(Mailbox sender) {
    return Automation.isDaemon(sender) || sender.address().startsWith("postmaster@");
  }

  private Optional<Bounce> report(MimePart message, MimePart status, String text) {
    boolean failed = false;
    boolean delayed = false;
    String said = "";
    for (HeaderFields recipient : groups(status.content())) {
      String action = recipient.line("action").toLowerCase(Locale.ROOT);
      failed |= action.startsWith("failed");
      delayed |= action.startsWith("delayed");
      if (said.isEmpty() && (action.startsWith("failed") || action.startsWith("delayed"))) {
        said = diagnosis(recipient);
      }
    }
    if (!failed && !delayed) {
      return Optional.empty();
    }
    Optional<String> id = returnedId(message).or(() -> quotedId(message, text));
    return Optional.of(new Bounce(id, failed, said.isEmpty() ? reason(text) : said));
  }

  /** Groups of fields, one for the message and one for each recipient. */
  private static List<HeaderFields> groups(byte[] status) {
    ReadingBudget budget = new ReadingBudget(Duration.ofSeconds(2));
    List<HeaderFields> groups = new ArrayList<>();
    String text = new String(status, StandardCharsets.ISO_8859_1).replace("\r", "");
    for (String group : CleanText.cut(text, LONGEST_REPORT).split("\n{2,}", 1_000)) {
      byte[] bytes = group.getBytes(StandardCharsets.ISO_8859_1);
      groups.add(HeaderFields.read(bytes, 0, bytes.length, budget));
    }
    return groups;
  }

  private static String diagnosis(HeaderFields recipient) {
    String code = recipient.line("diagnostic-code");
    int type = code.indexOf(';');
    String said = type >= 0 && type < 20 ? code.substring(type + 1).strip() : code;
    return CleanText.cut(said.isEmpty() ? recipient.line("status") : said, LONGEST_REASON);
  }

  /** The id of the message, or of its header, that came back. */
  private static Optional<String> returnedId(MimePart message) {
    return find(
            message,
            "message/rfc822",
            "text/rfc822-headers",
            "message/global",
            "message/global-headers")
        .map(MimePart::content)
        .map(
            returned ->
                HeaderFields.read(
                    returned, 0, returned.length, new ReadingBudget(Duration.ofSeconds(2))))
        .flatMap(MessageIds::own);
  }

  /** An id of ours, signature checked, anywhere in the report. */
  private Optional<String> quotedId(MimePart message, String text) {
    return ours(text)
        .or(() -> ours(message.rawText()))
        .or(
            () ->
                message.children().stream()
                    .map(part -> ours(new String(part.content(), StandardCharsets.ISO_8859_1)))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private Optional<String> ours(String text) {
    Matcher found = ThreadToken.ANYWHERE.matcher(CleanText.cut(text, LONGEST_REPORT));
    while (found.find()) {
      if (tokens.conversation(found.group()).isPresent()) {
        return Optional.of(found.group());
      }
    }
    return Optional.empty();
  }

  private static Optional<MimePart> find(MimePart part, String... types) {
    if (List.of(types).contains(part.mediaType())) {
      return Optional.of(part);
    }
    return part.children().stream()
        .map(child -> find(child, types))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean delayed(String subject, String text) {
    String lower = subject + " " + CleanText.cut(text, 2_000).toLowerCase(Locale.ROOT);
    return DELAYS.stream().anyMatch(lower::contains);
  }

  private static String reason(String text) {
    return CleanText.cut(CleanText.line(CleanText.cut(text, 4_000)), LONGEST_REASON);
  }
}
