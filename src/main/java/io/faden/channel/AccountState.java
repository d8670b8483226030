package io.faden.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * How an account is doing, in the word of the node that serves it.
 *
 * @param status connecting, ok, failing or off
 * @param error a readable reason when failing
 * @param caughtUpAt up to when everything on the other side is known here, where we ask for it
 * @param limitedUntil the other side does not want to be asked before
 */
public record AccountState(
    String status,
    Optional<String> error,
    Optional<Instant> checkedAt,
    Optional<String> node,
    Optional<Instant> caughtUpAt,
    Optional<Instant> limitedUntil) {}
