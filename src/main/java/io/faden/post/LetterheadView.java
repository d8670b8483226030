package io.faden.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What stands on every letter of a queue, as the contract's Letterhead.
 *
 * @param version 0 where the queue has none of its own
 * @param own false where it is that of the default queue
 */
public record LetterheadView(
    int version,
    boolean own,
    List<String> lines,
    List<List<String>> footer,
    Optional<String> senderLine,
    Optional<String> phone,
    Optional<String> email,
    String country,
    @JsonProperty("hasLogo") boolean hasLogo,
    @JsonProperty("hasSignature") boolean hasSignature) {

  public LetterheadView {
    lines = List.copyOf(lines);
    footer = footer.stream().map(List::copyOf).toList();
  }

  static LetterheadView empty() {
    return new LetterheadView(
        0,
        false,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "DE",
        false,
        false);
  }
}
