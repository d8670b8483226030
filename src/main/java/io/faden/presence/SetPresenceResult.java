package io.faden.presence;

/** What became of the wish to change a presence. */
public sealed interface SetPresenceResult {
  /** As it is now, whether or not that is new. */
  record Set(PresenceView presence) implements SetPresenceResult {}

  record Invalid(String reason) implements SetPresenceResult {}

  /** Nobody of this number works here. */
  record NotFound() implements SetPresenceResult {}
}
