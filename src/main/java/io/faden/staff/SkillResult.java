package io.faden.staff;

import java.util.List;

/** What became of adding, renaming or removing a skill. */
public sealed interface SkillResult {
  record Saved(Skill skill) implements SkillResult {}

  record Removed() implements SkillResult {}

  record NotFound() implements SkillResult {}

  record Stale() implements SkillResult {}

  record NameTaken() implements SkillResult {}

  /** Another skill stands for this language or channel. */
  record CodeTaken() implements SkillResult {}

  /** These ask for it, by name. */
  record InUse(List<String> by) implements SkillResult {}

  record Invalid(String reason) implements SkillResult {}
}
