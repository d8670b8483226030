package io.faden.conversation;

import io.faden.channel.ChannelAccountId;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.ContactPoint;
import io.faden.customer.ContactPointId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** SQL of answering. */
final class ReplyStore {
  /** How much of the thread goes into References. */
  private static final int REFERENCES = 20;

  /** Its subject names the matter: nothing marks an answer there, and threads nothing. */
  static final String LETTER = "letter";

  /**
   * What a request has made already, also if it was split off or merged since. Ask it with the
   * conversation locked. Index: entry_request.
   */
  Optional<EntryId> byRequest(
      Tx tx, ConversationId conversation, AgentId author, Optional<String> requestId) {
    return requestId.flatMap(
        key ->
            tx
                .rows(
                    """
                    SELECT e.id FROM entry e
                     WHERE e.author_id = $2 AND e.request_id = $3 AND NOT e.withdrawn
                       AND (e.conversation_id = $1
                            OR EXISTS (SELECT FROM conversation_change x
                                        WHERE (x.source_id = $1 OR x.target_id = $1) AND e.id = ANY (x.entries)))
                     ORDER BY e.id LIMIT 1
                    """,
                    conversation,
                    author,
                    key)
                .stream()
                .findFirst()
                .map(row -> new EntryId(row.getLong("id"))));
  }

  EntryId insertNote(
      Tx tx, Locked conversation, AgentId author, String text, Optional<String> requestId) {
    return new EntryId(
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, author_id, body_text, request_id)
                VALUES ($1, $2, 'note', 'internal', clock_timestamp(), $3, $4, $5) RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                author,
                text,
                requestId)
            .orElseThrow()
            .getLong("id"));
  }

  /** The thread that an answer continues: what it answers, and the chain up to there. */
  record Chain(Optional<String> inReplyTo, List<String> references, String subject) {
    /** On a network the thread is known there; nothing is answered that is gone. */
    static Chain ofPost(Optional<WrittenPosts.Post> answered) {
      return new Chain(
          answered.filter(post -> !post.gone()).map(WrittenPosts.Post::messageId), List.of(), "");
    }
  }

  /** What is said, and in which language, where that is known. */
  record Words(String subject, String text, Optional<String> language) {}

  /** How much of a text its author did not type, in UTF-16 units. */
  record Added(int before, int behind) {
    static final Added NOTHING = new Added(0, 0);
  }

  /** Of the messages on one channel: another one knows nothing of their ids. */
  Chain chain(Tx tx, Locked conversation, String channel) {
    List<Row> newestFirst =
        tx.rows(
            """
            SELECT message_id, direction, automated, subject FROM entry
             WHERE conversation_id = $1 AND kind = 'message' AND channel = $3 AND message_id IS NOT NULL AND NOT withdrawn
               AND message_id NOT LIKE '%@local'
             ORDER BY id DESC LIMIT $2
            """,
            conversation.id(), REFERENCES, channel);
    Optional<Row> answered =
        newestFirst.stream()
            .filter(row -> row.getString("direction").equals("in") && !row.getBoolean("automated"))
            .findFirst();
    List<String> references =
        newestFirst.reversed().stream().map(row -> row.getString("message_id")).distinct().toList();
    return new Chain(
        answered.map(row -> row.getString("message_id")),
        references,
        channel.equals(LETTER)
            ? conversation.subject()
            : answerSubject(
                answered.map(row -> row.getString("subject")).orElse(conversation.subject())));
  }

  private static String answerSubject(String subject) {
    return subject.regionMatches(true, 0, "re:", 0, 3)
            || subject.regionMatches(true, 0, "aw:", 0, 3)
        ? subject
        : "Re: " + subject;
  }

  EntryId insertReply(
      Tx tx,
      Locked conversation,
      AgentId author,
      Ways.Chosen way,
      String fromAddress,
      Words words,
      String messageId,
      Optional<String> requestId) {
    return new EntryId(
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, author_id,
                                   contact_point_id, from_address, to_addresses, subject, body_text, message_id, request_id,
                                   visibility, language, answers_id)
                VALUES ($1, $2, 'message', $3, 'out', clock_timestamp(), $4, $5, $6, ARRAY[$7], $8, $9, $10, $11, $12, $13, $14)
                RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                way.channel(),
                author,
                way.to().id(),
                fromAddress,
                shown(way.channel(), way.to()),
                words.subject(),
                words.text(),
                messageId,
                requestId,
                way.visibility(),
                words.language(),
                way.answers().map(WrittenPosts.Post::entry).map(EntryId::value))
            .orElseThrow()
            .getLong("id"));
  }

  void schedule(
      Tx tx,
      EntryId entry,
      ChannelAccountId account,
      ContactPoint to,
      Chain chain,
      Added added,
      Duration undo,
      boolean review) {
    tx.execute(
        """
        INSERT INTO delivery (entry_id, channel_account_id, to_address, to_name, in_reply_to, reference_ids, state, due_at, first_due_at,
                              added_before, added_behind)
        SELECT $1, $2, $3, c.name, $4, $5, $8, due.at, due.at, $9, $10
          FROM customer_card c, (SELECT clock_timestamp() + $7::bigint * interval '1 millisecond' AS at) due
         WHERE c.id = (SELECT customer_id FROM contact_point WHERE id = $6)
        """,
        entry,
        account,
        to.value(),
        chain.inReplyTo(),
        Sql.texts(chain.references()),
        to.id(),
        undo.toMillis(),
        review ? "in_review" : "pending",
        added.before(),
        added.behind());
  }

  /** What is known of a reply; the text is what its author typed. */
  record Outbound(EntryId entry, ConversationId conversation, AgentId author, String text) {}

  /**
   * Only while nothing has left, now or before: looked at, waiting and never tried, or made and not
   * yet in hands.
   */
  Optional<Outbound> withdraw(Tx tx, EntryId entry) {
    return tx.row(
            """
            WITH back AS (
              UPDATE delivery SET state = 'withdrawn', raw = NULL
               WHERE entry_id = $1 AND sent_at IS NULL
                 AND (state = 'pending' AND (attempts = 0 OR EXISTS (SELECT FROM entry e WHERE e.id = $1 AND e.channel = 'letter'))
                      OR state IN ('in_review', 'ready'))
              RETURNING entry_id, added_before, added_behind)
            UPDATE entry e SET withdrawn = true, request_id = NULL FROM back WHERE e.id = back.entry_id
            RETURNING e.id, e.conversation_id, e.author_id, e.body_text, back.added_before, back.added_behind
            """,
            entry)
        .map(ReplyStore::outbound);
  }

  Optional<Outbound> find(Sql sql, EntryId entry) {
    return sql.row(
            """
            SELECT e.id, e.conversation_id, e.author_id, e.body_text, d.added_before, d.added_behind
              FROM entry e JOIN delivery d ON d.entry_id = e.id WHERE e.id = $1 AND NOT e.withdrawn
            """,
            entry)
        .map(ReplyStore::outbound);
  }

  private static Outbound outbound(Row row) {
    String text = row.getString("body_text");
    return new Outbound(
        new EntryId(row.getLong("id")),
        new ConversationId(row.getLong("conversation_id")),
        new AgentId(row.getLong("author_id")),
        text.substring(
            row.getInteger("added_before"), text.length() - row.getInteger("added_behind")));
  }

  boolean isLetter(Tx tx, EntryId entry) {
    return tx.row("SELECT 1 FROM entry WHERE id = $1 AND channel = $2", entry, LETTER).isPresent();
  }

  /** Where a letter went; the address may be nobody's by now, or known to be bad. */
  record Went(ContactPointId to, boolean gone, boolean bad) {}

  /** Empty for anything but a letter. */
  Optional<Went> letterTo(Tx tx, EntryId entry) {
    return tx.row(
            """
            SELECT e.contact_point_id, p.id IS NULL AS gone, coalesce(p.state = 'bad', false) AS bad
              FROM entry e LEFT JOIN reachable p ON p.id = e.contact_point_id WHERE e.id = $1 AND e.channel = $2
            """,
            entry,
            LETTER)
        .map(
            row ->
                new Went(
                    new ContactPointId(row.getLong("contact_point_id")),
                    row.getBoolean("gone"),
                    row.getBoolean("bad")));
  }

  /** Also where one of them was taken off its customer. */
  boolean sameCustomer(Tx tx, ContactPointId one, ContactPointId other) {
    return tx.row(
            """
            SELECT 1 FROM contact_point a JOIN customer_card k ON k.id = a.customer_id JOIN reachable b ON b.root_id = k.root_id
             WHERE a.id = $1 AND b.id = $2
            """,
            one,
            other)
        .isPresent();
  }

  void readdress(Tx tx, EntryId entry, ContactPoint to) {
    tx.execute(
        "UPDATE entry SET contact_point_id = $2, to_addresses = ARRAY[$3] WHERE id = $1",
        entry,
        to.id(),
        shown(LETTER, to));
    tx.execute("UPDATE delivery SET to_address = $2 WHERE entry_id = $1", entry, to.value());
  }

  /** The normal form of a postal address is for comparing only. */
  private static String shown(String channel, ContactPoint to) {
    return channel.equals(LETTER) ? to.display().replace("\n", ", ") : to.value();
  }

  boolean hasFailed(Tx tx, EntryId entry) {
    return tx.row(
            "SELECT 1 FROM delivery WHERE entry_id = $1 AND state = 'failed' FOR UPDATE", entry)
        .isPresent();
  }

  /** Somebody has looked at it, but not at how it is now. */
  boolean otherThanApproved(Tx tx, EntryId entry) {
    return tx.row(
            "SELECT 1 FROM approval WHERE entry_id = $1 AND digest <> reply_digest(entry_id)",
            entry)
        .isPresent();
  }

  void retry(Tx tx, EntryId entry) {
    tx.execute(
        """
        UPDATE delivery SET state = 'pending', due_at = clock_timestamp(), first_due_at = clock_timestamp(),
               error = NULL, uncertain = false, returned_at = NULL
         WHERE entry_id = $1 AND state = 'failed'
        """,
        entry);
  }
}
