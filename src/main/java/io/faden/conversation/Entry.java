package io.faden.conversation;

import io.faden.channel.Visibility;
import io.faden.customer.CustomerId;
import io.faden.platform.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item on the timeline, as the contract's Entry.
 *
 * @param kind message, note or event
 * @param direction in, out or internal
 * @param author the agent; absent when the customer or the system wrote
 * @param text without quoted history; cut for lists, then truncated is set
 * @param customerId for whom of the merged customers it was filed
 * @param unread something from the customer that the viewer has not seen
 * @param visibility on channels where it differs who can read a message
 * @param answersEntryId of ours: the post that it answers
 * @param approval of an answer of ours that a second pair of eyes looked at, or is to
 * @param post as whoever keeps posts shows it
 * @param event for kind event: type and what it was about
 */
public record Entry(
    EntryId id,
    ConversationId conversationId,
    String conversationSubject,
    String kind,
    Optional<String> channel,
    String direction,
    Instant occurredAt,
    Optional<Person> author,
    Optional<From> from,
    List<String> to,
    List<String> cc,
    String subject,
    String text,
    String quoted,
    boolean truncated,
    boolean hasHtml,
    boolean remoteImages,
    boolean automated,
    List<Attachment> attachments,
    boolean hasRaw,
    Optional<ReplyState> reply,
    CustomerId customerId,
    boolean unread,
    Optional<Call> call,
    Optional<Letter> letter,
    Optional<Visibility> visibility,
    Optional<String> language,
    Optional<Long> answersEntryId,
    Optional<Approval> approval,
    Optional<Map<String, Object>> post,
    Optional<Map<String, Object>> event) {

  /**
   * For a call note.
   *
   * @param outcome reached, not_reached or voicemail
   */
  public record Call(Optional<Integer> seconds, String outcome) {}

  /**
   * Of a message on paper.
   *
   * @param arrivalId of a scanned one
   * @param writtenOn as it says itself
   * @param unread why its text could not be read
   * @param originalPlace where the paper lies
   * @param printedAt of ours, newest print
   * @param postedOn of ours
   */
  public record Letter(
      Optional<Long> arrivalId,
      long pages,
      Optional<LocalDate> writtenOn,
      Optional<LocalDate> receivedOn,
      Optional<String> unread,
      Optional<String> originalPlace,
      Optional<Instant> printedAt,
      Optional<LocalDate> postedOn) {}

  /**
   * The second pair of eyes.
   *
   * @param state waiting, approved, returned or withdrawn
   * @param reason why it was returned
   * @param alone its author released it, a supervisor, when nobody else was on shift
   * @param mayDecide it waits, and the viewer did not write it
   * @param mayReleaseAlone it waits, and the viewer could release it alone right now
   */
  public record Approval(
      String state,
      Person author,
      Instant askedAt,
      Optional<Person> decidedBy,
      Optional<Instant> decidedAt,
      Optional<String> reason,
      boolean alone,
      boolean mayDecide,
      boolean mayReleaseAlone) {}

  /** Who wrote, as the message says. */
  public record From(Optional<String> name, String address) {}
}
