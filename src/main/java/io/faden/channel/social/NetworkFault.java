package io.faden.channel.social;

import java.time.Instant;
import java.util.Optional;

/** The other side did not do what was asked; the message is a readable sentence, never a secret. */
public final class NetworkFault extends Exception {
  /** What to do about it. */
  public enum Kind {
    /** Somebody has to sign in there again. */
    SIGN_IN,
    /** Not before a time. */
    LIMITED,
    /** Passes by itself. */
    AWAY,
    /** It will not do it, however often it is asked. */
    REFUSED,
    /** What it was about is not there. */
    GONE
  }

  private final Kind kind;
  private final transient Optional<Instant> until;

  public NetworkFault(Kind kind, String reason) {
    this(kind, reason, Optional.empty());
  }

  public NetworkFault(Kind kind, String reason, Optional<Instant> until) {
    super(reason);
    this.kind = kind;
    this.until = until;
  }

  public Kind kind() {
    return kind;
  }

  /** For LIMITED: when it may be asked again, if it says so. */
  public Optional<Instant> until() {
    return until;
  }
}
