package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that people can do well or less well.
 *
 * @param code of a language ISO 639-1, of a channel its name; a topic has none
 * @param agents how many have it
 */
public record Skill(
    SkillId id, String name, Kind kind, Optional<String> code, long agents, int version) {

  /** What a skill is about. */
  public enum Kind {
    TOPIC,
    LANGUAGE,
    CHANNEL;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
