package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.faden.platform.Initials;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A customer as shown beside the timeline: all that is known under any number of theirs.
 *
 * @param id the number that stands for all merged ones
 * @param name what they call themselves, else an address of theirs, else empty
 * @param formOfAddress du, Sie or unknown
 * @param formLearned the words that the form of address was learned from, unless an agent chose it
 * @param personalAgent who serves them by choice
 * @param members all merged customers, the root first
 * @param memberNotes notes about the merged ones, without the one that is shown as the note
 * @param people of an organisation, 100 at most
 */
public record Customer(
    CustomerId id,
    CustomerId rootId,
    String name,
    String kind,
    Optional<String> language,
    String formOfAddress,
    Optional<FormLearned> formLearned,
    String note,
    Optional<Person> personalAgent,
    Optional<CustomerCard> organisation,
    List<CustomerCard> people,
    List<CustomerCard> members,
    List<MemberNote> memberNotes,
    Optional<DoNotContact> doNotContact,
    boolean erased,
    Optional<Instant> erasedAt,
    Instant createdAt,
    int version,
    List<ContactPoint> contactPoints) {

  /** The customer's own words, and the entry where they stand. */
  public record FormLearned(String sentence, long entryId) {}

  public record MemberNote(CustomerCard customer, String note) {}

  /** On which channels we do not come unasked; {@code all} is every one. */
  public record DoNotContact(List<String> channels, String reason, Optional<Instant> since) {}

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}
