package io.faden.staff;

import java.time.Duration;

/** What became of a person's change to their own account; all of it or nothing. */
public sealed interface ChangeProfileResult {
  record Changed(Profile profile) implements ChangeProfileResult {}

  /** The current password was not the one given. */
  record PasswordWrong() implements ChangeProfileResult {}

  record Invalid(String reason) implements ChangeProfileResult {}

  record TooMany(Duration retryAfter) implements ChangeProfileResult {}
}
