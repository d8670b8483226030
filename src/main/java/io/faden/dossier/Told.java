package io.faden.dossier;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry with all that is to be told of it.
 *
 * @param author the agent; absent when the customer or the system wrote
 * @param callOutcome for a call note: reached, not_reached or voicemail
 * @param delivery for a reply: how far it has got
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
    JsonObject event,
    Optional<Long> arrival,
    boolean hasSentRaw,
    List<File> files) {

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
        event == null ? new JsonObject() : event,
        Optional.ofNullable(row.getLong("arrival_id")),
        row.getBoolean("has_sent_raw"),
        files);
  }
}
