package io.faden.conversation;

import io.faden.customer.CustomerCard;
import io.faden.routing.WorkItem;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation in a list.
 *
 * @param channel of the newest message
 * @param preview how the newest message begins, one line
 * @param inReview an answer waits for a second pair of eyes
 * @param unread the customer wrote something that this agent has not seen
 */
public record ConversationRow(
    ConversationId id,
    String subject,
    Status status,
    Optional<Instant> snoozedUntil,
    CustomerCard customer,
    Optional<String> channel,
    String preview,
    Instant lastEntryAt,
    boolean unread,
    boolean hasDraft,
    boolean failedReply,
    boolean inReview,
    Optional<WorkItem> workItem) {}
