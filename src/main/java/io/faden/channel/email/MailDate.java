package io.faden.channel.email;

import io.faden.channel.email.mime.HeaderFields;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** When a message says it was written. Source: RFC 5322 section 3.3, read generously. */
final class MailDate {
  private static final Instant FIRST_MAIL = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
  private static final int LONGEST = 200;

  private MailDate() {}

  /**
   * The Date header, unless it is nonsense or lies more than a day after the newest relay took the
   * message: that sender's clock is wrong.
   */
  static Optional<Instant> written(HeaderFields header) {
    Optional<Instant> received = header.raw("received").flatMap(MailDate::stamp);
    return header
        .raw("date")
        .flatMap(MailDate::parse)
        .filter(date -> date.isAfter(FIRST_MAIL) && date.isBefore(LAST))
        .filter(date -> received.map(at -> !date.isAfter(at.plus(CLOCKS_DIFFER))).orElse(true));
  }

  private static Optional<Instant> stamp(String received) {
    return parse(received.substring(received.lastIndexOf(';') + 1));
  }

  private static Optional<Instant> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Date date = new MailDateFormat().parse(text, new ParsePosition(0));
    return Optional.ofNullable(date).map(Date::toInstant);
  }
}
