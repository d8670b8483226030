package io.faden.channel.social;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * How a network counts what may be posted.
 *
 * @param limit in units
 * @param urlLength what every address counts, however long it is
 * @param shortMentions of {@code @name@server} only {@code @name} counts
 * @param maxBytes in UTF-8, beside the limit
 */
public record LengthRule(
    int limit,
    Unit unit,
    Optional<Integer> urlLength,
    boolean shortMentions,
    Optional<Integer> maxBytes) {

  /** What is counted. */
  public enum Unit {
    /** What people take for one character: a flag or a family is one. */
    GRAPHEMES,
    /** Unicode code points. */
    CHARACTERS,
    /** As X does: most of the world's scripts count two a character, Latin counts one. */
    WEIGHTED;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
