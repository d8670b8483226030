package io.faden.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody is away. */
public enum AwayReason {
  BREAK,
  MEAL,
  MEETING,
  TRAINING,
  BACK_OFFICE;

  public static AwayReason of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
