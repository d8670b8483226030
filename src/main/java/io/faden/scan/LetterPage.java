package io.faden.scan;

import io.faden.customer.CustomerCard;
import io.faden.customer.PostalAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One scanned letter with all that is shown of it (Letter in the contract). */
record LetterPage(
    LetterRow letter,
    int version,
    Optional<String> kind,
    Optional<LocalDate> writtenOn,
    Optional<LetterEvidence> writtenEvidence,
    String originalPlace,
    Optional<String> subject,
    String text,
    Reading reading,
    List<Page> pages,
    List<Weighing.Candidate> candidates,
    Optional<Reference> reference,
    Optional<Returned> returned,
    Optional<Sender> sender) {

  /** How far it was read. */
  record Reading(
      String state, Optional<String> reason, boolean again, Optional<Double> confidence) {

    /** Input: whether it has been read at all, and its pages. */
    static Reading of(
        boolean read, boolean failed, Optional<String> reason, boolean again, List<Page> pages) {
      long unread = pages.stream().filter(page -> page.unread().isPresent()).count();
      String state =
          failed || (read && unread > 0 && unread == pages.size())
              ? "unread"
              : !read ? "waiting" : unread > 0 ? "partly" : "read";
      return new Reading(
          state,
          reason,
          again,
          pages.stream()
              .filter(Page::recognised)
              .mapToDouble(page -> page.confidence().orElse(0.0))
              .average()
              .stream()
              .boxed()
              .findFirst());
    }
  }

  record Page(
      int number,
      double widthMillimetres,
      double heightMillimetres,
      boolean recognised,
      Optional<Double> confidence,
      Optional<String> unread) {}

  /** The conversation whose printed reference it bears. */
  record Reference(
      long conversationId, String subject, CustomerCard customer, LetterEvidence evidence) {}

  /** The letter of ours that it seems to be. */
  record Returned(
      long entryId, Optional<Instant> sentAt, List<String> recipient, Optional<String> reason) {}

  /** What stands on it about a sender. */
  record Sender(
      Optional<String> name,
      Optional<PostalAddress> postal,
      List<String> emails,
      List<String> phones,
      List<String> customerNumbers) {}
}
