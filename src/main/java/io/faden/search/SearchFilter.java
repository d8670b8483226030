package io.faden.search;

import java.time.Instant;
import java.util.Optional;

/**
 * What else must be true of a hit. Customers are not filtered; channel and direction are those of
 * entries.
 */
public record SearchFilter(
    Optional<Long> queue,
    Optional<String> status,
    Optional<String> channel,
    Optional<String> direction,
    Optional<Instant> from,
    Optional<Instant> to) {}
