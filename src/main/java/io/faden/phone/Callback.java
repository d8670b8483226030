package io.faden.phone;

import io.faden.customer.CustomerCard;
import io.faden.platform.Person;
import io.faden.routing.WorkItem;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that was promised, as the contract's Callback.
 *
 * @param state open, done (the call was made) or closed (with a reason)
 * @param number for reading, and dial for clicking where that is not too easy
 * @param unwanted the customer does not want to be called; they asked for this call all the same
 * @param attempts our calls that reached nobody
 * @param missedCalls how often the customer called in vain
 */
public record Callback(
    CallbackId id,
    String state,
    Instant dueAt,
    boolean late,
    String promise,
    Optional<String> number,
    Optional<String> dial,
    boolean unwanted,
    String origin,
    Optional<Person> promisedBy,
    Instant promisedAt,
    Optional<Person> agent,
    int attempts,
    int missedCalls,
    Optional<Instant> endedAt,
    Optional<Person> endedBy,
    Optional<String> endReason,
    Optional<Long> noteEntryId,
    Subject conversation,
    CustomerCard customer,
    Optional<WorkItem> workItem,
    int version) {

  /** What it is about. */
  public record Subject(long id, String subject) {}
}
