package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param secrets what must not be repeated in any message
 */
record NetworkReply(int status, MultiMap headers, byte[] body, List<String> secrets) {
  private static final int LONGEST_SAID = 300;

  /** No server means that we should be silent for longer. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  boolean ok() {
    return status >= 200 && status <= 299;
  }

  /** Errors: {@link NetworkFault} when the server said no, or what it said is no JSON. */
  JsonNode json() throws NetworkFault {
    if (!ok()) {
      throw fault();
    }
    return Elements.tree(body)
        .orElseThrow(() -> new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage()));
  }

  /** The server's word for what is wrong, such as ExpiredToken; may be empty. */
  String error() {
    return Elements.tree(body).map(json -> json.path("error").asText("")).orElse("");
  }

  /** What the server said about it, one line; may be empty. */
  String said() {
    return Elements.tree(body)
        .map(
            json ->
                List.of("message", "error_description", "error").stream()
                    .map(name -> json.path(name).asText(""))
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(""))
        .map(this::line)
        .orElse("");
  }

  private String line(String text) {
    String line = text;
    for (String secret : secrets) {
      line = secret.isEmpty() ? line : line.replace(secret, "…");
    }
    line = line.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_SAID ? line.substring(0, LONGEST_SAID) : line;
  }

  /** By how much the clock of the server is ahead of ours. */
  Duration ahead(Instant now) {
    return date().map(there -> Duration.between(now, there)).orElse(Duration.ZERO);
  }

  private Optional<Instant> date() {
    return time(headers.get("Date"));
  }

  NetworkFault fault() {
    String said = said();
    return switch (status) {
      case 401 -> new NetworkFault(Kind.SIGN_IN, with("The server refused the sign-in.", said));
      case 403 ->
          aboutTheToken(said)
              ? new NetworkFault(Kind.SIGN_IN, with("The server refused the sign-in.", said))
              : new NetworkFault(Kind.REFUSED, with("The server refused it.", said));
      case 404, 410 -> new NetworkFault(Kind.GONE, with("It is not there any more.", said));
      case 429 ->
          new NetworkFault(
              Kind.LIMITED, "The server does not want to be asked for a while.", until());
      default -> {
        if (status >= 500 || status == 408) {
          yield new NetworkFault(
              Kind.AWAY, with("The server is out of order (" + status + ").", said));
        }
        yield status >= 300 && status <= 399
            ? new NetworkFault(Kind.REFUSED, "The server leads to another address.")
            : new NetworkFault(Kind.REFUSED, with("The server refused it.", said));
      }
    };
  }

  /** Mastodon says so when a token may not do this, or its owner was locked out. */
  private static boolean aboutTheToken(String said) {
    String text = said.toLowerCase(java.util.Locale.ROOT);
    return text.contains("token")
        || text.contains("scope")
        || text.contains("login is currently disabled")
        || text.contains("authenticated user");
  }

  private static String with(String sentence, String said) {
    return said.isEmpty() ? sentence : sentence + " " + said;
  }

  /** Counted from the server's own time, so that it does not matter whose clock is wrong. */
  private Optional<Instant> until() {
    Instant now = Instant.now();
    Optional<Instant> asked = seconds(headers.get("Retry-After")).map(now::plusSeconds);
    Instant there = date().orElse(now);
    return asked
        .or(() -> time(headers.get("Retry-After")).map(at -> now.plus(Duration.between(there, at))))
        .or(
            () ->
                time(headers.get("X-RateLimit-Reset"))
                    .or(() -> seconds(headers.get("ratelimit-reset")).map(Instant::ofEpochSecond))
                    .map(at -> now.plus(Duration.between(there, at))))
        .map(at -> at.isBefore(now) ? now : at)
        .map(at -> at.isAfter(now.plus(LONGEST_WAIT)) ? now.plus(LONGEST_WAIT) : at);
  }

  private static Optional<Long> seconds(String header) {
    return Optional.ofNullable(header)
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,11}"))
        .map(Long::valueOf);
  }

  /** As headers write a time, or ISO 8601. */
  private static Optional<Instant> time(String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException other) {
      return Elements.instant(header.strip());
    }
  }
}
