package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The language in which a person reads the page ("locale" in the contract). */
public enum Language {
  DE,
  EN;

  public static Language of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
