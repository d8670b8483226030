package io.faden.scan;

import io.faden.customer.CustomerCard;
import io.faden.intake.ArrivalId;
import io.faden.platform.Person;
import io.faden.routing.WorkItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A scanned letter in lists.
 *
 * @param name of the file
 * @param size in bytes
 * @param pages 0 before it was read
 * @param preview how it begins
 * @param error why it could not be read
 * @param customer of a filed one; else the likeliest
 */
public record LetterRow(
    ArrivalId id,
    String state,
    String name,
    long size,
    int pages,
    LocalDate receivedOn,
    Instant scannedAt,
    Optional<Instant> dueAt,
    Account channelAccount,
    Optional<Person> uploadedBy,
    Optional<String> preview,
    Optional<String> error,
    Optional<WorkItem> workItem,
    Optional<CustomerCard> customer,
    Optional<Long> conversationId,
    Optional<Long> entryId) {

  public record Account(long id, String name) {}
}
