package io.faden.platform;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An agent as shown beside what they did. */
public record Person(AgentId id, String name) {

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}
