package io.faden.conversation;

import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPointTraffic;
import io.faden.customer.CustomerId;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;

/** What becomes of conversations when contact points move, or customers are two again. */
public final class MovedConversations implements ContactPointTraffic {

  /**
   * Those that began over it, locked in order of their numbers. Indexes: conversation_of_customer,
   * entry_of_conversation.
   */
  @Override
  public Moved move(Tx tx, ContactPointId point, CustomerId from, CustomerId to) {
    List<Long> conversations =
        numbers(
            tx.rows(
                """
                SELECT c.id FROM conversation c
                 WHERE c.customer_id = $1
                   AND (SELECT e.contact_point_id FROM entry e WHERE e.conversation_id = c.id AND e.kind = 'message'
                         ORDER BY e.id LIMIT 1) = $2
                 ORDER BY c.id FOR NO KEY UPDATE
                """,
                from,
                point));
    if (conversations.isEmpty()) {
      return Moved.nothing();
    }
    Long[] ids = conversations.toArray(Long[]::new);
    tx.execute("UPDATE conversation SET customer_id = $2 WHERE id = ANY($1)", ids, to);
    List<Long> entries =
        numbers(
            tx.rows(
                """
                UPDATE entry SET customer_id = $3 WHERE conversation_id = ANY($1) AND customer_id = $2 RETURNING id
                """,
                ids,
                from,
                to));
    return new Moved(conversations, entries);
  }

  /** Indexes: customer_of_root, conversation_of_customer, conversation_change_of_source. */
  @Override
  public List<Long> joined(Tx tx, CustomerId part, CustomerId root) {
    return numbers(
        tx.rows(
            """
            WITH RECURSIVE part AS (
              SELECT id FROM customer WHERE id = $1
              UNION ALL
              SELECT m.id FROM part JOIN customer m ON m.root_id = $2 AND m.merged_into = part.id)
            SELECT DISTINCT target.id
              FROM customer member
              JOIN conversation source ON source.customer_id = member.id
              JOIN conversation_change change ON change.source_id = source.id AND change.kind = 'merge' AND change.undone_at IS NULL
              JOIN conversation target ON target.id = change.target_id
             WHERE member.root_id = $2
               AND (source.customer_id IN (SELECT id FROM part)) <> (target.customer_id IN (SELECT id FROM part))
             ORDER BY target.id
            """,
            part,
            root));
  }

  /**
   * What the other customer has in them by an address of their own stays theirs. Index:
   * entry_of_conversation.
   */
  @Override
  public void moveBack(Tx tx, ContactPointId point, Moved moved, CustomerId from, CustomerId to) {
    Long[] ids = moved.conversations().toArray(Long[]::new);
    tx.rows(
        "SELECT id FROM conversation WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
        (Object) ids);
    tx.execute(
        """
        UPDATE entry e SET customer_id = $3
         WHERE e.customer_id = $4
           AND (e.id = ANY($2)
                OR e.conversation_id = ANY($1) AND e.id > (SELECT coalesce(max(m), 0) FROM unnest($2::bigint[]) AS m)
                   AND (e.direction <> 'in' OR e.contact_point_id IS NULL OR e.contact_point_id = $5))
        """,
        ids,
        moved.entries().toArray(Long[]::new),
        from,
        to,
        point);
    tx.execute(
        "UPDATE conversation SET customer_id = $2 WHERE id = ANY($1) AND customer_id = $3",
        ids,
        from,
        to);
  }

  private static List<Long> numbers(List<Row> rows) {
    return rows.stream().map(row -> row.getLong("id")).toList();
  }
}
