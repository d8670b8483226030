package io.faden.customer;

import java.util.Optional;

/**
 * An address of a customer on a channel.
 *
 * @param customerId whose of the merged customers it is
 * @param value normalised, so that equal means the same
 * @param display as people write it
 * @param source where we have it from, for example {@code message} or {@code agent}
 * @param state ok, or bad: what was sent there came back
 * @param dial a {@code tel:} link for a number that may be called
 */
public record ContactPoint(
    ContactPointId id,
    Optional<CustomerId> customerId,
    String channel,
    String value,
    String display,
    String label,
    boolean verified,
    String source,
    String state,
    String stateReason,
    Optional<PostalAddress> postal,
    Optional<String> system,
    Optional<String> dial,
    Optional<NumberKind> numberKind) {

  /** What an answer needs of it. */
  public ContactPoint(
      ContactPointId id, String channel, String value, boolean verified, String source) {
    this(
        id,
        Optional.empty(),
        channel,
        value,
        value,
        "",
        verified,
        source,
        "ok",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
