package io.faden.conversation;

import io.faden.platform.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * Another conversation that belongs to one, as the contract's ConversationLink.
 *
 * @param relation follow_up_of, followed_up_by, split_from, split_into, merged_into or merged_from
 * @param changeId what to undo; empty for what cannot be undone
 */
public record ConversationLink(
    String relation,
    Other conversation,
    Optional<Long> changeId,
    Optional<Instant> at,
    Optional<Person> by,
    Optional<String> reason) {

  public record Other(ConversationId id, String subject, Status status) {}
}
