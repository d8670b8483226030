package io.faden.customer;

/** What came of giving a customer a contact point. */
public sealed interface AddResult {
  /** It is the customer's, now or already. */
  record Added(ContactPointId id) implements AddResult {}

  /** It names somebody else. */
  record Taken(CustomerCard owner) implements AddResult {}

  /** It cannot exist; the detail is a sentence for people. */
  record Invalid(String detail) implements AddResult {}

  record NotFound() implements AddResult {}

  record Erased() implements AddResult {}
}
