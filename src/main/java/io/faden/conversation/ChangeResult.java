package io.faden.conversation;

import io.faden.platform.Person;
import java.util.Optional;

/** What came of changing a conversation. */
public sealed interface ChangeResult {
  record Changed(Conversation conversation) implements ChangeResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements ChangeResult {}

  /** Somebody else works on it; only they or a supervisor may end or move that. */
  record InOtherHands(Optional<Person> by) implements ChangeResult {}

  /** A snooze needs a time, and it must lie ahead. */
  record SnoozeNotAhead() implements ChangeResult {}

  /** It went into another one and is changed there. */
  record MergedAway(ConversationId into) implements ChangeResult {}

  /** A call is promised, so it is not settled. */
  record CallbackOpen() implements ChangeResult {}

  record QueueNotFound() implements ChangeResult {}

  record NotFound() implements ChangeResult {}
}
