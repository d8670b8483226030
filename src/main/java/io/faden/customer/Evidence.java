package io.faden.customer;

import java.util.Optional;

/**
 * Why two customers may be one (Evidence in the contract).
 *
 * @param value what is the same
 * @param entryId where it was said
 */
public record Evidence(
    String kind, Optional<String> value, Optional<Long> entryId, Optional<String> sentence) {

  static Evidence of(String kind, String value) {
    return new Evidence(kind, Optional.of(value), Optional.empty(), Optional.empty());
  }
}
