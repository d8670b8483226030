package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL about conversations and the small rows around them. */
final class ConversationStore {
  private static final String SELECT =
      """
      SELECT id, customer_id, subject, status, snoozed_until, queue_id, channel_account_id, reply_seq, version, merged_into
        FROM conversation WHERE id = $1
      """;

  /** What the rules of a change need to know; the row stays locked. */
  record Locked(
      ConversationId id,
      CustomerId customer,
      String subject,
      Status status,
      Optional<Instant> snoozedUntil,
      QueueId queue,
      Optional<Long> account,
      int replySeq,
      int version,
      Optional<ConversationId> mergedInto) {}

  /**
   * Conversations are locked before their work items and deliveries, never after them. Rows that
   * refer to a conversation can be added while somebody else holds this lock.
   */
  Optional<Locked> lock(Tx tx, ConversationId id) {
    return tx.row(SELECT + " FOR NO KEY UPDATE", id).map(ConversationStore::locked);
  }

  /** As it is, for whoever only looks. */
  Optional<Locked> read(Sql sql, ConversationId id) {
    return sql.row(SELECT, id).map(ConversationStore::locked);
  }

  private static Locked locked(Row row) {
    return new Locked(
        new ConversationId(row.getLong("id")),
        new CustomerId(row.getLong("customer_id")),
        row.getString("subject"),
        Status.of(row.getString("status")),
        optionalInstant(row, "snoozed_until"),
        new QueueId(row.getLong("queue_id")),
        optionalLong(row, "channel_account_id"),
        row.getInteger("reply_seq"),
        row.getInteger("version"),
        optionalLong(row, "merged_into").map(ConversationId::new));
  }

  /**
   * Locks the conversation that stands for one: itself, or what it went into, however often. For
   * whatever comes from outside.
   */
  Optional<Locked> lockStanding(Tx tx, ConversationId id) {
    Optional<Locked> found = lock(tx, standing(tx, id));
    // It may have gone on while we waited for it.
    return found.flatMap(Locked::mergedInto).isPresent() ? lockStanding(tx, id) : found;
  }

  /** Locks the conversation that an entry is in, also if it is just being moved. */
  Optional<Locked> lockOf(Tx tx, EntryId entry) {
    Optional<ConversationId> of = ofEntry(tx, entry);
    Optional<Locked> found = of.flatMap(id -> lock(tx, id));
    return ofEntry(tx, entry).equals(of) ? found : lockOf(tx, entry);
  }

  Optional<ConversationId> ofEntry(Sql sql, EntryId id) {
    return sql.row("SELECT conversation_id FROM entry WHERE id = $1", id)
        .map(row -> new ConversationId(row.getLong("conversation_id")));
  }

  /** Where the entries of a conversation are: in itself, or in what it went into. */
  ConversationId standing(Sql sql, ConversationId id) {
    return sql.row(
            """
            WITH RECURSIVE way AS (
              SELECT id, merged_into FROM conversation WHERE id = $1
              UNION ALL
              SELECT c.id, c.merged_into FROM way JOIN conversation c ON c.id = way.merged_into)
            SELECT id FROM way WHERE merged_into IS NULL
            """,
            id)
        .map(row -> new ConversationId(row.getLong("id")))
        .orElse(id);
  }

  void update(
      Tx tx,
      ConversationId id,
      String subject,
      Status status,
      Optional<Instant> snoozedUntil,
      QueueId queue) {
    tx.execute(
        """
        UPDATE conversation SET subject = $2, status = $3, snoozed_until = $4, queue_id = $5, version = version + 1,
               resolved_at = CASE WHEN $3 = 'resolved' AND status = 'resolved' THEN resolved_at
                                  WHEN $3 = 'resolved' THEN clock_timestamp() END
         WHERE id = $1
        """,
        id,
        subject,
        status,
        snoozedUntil,
        queue);
  }

  void setStatus(Tx tx, ConversationId id, Status status) {
    tx.execute(
        """
        UPDATE conversation SET status = $2, snoozed_until = NULL, version = version + 1,
               resolved_at = CASE WHEN $2 = 'resolved' THEN clock_timestamp() END
         WHERE id = $1 AND status <> $2
        """,
        id,
        status);
  }

  /** A message came or went: answers based on an older state are stale from now on. */
  void messageAdded(Tx tx, ConversationId id) {
    tx.execute(
        "UPDATE conversation SET reply_seq = reply_seq + 1, last_entry_at = clock_timestamp() WHERE id = $1",
        id);
  }

  /** An event on the timeline: what changed, for people to read. */
  void addEvent(Tx tx, ConversationId conversation, Optional<Actor> actor, JsonObject event) {
    tx.execute(
        """
        INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, author_id, event)
        SELECT id, customer_id, 'event', 'internal', clock_timestamp(), $2, $3 FROM conversation WHERE id = $1
        """,
        conversation,
        actor.map(who -> who.id().value()),
        event);
  }

  /** On which the customer waits for an answer. Index: entry_of_conversation. */
  String channel(Sql sql, ConversationId id) {
    return sql.row("SELECT channel FROM conversation_channel WHERE conversation_id = $1", id)
        .orElseThrow()
        .getString("channel");
  }

  void setQueue(Tx tx, ConversationId id, QueueId queue) {
    tx.execute(
        "UPDATE conversation SET queue_id = $2, version = version + 1 WHERE id = $1", id, queue);
  }

  static JsonObject event(String type, String from, String to) {
    return new JsonObject().put("type", type).put("from", from).put("to", to);
  }

  /**
   * What comes later is unread again, whatever number was given. False when there is no such
   * conversation.
   */
  boolean markRead(Sql sql, ConversationId id, AgentId agent, EntryId entry) {
    return sql.execute(
            """
            INSERT INTO read_mark AS m (conversation_id, agent_id, entry_id)
            SELECT c.id, $2, least($3, coalesce((SELECT max(e.id) FROM entry e WHERE e.conversation_id = c.id), 0))
              FROM conversation c WHERE c.id = $1
            ON CONFLICT ON CONSTRAINT read_mark_pkey DO UPDATE SET entry_id = greatest(m.entry_id, EXCLUDED.entry_id)
            """,
            id,
            agent,
            entry)
        == 1;
  }

  /** Newest first, 50 at most. Index: conversation_of_customer. */
  List<CustomerConversation> ofCustomer(Sql sql, CustomerId customer) {
    return sql
        .rows(
            """
            SELECT id, subject, status, last_entry_at FROM conversation
             WHERE customer_id IN (SELECT m.id FROM customer m
                                    WHERE m.root_id = (SELECT root_id FROM customer WHERE id = $1))
               AND merged_into IS NULL
             ORDER BY last_entry_at DESC, id DESC LIMIT 50
            """,
            customer)
        .stream()
        .map(
            row ->
                new CustomerConversation(
                    new ConversationId(row.getLong("id")),
                    row.getString("subject"),
                    Status.of(row.getString("status")),
                    instant(row, "last_entry_at")))
        .toList();
  }

  /** A conversation beside its customer. */
  record CustomerConversation(
      ConversationId id, String subject, Status status, Instant lastEntryAt) {}
}
