package io.faden.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A wish to erase and how far it has got, as the contract's Erasure.
 *
 * @param state planned, held, running, done or cancelled
 * @param counts what was erased so far
 * @param holdUntil a day, as 2026-12-31
 */
public record Erasure(
    ErasureId id,
    String state,
    CustomerCard customer,
    String reason,
    Person requestedBy,
    Instant requestedAt,
    Instant runsAt,
    Optional<String> holdReason,
    Optional<String> holdUntil,
    Optional<Instant> doneAt,
    Map<String, Long> counts,
    @JsonIgnore Optional<String> digest) {

  @JsonIgnore
  CustomerId root() {
    return customer.id();
  }

  @JsonIgnore
  boolean isOver() {
    return state.equals("done") || state.equals("cancelled") || state.equals("running");
  }
}
