package io.faden.conversation;

import io.faden.conversation.EntryStore.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The opaque cursor of a list that is ordered by time and number. */
final class PageCursor {
  /** The year 9999; PostgreSQL knows no time without end. */
  private static final long LATEST = 253_402_300_799_999_999L;

  private PageCursor() {}

  static String of(Instant at, long id) {
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((micros + "." + id).getBytes(StandardCharsets.US_ASCII));
  }

  static String of(Place place) {
    return of(place.at(), place.id());
  }

  /** Behind everything that happened up to a time. */
  static Place endOf(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), 0, LATEST / 1_000_000);
    long nanos = seconds == time.getEpochSecond() ? time.getNano() : 0;
    return new Place(Instant.ofEpochSecond(seconds, nanos / 1_000 * 1_000), Long.MAX_VALUE);
  }

  /** Errors: IllegalArgumentException for anything that {@link #of} did not make. */
  static Place parse(String cursor) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
            .split("\\.", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a cursor");
    }
    long micros = Long.parseLong(parts[0]);
    if (micros < 0 || micros > LATEST) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Place(
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000L) * 1_000),
        Long.parseLong(parts[1]));
  }
}
