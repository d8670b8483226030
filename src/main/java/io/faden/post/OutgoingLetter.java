package io.faden.post;

import io.faden.customer.CustomerCard;
import io.faden.platform.Person;
import io.faden.routing.Queue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A letter on its way out, as the contract's OutgoingLetter.
 *
 * @param recipient the lines in the window
 * @param pages with what is enclosed
 * @param byHand names of what is enclosed without being printed
 * @param error why it came back
 */
public record OutgoingLetter(
    long entryId,
    long conversationId,
    LetterState state,
    String reference,
    List<String> recipient,
    int pages,
    List<String> byHand,
    CustomerCard customer,
    String subject,
    Person author,
    Queue queue,
    Instant readyAt,
    Optional<Long> printRunId,
    Optional<Instant> printedAt,
    Optional<LocalDate> postedOn,
    Optional<String> error) {}
