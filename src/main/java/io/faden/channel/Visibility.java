package io.faden.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who can read a message beside its sender and its recipient. */
public enum Visibility {
  PUBLIC,
  PRIVATE;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Visibility of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
