package io.faden.staff;

import java.util.List;

/** What became of adding, changing or removing a team. */
public sealed interface TeamResult {
  record Saved(Team team) implements TeamResult {}

  record Removed() implements TeamResult {}

  record NotFound() implements TeamResult {}

  record Stale() implements TeamResult {}

  record NameTaken() implements TeamResult {}

  record AgentNotFound() implements TeamResult {}

  /** These are bound to it, by name. */
  record InUse(List<String> by) implements TeamResult {}

  record Invalid(String reason) implements TeamResult {}
}
