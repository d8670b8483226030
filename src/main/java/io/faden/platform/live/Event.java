package io.faden.platform.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.Optional;

/** A row of the event log, as it goes to pages (LiveEvent in the contract). */
public record Event(
    String type,
    String cursor,
    Instant at,
    Optional<Person> actor,
    Optional<Long> customerId,
    Optional<Long> conversationId,
    Optional<Long> entryId,
    Optional<Long> workItemId,
    Optional<Long> arrivalId,
    Optional<Long> agentId,
    @JsonIgnore Cursor place,
    @JsonIgnore Audience audience) {}
