package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.WorkItem;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Reads a conversation with all that is shown of it. */
final class ConversationReads {
  private final Ways ways;
  private final PromisedCalls calls;
  private final DraftStore drafts = new DraftStore();

  ConversationReads(Ways ways, PromisedCalls calls) {
    this.ways = ways;
    this.calls = calls;
  }

  Optional<Conversation> find(Sql sql, ConversationId id, AgentId viewer) {
    return sql.row(
            """
            SELECT c.id, c.subject, c.status, c.snoozed_until, c.opened_at, c.last_entry_at, c.reply_seq, c.version,
                   c.channel_account_id, c.public_origin,
                   EXISTS (SELECT FROM network_message m JOIN reachable p ON p.id = m.contact_point_id AND p.channel = m.channel
                            WHERE m.conversation_id = c.id) AS private_link,
                   q.id AS queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
                   k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, r.entry_id AS read_up_to,
                   w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id,
                   w.queue_name AS w_queue_name, w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id,
                   w.agent_name AS w_agent_name, w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id,
                   w.entered_at AS w_entered_at, w.due_at AS w_due_at, w.channel AS w_channel, w.priority AS w_priority,
                   w.version AS w_version, w.wrap_until AS w_wrap_until
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
    List<Ways.Known> known =
        ways.of(
            sql,
            new Ways.Asked(
                id,
                new CustomerId(row.getLong("customer_id")),
                optionalLong(row, "channel_account_id"),
                new QueueId(row.getLong("queue_id")),
                viewer));
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
        Ways.usual(known),
        drafts.find(sql, id, viewer),
        known.stream().map(Ways.Known::way).toList(),
        row.getBoolean("public_origin"),
        row.getBoolean("private_link"),
        links(sql, id),
        calls.shown(sql, id));
  }

  /**
   * Indexes: conversation_follow_ups, conversation_change_of_source, conversation_change_of_target.
   */
  private static List<ConversationLink> links(Sql sql, ConversationId id) {
    return sql
        .rows(
            """
            SELECT l.relation, o.id, o.subject, o.status, l.change_id, l.at, l.reason, p.id AS by_id, p.name AS by_name
              FROM (SELECT 'follow_up_of' AS relation, follow_up_of AS other, NULL::bigint AS change_id, opened_at AS at,
                           NULL::bigint AS changed_by, NULL AS reason
                      FROM conversation WHERE id = $1 AND follow_up_of IS NOT NULL
                    UNION ALL
                    SELECT 'followed_up_by', id, NULL, opened_at, NULL, NULL FROM conversation WHERE follow_up_of = $1
                    UNION ALL
                    SELECT CASE kind WHEN 'split' THEN 'split_into' ELSE 'merged_into' END, target_id, id, changed_at, changed_by,
                           nullif(reason, '')
                      FROM conversation_change WHERE source_id = $1 AND undone_at IS NULL
                    UNION ALL
                    SELECT CASE kind WHEN 'split' THEN 'split_from' ELSE 'merged_from' END, source_id, id, changed_at, changed_by,
                           nullif(reason, '')
                      FROM conversation_change WHERE target_id = $1 AND undone_at IS NULL
                    UNION ALL
                    SELECT 'merged_into', c.merged_into, NULL, NULL, NULL, NULL FROM conversation c
                     WHERE c.id = $1 AND c.merged_into IS NOT NULL
                       AND NOT EXISTS (SELECT FROM conversation_change x
                                        WHERE x.source_id = $1 AND x.kind = 'merge' AND x.undone_at IS NULL)) l
              JOIN conversation o ON o.id = l.other
              LEFT JOIN person p ON p.id = l.changed_by
             ORDER BY l.at, o.id
            """,
            id)
        .stream()
        .map(ConversationReads::link)
        .toList();
  }

  private static ConversationLink link(Row row) {
    return new ConversationLink(
        row.getString("relation"),
        new ConversationLink.Other(
            new ConversationId(row.getLong("id")),
            row.getString("subject"),
            Status.of(row.getString("status"))),
        optionalLong(row, "change_id"),
        optionalInstant(row, "at"),
        optionalLong(row, "by_id").map(by -> new Person(new AgentId(by), row.getString("by_name"))),
        optionalText(row, "reason"));
  }

  /** The ways of a conversation that is locked, for whoever would answer in it. */
  List<Ways.Known> ways(Sql sql, ConversationStore.Locked conversation, AgentId author) {
    return ways.of(sql, Ways.Asked.in(conversation, author));
  }
}
