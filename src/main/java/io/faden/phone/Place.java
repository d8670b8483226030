package io.faden.phone;

import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a page of a list begins: behind a time and a number. */
record Place(Instant at, long id) {

  String cursor() {
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((micros + "." + id).getBytes(StandardCharsets.US_ASCII));
  }

  /** Errors: invalid_request for anything that {@link #cursor} did not make. */
  static Place of(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
              .split("\\.", -1);
      if (parts.length == 2) {
        long micros = Long.parseLong(parts[0]);
        return new Place(
            Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L),
            Long.parseLong(parts[1]));
      }
    } catch (RuntimeException garbage) {
      // Told below.
    }
    throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
  }
}
