package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a conversation stands: to be worked on, waiting for the customer, put off, or settled. */
public enum Status {
  OPEN,
  WAITING,
  SNOOZED,
  RESOLVED;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Status of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
