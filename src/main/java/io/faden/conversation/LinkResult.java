package io.faden.conversation;

import io.faden.platform.Person;
import java.util.Optional;

/** What came of splitting, merging, or undoing it. */
public sealed interface LinkResult {
  /** The conversation that is new, has both, or is there again. */
  record Done(Conversation conversation) implements LinkResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements LinkResult {}

  /** Somebody else works on it. */
  record InOtherHands(Optional<Person> by) implements LinkResult {}

  /** One of them went into another one already. */
  record MergedAway(ConversationId into) implements LinkResult {}

  /** An entry is not of this conversation. */
  record ForeignEntries() implements LinkResult {}

  /** No message would stay. */
  record NothingLeft() implements LinkResult {}

  record OtherCustomer() implements LinkResult {}

  record CallbackOpen() implements LinkResult {}

  record Itself() implements LinkResult {}

  record AlreadyUndone() implements LinkResult {}

  record QueueNotFound() implements LinkResult {}

  /** The one that it should go into. */
  record OtherNotFound() implements LinkResult {}

  record NotFound() implements LinkResult {}
}
