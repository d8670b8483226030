package io.faden.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to do with posts of some kind without asking anybody. All that is given must fit.
 *
 * @param name told with each decision
 * @param kinds mention, reply, quote, direct, found or item; any if empty
 * @param words one of them stands in the text, as a word and in any case; any text if empty
 * @param authors one of them wrote it, by handle without a leading @; anybody if empty
 * @param minFollowers at least so many follow whoever wrote it
 * @param knownCustomer whether whoever wrote it is a customer
 */
public record TriageRule(
    String name,
    List<String> kinds,
    List<String> words,
    List<String> authors,
    Optional<Integer> minFollowers,
    Optional<Boolean> knownCustomer,
    Verdict then) {
  public TriageRule {
    kinds = List.copyOf(kinds);
    words = List.copyOf(words);
    authors = List.copyOf(authors);
  }

  /** What becomes of a post. */
  public enum Verdict {
    ANSWER,
    WATCH,
    NONE;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Verdict of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
