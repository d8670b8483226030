package io.faden.customer;

import java.util.Optional;

/**
 * A way to reach a customer, as somebody writes it (NewContactPoint in the contract).
 *
 * @param value in any spelling
 * @param postal instead of the value, for channel postal
 * @param system for channel external: whose identifier it is
 */
public record NewContactPoint(
    ContactChannel channel,
    Optional<String> value,
    Optional<PostalAddress> postal,
    Optional<String> system,
    Optional<String> label,
    boolean verified) {

  public static NewContactPoint of(ContactChannel channel, String value) {
    return new NewContactPoint(
        channel, Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }
}
