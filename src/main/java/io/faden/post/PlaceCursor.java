package io.faden.post;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque cursor of a list that is ordered by a key and a number. */
final class PlaceCursor {
  private static final String KEY = "[0-9 :.+-]{0,40}";

  private PlaceCursor() {}

  static String of(PrintStore.Place place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((place.key() + "/" + place.entry()).getBytes(StandardCharsets.US_ASCII));
  }

  /** Errors: IllegalArgumentException for anything that {@link #of} did not make. */
  static PrintStore.Place parse(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    int end = text.lastIndexOf('/');
    if (end < 0 || !text.substring(0, end).matches(KEY)) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new PrintStore.Place(text.substring(0, end), Long.parseLong(text.substring(end + 1)));
  }
}
