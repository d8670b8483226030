package io.faden.customer;

import java.util.List;

/** What came of a merge, a move, or of undoing one. */
public sealed interface IdentityResult {
  record Done(IdentityChange change) implements IdentityResult {}

  /** There is no such customer, contact point, merge or move. */
  record NotFound() implements IdentityResult {}

  /** The other customer does not exist. */
  record OtherNotFound() implements IdentityResult {}

  /** The two are one customer already. */
  record AlreadyOne() implements IdentityResult {}

  record AlreadyUndone() implements IdentityResult {}

  /** There is nothing to restore. */
  record Erased() implements IdentityResult {}

  /** The other customer has this number or address as well. */
  record Taken(CustomerCard owner) implements IdentityResult {}

  /** Conversations of the two were put together: those have to be taken apart first. */
  record ConversationsJoined(List<Long> conversations) implements IdentityResult {
    public ConversationsJoined {
      conversations = List.copyOf(conversations);
    }
  }

  /** It went on to somebody else since, or was removed: that has to be undone first. */
  record MovedOn() implements IdentityResult {}
}
