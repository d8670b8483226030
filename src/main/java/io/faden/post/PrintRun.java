package io.faden.post;

import io.faden.platform.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was printed together, as the contract's PrintRun.
 *
 * @param pages with the covering list and blank ones
 * @param open printed and not posted yet
 * @param postedOn the last day on which some were posted
 * @param leftOut references of letters that were to be printed and could not be
 */
public record PrintRun(
    long id,
    Instant printedAt,
    Person printedBy,
    int letters,
    int pages,
    boolean bothSides,
    int open,
    Optional<LocalDate> postedOn,
    Optional<List<String>> leftOut) {

  PrintRun without(List<String> references) {
    return new PrintRun(
        id,
        printedAt,
        printedBy,
        letters,
        pages,
        bothSides,
        open,
        postedOn,
        references.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(references)));
  }
}
