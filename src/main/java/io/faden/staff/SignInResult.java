package io.faden.staff;

import io.faden.platform.AgentId;
import java.time.Duration;

/** What became of a sign-in. */
public sealed interface SignInResult {
  /**
   * The token is the session's only copy outside the browser's cookie; it lasts at most so long.
   */
  record SignedIn(AgentId agent, String token, Duration atMost) implements SignInResult {
    @Override
    public String toString() {
      return "SignedIn[" + agent + "]";
    }
  }

  /** One answer for a wrong password, an unknown address and a person who may not sign in. */
  record Failed(int attemptsLeft) implements SignInResult {}

  record TooMany(Duration retryAfter) implements SignInResult {}
}
