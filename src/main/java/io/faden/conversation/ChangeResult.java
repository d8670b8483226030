package io.faden.conversation;

/** What came of changing a conversation. */
public sealed interface ChangeResult {
  record Changed(Conversation conversation) implements ChangeResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements ChangeResult {}

  /** A snooze needs a time, and it must lie ahead. */
  record SnoozeNotAhead() implements ChangeResult {}

  record QueueNotFound() implements ChangeResult {}

  record NotFound() implements ChangeResult {}
}
