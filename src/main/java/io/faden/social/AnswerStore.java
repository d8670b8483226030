package io.faden.social;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL of answering on networks. */
final class AnswerStore {

  /**
   * Something of ours that is to be posted.
   *
   * @param attempts with this one
   */
  record Sending(long entry, int attempts) {}

  /** Index: entry_by_message_id. */
  Optional<Sending> sending(Sql sql, String messageId) {
    return sql.row(
            "SELECT entry_id, attempts FROM outgoing_message WHERE message_id = $1", messageId)
        .map(row -> new Sending(row.getLong("entry_id"), row.getInteger("attempts")));
  }

  /** The first post of the thread in which another stands. Index: post_once. */
  Optional<String> root(Sql sql, ChannelAccountId account, String postId) {
    return sql.row(
            "SELECT parents FROM post WHERE channel_account_id = $1 AND post_id = $2",
            account,
            postId)
        .map(row -> Columns.texts(row, "parents"))
        .filter(parents -> !parents.isEmpty())
        .map(List::getLast);
  }

  /** It stands there now. */
  void posted(Tx tx, long entry, String postId, Optional<String> url) {
    tx.execute(
        """
        INSERT INTO sent_post (entry_id, post_id, url) VALUES ($1, $2, $3)
        ON CONFLICT ON CONSTRAINT sent_post_pkey DO UPDATE SET post_id = EXCLUDED.post_id, url = EXCLUDED.url
        """,
        entry,
        postId,
        url);
  }

  /**
   * Something of ours that was to be posted.
   *
   * @param postId under which it stands there; empty while it does not
   */
  record Standing(
      long author, String channel, long account, Optional<String> postId, boolean retracted) {}

  /** Empty for what was not written to be sent. */
  Optional<Standing> standing(Sql sql, long entry) {
    return sql.row(
            """
            SELECT o.author_id, o.channel, o.channel_account_id, s.post_id, s.retracted_at IS NOT NULL AS retracted
              FROM outgoing_message o LEFT JOIN sent_post s ON s.entry_id = o.entry_id
             WHERE o.entry_id = $1 AND o.channel_account_id IS NOT NULL
            """,
            entry)
        .map(
            row ->
                new Standing(
                    row.getLong("author_id"),
                    row.getString("channel"),
                    row.getLong("channel_account_id"),
                    Columns.optionalText(row, "post_id"),
                    row.getBoolean("retracted")));
  }

  /** The conversation in which it stands; empty when somebody else was faster. */
  Optional<Long> retracted(Tx tx, long entry, long by) {
    return tx.row(
            """
            UPDATE sent_post s SET retracted_at = clock_timestamp(), retracted_by = $2
              FROM outgoing_message o
             WHERE s.entry_id = $1 AND o.entry_id = s.entry_id AND s.retracted_at IS NULL
            RETURNING o.conversation_id
            """,
            entry,
            by)
        .map(row -> row.getLong("conversation_id"));
  }

  /**
   * What is known of the customers of a conversation and of whom an answer goes to.
   *
   * @param numbers that others could find them by
   * @param streets where they live
   */
  record Private(List<String> numbers, List<String> streets) {}

  /** Of all members of their merge trees. Index: customer_of_root. */
  Private known(Sql sql, long conversation, long contactPoint) {
    List<String> numbers = new ArrayList<>();
    List<String> streets = new ArrayList<>();
    for (Row row :
        sql.rows(
            """
            SELECT r.channel, r.value, r.display, r.details ->> 'street' AS street FROM reachable r
             WHERE r.channel IN ('customer_number', 'external', 'postal')
               AND r.root_id IN (SELECT k.root_id FROM conversation_title t JOIN customer_card k ON k.id = t.customer_id WHERE t.id = $1
                                 UNION SELECT p.root_id FROM reachable p WHERE p.id = $2)
            """,
            conversation,
            contactPoint)) {
      if (row.getString("channel").equals("postal")) {
        Columns.optionalText(row, "street").ifPresent(streets::add);
      } else {
        numbers.add(row.getString("value"));
        numbers.add(row.getString("display"));
      }
    }
    return new Private(numbers.stream().distinct().toList(), streets);
  }
}
