package io.faden.search;

import io.faden.customer.CustomerCard;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something found, with what was looked for marked in its texts. */
public sealed interface Hit {

  record OfCustomer(CustomerCard customer, List<Part> name, List<Part> address) implements Hit {}

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
