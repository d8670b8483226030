package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a person works today. */
public enum Location {
  HOME,
  OFFICE;

  public static Location of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
