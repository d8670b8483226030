package io.faden.staff;

import java.time.Instant;
import java.util.Optional;

/** An API token without its secret (Token in the contract). */
public record ApiToken(
    long id,
    String name,
    Instant createdAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> expiresAt) {}
