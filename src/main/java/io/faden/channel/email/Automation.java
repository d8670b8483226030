package io.faden.channel.email;

import io.faden.channel.email.mime.HeaderFields;
import io.faden.channel.email.mime.Mailbox;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells machines from people, so that no machine is ever answered by ours. Sources: RFC 3834
 * (Auto-Submitted), RFC 2919 (List-Id), MS-OXCMAIL (X-Auto-Response-Suppress), and habit.
 */
final class Automation {
  private static final Set<String> PRECEDENCE = Set.of("bulk", "junk", "list", "auto_reply");
  private static final List<String> MARKS =
      List.of(
          "list-id", "x-autoreply", "x-autorespond", "x-auto-reply-from", "x-failed-recipients");
  private static final Set<String> DAEMONS = Set.of("mailer-daemon", "mail-daemon", "maildaemon");

  private Automation() {}

  static boolean wrote(HeaderFields header, Optional<Mailbox> sender) {
    return submitted(header)
        || PRECEDENCE.contains(word(header, "precedence"))
        || suppressed(header)
        || MARKS.stream().anyMatch(header::has)
        || nullReturnPath(header)
        || sender.filter(Automation::isDaemon).isPresent();
  }

  static boolean nullReturnPath(HeaderFields header) {
    return header.raw("return-path").filter(path -> path.strip().equals("<>")).isPresent();
  }

  static boolean isDaemon(Mailbox sender) {
    String local = sender.address().substring(0, sender.address().lastIndexOf('@'));
    return DAEMONS.contains(local);
  }

  private static boolean submitted(HeaderFields header) {
    String how = word(header, "auto-submitted");
    return !how.isEmpty() && !how.equals("no");
  }

  private static boolean suppressed(HeaderFields header) {
    String what = word(header, "x-auto-response-suppress");
    return !what.isEmpty() && !what.equals("none");
  }

  /** The first word of a field, lower case. */
  private static String word(HeaderFields header, String name) {
    String value = header.line(name).toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < value.length() && " ;,(".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return value.substring(0, end);
  }
}
