package io.faden.post;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.channel.Channel;
import io.faden.channel.letter.Enclosures;
import io.faden.channel.letter.Recipient;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL of a single letter. */
final class LetterStore {

  /**
   * All that is known for writing one. A letter of ours that came back is not the customer's.
   *
   * @param author who signs
   * @param recipient above the street, where the address says so
   * @param answered when the newest letter of this conversation says that it was written
   */
  record Facts(
      String subject,
      QueueId queue,
      String author,
      String customer,
      boolean organisation,
      Optional<String> language,
      String formOfAddress,
      Optional<String> recipient,
      Optional<String> street,
      Optional<String> postalCode,
      String town,
      String country,
      Optional<Instant> answered) {}

  /** Empty if that is no postal address of anybody. Indexes: the primary keys. */
  Optional<Facts> facts(Sql sql, Channel.Written answer) {
    return sql.row(
            """
            SELECT c.subject, c.queue_id, a.name AS author, k.name AS customer, k.kind = 'organisation' AS organisation,
                   k.language, k.form_of_address, p.details,
                   (SELECT i.written_at FROM entry_record i
                     WHERE i.conversation_id = c.id AND i.channel = 'letter' AND i.direction = 'in' AND NOT i.automated
                     ORDER BY i.id DESC LIMIT 1) AS answered
              FROM conversation_standing c
              JOIN reachable p ON p.id = $2 AND p.channel = 'postal'
              JOIN customer_card k ON k.id = p.root_id
              JOIN person a ON a.id = $3
             WHERE c.id = $1
            """,
            answer.conversation(),
            answer.contactPoint(),
            answer.author())
        .map(LetterStore::facts);
  }

  private static Facts facts(Row row) {
    JsonObject address = row.getJsonObject("details");
    return new Facts(
        row.getString("subject"),
        new QueueId(row.getLong("queue_id")),
        row.getString("author"),
        row.getString("customer"),
        row.getBoolean("organisation"),
        optionalText(row, "language"),
        row.getString("form_of_address"),
        Optional.ofNullable(address.getString("recipient")),
        Optional.ofNullable(address.getString("street")),
        Optional.ofNullable(address.getString("postalCode")),
        address.getString("city", ""),
        address.getString("country", "DE"),
        optionalInstant(row, "answered"));
  }

  /** What a letter is enclosed with that nobody has sent yet. */
  List<Enclosures.File> draftFiles(Sql sql, Channel.Written answer) {
    return sql
        .rows(
            "SELECT name, content FROM draft_file WHERE conversation_id = $1 AND agent_id = $2 ORDER BY id",
            answer.conversation(),
            answer.author())
        .stream()
        .map(row -> new Enclosures.File(row.getString("name"), Columns.bytes(row, "content")))
        .toList();
  }

  /** A file of a letter that nobody has sent yet; it never changes. */
  record DraftFile(long id, String name) {}

  List<DraftFile> draftFileNames(Sql sql, Channel.Written answer) {
    return sql
        .rows(
            "SELECT id, name FROM draft_file WHERE conversation_id = $1 AND agent_id = $2 ORDER BY id",
            answer.conversation(),
            answer.author())
        .stream()
        .map(row -> new DraftFile(row.getLong("id"), row.getString("name")))
        .toList();
  }

  /** Empty if somebody took it away meanwhile. */
  Optional<Enclosures.File> draftFile(Sql sql, DraftFile file) {
    return sql.row("SELECT content FROM draft_file WHERE id = $1", file.id())
        .map(row -> new Enclosures.File(file.name(), Columns.bytes(row, "content")));
  }

  /** A letter that is due. */
  record Sending(long entry, long conversation, long author, long contactPoint) {}

  /** Index: entry_by_message_id. */
  Optional<Sending> sending(Sql sql, String messageId) {
    return sql.row(
            """
            SELECT entry_id, conversation_id, author_id, contact_point_id FROM outgoing_message
             WHERE message_id = $1 AND channel = 'letter'
            """,
            messageId)
        .map(
            row ->
                new Sending(
                    row.getLong("entry_id"),
                    row.getLong("conversation_id"),
                    row.getLong("author_id"),
                    row.getLong("contact_point_id")));
  }

  /** Laid out for the first time, or anew since it came back. */
  void keep(Tx tx, long entry, Writing.Result.Printed printed) {
    Recipient to = printed.recipient();
    JsonObject recipient =
        new JsonObject()
            .put("names", new JsonArray(to.names()))
            .put("street", to.street().orElse(null))
            .put("postalCode", to.postalCode().orElse(null))
            .put("town", to.town())
            .put("country", to.country())
            .put("lines", new JsonArray(printed.lines()));
    tx.execute(
        """
        INSERT INTO letter (entry_id, reference, recipient, pages, parts, by_hand)
        VALUES ($1, $2, $3, (SELECT sum(part) FROM unnest($4::integer[]) AS part), $4, $5)
        ON CONFLICT ON CONSTRAINT letter_pkey DO UPDATE
           SET reference = EXCLUDED.reference, recipient = EXCLUDED.recipient, pages = EXCLUDED.pages, parts = EXCLUDED.parts,
               by_hand = EXCLUDED.by_hand,               ready_at = clock_timestamp(), print_run_id = NULL, posted_on = NULL, posted_by = NULL
        """,
        entry,
        printed.reference(),
        recipient,
        printed.parts().toArray(Integer[]::new),
        Sql.texts(printed.byHand()));
  }

  /** As {@link #keep} wrote it. */
  static Recipient recipient(JsonObject kept) {
    return new Recipient(
        kept.getJsonArray("names").stream().map(String.class::cast).toList(),
        Optional.ofNullable(kept.getString("street")),
        Optional.ofNullable(kept.getString("postalCode")),
        kept.getString("town"),
        kept.getString("country"));
  }
}
