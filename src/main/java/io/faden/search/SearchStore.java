package io.faden.search;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.customer.CustomerCard;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is found of conversations and entries. */
final class SearchStore {
  /**
   * Up to so many hits are all looked at and put in order; of more, the newest are found sooner by
   * walking back in time.
   */
  private static final int FEW = 5_000;

  /**
   * A plan that is right for a rare word is wrong for a common one, so none is kept; and the index
   * of words tells exactly how many there are, where statistics of words that go together cannot.
   */
  void planForEach(Tx tx) {
    tx.rows(
        """
        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
               set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
        """);
  }

  private static void walk(Tx tx, boolean walk) {
    tx.rows("SELECT set_config('enable_bitmapscan', $1, true)", walk ? "off" : "on");
  }

  Wish understand(Tx tx, SearchQuery query) {
    List<SearchQuery.Term> wanted = query.wanted();
    Row row =
        tx.row(
                """
                SELECT search_query($1, $2, $3, $4)::text AS query,
                       tsvector_to_array(to_tsvector('pg_catalog.german', search_words($5))
                                         || to_tsvector('pg_catalog.english', search_words($5))) AS stems
                """,
                Sql.texts(wanted.stream().map(SearchQuery.Term::text).toList()),
                wanted.stream().map(SearchQuery.Term::exact).toArray(Boolean[]::new),
                wanted.stream().map(SearchQuery.Term::open).toArray(Boolean[]::new),
                Sql.texts(query.unwanted()),
                wanted.stream()
                    .filter(term -> !term.exact())
                    .map(SearchQuery.Term::text)
                    .collect(Collectors.joining(" ")))
            .orElseThrow();
    Set<String> stems =
        texts(row, "stems").stream().map(Folded::fold).collect(Collectors.toUnmodifiableSet());
    return new Wish(
        query,
        optionalText(row, "query"),
        new Marks(query, stems, query.code().map(Folded::fold).stream().toList()),
        new Marks(query, stems, query.part().map(Folded::fold).stream().toList()));
  }

  private static final String CONVERSATIONS =
      """
      WITH picked AS MATERIALIZED (
        SELECT s.conversation_id FROM %s s
         WHERE ($3::bigint IS NULL OR s.conversation_id < $3) AND ($4::bigint IS NULL OR s.conversation_id <> $4)
           AND ($5::bigint IS NULL OR (SELECT c.queue_id FROM conversation_card c WHERE c.id = s.conversation_id) = $5)
           AND ($6::text IS NULL OR (SELECT c.status FROM conversation_card c WHERE c.id = s.conversation_id) = $6)
           AND ($7::timestamptz IS NULL OR (SELECT c.last_entry_at FROM conversation_card c WHERE c.id = s.conversation_id) >= $7)
           AND ($8::timestamptz IS NULL OR (SELECT c.opened_at FROM conversation_card c WHERE c.id = s.conversation_id) < $8)
         ORDER BY s.conversation_id DESC LIMIT $9)
      SELECT c.id, c.subject, c.status, c.queue_id, c.queue_name, c.last_entry_at,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address
        FROM picked JOIN conversation_card c ON c.id = picked.conversation_id JOIN customer_card k ON k.id = c.customer_id
       ORDER BY c.id DESC
      """;

  /** Indexes: search_conversation_words, search_conversation_subject; of many the primary key. */
  private static final String FEW_CONVERSATIONS =
      """
      (SELECT f.conversation_id FROM search_conversation f WHERE f.words @@ $1::text::tsquery OR f.subject LIKE $2 OFFSET 0)
      """;

  private static final String MANY_CONVERSATIONS =
      """
      (SELECT f.conversation_id FROM search_conversation f WHERE f.words @@ $1::text::tsquery OR f.subject LIKE $2)
      """;

  /** The conversation of that number comes first, then the newest. */
  List<Hit.OfConversation> conversations(
      Tx tx, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    Optional<Long> number = wish.query().number();
    List<Hit.OfConversation> hits = new ArrayList<>();
    if (number.isPresent() && after.isEmpty()) {
      String itself =
          "(SELECT id AS conversation_id FROM conversation_card"
              + " WHERE id = $10 AND $1::text IS NULL AND $2::text IS NULL)";
      tx.rows(
              CONVERSATIONS.formatted(itself),
              null,
              null,
              null,
              null,
              filter.queue(),
              filter.status(),
              filter.from(),
              filter.to(),
              1,
              number)
          .forEach(row -> hits.add(conversation(row, wish, true)));
    }
    Optional<String> part = wish.query().part().map(SearchQuery::anywhere);
    if (wish.tsquery().isEmpty() && part.isEmpty()) {
      return hits;
    }
    boolean many =
        many(
            tx,
            """
            SELECT count(*) AS count FROM (SELECT FROM search_conversation f
              WHERE f.words @@ $1::text::tsquery OR f.subject LIKE $2 LIMIT $3) few
            """,
            wish,
            part);
    walk(tx, many);
    tx.rows(
            CONVERSATIONS.formatted(many ? MANY_CONVERSATIONS : FEW_CONVERSATIONS),
            wish.tsquery(),
            part,
            after.map(HitCursor::id).filter(id -> id > 0),
            number,
            filter.queue(),
            filter.status(),
            filter.from(),
            filter.to(),
            limit)
        .forEach(row -> hits.add(conversation(row, wish, false)));
    walk(tx, false);
    return hits.size() > limit ? hits.subList(0, limit) : hits;
  }

  private static boolean many(Tx tx, String count, Wish wish, Optional<String> part) {
    return tx.row(count, wish.tsquery(), part, FEW + 1).orElseThrow().getLong("count") > FEW;
  }

  private static Hit.OfConversation conversation(Row row, Wish wish, boolean byNumber) {
    long id = row.getLong("id");
    return new Hit.OfConversation(
        id,
        List.of(new Part(Long.toString(id), byNumber)),
        wish.partMarks().whole(row.getString("subject")),
        row.getString("status"),
        new Hit.Queue(row.getLong("queue_id"), row.getString("queue_name")),
        CustomerCard.of(row),
        instant(row, "last_entry_at"));
  }

  private static String pageOf(String source) {
    return """
      WITH picked AS MATERIALIZED (
        SELECT s.entry_id FROM %s s
         WHERE ($3::timestamptz IS NULL OR (s.occurred_at, s.entry_id) < ($3, $4::bigint))
           AND ($5::bigint IS NULL OR (SELECT c.queue_id FROM conversation_card c WHERE c.id = s.conversation_id) = $5)
           AND ($6::text IS NULL OR (SELECT c.status FROM conversation_card c WHERE c.id = s.conversation_id) = $6)
           AND ($7::timestamptz IS NULL OR s.occurred_at >= $7) AND ($8::timestamptz IS NULL OR s.occurred_at < $8)
           AND ($9::text IS NULL OR s.channel = $9) AND ($10::text IS NULL OR s.direction = $10)
         ORDER BY s.occurred_at DESC, s.entry_id DESC LIMIT $11)
      SELECT e.id, e.conversation_id, e.kind, e.channel, e.direction, e.occurred_at, e.from_name, e.from_address,
             array_to_string(e.to_addresses[:20], ', ') AS recipients, e.subject, left(e.body_text, 50000) AS body_text,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, p.id AS author_id, p.name AS author_name,
             ARRAY(SELECT a.name FROM attachment_name a WHERE a.entry_id = e.id ORDER BY a.id LIMIT 100) AS files
        FROM picked
        JOIN entry_card e ON e.id = picked.entry_id
        JOIN customer_card k ON k.id = e.customer_id
        LEFT JOIN person p ON p.id = e.author_id
       ORDER BY e.occurred_at DESC, e.id DESC
      """
        .formatted(source);
  }

  /** Indexes: search_entry_words, search_entry_codes; of many search_entry_newest. */
  private static final String FEW_ENTRIES =
      "(SELECT f.* FROM search_entry f WHERE f.words @@ $1::text::tsquery OR f.codes LIKE $2 OFFSET 0)";

  private static final String MANY_ENTRIES =
      "(SELECT f.* FROM search_entry f WHERE f.words @@ $1::text::tsquery OR f.codes LIKE $2)";

  /** The newest first. */
  List<Hit.OfEntry> entries(
      Tx tx, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    Optional<String> code = wish.query().code().map(SearchQuery::anywhere);
    if (wish.tsquery().isEmpty() && code.isEmpty()) {
      return List.of();
    }
    boolean many =
        many(
            tx,
            """
            SELECT count(*) AS count FROM (SELECT FROM search_entry f
              WHERE f.words @@ $1::text::tsquery OR f.codes LIKE $2 LIMIT $3) few
            """,
            wish,
            code);
    walk(tx, many);
    List<Row> rows =
        tx.rows(
            pageOf(many ? MANY_ENTRIES : FEW_ENTRIES),
            wish.tsquery(),
            code,
            after.map(HitCursor::at),
            after.map(HitCursor::id),
            filter.queue(),
            filter.status(),
            filter.from(),
            filter.to(),
            filter.channel(),
            filter.direction(),
            limit);
    walk(tx, false);
    return rows.stream().map(row -> entry(row, wish.marks())).toList();
  }

  private static Hit.OfEntry entry(Row row, Marks marks) {
    return new Hit.OfEntry(
        row.getLong("id"),
        row.getLong("conversation_id"),
        row.getString("kind"),
        optionalText(row, "channel"),
        row.getString("direction"),
        instant(row, "occurred_at"),
        CustomerCard.of(row),
        optionalLong(row, "author_id")
            .map(id -> new Person(new AgentId(id), row.getString("author_name"))),
        who(row, marks),
        marks.whole(row.getString("subject")),
        marks.excerpt(row.getString("body_text")),
        texts(row, "files").stream().filter(marks::marks).map(marks::whole).toList());
  }

  /** Who wrote, or to whom we wrote. */
  private static List<Part> who(Row row, Marks marks) {
    String name = optionalText(row, "from_name").orElse("");
    String address = optionalText(row, "from_address").orElse("");
    if (row.getString("direction").equals("in")) {
      return marks.whole(
          name.isEmpty() || address.isEmpty() ? name + address : name + " <" + address + ">");
    }
    return marks.whole(optionalText(row, "recipients").orElse(""));
  }
}
