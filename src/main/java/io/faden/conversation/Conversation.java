package io.faden.conversation;

import io.faden.customer.ContactPoint;
import io.faden.customer.CustomerCard;
import io.faden.routing.Queue;
import io.faden.routing.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One matter with one customer, as shown to one agent.
 *
 * @param replySeq an answer must be based on this one, or it is stale
 * @param version what a change must be based on
 * @param readUpTo the newest entry that the agent has seen
 * @param replyTo where an answer goes unless another way is chosen; absent when none can be sent
 * @param ways all ways to answer, best first
 * @param publicOrigin it began in public: people answer in their own words
 * @param privateLink a one-time link can be made for somebody who wrote on a network
 * @param links other conversations that belong to it
 * @param callback a call that is promised, as whoever keeps calls shows it
 */
public record Conversation(
    ConversationId id,
    String subject,
    Status status,
    Optional<Instant> snoozedUntil,
    Instant openedAt,
    Instant lastEntryAt,
    Optional<Long> readUpTo,
    int replySeq,
    int version,
    Queue queue,
    CustomerCard customer,
    Optional<WorkItem> workItem,
    Optional<ReplyTo> replyTo,
    Optional<Draft> draft,
    List<Way> ways,
    boolean publicOrigin,
    boolean privateLink,
    List<ConversationLink> links,
    Optional<Object> callback) {

  public record ReplyTo(ContactPoint contactPoint, Account channelAccount) {}

  public record Account(long id, String name, String address) {}
}
