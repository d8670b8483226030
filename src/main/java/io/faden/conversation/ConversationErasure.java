package io.faden.conversation;

import io.faden.customer.CustomerId;
import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Forgets what was said with a customer: texts, addresses, files, what left the house, drafts,
 * subjects. That something was said, when and by whom of the house stays.
 */
public final class ConversationErasure implements Erasable {
  /** Stands where a text was, for whoever opens it. */
  private static final String ERASED = "Auf Verlangen gelöscht. / Erased on request.";

  private static final int PART = 100;

  private final EventLog events;

  public ConversationErasure(EventLog events) {
    this.events = events;
  }

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    Row row =
        sql.row(
                """
                SELECT (SELECT count(*) FROM conversation WHERE customer_id = ANY($1)) AS conversations,
                       (SELECT count(*) FROM entry WHERE customer_id = ANY($1)) AS entries,
                       (SELECT count(*) FROM attachment a JOIN entry e ON e.id = a.entry_id WHERE e.customer_id = ANY($1)) AS attachments,
                       (SELECT count(*) FROM delivery d JOIN entry e ON e.id = d.entry_id WHERE e.customer_id = ANY($1)) AS deliveries,
                       (SELECT count(*) FROM draft d JOIN conversation c ON c.id = d.conversation_id WHERE c.customer_id = ANY($1)) AS drafts
                """,
                (Object) Sql.ids(erasing.members()))
            .orElseThrow();
    return Map.of(
        "conversations", row.getLong("conversations"),
        "entries", row.getLong("entries"),
        "attachments", row.getLong("attachments"),
        "deliveries", row.getLong("deliveries"),
        "drafts", row.getLong("drafts"));
  }

  @Override
  public List<Obstacle> against(Sql sql, List<CustomerId> members) {
    Stream<Obstacle> open =
        sql
            .rows(
                """
                SELECT id, subject FROM conversation
                 WHERE customer_id = ANY($1)
                   AND (status <> 'resolved' OR id IN (SELECT conversation_id FROM open_work WHERE conversation_id IS NOT NULL))
                 ORDER BY id LIMIT 100
                """,
                (Object) Sql.ids(members))
            .stream()
            .map(
                row ->
                    new Obstacle(
                        "open_conversation",
                        Optional.of(row.getString("subject")),
                        Optional.of(row.getLong("id"))));
    Stream<Obstacle> leaving =
        sql
            .rows(
                """
                SELECT e.conversation_id FROM delivery d JOIN entry e ON e.id = d.entry_id
                 WHERE e.customer_id = ANY($1) AND d.state IN ('in_review', 'pending', 'claimed', 'transmitting', 'ready', 'printed')
                 ORDER BY d.entry_id LIMIT 100
                """,
                (Object) Sql.ids(members))
            .stream()
            .map(
                row ->
                    new Obstacle(
                        "reply_leaving",
                        Optional.empty(),
                        Optional.of(row.getLong("conversation_id"))));
    return Stream.concat(open, leaving).toList();
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    Long[] members = Sql.ids(erasing.members());
    Map<String, Long> entries = entries(tx, members);
    return entries.isEmpty() ? conversations(tx, members) : entries;
  }

  /** Index: entry_of_customer. */
  private static Map<String, Long> entries(Tx tx, Long[] members) {
    Long[] part =
        tx
            .rows(
                """
                UPDATE entry SET from_name = NULL, from_address = NULL, to_addresses = '{}', cc_addresses = '{}', subject = '', quoted_text = '',
                       body_text = CASE WHEN kind = 'event' THEN '' ELSE $3 END, body_html = NULL, remote_images = false,
                       message_id = NULL, content_hash = NULL, request_id = NULL,
                       event = CASE WHEN event IS NOT NULL THEN jsonb_build_object('type', event -> 'type') END,
                       erased_at = clock_timestamp()
                 WHERE id IN (SELECT id FROM entry WHERE customer_id = ANY($1) AND erased_at IS NULL ORDER BY id LIMIT $2)
                RETURNING id
                """,
                members,
                PART,
                ERASED)
            .stream()
            .map(row -> row.getLong("id"))
            .toArray(Long[]::new);
    if (part.length == 0) {
      return Map.of();
    }
    long files = tx.execute("DELETE FROM attachment WHERE entry_id = ANY($1)", (Object) part);
    tx.execute(
        """
        UPDATE approval SET reason = CASE WHEN reason IS NOT NULL THEN $2 END,
               decided_by = coalesce(decided_by, author_id), decided_at = coalesce(decided_at, clock_timestamp()),
               state = CASE WHEN state = 'waiting' THEN 'withdrawn' ELSE state END
         WHERE entry_id = ANY($1) AND (state = 'waiting' OR reason IS NOT NULL)
        """,
        part,
        ERASED);
    long deliveries =
        tx.execute(
            """
            UPDATE delivery SET to_address = '', to_name = '', in_reply_to = NULL, reference_ids = '{}', error = NULL, raw = NULL,
                   added_before = 0, added_behind = 0,
                   -- What became ready meanwhile has nothing left to print.
                   state = CASE WHEN state IN ('ready', 'printed') THEN 'failed' WHEN state = 'in_review' THEN 'withdrawn' ELSE state END
             WHERE entry_id = ANY($1)
            """,
            (Object) part);
    return Map.of("entries", (long) part.length, "attachments", files, "deliveries", deliveries);
  }

  private Map<String, Long> conversations(Tx tx, Long[] members) {
    List<Long> part =
        tx
            .rows(
                """
                SELECT c.id FROM conversation c
                 WHERE c.customer_id = ANY($1)
                   AND (c.subject <> '' OR EXISTS (SELECT FROM draft d WHERE d.conversation_id = c.id)
                        OR EXISTS (SELECT FROM attachment a WHERE a.draft_of_conversation = c.id AND a.entry_id IS NULL))
                 ORDER BY c.id LIMIT $2 FOR UPDATE
                """,
                members,
                PART)
            .stream()
            .map(row -> row.getLong("id"))
            .toList();
    if (part.isEmpty()) {
      return Map.of();
    }
    Long[] ids = part.toArray(Long[]::new);
    tx.execute(
        "UPDATE conversation SET subject = '', version = version + 1 WHERE id = ANY($1)",
        (Object) ids);
    tx.execute(
        "UPDATE conversation_change SET reason = '' WHERE source_id = ANY($1) OR target_id = ANY($1)",
        (Object) ids);
    tx.execute(
        "DELETE FROM attachment WHERE draft_of_conversation = ANY($1) AND entry_id IS NULL",
        (Object) ids);
    long drafts = tx.execute("DELETE FROM draft WHERE conversation_id = ANY($1)", (Object) ids);
    events.append(
        tx,
        part.stream()
            .map(id -> Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF).conversation(id))
            .toList());
    return Map.of("conversations", (long) part.size(), "drafts", drafts);
  }
}
