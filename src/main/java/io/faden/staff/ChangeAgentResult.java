package io.faden.staff;

/** What became of changing a person. */
public sealed interface ChangeAgentResult {
  record Changed(Agent agent) implements ChangeAgentResult {}

  record NotFound() implements ChangeAgentResult {}

  /** Somebody changed the person meanwhile. */
  record Stale() implements ChangeAgentResult {}

  /** Nobody would be left to administer. */
  record LastAdmin() implements ChangeAgentResult {}

  record Invalid(String reason) implements ChangeAgentResult {}
}
