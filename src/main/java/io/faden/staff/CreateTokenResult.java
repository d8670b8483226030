package io.faden.staff;

/** What became of making an API token. */
public sealed interface CreateTokenResult {
  /** The secret is shown this once. */
  record Created(ApiToken token, String secret) implements CreateTokenResult {
    @Override
    public String toString() {
      return "Created[" + token + "]";
    }
  }

  record Invalid(String reason) implements CreateTokenResult {}
}
