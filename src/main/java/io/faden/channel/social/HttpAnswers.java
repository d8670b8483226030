package io.faden.channel.social;

import io.faden.channel.social.NetworkFault.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a status of HTTP means for whoever asked. Source: RFC 9110, sections 10.2.3 and 15. */
final class HttpAnswers {
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private HttpAnswers() {}

  static NetworkFault fault(int status, Optional<String> retryAfter, Instant now) {
    Optional<Instant> until = retryAfter.flatMap(text -> until(text, now));
    return switch (status) {
      case 401, 403 ->
          new NetworkFault(Kind.REFUSED, "The server does not let us read this (" + status + ").");
      case 404, 410 ->
          new NetworkFault(Kind.GONE, "The server has nothing there (" + status + ").");
      case 429 ->
          new NetworkFault(Kind.LIMITED, "The server wants to be asked less often (429).", until);
      case 503 ->
          new NetworkFault(
              until.isPresent() ? Kind.LIMITED : Kind.AWAY,
              "The server is not available (503).",
              until);
      default ->
          status >= 500
              ? new NetworkFault(Kind.AWAY, "The server has a fault of its own (" + status + ").")
              : new NetworkFault(Kind.REFUSED, "The server answers with " + status + ".");
    };
  }

  /** Seconds or a date; never longer than a day, whatever it says. */
  private static Optional<Instant> until(String text, Instant now) {
    try {
      Instant at =
          text.strip().matches("\\d{1,9}")
              ? now.plusSeconds(Long.parseLong(text.strip()))
              : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Instant latest = now.plus(LONGEST_WAIT);
      return Optional.of(at.isAfter(latest) ? latest : at);
    } catch (DateTimeException garbage) {
      return Optional.empty();
    }
  }
}
