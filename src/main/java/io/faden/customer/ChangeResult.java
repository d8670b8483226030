package io.faden.customer;

/** What came of changing a customer. */
public sealed interface ChangeResult {
  record Changed(Customer customer) implements ChangeResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements ChangeResult {}

  record NotFound() implements ChangeResult {}

  /** The personal agent is to be somebody who does not exist. */
  record AgentNotFound() implements ChangeResult {}
}
