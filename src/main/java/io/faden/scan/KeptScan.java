package io.faden.scan;

import io.faden.intake.ArrivalId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A scan as it is kept: what is known of the paper, and what was read.
 *
 * @param written the day on the letter
 * @param clues empty before it was read
 * @param text of all pages
 */
record KeptScan(
    ArrivalId id,
    String name,
    Optional<LocalDate> written,
    LocalDate received,
    Instant scannedAt,
    String originalPlace,
    Optional<Long> forConversation,
    String subject,
    List<Clue> clues,
    String text,
    int version,
    boolean erased) {
  KeptScan {
    clues = List.copyOf(clues);
  }
}
