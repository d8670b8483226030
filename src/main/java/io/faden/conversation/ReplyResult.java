package io.faden.conversation;

import io.faden.channel.Writing;
import io.faden.platform.Person;
import java.util.List;
import java.util.Optional;

/** What came of answering, noting, taking back or trying again. */
public sealed interface ReplyResult {
  /** It is on the timeline, and for a reply on its way. */
  record Added(Entry entry) implements ReplyResult {}

  /** The conversation moved on while it was written; nothing was sent. Newest last. */
  record MovedOn(int replySeq, List<Entry> since) implements ReplyResult {}

  /** Somebody else is working on it. */
  record InOtherHands(Optional<Person> by) implements ReplyResult {}

  /** It went into another conversation and is answered there. */
  record MergedAway(ConversationId into) implements ReplyResult {}

  /** A call is promised, so it is not settled. */
  record CallbackOpen() implements ReplyResult {}

  /** The customer does not want to be contacted like this. */
  record Unwanted() implements ReplyResult {}

  /** Letters to this address come back. */
  record BadAddress() implements ReplyResult {}

  /** Only letters go somewhere else when they are tried again. */
  record NoLetter() implements ReplyResult {}

  /** There is no such way to answer, or no account to send from. */
  record NoAddress() implements ReplyResult {}

  /** It could not be sent as it is; the reason is a sentence for its author. */
  record Unsendable(String reason) implements ReplyResult {}

  /** The network would not take so much. */
  record TooLong(int length, Optional<Integer> limit) implements ReplyResult {}

  /** Files of the draft do not go along on this way; all of it is still there. */
  record TakesNoFiles() implements ReplyResult {}

  /** Something stands in it that everybody could read. */
  record PrivateInPublic(List<Writing.Finding> findings) implements ReplyResult {}

  /** What it answers is not there any more. */
  record PostGone() implements ReplyResult {}

  /** Only its author or a supervisor may take a reply back. */
  record NotYours() implements ReplyResult {}

  /** It does not leave; its text is its author's draft again. */
  record TakenBack(ConversationId conversation) implements ReplyResult {}

  /** Too late to take it back. */
  record AlreadyLeft() implements ReplyResult {}

  record NotFailed() implements ReplyResult {}

  record NotFound() implements ReplyResult {}
}
