package io.faden.conversation;

import io.faden.platform.Person;
import java.util.List;
import java.util.Optional;

/** What came of deciding about a reply that waits for a second pair of eyes. */
public sealed interface ApprovalResult {
  /** It leaves after the undo time. */
  record Released(Entry entry) implements ApprovalResult {}

  /** Its text and files are a draft again. */
  record Returned(ConversationId conversation) implements ApprovalResult {}

  /** Nobody decides about what they wrote. */
  record Own() implements ApprovalResult {}

  /** It has been decided otherwise, or by somebody else, or taken back. */
  record Over() implements ApprovalResult {}

  /** Something came since it was looked at. Newest last. */
  record MovedOn(int replySeq, List<Entry> since) implements ApprovalResult {}

  /** Somebody else is looking at it. */
  record InOtherHands(Optional<Person> by) implements ApprovalResult {}

  record NotFound() implements ApprovalResult {}
}
