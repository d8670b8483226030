package io.faden.customer;

/**
 * An address of a customer on a channel.
 *
 * @param value normalised, so that equal means the same
 * @param source where we have it from, for example {@code message} or {@code agent}
 */
public record ContactPoint(
    ContactPointId id, String channel, String value, boolean verified, String source) {}
