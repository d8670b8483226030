package io.faden.dossier;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One entry with all that is to be told of it.
 *
 * @param author the agent; absent when the customer or the system wrote
 * @param callOutcome for a call note: reached, not_reached or voicemail
 * @param delivery for a reply: how far it has got
 * @param approval of a reply that somebody else looked at
 * @param paper for a letter
 * @param post for what somebody wrote on a network
 */
record Told(
    long id,
    long conversation,
    String conversationSubject,
    String kind,
    Optional<String> channel,
    String direction,
    Instant occurredAt,
    Optional<String> author,
    Optional<String> fromName,
    Optional<String> fromAddress,
    List<String> to,
    List<String> cc,
    String subject,
    String text,
    String quoted,
    boolean automated,
    Optional<Duration> callLength,
    Optional<String> callOutcome,
    Optional<Delivery> delivery,
    Optional<Approval> approval,
    JsonObject event,
    Optional<Long> arrival,
    boolean hasSentRaw,
    Optional<Paper> paper,
    Optional<Post> post,
    List<File> files) {

  /**
   * What is known of a post.
   *
   * @param url where it stood
   * @param visibility public or private
   */
  record Post(
      Optional<String> url,
      String visibility,
      Optional<Instant> editedAt,
      Optional<Instant> deletedAt) {

    static Optional<Post> of(Row row) {
      return optionalText(row, "post_visibility")
          .map(
              visibility ->
                  new Post(
                      optionalText(row, "post_url"),
                      visibility,
                      optionalInstant(row, "post_edited_at"),
                      optionalInstant(row, "post_deleted_at")));
    }
  }

  /**
   * What is known of the paper of a letter.
   *
   * @param kind of the scan: pdf, tiff, png or jpeg; absent for one of ours, and if it was not read
   * @param place where the original lies
   * @param postedOn of ours
   */
  record Paper(
      boolean scanned,
      Optional<String> kind,
      Optional<LocalDate> writtenOn,
      Optional<LocalDate> receivedOn,
      Optional<Instant> scannedAt,
      Optional<LocalDate> postedOn,
      String place) {

    static Optional<Paper> of(Row row) {
      boolean scanned = row.getLong("scan_id") != null;
      return scanned || "letter".equals(row.getString("channel"))
          ? Optional.of(
              new Paper(
                  scanned,
                  optionalText(row, "scan_kind"),
                  Optional.ofNullable(row.getLocalDate("written_on")),
                  Optional.ofNullable(row.getLocalDate("received_on")),
                  optionalInstant(row, "scanned_at"),
                  Optional.ofNullable(row.getLocalDate("posted_on")),
                  optionalText(row, "original_place").orElse("")))
          : Optional.empty();
    }
  }

  /** How a file with its original bytes ends: what somebody's machine opens it by. */
  String ending() {
    return paper
        .map(
            known ->
                known.scanned()
                    ? switch (known.kind().orElse("")) {
                      case "pdf" -> "pdf";
                      case "tiff" -> "tif";
                      case "png" -> "png";
                      case "jpeg" -> "jpg";
                      // Never opened: nobody knows what it is.
                      default -> "bin";
                    }
                    : "pdf")
        .orElseGet(() -> post.isPresent() ? "json" : "eml");
  }

  /**
   * Who released it.
   *
   * @param alone its author did, when nobody else was on shift
   */
  record Approval(String by, boolean alone) {}

  record Delivery(String state, Optional<String> error, boolean uncertain) {}

  /** A file on the entry; size in bytes. */
  record File(long id, String name, String type, long size) {}

  boolean isEvent() {
    return kind.equals("event");
  }

  boolean isNote() {
    return kind.equals("note");
  }

  /** A message on the phone is what somebody wrote about a call. */
  boolean isCall() {
    return kind.equals("message") && channel.filter("phone"::equals).isPresent();
  }

  static Told of(Row row, List<File> files) {
    JsonObject event = row.getJsonObject("event");
    return new Told(
        row.getLong("id"),
        row.getLong("conversation_id"),
        row.getString("conversation_subject"),
        row.getString("kind"),
        optionalText(row, "channel"),
        row.getString("direction"),
        instant(row, "occurred_at"),
        optionalText(row, "author"),
        optionalText(row, "from_name").filter(name -> !name.isBlank()),
        optionalText(row, "from_address"),
        texts(row, "to_addresses"),
        texts(row, "cc_addresses"),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("quoted_text"),
        row.getBoolean("automated"),
        Optional.ofNullable(row.getInteger("call_seconds")).map(Duration::ofSeconds),
        optionalText(row, "call_outcome"),
        optionalText(row, "delivery_state")
            .map(
                state ->
                    new Delivery(
                        state,
                        optionalText(row, "delivery_error"),
                        row.getBoolean("delivery_uncertain"))),
        optionalText(row, "approved_by")
            .map(name -> new Approval(name, row.getBoolean("approved_alone"))),
        event == null ? new JsonObject() : event,
        Optional.ofNullable(row.getLong("arrival_id")),
        row.getBoolean("has_sent_raw"),
        Paper.of(row),
        Post.of(row),
        files);
  }
}
