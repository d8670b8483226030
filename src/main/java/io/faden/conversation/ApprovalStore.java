package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.conversation.EntryStore.Place;
import io.faden.customer.CustomerCard;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL about approvals; what may become of one is also held by the database. */
final class ApprovalStore {

  /**
   * What is known of one; the row stays locked.
   *
   * @param replySeq the conversation's when it was written: its author had read all that came
   *     before. Absent where it went into another conversation since, or goes another way.
   */
  record Asked(
      AgentId author,
      String authorName,
      String state,
      Optional<AgentId> decidedBy,
      Status then,
      boolean loneAuthor,
      Optional<Integer> replySeq) {

    boolean decided(String as, AgentId by) {
      return state.equals(as) && decidedBy.filter(by::equals).isPresent();
    }

    /** Nothing came or went since it was written. */
    boolean isLast(Locked conversation) {
      return replySeq.filter(seq -> seq == conversation.replySeq()).isPresent();
    }
  }

  /** The time of asking and the digest are the database's. */
  void ask(Tx tx, EntryId entry, Status then) {
    tx.execute(
        """
        INSERT INTO approval (entry_id, author_id, digest, then_status, asked_in, reply_seq)
        SELECT e.id, e.author_id, reply_digest(e.id), $2, c.id, c.reply_seq
          FROM entry e JOIN conversation c ON c.id = e.conversation_id WHERE e.id = $1
        """,
        entry,
        then);
  }

  void askAgain(Tx tx, EntryId entry) {
    tx.execute(
        """
        UPDATE approval SET state = 'waiting', asked_at = clock_timestamp(), decided_by = NULL, decided_at = NULL, then_status = 'open',
               asked_in = NULL, reply_seq = NULL
         WHERE entry_id = $1
        """,
        entry);
    tx.execute("UPDATE delivery SET state = 'in_review' WHERE entry_id = $1", entry);
  }

  /** With the conversation locked. */
  Optional<Asked> lock(Tx tx, EntryId entry) {
    return tx.row(
            """
            SELECT a.author_id, p.name, a.state, a.decided_by, a.then_status,
                   CASE WHEN a.asked_in = e.conversation_id THEN a.reply_seq END AS reply_seq,
                   alone_with_approval(e.conversation_id, a.author_id) AS lone_author
              FROM approval a JOIN entry e ON e.id = a.entry_id JOIN person p ON p.id = a.author_id
             WHERE a.entry_id = $1 FOR UPDATE OF a
            """,
            entry)
        .map(
            row ->
                new Asked(
                    new AgentId(row.getLong("author_id")),
                    row.getString("name"),
                    row.getString("state"),
                    optionalLong(row, "decided_by").map(AgentId::new),
                    Status.of(row.getString("then_status")),
                    row.getBoolean("lone_author"),
                    Optional.ofNullable(row.getInteger("reply_seq"))));
  }

  void approve(Tx tx, EntryId entry, AgentId by, boolean alone, Duration undo) {
    tx.execute(
        """
        UPDATE approval SET state = 'approved', decided_by = $2, decided_at = clock_timestamp(), alone = $3
         WHERE entry_id = $1 AND state = 'waiting'
        """,
        entry,
        by,
        alone);
    tx.execute(
        """
        UPDATE delivery d SET state = 'pending', due_at = due.at, first_due_at = due.at
          FROM (SELECT clock_timestamp() + $2::bigint * interval '1 millisecond' AS at) due
         WHERE d.entry_id = $1 AND d.state = 'in_review'
        """,
        entry,
        undo.toMillis());
  }

  void giveBack(Tx tx, EntryId entry, AgentId by, String reason) {
    tx.execute(
        """
        UPDATE approval SET state = 'returned', decided_by = $2, decided_at = clock_timestamp(), reason = $3
         WHERE entry_id = $1 AND state = 'waiting'
        """,
        entry,
        by,
        reason);
  }

  void withdraw(Tx tx, EntryId entry, AgentId by) {
    tx.execute(
        """
        UPDATE approval SET state = 'withdrawn', decided_by = $2, decided_at = clock_timestamp()
         WHERE entry_id = $1 AND state = 'waiting'
        """,
        entry,
        by);
  }

  /** Of several the one that waits longest. */
  Optional<WorkItems.Unapproved> waiting(Sql sql, ConversationId conversation) {
    return sql.row(
            "SELECT conversation_id, queue_id, channel, author_id FROM waiting_approval WHERE conversation_id = $1",
            conversation)
        .map(
            row ->
                new WorkItems.Unapproved(
                    row.getLong("conversation_id"),
                    new QueueId(row.getLong("queue_id")),
                    row.getString("channel"),
                    new AgentId(row.getLong("author_id"))));
  }

  /** An answer in a list, without its entry. */
  record Listed(
      EntryId entry,
      Place place,
      CustomerCard customer,
      Optional<Instant> dueAt,
      Optional<WorkItem> workItem) {}

  /** One answer of a view beyond a place; binds: viewer, time and number of the place, how many. */
  List<Listed> page(
      Sql sql, Approvals.View view, AgentId viewer, Optional<Place> after, int count) {
    return sql
        .rows(
            """
            SELECT v.entry_id, v.place_at, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
                   w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
                   w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
                   w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at, w.due_at AS w_due_at,
                   w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until
              FROM (%1$s) v
              JOIN entry e ON e.id = v.entry_id
              JOIN conversation c ON c.id = e.conversation_id
              JOIN customer_card k ON k.id = c.customer_id
              LEFT JOIN open_work w ON w.conversation_id = c.id AND w.kind = 'approval' AND v.state = 'waiting'
             ORDER BY v.place_at %2$s, v.entry_id %2$s
            """
                .formatted(view.query(), view.order()),
            viewer,
            after.map(Place::at),
            after.map(Place::id),
            count)
        .stream()
        .map(ApprovalStore::listed)
        .toList();
  }

  private static Listed listed(Row row) {
    return new Listed(
        new EntryId(row.getLong("entry_id")),
        new Place(instant(row, "place_at"), row.getLong("entry_id")),
        CustomerCard.of(row),
        optionalInstant(row, "w_due_at"),
        optionalLong(row, "w_id").map(id -> WorkItem.of(row, "w_")));
  }

  /** Index: approval_waiting. */
  long waitingFor(Sql sql, AgentId viewer) {
    return sql.row(
            "SELECT count(*) AS waiting FROM approval a WHERE " + Approvals.FOR_VIEWER, viewer)
        .orElseThrow()
        .getLong("waiting");
  }
}
