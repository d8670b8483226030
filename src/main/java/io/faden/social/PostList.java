package io.faden.social;

import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which posts are asked for, and from where on.
 *
 * @param after where the page before ended
 */
record PostList(
    View view, Optional<String> channel, Optional<Long> account, Optional<Place> after, int limit) {

  /** Open ones the oldest first; the others by decision, the newest first. */
  enum View {
    OPEN,
    WATCHED,
    DECIDED;

    static View of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** A place in a list: a post, and when it was decided. */
  record Place(Optional<Instant> decidedAt, long id) {
    static Place behind(Post post) {
      return new Place(post.decidedAt(), post.id().value());
    }

    String cursor() {
      return decidedAt.map(at -> at + "_").orElse("") + id;
    }

    static Place of(String cursor) {
      int sign = cursor.lastIndexOf('_');
      try {
        return new Place(
            sign < 0 ? Optional.empty() : Optional.of(Instant.parse(cursor.substring(0, sign))),
            Long.parseLong(cursor.substring(sign + 1)));
      } catch (NumberFormatException | DateTimeException garbage) {
        throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
      }
    }
  }

  /**
   * How much there is.
   *
   * @param open to be looked through
   * @param oldestAt since when the oldest of them waits
   * @param decidedToday by rules and people
   */
  record Counts(
      long open,
      Map<String, Long> byChannel,
      long watched,
      Optional<Instant> oldestAt,
      long decidedToday,
      long answerToday) {}
}
