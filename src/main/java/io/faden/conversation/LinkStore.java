package io.faden.conversation;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** SQL of splitting and merging. The conversations are locked, in the order of their numbers. */
final class LinkStore {

  /** A split or a merge as it was written down. */
  record Kept(
      long id,
      String kind,
      ConversationId source,
      ConversationId target,
      List<Long> entries,
      Status statusBefore,
      Optional<Instant> snoozedUntil,
      Optional<Long> heldBy,
      Status targetBefore,
      Optional<Instant> targetSnoozedUntil,
      int targetVersion,
      int targetReplySeq,
      List<Long> drafts,
      boolean undone) {}

  /** The change, locked if the conversations are. */
  Optional<Kept> find(Sql sql, long id, boolean lock) {
    return sql.row(
            """
            SELECT id, kind, source_id, target_id, entries, status_before, snoozed_until, held_by, target_before,
                   target_snoozed_until, target_version, target_reply_seq, drafts, undone_at IS NOT NULL AS undone
              FROM conversation_change WHERE id = $1
            """
                + (lock ? " FOR UPDATE" : ""),
            id)
        .map(LinkStore::kept);
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getLong("id"),
        row.getString("kind"),
        new ConversationId(row.getLong("source_id")),
        new ConversationId(row.getLong("target_id")),
        Arrays.asList(row.getArrayOfLongs("entries")),
        Status.of(row.getString("status_before")),
        optionalInstant(row, "snoozed_until"),
        optionalLong(row, "held_by"),
        Status.of(row.getString("target_before")),
        optionalInstant(row, "target_snoozed_until"),
        row.getInteger("target_version"),
        row.getInteger("target_reply_seq"),
        Arrays.asList(row.getArrayOfLongs("drafts")),
        row.getBoolean("undone"));
  }

  /** Input: the source before, the target after; whose drafts went along. */
  void keep(
      Tx tx,
      String kind,
      Locked source,
      Optional<AgentId> heldBy,
      Locked targetBefore,
      List<Long> entries,
      List<Long> drafts,
      String reason,
      AgentId by) {
    tx.execute(
        """
        INSERT INTO conversation_change (kind, source_id, target_id, entries, status_before, snoozed_until, held_by, target_before,
                                         target_snoozed_until, target_version, target_reply_seq, drafts, reason, changed_by)
        SELECT $1, $2, id, $4, $5, $6, $7, $8, $9, version, reply_seq, $10, $11, $12 FROM conversation WHERE id = $3
        """,
        kind,
        source.id(),
        targetBefore.id(),
        entries.toArray(Long[]::new),
        source.status(),
        source.snoozedUntil(),
        heldBy,
        targetBefore.status(),
        targetBefore.snoozedUntil(),
        drafts.toArray(Long[]::new),
        reason,
        by);
  }

  void undone(Tx tx, long id, AgentId by) {
    tx.execute(
        "UPDATE conversation_change SET undone_at = clock_timestamp(), undone_by = $2 WHERE id = $1",
        id,
        by);
  }

  /** Those of the wanted entries that can be moved out of a conversation. */
  List<Long> movable(Sql sql, ConversationId from, List<Long> wanted) {
    return ids(
        sql.rows(
            "SELECT id FROM entry WHERE conversation_id = $1 AND id = ANY ($2) AND NOT withdrawn ORDER BY id",
            from,
            wanted.toArray(Long[]::new)));
  }

  /** Moves entries with whatever hangs on them; those that are elsewhere by now stay there. */
  List<Long> move(Tx tx, List<Long> entries, List<Long> from, ConversationId to) {
    return ids(
        tx.rows(
            """
            UPDATE entry SET conversation_id = $3 WHERE id = ANY ($1) AND conversation_id = ANY ($2) RETURNING id
            """,
            entries.toArray(Long[]::new),
            from.toArray(Long[]::new),
            to));
  }

  List<Long> moveAll(Tx tx, ConversationId from, ConversationId to) {
    return ids(
        tx.rows(
            "UPDATE entry SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id",
            from,
            to));
  }

  private static List<Long> ids(List<Row> rows) {
    return rows.stream().map(row -> row.getLong("id")).sorted().toList();
  }

  boolean hasMessages(Sql sql, ConversationId id) {
    return !sql.rows(
            "SELECT id FROM entry WHERE conversation_id = $1 AND kind = 'message' AND NOT withdrawn LIMIT 1",
            id)
        .isEmpty();
  }

  /** The first message's subject, if it has one. */
  Optional<String> subjectOf(Sql sql, List<Long> entries) {
    return sql
        .rows(
            """
            SELECT subject FROM entry WHERE id = ANY ($1) AND kind = 'message' AND subject <> ''
             ORDER BY occurred_at, id LIMIT 1
            """,
            (Object) entries.toArray(Long[]::new))
        .stream()
        .findFirst()
        .map(row -> row.getString("subject"));
  }

  /** The newest thing that somebody said is the customer's; machines do not wait. */
  Optional<Waiting> waiting(Sql sql, ConversationId id) {
    return sql
        .rows(
            """
            SELECT direction = 'in' AND author_id IS NULL AS waits, arrival_id FROM entry
             WHERE conversation_id = $1 AND kind = 'message' AND NOT withdrawn AND NOT automated
             ORDER BY id DESC LIMIT 1
            """,
            id)
        .stream()
        .filter(row -> row.getBoolean("waits"))
        .findFirst()
        .map(row -> new Waiting(optionalLong(row, "arrival_id")));
  }

  /** Something of the customer's waits for an answer; it came as this arrival. */
  record Waiting(Optional<Long> arrival) {}

  ConversationId open(
      Tx tx, CustomerId customer, String subject, QueueId queue, Optional<Long> account) {
    return new ConversationId(
        tx.row(
                """
                INSERT INTO conversation (customer_id, subject, queue_id, channel_account_id)
                VALUES ($1, left($2, 500), $3, $4) RETURNING id
                """,
                customer,
                subject,
                queue,
                account)
            .orElseThrow()
            .getLong("id"));
  }

  /**
   * What was read from a conversation before is stale now: answers and changes. Time and account
   * follow the messages that are left. Index: entry_of_conversation.
   */
  void reshaped(Tx tx, ConversationId id) {
    tx.execute(
        """
        UPDATE conversation c
           SET reply_seq = reply_seq + 1, version = version + 1,
               last_entry_at = coalesce((SELECT max(e.recorded_at) FROM entry e
                                          WHERE e.conversation_id = $1 AND e.kind = 'message' AND NOT e.withdrawn), c.last_entry_at),
               channel_account_id = coalesce((SELECT f.channel_account_id FROM message_facts f
                                               WHERE f.id = (SELECT max(e.id) FROM entry e
                                                              WHERE e.conversation_id = $1 AND e.kind = 'message'
                                                                AND e.direction = 'in' AND e.arrival_id IS NOT NULL)),
                                             c.channel_account_id)
         WHERE c.id = $1
        """,
        id);
  }

  void goInto(Tx tx, ConversationId source, ConversationId target) {
    tx.execute("UPDATE conversation SET merged_into = $2 WHERE id = $1", source, target);
  }

  void standAlone(Tx tx, ConversationId id, Status status, Optional<Instant> snoozedUntil) {
    tx.execute("UPDATE conversation SET merged_into = NULL WHERE id = $1", id);
    restore(tx, id, status, snoozedUntil);
  }

  void restore(Tx tx, ConversationId id, Status status, Optional<Instant> snoozedUntil) {
    tx.execute(
        """
        UPDATE conversation SET status = $2, snoozed_until = $3, version = version + 1,
               resolved_at = CASE WHEN $2 = 'resolved' THEN coalesce(resolved_at, last_entry_at) END
         WHERE id = $1
        """,
        id,
        status,
        snoozedUntil);
  }

  /** Each has read of the new one what they had read of the old one. */
  void copyMarks(Tx tx, ConversationId from, ConversationId to) {
    tx.execute(
        """
        INSERT INTO read_mark (conversation_id, agent_id, entry_id)
        SELECT $2, agent_id, entry_id FROM read_mark WHERE conversation_id = $1
        """,
        from,
        to);
  }

  /**
   * Before entries come along from another conversation: whoever has not seen all of the customer's
   * there has not seen it here either. Rather something is new twice than never.
   */
  void lowerMarks(Tx tx, ConversationId from, ConversationId to) {
    tx.execute(
        """
        UPDATE read_mark m SET entry_id = least(m.entry_id, n.first - 1)
          FROM (SELECT k.agent_id,
                       (SELECT min(e.id) FROM entry e
                         WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.withdrawn
                           AND e.author_id IS DISTINCT FROM k.agent_id
                           AND e.id > coalesce((SELECT r.entry_id FROM read_mark r
                                                 WHERE r.conversation_id = $1 AND r.agent_id = k.agent_id), 0)) AS first
                  FROM read_mark k WHERE k.conversation_id = $2) n
         WHERE m.conversation_id = $2 AND m.agent_id = n.agent_id AND n.first IS NOT NULL
        """,
        from,
        to);
  }

  /** What was seen since in another conversation is seen. */
  void raiseMarks(Tx tx, ConversationId seenIn, ConversationId of) {
    tx.execute(
        """
        INSERT INTO read_mark AS m (conversation_id, agent_id, entry_id)
        SELECT $2, agent_id, entry_id FROM read_mark WHERE conversation_id = $1
        ON CONFLICT ON CONSTRAINT read_mark_pkey DO UPDATE SET entry_id = greatest(m.entry_id, EXCLUDED.entry_id)
        """,
        seenIn,
        of);
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
}
