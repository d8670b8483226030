package io.faden.platform.http;

import io.faden.platform.Actor;
import java.util.Optional;

/** Finds out who calls. Implemented by the feature that knows people. */
public interface Authentication {
  /** The person behind a browser's session, or empty when it is unknown, over or not for there. */
  Optional<Actor> bySession(String token, boolean fromLoopback);

  /** The person behind a program's API token, or empty. */
  Optional<Actor> byApiToken(String token, boolean fromLoopback);
}
