package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.faden.platform.Initials;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A customer as shown beside the timeline.
 *
 * @param name what they call themselves, else an address of theirs, else empty
 * @param formOfAddress du, Sie or unknown
 * @param personalAgent who serves them by choice
 */
public record Customer(
    CustomerId id,
    String name,
    Optional<String> language,
    String formOfAddress,
    String note,
    Optional<Person> personalAgent,
    Instant createdAt,
    int version,
    List<ContactPoint> contactPoints) {

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}
