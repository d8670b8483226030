package io.faden.supervision;

import java.time.Instant;
import java.util.Optional;

/**
 * Open items of a queue in the same state and channel.
 *
 * @param oldest when the first of them entered
 */
record OpenGroup(
    long queue,
    String state,
    String channel,
    Instant oldest,
    long items,
    long dueSoon,
    long overdue,
    Optional<Instant> nextDue) {}
