package io.faden.conversation;

import io.faden.platform.Person;
import java.util.List;
import java.util.Optional;

/** What came of leaving a conversation without an answer. */
public sealed interface NoAnswerResult {
  record Closed(Conversation conversation) implements NoAnswerResult {}

  /** Something came or went since it was read. Newest last. */
  record MovedOn(int replySeq, List<Entry> since) implements NoAnswerResult {}

  /** Somebody else is working on it. */
  record InOtherHands(Optional<Person> by) implements NoAnswerResult {}

  /** It went into another conversation and is settled there. */
  record MergedAway(ConversationId into) implements NoAnswerResult {}

  /** A call is promised, so it is not settled. */
  record CallbackOpen() implements NoAnswerResult {}

  /** Somebody has written an answer, and it waits for another to look at it. */
  record InReview() implements NoAnswerResult {}

  record NotFound() implements NoAnswerResult {}
}
