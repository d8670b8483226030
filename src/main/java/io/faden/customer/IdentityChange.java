package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A merge of two customers or a move of a contact point (IdentityChange in the contract).
 *
 * @param kind merge or move
 * @param by absent when it happened by itself
 * @param survivor of a move: who has the contact point now
 * @param absorbed of a move: who had it
 */
public record IdentityChange(
    long id,
    String kind,
    Instant at,
    Optional<Person> by,
    String reason,
    CustomerCard survivor,
    CustomerCard absorbed,
    Optional<ContactPoint> contactPoint,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> conversations,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Evidence> evidence,
    Optional<Undone> undone) {

  public record Undone(Instant at, Optional<Person> by, String reason) {}
}
