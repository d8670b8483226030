package io.faden.search;

import io.faden.customer.CustomerCard;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something found, with what was looked for marked in its texts. */
public sealed interface Hit {

  /**
   * Somebody we serve.
   *
   * @param customer the root of those merged
   * @param address the one that was found, else the first
   * @param alias the name of a merged member, if that was found
   * @param note about two lines, if what was looked for stands in it
   */
  record OfCustomer(
      CustomerCard customer,
      List<Part> name,
      List<Part> address,
      Optional<List<Part>> alias,
      Optional<List<Part>> note)
      implements Hit {}

  record OfConversation(
      long id,
      List<Part> number,
      List<Part> subject,
      String status,
      Queue queue,
      CustomerCard customer,
      Instant lastEntryAt)
      implements Hit {}

  record OfEntry(
      long id,
      long conversationId,
      String kind,
      Optional<String> channel,
      String direction,
      Instant occurredAt,
      CustomerCard customer,
      Optional<Person> author,
      List<Part> from,
      List<Part> subject,
      List<Part> excerpt,
      List<List<Part>> attachments)
      implements Hit {}

  record Queue(long id, String name) {}
}
