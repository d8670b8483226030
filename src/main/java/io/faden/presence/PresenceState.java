package io.faden.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody is doing. The last two come by themselves. */
public enum PresenceState {
  OFFLINE,
  AVAILABLE,
  AWAY,
  WRAPPING,
  /** No page of theirs answers; they may still come back to what they did. */
  DISCONNECTED,
  /** They let offers pass, and get no more until they say that they are back. */
  NOT_RESPONDING;

  public static PresenceState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
