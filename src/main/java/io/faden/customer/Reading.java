package io.faden.customer;

import java.util.Optional;

/** What a spelling of a number or address means. */
public sealed interface Reading {

  record Valid(ContactValue value) implements Reading {}

  /**
   * No address of anybody.
   *
   * @param detail why, as a sentence for people
   * @param kind for a number whose kind is known all the same
   */
  record Invalid(String detail, Optional<NumberKind> kind) implements Reading {
    Invalid(String detail) {
      this(detail, Optional.empty());
    }
  }

  /** Empty where it is no address. */
  default Optional<ContactValue> valid() {
    return this instanceof Valid found ? Optional.of(found.value()) : Optional.empty();
  }
}
