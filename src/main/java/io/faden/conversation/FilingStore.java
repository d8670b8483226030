package io.faden.conversation;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.Visibility;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.platform.AgentId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL of filing. */
final class FilingStore {
  private static final Pattern NUMBER_IN_SUBJECT = Pattern.compile("\\[#(\\d{1,15})\\]");

  /** The arrival of a message with the same id and the same content. Index: entry_by_message_id. */
  Optional<Long> sameMessage(Tx tx, String messageId, String contentHash) {
    return tx
        .rows(
            """
            SELECT arrival_id FROM entry
             WHERE message_id = $1 AND content_hash = $2 AND direction = 'in' AND arrival_id IS NOT NULL
             ORDER BY id LIMIT 1
            """,
            messageId,
            contentHash)
        .stream()
        .findFirst()
        .map(row -> row.getLong("arrival_id"));
  }

  /**
   * Conversations that a message may continue, best first. What is nearest among the messages that
   * it answers decides, where that message is by now; one of ours is also known by its name alone,
   * since some programs give ids another domain. Then the conversation that our signed token names:
   * a message may have left it since the token was made. All of it leads on to what they were
   * merged into.
   */
  List<ConversationId> candidates(Tx tx, Incoming mail) {
    Matcher number = NUMBER_IN_SUBJECT.matcher(mail.subject());
    return tx
        .rows(
            """
            WITH RECURSIVE ref AS (
              SELECT message_id, place FROM unnest($2::text[]) WITH ORDINALITY AS r(message_id, place)),
            found AS (
              SELECT e.conversation_id AS id, r.place * 4 + (e.direction <> 'out')::integer AS place
                FROM ref r JOIN entry e ON e.message_id = r.message_id
              UNION ALL
              SELECT e.conversation_id, r.place * 4
                FROM conversation_change x
                JOIN entry e ON e.id = ANY (x.entries) AND e.direction = 'out'
                JOIN ref r ON split_part(e.message_id, '@', 1) = split_part(lower(r.message_id), '@', 1)
               WHERE x.source_id = $1
              UNION ALL
              SELECT $1::bigint, coalesce((SELECT min(r.place) FROM ref r WHERE r.message_id LIKE '%.' || $1::bigint || '.%'), 0) * 4 + 2
              UNION ALL
              SELECT $3::bigint, 1000000),
            way AS (
              SELECT c.id, c.merged_into, f.place FROM found f JOIN conversation c ON c.id = f.id
              UNION ALL
              SELECT c.id, c.merged_into, w.place FROM way w JOIN conversation c ON c.id = w.merged_into)
            SELECT id, min(place) AS place FROM way WHERE merged_into IS NULL GROUP BY id ORDER BY place, id
            """,
            mail.conversationToken(),
            Sql.texts(mail.references()),
            number.find() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty())
        .stream()
        .map(row -> new ConversationId(row.getLong("id")))
        .toList();
  }

  /** Whether a conversation has been settled for longer than that. */
  boolean settledFor(Tx tx, ConversationId id, Duration time) {
    return !tx.rows(
            """
            SELECT 1 FROM conversation
             WHERE id = $1 AND status = 'resolved'
               AND coalesce(resolved_at, last_entry_at) <= clock_timestamp() - make_interval(secs => $2::bigint)
            """,
            id,
            time.toSeconds())
        .isEmpty();
  }

  /** The newest conversation that takes one up again. Index: conversation_follow_ups. */
  Optional<ConversationId> followedUpBy(Tx tx, ConversationId id) {
    return tx
        .rows("SELECT id FROM conversation WHERE follow_up_of = $1 ORDER BY id DESC LIMIT 1", id)
        .stream()
        .findFirst()
        .map(row -> new ConversationId(row.getLong("id")));
  }

  void followsUp(Tx tx, ConversationId id, ConversationId old) {
    tx.execute("UPDATE conversation SET follow_up_of = $2 WHERE id = $1", id, old);
  }

  /** The customer's, as far as it is known. */
  Optional<String> language(Sql sql, CustomerId customer) {
    return sql.row("SELECT language FROM customer_card WHERE id = $1", customer)
        .flatMap(row -> Columns.optionalText(row, "language"));
  }

  /** The customer's own, or an address that a message of the conversation names. */
  boolean takesPart(Tx tx, ConversationId id, CustomerId customer, String address) {
    return !tx.rows(
            """
            SELECT 1 FROM conversation c
             WHERE c.id = $1
               AND ((SELECT root_id FROM customer WHERE id = c.customer_id) = (SELECT root_id FROM customer WHERE id = $2)
                    OR EXISTS (SELECT FROM entry e WHERE e.conversation_id = c.id AND e.kind = 'message'
                                  AND ($3 = lower(e.from_address) OR $3 = ANY(e.to_addresses) OR $3 = ANY(e.cc_addresses))))
            """,
            id,
            customer,
            address)
        .isEmpty();
  }

  /** Whether an answer of ours stands in the conversation, written or spoken. */
  boolean answered(Tx tx, ConversationId id) {
    return !tx.rows(
            """
            SELECT id FROM entry
             WHERE conversation_id = $1 AND kind = 'message' AND NOT withdrawn
               AND CASE WHEN call_outcome IS NULL THEN direction = 'out' ELSE call_outcome = 'reached' END
             LIMIT 1
            """,
            id)
        .isEmpty();
  }

  /**
   * Who might be asked before everybody else, best first: who answered here last, whom the customer
   * was given, who answered them last of late. Indexes: entry_of_conversation, entry_timeline.
   */
  List<AgentId> personal(Tx tx, Locked conversation, Duration memory) {
    return personal(tx, conversation.id(), conversation.customer(), memory);
  }

  List<AgentId> personal(Tx tx, ConversationId conversation, CustomerId customer, Duration memory) {
    return tx
        .rows(
            """
            SELECT c.agent_id, min(c.place) AS place
              FROM ((SELECT e.author_id AS agent_id, 1 AS place FROM entry e
                      WHERE e.conversation_id = $1 AND e.kind = 'message' AND e.author_id IS NOT NULL AND NOT e.withdrawn
                      ORDER BY e.id DESC LIMIT 1)
                    UNION ALL
                    (SELECT k.personal_agent_id, 2 FROM customer_card k
                      WHERE k.id = (SELECT root_id FROM customer_card WHERE id = $2))
                    UNION ALL
                    (SELECT e.author_id, 3 FROM entry e
                      WHERE e.customer_id IN (SELECT id FROM customer_card
                                               WHERE root_id = (SELECT root_id FROM customer_card WHERE id = $2))
                        AND e.kind = 'message' AND e.author_id IS NOT NULL AND NOT e.withdrawn
                        AND e.occurred_at > clock_timestamp() - make_interval(secs => $3::bigint)
                      ORDER BY e.occurred_at DESC LIMIT 1)) c
             WHERE c.agent_id IS NOT NULL
             GROUP BY c.agent_id ORDER BY place
            """,
            conversation,
            customer,
            memory.toSeconds())
        .stream()
        .map(row -> new AgentId(row.getLong("agent_id")))
        .toList();
  }

  /** The conversation of a message that we sent. */
  Optional<ConversationId> sentAs(Tx tx, String messageId) {
    return tx
        .rows(
            "SELECT conversation_id FROM entry WHERE message_id = $1 AND direction = 'out' LIMIT 1",
            messageId)
        .stream()
        .findFirst()
        .map(row -> new ConversationId(row.getLong("conversation_id")));
  }

  /** When the newest of the messages that an answer refers to stands on the timeline. */
  Optional<Instant> answeredAt(Tx tx, ConversationId id, List<String> references) {
    return tx.row(
            """
            SELECT max(occurred_at) AS at FROM entry WHERE conversation_id = $1 AND message_id = ANY($2)
            """,
            id,
            Sql.texts(references))
        .flatMap(row -> Columns.optionalInstant(row, "at"));
  }

  /** Open: everybody can read how it begins. */
  ConversationId open(
      Tx tx,
      CustomerId customer,
      String subject,
      QueueId queue,
      ChannelAccountId account,
      boolean open) {
    return new ConversationId(
        tx.row(
                """
                INSERT INTO conversation (customer_id, subject, queue_id, channel_account_id, public_origin)
                VALUES ($1, left($2, 500), $3, $4, $5) RETURNING id
                """,
                customer,
                subject,
                queue,
                account,
                open)
            .orElseThrow()
            .getLong("id"));
  }

  /** Answers leave from where the customer wrote to last. */
  void cameTo(Tx tx, ConversationId id, ChannelAccountId account) {
    tx.execute("UPDATE conversation SET channel_account_id = $2 WHERE id = $1", id, account);
  }

  /**
   * Of several merged customers it is the sender's: undoing the merge gives each what came to them.
   */
  EntryId insert(
      Tx tx,
      long arrival,
      Locked conversation,
      ChannelAccount account,
      Incoming mail,
      String messageId,
      Optional<String> language,
      Customers.Found sender,
      Instant occurredAt) {
    Row row =
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, written_at,
                                   contact_point_id, from_name, from_address, to_addresses, cc_addresses, subject, body_text,
                                   quoted_text, body_html, remote_images, automated, message_id, content_hash, arrival_id,
                                   visibility, language)
                VALUES ($1, (SELECT CASE WHEN own.root_id = c.root_id THEN own.id ELSE c.id END FROM customer c, customer own
                              WHERE c.id = $2 AND own.id = $20), 'message', $3, 'in', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                        $21, $22)
                RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                account.channel(),
                occurredAt,
                mail.occurredAt(),
                sender.contactPoint().map(ContactPointId::value),
                mail.sender().map(Incoming.Address::name).filter(name -> !name.isBlank()),
                mail.sender().map(Incoming.Address::text),
                Sql.texts(mail.to()),
                Sql.texts(mail.cc()),
                mail.subject(),
                mail.text(),
                mail.quoted(),
                mail.html(),
                mail.remoteImages(),
                mail.automated(),
                messageId,
                mail.contentHash(),
                arrival,
                sender.customer(),
                mail.visibility().map(Visibility::label),
                mail.visibility().flatMap(known -> language))
            .orElseThrow();
    return new EntryId(row.getLong("id"));
  }

  /** On which channel a message came, and in which language it is. */
  record Said(String channel, Optional<String> language) {}

  Said said(Sql sql, EntryId entry) {
    return sql.row("SELECT channel, language FROM entry WHERE id = $1", entry)
        .map(row -> new Said(row.getString("channel"), Columns.optionalText(row, "language")))
        .orElseThrow();
  }

  void redate(Tx tx, EntryId entry, Instant at, Optional<Instant> writtenAt) {
    tx.execute(
        "UPDATE entry SET occurred_at = $2, written_at = $3 WHERE id = $1", entry, at, writtenAt);
  }

  void attach(Tx tx, EntryId entry, FilePart file) {
    tx.execute(
        """
        INSERT INTO attachment (entry_id, name, type, size, content_id, inline, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        entry,
        file.name(),
        file.type(),
        (long) file.content().length,
        file.contentId(),
        file.inline(),
        file.content());
  }
}
