package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.Outgoing;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * SQL of carrying replies out. Every step names its claim: a node that was overtaken changes
 * nothing.
 */
final class DeliveryStore {

  /**
   * What goes to the same place in the same conversation leaves in the order in which it was
   * written, where everybody sees the order: on networks.
   */
  private static final String IN_ITS_TURN =
      """
      NOT EXISTS (SELECT FROM entry own
                    JOIN entry earlier ON earlier.conversation_id = own.conversation_id AND earlier.id < own.id
                     AND earlier.channel = own.channel AND earlier.visibility = own.visibility AND earlier.direction = 'out'
                    JOIN delivery ahead ON ahead.entry_id = earlier.id AND ahead.channel_account_id = p.channel_account_id
                     AND ahead.state IN ('pending', 'claimed', 'transmitting')
                   WHERE own.id = p.entry_id AND own.visibility IS NOT NULL)
      """;

  /** A delivery that this node has for now. */
  record Claimed(
      EntryId entry,
      ConversationId conversation,
      String channel,
      ChannelAccountId account,
      long claim,
      int attempts,
      Instant firstDueAt) {}

  static final String CLAIM =
      """
      UPDATE delivery d
         SET state = 'claimed', claim = claim + 1, attempts = attempts + 1,
             claimed_until = clock_timestamp() + $1::bigint * interval '1 millisecond'
        FROM entry e
       WHERE e.id = d.entry_id
         AND d.entry_id = (SELECT p.entry_id FROM delivery p
                            WHERE p.state = 'pending' AND p.due_at <= clock_timestamp() AND %s
                            ORDER BY p.due_at, p.entry_id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING d.entry_id, e.conversation_id, e.channel, d.channel_account_id, d.claim, d.attempts, d.first_due_at
      """
          .formatted(IN_ITS_TURN);

  /** Indexes: delivery_due, entry_of_conversation. What another node claims is passed over. */
  Optional<Claimed> claim(Sql sql, Duration term) {
    return sql.row(CLAIM, term.toMillis()).map(DeliveryStore::claimed);
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        new EntryId(row.getLong("entry_id")),
        new ConversationId(row.getLong("conversation_id")),
        row.getString("channel"),
        new ChannelAccountId(row.getLong("channel_account_id")),
        row.getLong("claim"),
        row.getInteger("attempts"),
        instant(row, "first_due_at"));
  }

  Outgoing message(Sql sql, EntryId entry) {
    Row row =
        sql.row(
                """
                SELECT e.subject, e.body_text, e.occurred_at, e.message_id, d.to_address, d.to_name, d.in_reply_to,
                       d.reference_ids, e.visibility, e.language
                  FROM entry e JOIN delivery d ON d.entry_id = e.id WHERE e.id = $1
                """,
                entry)
            .orElseThrow();
    return new Outgoing(
        new Incoming.Address(row.getString("to_address"), row.getString("to_name")),
        row.getString("subject"),
        row.getString("body_text"),
        instant(row, "occurred_at"),
        row.getString("message_id"),
        optionalText(row, "in_reply_to"),
        texts(row, "reference_ids"),
        files(sql, entry),
        false,
        "public".equals(row.getString("visibility")),
        optionalText(row, "language"));
  }

  private static List<FilePart> files(Sql sql, EntryId entry) {
    return sql
        .rows("SELECT name, type, content FROM attachment WHERE entry_id = $1 ORDER BY id", entry)
        .stream()
        .map(
            row ->
                new FilePart(
                    row.getString("name"),
                    row.getString("type"),
                    Optional.empty(),
                    false,
                    Columns.bytes(row, "content")))
        .toList();
  }

  /** From here on the message may arrive. False when the claim is lost: nothing must leave then. */
  boolean transmitting(Sql sql, Claimed claimed, Duration term) {
    return sql.execute(
            """
            UPDATE delivery
               SET state = 'transmitting', claimed_until = clock_timestamp() + $3::bigint * interval '1 millisecond'
             WHERE entry_id = $1 AND claim = $2 AND state = 'claimed' AND claimed_until > clock_timestamp()
            """,
            claimed.entry(),
            claimed.claim(),
            term.toMillis())
        == 1;
  }

  /** False when the claim is lost: somebody else has sent it since, or will. */
  boolean sent(Sql sql, Claimed claimed, byte[] raw) {
    // That it was accepted is the truth, unless the other side has already sent it back.
    return sql.execute(
            """
        UPDATE delivery
           SET state = CASE WHEN state = 'failed' AND NOT uncertain THEN 'failed' ELSE 'sent' END,
               error = CASE WHEN state = 'failed' AND NOT uncertain THEN error END,
               uncertain = false, sent_at = clock_timestamp(), raw = $3, claimed_until = NULL
         WHERE entry_id = $1 AND claim = $2
        """,
            claimed.entry(),
            claimed.claim(),
            raw)
        == 1;
  }

  /** Under which id the other side knows it, and all who refer to it there. */
  void known(Sql sql, Claimed claimed, String messageId) {
    sql.execute("UPDATE entry SET message_id = $2 WHERE id = $1", claimed.entry(), messageId);
  }

  /** False when the claim is lost: somebody else makes it. */
  boolean ready(Sql sql, Claimed claimed, byte[] raw) {
    return sql.execute(
            """
            UPDATE delivery SET state = 'ready', error = NULL, uncertain = false, raw = $3, claimed_until = NULL
             WHERE entry_id = $1 AND claim = $2 AND state = 'claimed'
            """,
            claimed.entry(),
            claimed.claim(),
            raw)
        == 1;
  }

  boolean deferred(Sql sql, Claimed claimed, Duration wait, String reason) {
    return sql.execute(
            """
            UPDATE delivery
               SET state = 'pending', due_at = clock_timestamp() + $3::bigint * interval '1 millisecond', error = $4,
                   claimed_until = NULL
             WHERE entry_id = $1 AND claim = $2 AND state IN ('claimed', 'transmitting')
            """,
            claimed.entry(),
            claimed.claim(),
            wait.toMillis(),
            reason)
        == 1;
  }

  boolean failed(Sql sql, Claimed claimed, String reason, boolean uncertain) {
    return sql.execute(
            """
            UPDATE delivery SET state = 'failed', error = $3, uncertain = $4, claimed_until = NULL
             WHERE entry_id = $1 AND claim = $2 AND state IN ('claimed', 'transmitting')
            """,
            claimed.entry(),
            claimed.claim(),
            reason,
            uncertain)
        == 1;
  }

  /** Claims whose node died before anything left: they wait again. Index: delivery_claimed. */
  int releaseDeadClaims(Sql sql) {
    return sql.execute(
        """
        UPDATE delivery SET state = 'pending', claimed_until = NULL
         WHERE state = 'claimed' AND claimed_until < clock_timestamp()
        """);
  }

  /** Transmissions whose node died: nobody knows how they ended. Index: delivery_claimed. */
  List<Claimed> deadTransmissions(Sql sql) {
    return sql
        .rows(
            """
            SELECT d.entry_id, e.conversation_id, e.channel, d.channel_account_id, d.claim, d.attempts, d.first_due_at
              FROM delivery d JOIN entry e ON e.id = d.entry_id
             WHERE d.state = 'transmitting' AND d.claimed_until < clock_timestamp()
             LIMIT 100
            """)
        .stream()
        .map(DeliveryStore::claimed)
        .toList();
  }

  static final String NEXT =
      """
      SELECT extract(epoch FROM p.due_at - clock_timestamp())::double precision AS seconds
        FROM delivery p WHERE p.state = 'pending' AND %s ORDER BY p.due_at LIMIT 1
      """
          .formatted(IN_ITS_TURN);

  /**
   * When the next waiting delivery is due, if any. Indexes: delivery_due, entry_of_conversation.
   */
  Optional<Duration> untilNext(Sql sql) {
    return sql.rows(NEXT).stream()
        .findFirst()
        .map(row -> Duration.ofMillis((long) Math.max(0, row.getDouble("seconds") * 1_000)));
  }
}
