package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.customer.ContactPoint;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.WorkItem;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL about conversations and the small rows around them. */
final class ConversationStore {

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
    return tx.row(
            """
            SELECT id, customer_id, subject, status, snoozed_until, queue_id, channel_account_id, reply_seq, version,
                   merged_into
              FROM conversation WHERE id = $1 FOR NO KEY UPDATE
            """,
            id)
        .map(
            row ->
                new Locked(
                    new ConversationId(row.getLong("id")),
                    new CustomerId(row.getLong("customer_id")),
                    row.getString("subject"),
                    Status.of(row.getString("status")),
                    optionalInstant(row, "snoozed_until"),
                    new QueueId(row.getLong("queue_id")),
                    optionalLong(row, "channel_account_id"),
                    row.getInteger("reply_seq"),
                    row.getInteger("version"),
                    optionalLong(row, "merged_into").map(ConversationId::new)));
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

  Optional<Conversation> find(Sql sql, ConversationId id, AgentId viewer) {
    return sql.row(
            """
            SELECT c.id, c.subject, c.status, c.snoozed_until, c.opened_at, c.last_entry_at, c.reply_seq, c.version,
                   c.channel_account_id, q.id AS queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
                   k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, r.entry_id AS read_up_to,
                   w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id,
                   w.queue_name AS w_queue_name, w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id,
                   w.agent_name AS w_agent_name, w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id,
                   w.entered_at AS w_entered_at, w.due_at AS w_due_at,
             w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until
              FROM conversation c
              JOIN queue q ON q.id = c.queue_id
              JOIN customer_card k ON k.id = c.customer_id
              LEFT JOIN read_mark r ON r.conversation_id = c.id AND r.agent_id = $2
              LEFT JOIN open_work w ON w.conversation_id = c.id AND w.kind = 'answer'
             WHERE c.id = $1
            """,
            id,
            viewer)
        .map(row -> conversation(sql, row, viewer));
  }

  private Conversation conversation(Sql sql, Row row, AgentId viewer) {
    ConversationId id = new ConversationId(row.getLong("id"));
    CustomerId customer = new CustomerId(row.getLong("customer_id"));
    return new Conversation(
        id,
        row.getString("subject"),
        Status.of(row.getString("status")),
        optionalInstant(row, "snoozed_until"),
        instant(row, "opened_at"),
        instant(row, "last_entry_at"),
        optionalLong(row, "read_up_to"),
        row.getInteger("reply_seq"),
        row.getInteger("version"),
        new Queue(
            new QueueId(row.getLong("queue_id")),
            row.getString("queue_name"),
            row.getBoolean("queue_is_default")),
        CustomerCard.of(row),
        Optional.ofNullable(row.getLong("w_id")).map(item -> WorkItem.of(row, "w_")),
        replyTo(sql, id, customer, optionalLong(row, "channel_account_id")),
        draft(sql, id, viewer));
  }

  private Optional<Conversation.ReplyTo> replyTo(
      Sql sql, ConversationId id, CustomerId customer, Optional<Long> account) {
    Optional<ContactPoint> to = addressee(sql, id, customer, Optional.empty());
    Optional<Conversation.Account> from = sendingAccount(sql, account);
    return to.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(new Conversation.ReplyTo(to.get(), from.get()));
  }

  /**
   * Who an answer goes to: the wanted contact point if it is the customer's or took part, else the
   * address that the newest message came from, else the customer's first address. Indexes:
   * entry_of_conversation, customer_of_root.
   */
  Optional<ContactPoint> addressee(
      Sql sql, ConversationId id, CustomerId customer, Optional<Long> wanted) {
    return sql
        .rows(
            """
            SELECT p.id, p.channel, p.value, p.verified, p.source
              FROM (SELECT e.contact_point_id AS id, max(e.id) AS entry FROM entry e
                     WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.automated
                     GROUP BY e.contact_point_id
                    UNION ALL
                    SELECT own.id, NULL FROM contact_point own JOIN customer c ON c.id = own.customer_id
                     WHERE c.root_id = (SELECT root_id FROM customer WHERE id = $2)) possible
              JOIN contact_point p ON p.id = possible.id
             WHERE p.channel = 'email' AND p.removed_at IS NULL AND ($3::bigint IS NULL OR p.id = $3)
             ORDER BY possible.entry DESC NULLS LAST, p.id
             LIMIT 1
            """,
            id,
            customer,
            wanted)
        .stream()
        .findFirst()
        .map(
            row ->
                new ContactPoint(
                    new ContactPointId(row.getLong("id")),
                    row.getString("channel"),
                    row.getString("value"),
                    row.getBoolean("verified"),
                    row.getString("source")));
  }

  /** The account that the customer wrote to, or the first active one of the house. */
  Optional<Conversation.Account> sendingAccount(Sql sql, Optional<Long> preferred) {
    return sql
        .rows(
            """
            SELECT id, name, address FROM channel_account
             WHERE active AND channel = 'email'
             ORDER BY id IS DISTINCT FROM $1, id LIMIT 1
            """,
            preferred)
        .stream()
        .findFirst()
        .map(
            row ->
                new Conversation.Account(
                    row.getLong("id"), row.getString("name"), row.getString("address")));
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
        UPDATE conversation SET subject = $2, status = $3, snoozed_until = $4, queue_id = $5, version = version + 1
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
        UPDATE conversation SET status = $2, snoozed_until = NULL, version = version + 1
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

  Optional<Draft> draft(Sql sql, ConversationId id, AgentId agent) {
    Optional<Row> row =
        sql.row(
            "SELECT kind, body_text, note_text, saved_at FROM draft WHERE conversation_id = $1 AND agent_id = $2",
            id,
            agent);
    return row.map(
        found ->
            new Draft(
                found.getString("kind"),
                found.getString("body_text"),
                found.getString("note_text"),
                instant(found, "saved_at"),
                draftFiles(sql, id, agent)));
  }

  /** Index: attachment_of_draft. */
  private static List<Attachment> draftFiles(Sql sql, ConversationId id, AgentId agent) {
    return sql
        .rows(
            """
            SELECT id, name, type, size, inline FROM attachment
             WHERE draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL ORDER BY id
            """,
            id,
            agent)
        .stream()
        .map(Attachment::of)
        .toList();
  }

  /** Newest first, 50 at most. Index: conversation_of_customer. */
  List<CustomerConversation> ofCustomer(Sql sql, CustomerId customer) {
    return sql
        .rows(
            """
            SELECT id, subject, status, last_entry_at FROM conversation
             WHERE customer_id IN (SELECT m.id FROM customer m
                                    WHERE m.root_id = (SELECT root_id FROM customer WHERE id = $1))
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
