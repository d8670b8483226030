package io.faden.textmodule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a text module is for. */
public enum Purpose {
  ANSWER,
  NETIQUETTE,
  /** Asks somebody in public to go on in private. */
  PRIVATE,
  /** The last word in public on what was settled in private. */
  CLOSING;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Purpose of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
