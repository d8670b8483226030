package io.faden.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * How an account is doing, in the word of the node that serves it.
 *
 * @param status connecting, ok, failing or off
 * @param error a readable reason when failing
 */
public record AccountState(
    String status, Optional<String> error, Optional<Instant> checkedAt, Optional<String> node) {}
