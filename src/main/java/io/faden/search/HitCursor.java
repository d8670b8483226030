package io.faden.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page ends: a place in the order of its kind (microseconds since 1970, or a rank), then a
 * number.
 */
record HitCursor(long place, long id) {
  /** The year 9999; PostgreSQL knows no time without end. */
  private static final long LATEST = 253_402_300_799_999_999L;

  static HitCursor at(Instant at, long id) {
    return new HitCursor(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000, id);
  }

  Instant at() {
    return Instant.ofEpochSecond(
        Math.floorDiv(place, 1_000_000), Math.floorMod(place, 1_000_000L) * 1_000);
  }

  String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((place + "." + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** Errors: IllegalArgumentException for anything that {@link #encode} did not make. */
  static HitCursor parse(String cursor) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
            .split("\\.", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a cursor");
    }
    long place = Long.parseLong(parts[0]);
    if (place < -LATEST || place > LATEST) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new HitCursor(place, Long.parseLong(parts[1]));
  }
}
