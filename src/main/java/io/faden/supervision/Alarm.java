package io.faden.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/** Something the reconciler found, and what it did about it. */
public record Alarm(
    long id,
    String kind,
    Instant raisedAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, Object> detail) {}
