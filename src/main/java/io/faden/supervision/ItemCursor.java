package io.faden.supervision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in the order of the queue. The order changes while time goes by, since what is due soon
 * moves ahead; so all pages are in the order of the time of the first.
 *
 * @param urgent due soon by then, and ordered by the due time
 */
record ItemCursor(Instant at, boolean urgent, Instant rank, Instant entered, long id) {
  /** The years 1 to 9999, which both sides can write. */
  private static final long EARLIEST = -62_135_596_800_000_000L;

  private static final long LATEST = 253_402_300_799_999_999L;

  String encode() {
    String text =
        "%d.%d.%d.%d.%d".formatted(micros(at), urgent ? 1 : 0, micros(rank), micros(entered), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Errors: IllegalArgumentException for anything that {@link #encode} did not make. */
  static ItemCursor parse(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    List<Long> parts = Stream.of(text.split("\\.", -1)).map(Long::valueOf).toList();
    if (parts.size() != 5 || parts.get(1) < 0 || parts.get(1) > 1) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new ItemCursor(
        instant(parts.get(0)),
        parts.get(1) == 1,
        instant(parts.get(2)),
        instant(parts.get(3)),
        parts.get(4));
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static Instant instant(long micros) {
    if (micros < EARLIEST || micros > LATEST) {
      throw new IllegalArgumentException("not a cursor");
    }
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000L) * 1_000);
  }
}
