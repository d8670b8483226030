package io.faden.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person may do; each role includes those before it. */
public enum Role {
  AGENT,
  SUPERVISOR,
  ADMIN;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** Errors: IllegalArgumentException for a name that is no role. */
  public static Role of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
