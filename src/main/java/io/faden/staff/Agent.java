package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.faden.platform.AgentId;
import io.faden.platform.Initials;
import io.faden.platform.Role;
import java.time.Instant;
import java.util.Optional;

/** A person who can sign in, as administrators see them (Agent in the contract). */
public record Agent(
    AgentId id,
    String name,
    String email,
    Role role,
    boolean active,
    boolean hasPassword,
    Optional<Instant> lastSeenAt,
    int version) {

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}
