package io.faden.social;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.customer.CustomerCard;
import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads posts for people. */
final class PostRows {
  /** What an author wrote before is for an impression. */
  private static final int EARLIER = 10;

  private static final String SELECT =
      """
      SELECT p.arrival_id, p.channel, p.channel_account_id, k.name AS account_name, p.kind, p.visibility, p.url, p.author, p.author_card,
             p.body_text, p.language, p.written_at, r.received_at, p.pictures, p.edited_at, p.deleted_at, p.verdict, p.reason, p.note, p.rule,
             p.decided_by, w.name AS decided_name, p.decided_at, t.conversation_id, p.entry_id, p.version, p.context, p.context_error,
             c.id AS customer_id, c.name AS customer_name, c.address AS customer_address, c.kind AS customer_kind
        FROM post p
        JOIN known_account k ON k.id = p.channel_account_id
        JOIN arrival_receipt r ON r.id = p.arrival_id
        LEFT JOIN person w ON w.id = p.decided_by
        LEFT JOIN timeline_place t ON t.entry_id = p.entry_id
        LEFT JOIN LATERAL (SELECT x.root_id FROM reachable x WHERE x.channel = p.channel AND x.value = p.author LIMIT 1) h ON true
        LEFT JOIN customer_card c ON c.id = h.root_id
       WHERE p.erased_at IS NULL
      """;

  Optional<Post> find(Sql sql, ArrivalId id) {
    return sql.row(SELECT + " AND p.arrival_id = $1", id)
        .map(row -> post(row).with(detail(sql, row)));
  }

  boolean erased(Sql sql, ArrivalId id) {
    return sql.row("SELECT 1 FROM post WHERE arrival_id = $1 AND erased_at IS NOT NULL", id)
        .isPresent();
  }

  /** Indexes: post_open and the others of the open ones, post_watched, post_decided_last. */
  List<Post> list(Sql sql, PostList wanted) {
    List<Object> binds = new ArrayList<>();
    StringBuilder query = new StringBuilder(SELECT);
    wanted.channel().ifPresent(channel -> and(query, binds, "p.channel = $%d", channel));
    wanted.account().ifPresent(id -> and(query, binds, "p.channel_account_id = $%d", id));
    switch (wanted.view()) {
      case OPEN -> {
        query.append(" AND p.verdict = 'open'");
        wanted.after().ifPresent(at -> and(query, binds, "p.arrival_id > $%d", at.id()));
        query.append(" ORDER BY p.arrival_id");
      }
      case WATCHED, DECIDED -> {
        query.append(
            wanted.view() == PostList.View.WATCHED
                ? " AND p.verdict = 'watch'"
                : " AND p.decided_at IS NOT NULL");
        wanted
            .after()
            .ifPresent(
                at -> {
                  binds.add(at.decidedAt().orElse(Instant.EPOCH));
                  and(
                      query,
                      binds,
                      "(p.decided_at, p.arrival_id) < ($" + binds.size() + ", $%d)",
                      at.id());
                });
        query.append(" ORDER BY p.decided_at DESC, p.arrival_id DESC");
      }
    }
    binds.add(wanted.limit());
    query.append(" LIMIT $").append(binds.size());
    return sql.rows(query.toString(), binds.toArray()).stream().map(PostRows::post).toList();
  }

  private static void and(StringBuilder query, List<Object> binds, String condition, Object bind) {
    binds.add(bind);
    query.append(" AND ").append(condition.formatted(binds.size()));
  }

  /** Indexes: post_open_of_channel, post_open, post_watched, post_decided_when. */
  PostList.Counts counts(Sql sql, Instant today) {
    Map<String, Long> byChannel = new LinkedHashMap<>();
    sql.rows(
            "SELECT channel, count(*) AS many FROM post WHERE verdict = 'open' GROUP BY channel ORDER BY channel")
        .forEach(row -> byChannel.put(row.getString("channel"), row.getLong("many")));
    Row row =
        sql.row(
                """
                SELECT (SELECT count(*) FROM post WHERE verdict = 'watch') AS watched,
                       (SELECT r.received_at FROM arrival_receipt r
                         WHERE r.id = (SELECT p.arrival_id FROM post p WHERE p.verdict = 'open' ORDER BY p.arrival_id LIMIT 1)) AS oldest,
                       d.decided, d.answers
                  FROM (SELECT count(*) AS decided, count(*) FILTER (WHERE verdict = 'answer') AS answers
                          FROM post WHERE decided_at >= $1) d
                """,
                today)
            .orElseThrow();
    return new PostList.Counts(
        byChannel.values().stream().mapToLong(Long::longValue).sum(),
        byChannel,
        row.getLong("watched"),
        optionalInstant(row, "oldest"),
        row.getLong("decided"),
        row.getLong("answers"));
  }

  private static Post post(Row row) {
    return new Post(
        new ArrivalId(row.getLong("arrival_id")),
        row.getString("channel"),
        new Post.Account(row.getLong("channel_account_id"), row.getString("account_name")),
        row.getString("kind"),
        row.getString("visibility"),
        Post.Author.of(PostStore.author(row.getString("author"), row.getJsonObject("author_card"))),
        row.getString("body_text"),
        optionalText(row, "language"),
        instant(row, "written_at"),
        instant(row, "received_at"),
        optionalText(row, "url"),
        pictures(row.getJsonArray("pictures")),
        optionalInstant(row, "edited_at"),
        optionalInstant(row, "deleted_at"),
        row.getString("verdict"),
        optionalText(row, "reason"),
        optionalText(row, "note").filter(note -> !note.isEmpty()),
        optionalText(row, "rule"),
        person(row, "decided_by", "decided_name"),
        optionalInstant(row, "decided_at"),
        optionalLong(row, "customer_id").map(id -> CustomerCard.of(row)),
        optionalLong(row, "conversation_id"),
        optionalLong(row, "entry_id"),
        row.getInteger("version"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Person> person(Row row, String id, String name) {
    return optionalLong(row, id)
        .map(number -> new Person(new AgentId(number), row.getString(name)));
  }

  private static List<Post.Picture> pictures(JsonArray stored) {
    List<Post.Picture> pictures = new ArrayList<>();
    for (int place = 0; place < stored.size(); place++) {
      JsonObject picture = stored.getJsonObject(place);
      pictures.add(
          new Post.Picture(
              place + 1,
              picture.getString("description", ""),
              Optional.ofNullable(picture.getString("type"))));
    }
    return pictures;
  }

  private static Post.Detail detail(Sql sql, Row row) {
    long id = row.getLong("arrival_id");
    return new Post.Detail(
        Optional.ofNullable(row.getJsonArray("context")).map(PostRows::above),
        optionalText(row, "context_error"),
        sql
            .rows(
                "SELECT body_text, until FROM post_version WHERE arrival_id = $1 ORDER BY number",
                id)
            .stream()
            .map(one -> new Post.Version(one.getString("body_text"), instant(one, "until")))
            .toList(),
        earlier(sql, row),
        decisions(sql, id));
  }

  private static List<Post.Above> above(JsonArray context) {
    return context.stream()
        .map(JsonObject.class::cast)
        .map(
            post ->
                new Post.Above(
                    post.getString("author"),
                    post.getString("text"),
                    Instant.parse(post.getString("at")),
                    Optional.ofNullable(post.getString("url")),
                    post.getBoolean("ours", false)))
        .toList();
  }

  /** Index: post_of_author. */
  private static List<Post.Earlier> earlier(Sql sql, Row row) {
    return sql
        .rows(
            """
            SELECT p.arrival_id, left(p.body_text, 500) AS body_text, p.written_at, p.verdict, t.conversation_id
              FROM post p LEFT JOIN timeline_place t ON t.entry_id = p.entry_id
             WHERE p.channel = $1 AND p.author = $2 AND p.arrival_id <> $3 AND p.erased_at IS NULL
             ORDER BY p.written_at DESC LIMIT $4
            """,
            row.getString("channel"),
            row.getString("author"),
            row.getLong("arrival_id"),
            EARLIER)
        .stream()
        .map(
            one ->
                new Post.Earlier(
                    new ArrivalId(one.getLong("arrival_id")),
                    one.getString("body_text"),
                    instant(one, "written_at"),
                    one.getString("verdict"),
                    optionalLong(one, "conversation_id")))
        .toList();
  }

  /** Index: post_decision_of_post. */
  private static List<Post.Decision> decisions(Sql sql, long id) {
    return sql
        .rows(
            """
            SELECT d.verdict, d.reason, d.note, d.rule, d.agent_id, w.name AS agent_name, d.at
              FROM post_decision d LEFT JOIN person w ON w.id = d.agent_id WHERE d.arrival_id = $1 ORDER BY d.id DESC
            """,
            id)
        .stream()
        .map(
            one ->
                new Post.Decision(
                    one.getString("verdict"),
                    optionalText(one, "reason"),
                    optionalText(one, "note").filter(note -> !note.isEmpty()),
                    optionalText(one, "rule"),
                    person(one, "agent_id", "agent_name"),
                    instant(one, "at")))
        .toList();
  }
}
