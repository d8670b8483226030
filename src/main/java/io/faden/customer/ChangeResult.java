package io.faden.customer;

/** What came of making or changing a customer. */
public sealed interface ChangeResult {
  record Changed(Customer customer) implements ChangeResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements ChangeResult {}

  record NotFound() implements ChangeResult {}

  /** There is nobody left to change. */
  record Erased() implements ChangeResult {}

  /** The personal agent is to be somebody who does not exist. */
  record AgentNotFound() implements ChangeResult {}

  record OrganisationNotFound() implements ChangeResult {}

  /** What they are to belong to is a person, or they themselves. */
  record NoOrganisation() implements ChangeResult {}

  /** A person has no people: they are to be taken out first. */
  record HasPeople() implements ChangeResult {}

  /** A contact point names somebody else. */
  record Taken(CustomerCard owner) implements ChangeResult {}

  /** A contact point cannot exist. */
  record Invalid(String detail) implements ChangeResult {}
}
