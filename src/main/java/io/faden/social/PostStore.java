package io.faden.social;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.Told;
import io.faden.conversation.EntryId;
import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL about posts but their lists. */
final class PostStore {
  private static final String KEPT =
      """
      SELECT p.arrival_id, p.channel_account_id, p.channel, p.post_id, p.kind, p.visibility, p.author, p.author_card, p.subject,
             p.body_text, p.language, p.written_at, p.parents, p.context, p.edited_at, p.deleted_at, p.verdict, p.entry_id, p.version,
             p.erased_at IS NOT NULL AS erased, r.received_at
        FROM post p JOIN arrival_receipt r ON r.id = p.arrival_id
      """;

  /**
   * A post on its way into the table.
   *
   * @param postId with the network and the account before it
   * @param look something more can be learned of it from the network
   */
  record Fresh(
      ArrivalId id,
      ChannelAccountId account,
      String channel,
      String postId,
      Told.Post post,
      Optional<String> language,
      boolean look) {}

  /** Its row stays locked. */
  Optional<KeptPost> lock(Tx tx, ArrivalId id) {
    return tx.row(KEPT + " WHERE p.arrival_id = $1 FOR UPDATE OF p", id).map(PostStore::kept);
  }

  /** The same by its name. Index: post_once. */
  Optional<KeptPost> lock(Tx tx, ChannelAccountId account, String postId) {
    return tx.row(
            KEPT + " WHERE p.channel_account_id = $1 AND p.post_id = $2 FOR UPDATE OF p",
            account,
            postId)
        .map(PostStore::kept);
  }

  /** False if it is there already. Nobody has written it tomorrow, whatever their clock says. */
  boolean insert(Tx tx, Fresh fresh) {
    Told.Post post = fresh.post();
    return tx.execute(
            """
            INSERT INTO post (arrival_id, channel_account_id, channel, post_id, kind, visibility, url, author, author_card, subject,
                              body_text, language, written_at, parents, pictures, edited_at, look_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, least($13, clock_timestamp()), $14, $15, $16,
                    CASE WHEN $17 THEN clock_timestamp() END)
            ON CONFLICT (channel_account_id, post_id) DO NOTHING
            """,
            fresh.id(),
            fresh.account(),
            fresh.channel(),
            fresh.postId(),
            post.kind(),
            post.open() ? "public" : "private",
            post.url(),
            post.author().value(),
            card(post.author()),
            PostWords.subject(post),
            PostWords.text(post),
            fresh.language(),
            post.writtenAt(),
            Sql.texts(post.parents()),
            pictures(post.pictures()),
            post.edited(),
            fresh.look())
        == 1;
  }

  private static JsonObject card(Told.Author author) {
    JsonObject card =
        new JsonObject()
            .put("handle", author.handle().replace("\0", ""))
            .put("name", author.name().replace("\0", ""));
    author.url().ifPresent(url -> card.put("url", url));
    author.avatar().ifPresent(url -> card.put("avatar", url));
    author.followers().ifPresent(many -> card.put("followers", many));
    return author.bot() ? card.put("bot", true) : card;
  }

  private static JsonArray pictures(List<Told.Picture> pictures) {
    JsonArray all = new JsonArray();
    pictures.forEach(
        picture ->
            all.add(
                new JsonObject()
                    .put("url", picture.url())
                    .put("description", picture.description().replace("\0", ""))
                    .put("type", picture.type())));
    return all;
  }

  /** An arrival that says something about a post which is known, or about one that is not. */
  void told(Tx tx, ArrivalId arrival, Optional<ArrivalId> about, Optional<KeptAuthor> author) {
    tx.execute(
        """
        INSERT INTO post_told (arrival_id, about_id, channel, author) VALUES ($1, $2, $3, $4)
        ON CONFLICT ON CONSTRAINT post_told_pkey DO NOTHING
        """,
        arrival,
        about.map(ArrivalId::value),
        author.map(KeptAuthor::channel),
        author.map(KeptAuthor::value));
  }

  /** Whose a post is of which nothing else is known. */
  record KeptAuthor(String channel, String value) {}

  /** What it said before is kept beside what it says now. */
  void edit(Tx tx, KeptPost before, Told.Post now, Instant at) {
    tx.execute(
        """
        INSERT INTO post_version (arrival_id, number, body_text, until)
        SELECT $1, 1 + count(*), $2, $3 FROM post_version WHERE arrival_id = $1
        """,
        before.id(),
        before.text(),
        at);
    tx.execute(
        """
        UPDATE post SET body_text = $2, pictures = $3, edited_at = $4, language = coalesce($5, language) WHERE arrival_id = $1
        """,
        before.id(),
        PostWords.text(now),
        pictures(now.pictures()),
        at,
        now.language());
    // Numbers of pictures may mean others now.
    tx.execute("DELETE FROM post_picture WHERE arrival_id = $1 AND number > 0", before.id());
  }

  void delete(Tx tx, ArrivalId id, Instant at) {
    tx.execute(
        "UPDATE post SET deleted_at = coalesce(deleted_at, $2), look_at = NULL WHERE arrival_id = $1",
        id,
        at);
  }

  /** We are told of it for a better reason than before. */
  void told(Tx tx, ArrivalId id, Told.Kind kind) {
    tx.execute("UPDATE post SET kind = $2 WHERE arrival_id = $1", id, kind);
  }

  /**
   * A decision.
   *
   * @param rule which decided, if none of the people did
   */
  record Decided(
      Verdict verdict,
      Optional<String> reason,
      String note,
      Optional<String> rule,
      Optional<AgentId> by) {}

  void decide(Tx tx, ArrivalId id, Decided decided) {
    tx.execute(
        """
        UPDATE post SET verdict = $2, reason = $3, note = $4, rule = $5, decided_by = $6, decided_at = clock_timestamp(),
               version = version + 1
         WHERE arrival_id = $1
        """,
        id,
        decided.verdict(),
        decided.reason(),
        decided.note(),
        decided.rule(),
        decided.by().map(AgentId::value));
    log(tx, id, decided.verdict().label(), decided);
  }

  private static void log(Tx tx, ArrivalId id, String verdict, Decided decided) {
    tx.execute(
        """
        INSERT INTO post_decision (arrival_id, verdict, reason, note, rule, agent_id) VALUES ($1, $2, $3, $4, $5, $6)
        """,
        id,
        verdict,
        decided.reason(),
        decided.note(),
        decided.rule(),
        decided.by().map(AgentId::value));
  }

  void reopen(Tx tx, ArrivalId id, AgentId by) {
    tx.execute(
        """
        UPDATE post SET verdict = 'open', reason = NULL, note = '', rule = NULL, decided_by = NULL, decided_at = NULL,
               version = version + 1
         WHERE arrival_id = $1
        """,
        id);
    tx.execute(
        "INSERT INTO post_decision (arrival_id, verdict, agent_id) VALUES ($1, 'open', $2)",
        id,
        by);
  }

  void stands(Tx tx, ArrivalId id, long conversation, long entry) {
    tx.execute(
        "UPDATE post SET conversation_id = $2, entry_id = $3 WHERE arrival_id = $1",
        id,
        conversation,
        entry);
  }

  /** Whether whoever wrote it is a customer. Index: contact_point_by_value. */
  boolean knownCustomer(Sql sql, String channel, String author) {
    return !sql.rows(
            "SELECT 1 FROM reachable WHERE channel = $1 AND value = $2 LIMIT 1", channel, author)
        .isEmpty();
  }

  /**
   * Whether one of the posts above stands in a conversation with the author that is not settled.
   * Indexes: entry_by_message_id, contact_point_by_value.
   */
  boolean underWay(Sql sql, String channel, String author, List<String> messageIds) {
    return !messageIds.isEmpty()
        && !sql.rows(
                """
                SELECT 1
                  FROM message_place m
                  JOIN conversation_standing s ON s.id = m.conversation_id
                  JOIN customer_card k ON k.id = s.customer_id
                  JOIN reachable x ON x.root_id = k.root_id AND x.channel = $1 AND x.value = $2
                 WHERE m.message_id = ANY($3) AND s.status <> 'resolved' LIMIT 1
                """,
                channel,
                author,
                Sql.texts(messageIds))
            .isEmpty();
  }

  /**
   * The conversation in which the author and an account of ours spoke in private last, whoever of
   * them did. Indexes: post_of_author, entry_of_contact_point, entry_by_message_id.
   */
  Optional<Long> privateChat(Sql sql, ChannelAccountId account, String channel, String author) {
    return sql.row(
            """
            SELECT m.conversation_id
              FROM ((SELECT p.entry_id FROM post p
                      WHERE p.channel = $2 AND p.author = $3 AND p.channel_account_id = $1
                        AND p.visibility = 'private' AND p.entry_id IS NOT NULL
                      ORDER BY p.written_at DESC LIMIT 1)
                    UNION ALL
                    (SELECT o.entry_id FROM outgoing_message o JOIN reachable r ON r.id = o.contact_point_id
                      WHERE r.channel = $2 AND r.value = $3 AND o.channel_account_id = $1 AND o.visibility = 'private'
                      ORDER BY o.entry_id DESC LIMIT 1)) said
              JOIN message_place m ON m.entry_id = said.entry_id
             ORDER BY m.entry_id DESC LIMIT 1
            """,
            account,
            channel,
            author)
        .map(row -> row.getLong("conversation_id"));
  }

  private static KeptPost kept(Row row) {
    JsonObject card = row.getJsonObject("author_card");
    List<String> parents = new ArrayList<>(texts(row, "parents"));
    JsonArray context = row.getJsonArray("context");
    if (context != null) {
      for (int place = context.size() - 1; place >= 0; place--) {
        String id = context.getJsonObject(place).getString("id");
        if (id != null && !parents.contains(id)) {
          parents.add(id);
        }
      }
    }
    return new KeptPost(
        new ArrivalId(row.getLong("arrival_id")),
        new ChannelAccountId(row.getLong("channel_account_id")),
        row.getString("channel"),
        row.getString("post_id"),
        Told.Kind.of(row.getString("kind")),
        row.getString("visibility").equals("public"),
        author(row.getString("author"), card),
        row.getString("subject"),
        row.getString("body_text"),
        optionalText(row, "language"),
        instant(row, "written_at"),
        parents,
        optionalInstant(row, "edited_at"),
        optionalInstant(row, "deleted_at"),
        row.getString("verdict"),
        optionalLong(row, "entry_id").map(EntryId::new),
        row.getInteger("version"),
        instant(row, "received_at"),
        row.getBoolean("erased"));
  }

  static Told.Author author(String value, JsonObject card) {
    return new Told.Author(
        value,
        card.getString("handle", value),
        card.getString("name", ""),
        Optional.ofNullable(card.getString("url")),
        Optional.ofNullable(card.getString("avatar")),
        Optional.ofNullable(card.getInteger("followers")),
        card.getBoolean("bot", false));
  }

  // Looking again

  /** What stands above a post, or why nobody knows. */
  void above(Tx tx, ArrivalId id, List<SocialNetwork.Above> above, Optional<String> error) {
    JsonArray context = new JsonArray();
    above.forEach(
        post -> {
          JsonObject one =
              new JsonObject()
                  .put("id", post.id())
                  .put("author", post.author().replace("\0", ""))
                  .put("text", post.text().replace("\0", ""))
                  .put("at", post.at().toString())
                  .put("ours", post.ours());
          post.url().ifPresent(url -> one.put("url", url));
          context.add(one);
        });
    tx.execute(
        "UPDATE post SET context = $2, context_error = $3 WHERE arrival_id = $1",
        id,
        error.isPresent() ? null : context,
        error);
  }
}
