package io.faden.post;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a letter has got; returned: it was out, and came back. */
public enum LetterState {
  READY,
  PRINTED,
  POSTED,
  RETURNED;

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LetterState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
