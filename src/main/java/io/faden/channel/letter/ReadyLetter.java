package io.faden.channel.letter;

import java.util.List;

/**
 * A letter that waits to be posted.
 *
 * @param parts how many pages the letter has, and each thing that is enclosed, as counted when it
 *     was laid out: each begins on paper of its own
 * @param byHand names of what is enclosed without being printed
 */
public record ReadyLetter(
    byte[] pdf, Recipient recipient, String reference, List<Integer> parts, List<String> byHand) {
  public ReadyLetter {
    parts = List.copyOf(parts);
    byHand = List.copyOf(byHand);
  }

  public int pages() {
    return parts.stream().mapToInt(Integer::intValue).sum();
  }

  int sheets(boolean bothSides) {
    return bothSides ? parts.stream().mapToInt(part -> (part + 1) / 2).sum() : pages();
  }
}
