package io.faden.scan;

import io.faden.channel.letter.Box;
import java.util.Optional;

/**
 * Why a letter is thought to be somebody's, or thought not to be (LetterEvidence in the contract).
 *
 * @param kind customer_number, email, phone, reference, address, name or date
 * @param fits yes, maybe or no
 * @param value what stands on the letter; where it does not fit, what is known instead
 */
record LetterEvidence(
    String kind,
    Optional<String> fits,
    Optional<String> value,
    Optional<Integer> page,
    Optional<String> line,
    Optional<Box> place) {
  static final String YES = "yes";
  static final String MAYBE = "maybe";
  static final String NO = "no";

  static LetterEvidence of(Clue clue, String fits) {
    return of(clue, clue.kind().label(), fits, clue.value());
  }

  static LetterEvidence of(Clue clue, String kind, String fits, String value) {
    return new LetterEvidence(
        kind,
        Optional.of(fits),
        Optional.of(value),
        Optional.of(clue.page()),
        Optional.of(clue.line()),
        Optional.of(clue.place()));
  }

  /** Nothing on the letter says so; what we know stands against it. */
  static LetterEvidence against(String kind, String known) {
    return new LetterEvidence(
        kind,
        Optional.of(NO),
        Optional.of(known),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
