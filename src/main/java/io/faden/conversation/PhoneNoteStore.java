package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** SQL of writing calls down. */
final class PhoneNoteStore {

  /**
   * The note that opened a conversation by this request. Until the transaction ends nobody else
   * opens one by the same. Index: entry_request.
   */
  Optional<EntryId> openedByRequest(Tx tx, AgentId author, Optional<String> requestId) {
    return requestId.flatMap(
        key -> {
          tx.rows(
              "SELECT pg_advisory_xact_lock(hashtextextended($1, 22))", author.value() + ":" + key);
          return tx
              .rows(
                  """
                  SELECT id FROM entry WHERE author_id = $1 AND request_id = $2 AND channel = 'phone' AND NOT withdrawn
                   ORDER BY id LIMIT 1
                  """,
                  author,
                  key)
              .stream()
              .findFirst()
              .map(row -> new EntryId(row.getLong("id")));
        });
  }

  boolean sameCustomer(Sql sql, CustomerId one, CustomerId other) {
    return !sql.rows(
            """
            SELECT 1 FROM customer_card a JOIN customer_card b ON b.root_id = a.root_id WHERE a.id = $1 AND b.id = $2
            """,
            one,
            other)
        .isEmpty();
  }

  Optional<String> number(Sql sql, ContactPointId point) {
    return sql.row("SELECT value FROM reachable WHERE id = $1", point)
        .map(row -> row.getString("value"));
  }

  Optional<QueueId> queueOf(Sql sql, Optional<Long> line) {
    return line.flatMap(id -> sql.row("SELECT queue_id FROM channel_account WHERE id = $1", id))
        .map(row -> new QueueId(row.getLong("queue_id")));
  }

  ConversationId open(
      Tx tx, CustomerId customer, String subject, QueueId queue, Optional<Long> line) {
    return new ConversationId(
        tx.row(
                """
                INSERT INTO conversation (customer_id, subject, queue_id, channel_account_id)
                VALUES ($1, left($2, 500), $3, $4) RETURNING id
                """,
                customer,
                subject,
                queue,
                line)
            .orElseThrow()
            .getLong("id"));
  }

  /** The number stands where the address of a message would: who called, or who was called. */
  EntryId insert(Tx tx, Locked conversation, AgentId author, PhoneNotes.Note note) {
    return new EntryId(
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, author_id, contact_point_id,
                                   from_address, to_addresses, body_text, call_seconds, call_outcome, request_id)
                SELECT $1, $2, 'message', 'phone', $3, $4, $5, $6,
                       CASE WHEN $3 = 'in' THEN p.display END,
                       CASE WHEN $3 = 'out' AND p.display IS NOT NULL THEN ARRAY[p.display] ELSE '{}' END,
                       $7, $8, $9, $10
                  FROM (SELECT) one LEFT JOIN reachable p ON p.id = $6
                RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                note.direction(),
                note.startedAt(),
                author,
                note.contactPoint(),
                note.text(),
                note.seconds(),
                note.outcome(),
                note.requestId())
            .orElseThrow()
            .getLong("id"));
  }

  EntryId insertMissed(
      Tx tx, Locked conversation, Optional<ContactPointId> contactPoint, Instant at) {
    return new EntryId(
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, contact_point_id,
                                   from_address, event)
                SELECT $1, $2, 'event', 'phone', 'in', $3, $4, p.display, $5
                  FROM (SELECT) one LEFT JOIN reachable p ON p.id = $4
                RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                at,
                contactPoint,
                new JsonObject().put("type", "call_missed"))
            .orElseThrow()
            .getLong("id"));
  }
}
