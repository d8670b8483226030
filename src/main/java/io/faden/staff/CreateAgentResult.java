package io.faden.staff;

/** What became of adding a person. */
public sealed interface CreateAgentResult {
  /** The link is a path with its secret, shown this once. */
  record Created(Agent agent, String link) implements CreateAgentResult {}

  record EmailTaken() implements CreateAgentResult {}

  record Invalid(String reason) implements CreateAgentResult {}
}
