package io.faden.phone;

import io.faden.customer.CustomerCard;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call, as the contract's Call.
 *
 * @param number the other side for reading; empty when withheld
 * @param dial a link to call it, where one click is not too easy
 * @param agent who speaks, or spoke
 * @param customer chosen, or the only one who has this number
 */
public record Call(
    CallId id,
    String state,
    String direction,
    Optional<String> number,
    Optional<String> dial,
    Line line,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    boolean missed,
    Optional<String> cause,
    Optional<Person> agent,
    List<Person> ringsAt,
    Optional<CustomerCard> customer,
    List<CustomerCard> candidates,
    Optional<Callback> callback,
    Optional<Long> noteEntryId,
    Optional<Long> noteConversationId,
    boolean dismissed) {

  /** The telephone line that it came over. */
  public record Line(long id, String name) {}
}
