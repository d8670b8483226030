package io.faden.dossier;

import io.faden.customer.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom a dossier is about: one customer with all that were merged into them.
 *
 * @param until what was recorded later is not part of it
 * @param members the root first
 */
record Subject(
    CustomerId root, Instant until, List<Member> members, List<Matter> matters, Counts counts) {

  record Member(
      long id, String name, Optional<String> organisation, String note, List<Contact> contacts) {}

  record Contact(String channel, String display, String label) {}

  /** A conversation in one line. */
  record Matter(long id, String subject, String status, Instant openedAt) {}

  /** How much there is; first and last are empty when nothing was said. */
  record Counts(
      long received,
      long sent,
      long calls,
      long notes,
      long events,
      long files,
      Optional<Instant> first,
      Optional<Instant> last) {}

  Long[] ids() {
    return members.stream().map(Member::id).toArray(Long[]::new);
  }

  String name() {
    return members.getFirst().name();
  }
}
