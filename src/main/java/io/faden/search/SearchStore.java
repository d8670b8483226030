package io.faden.search;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.customer.CustomerCard;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is found of conversations and entries. */
final class SearchStore {
  /**
   * Up to so many that could be hits are all looked at and put in order; of more, the newest are
   * found sooner by walking back in time.
   */
  private static final int FEW = 5_000;

  /** So far a walk goes for one page: what is common is found much sooner. */
  private static final int WALK = 20_000;

  /**
   * So far it goes before anything is counted. Counting is quick for what is rare, and takes longer
   * than such a walk for what one text in ten has.
   */
  private static final int GLANCE = 400;

  /**
   * @param end where a walk ended before the page was full; more may lie beyond
   */
  record Found<T>(List<T> hits, Optional<HitCursor> end) {
    static <T> Found<T> none() {
      return new Found<>(List.of(), Optional.empty());
    }
  }

  /**
   * A plan that is right for a rare word is wrong for a common one, so none is kept; and the index
   * of words tells exactly how many there are, where statistics of words that go together cannot.
   */
  Wish understand(Sql sql, SearchQuery query) {
    List<SearchQuery.Term> wanted = query.wanted();
    Row row =
        sql.row(
                """
                SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
                       set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
                       set_config('work_mem', '16MB', true),
                       search_query($1, $2, $3, $4)::text AS query,
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

  /** What is found of conversations by a condition on search_conversation f; binds 3 to 9. */
  private static String conversationsOf(String source) {
    return """
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
        FROM picked
        JOIN conversation_card c ON c.id = picked.conversation_id
        JOIN customer_card m ON m.id = c.customer_id
        JOIN customer_card k ON k.id = m.root_id
       ORDER BY c.id DESC
      """
        .formatted(source);
  }

  private static final String THE_CONVERSATION =
      conversationsOf(
          """
          (SELECT id AS conversation_id FROM conversation_card WHERE id = $10 AND $1::text IS NULL AND $2::text IS NULL)
          """);

  private static final String IS_CONVERSATION = "f.words @@ $1::text::tsquery OR f.subject LIKE $2";

  /** Indexes: search_conversation_words, search_conversation_subject. */
  private static final String FEW_CONVERSATIONS =
      conversationsOf(
          "(SELECT f.conversation_id FROM search_conversation f WHERE "
              + IS_CONVERSATION
              + " OFFSET 0)");

  /** Index: search_conversation_pkey. */
  private static final String MANY_CONVERSATIONS =
      conversationsOf(
          """
          (SELECT f.conversation_id
             FROM (SELECT * FROM search_conversation
                    WHERE $3::bigint IS NULL OR conversation_id < $3 ORDER BY conversation_id DESC LIMIT $10) f
            WHERE %s)
          """
              .formatted(IS_CONVERSATION));

  /** The conversation of that number comes first, then the newest. */
  Found<Hit.OfConversation> conversations(
      Sql sql, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    Optional<Long> number = wish.query().number();
    List<Hit.OfConversation> hits = new ArrayList<>();
    if (number.isPresent() && after.isEmpty()) {
      sql.rows(
              THE_CONVERSATION,
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
      return new Found<>(hits, Optional.empty());
    }
    Optional<Long> below = after.map(HitCursor::id).filter(id -> id > 0);
    List<Object> binds =
        List.of(
            wish.tsquery(),
            part,
            below,
            number,
            filter.queue(),
            filter.status(),
            filter.from(),
            filter.to(),
            limit);
    List<Row> rows = sql.rows(MANY_CONVERSATIONS, with(binds, GLANCE));
    boolean walked = false;
    if (rows.size() < limit) {
      walked = many(sql, "search_conversation f WHERE " + IS_CONVERSATION, wish.candidates(), part);
      rows =
          walked
              ? sql.rows(MANY_CONVERSATIONS, with(binds, WALK))
              : sql.rows(FEW_CONVERSATIONS, binds.toArray());
    }
    rows.forEach(row -> hits.add(conversation(row, wish, false)));
    return hits.size() >= limit
        ? new Found<>(hits.subList(0, limit), Optional.empty())
        : new Found<>(hits, walked ? endOfConversations(sql, below) : Optional.empty());
  }

  private static boolean many(Sql sql, String where, Object... binds) {
    return sql.row(
                "SELECT count(*) AS count FROM (SELECT FROM %s LIMIT %d) few"
                    .formatted(where, FEW + 1),
                binds)
            .orElseThrow()
            .getLong("count")
        > FEW;
  }

  private static Object[] with(List<Object> binds, Object more) {
    return Stream.concat(binds.stream(), Stream.of(more)).toArray();
  }

  /** Where a walk from there ends; empty at the first conversation of all. */
  private static Optional<HitCursor> endOfConversations(Sql sql, Optional<Long> below) {
    return sql.row(
            """
            SELECT conversation_id FROM search_conversation
             WHERE $1::bigint IS NULL OR conversation_id < $1 ORDER BY conversation_id DESC OFFSET $2 LIMIT 1
            """,
            below,
            WALK - 1)
        .map(row -> new HitCursor(0, row.getLong("conversation_id")));
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

  private static String entriesOf(String source) {
    return """
      WITH picked AS MATERIALIZED (
        SELECT s.entry_id FROM %s s
         WHERE ($4::timestamptz IS NULL OR (s.occurred_at, s.entry_id) < ($4, $5::bigint))
           AND ($6::bigint IS NULL OR (SELECT c.queue_id FROM conversation_card c WHERE c.id = s.conversation_id) = $6)
           AND ($7::text IS NULL OR (SELECT c.status FROM conversation_card c WHERE c.id = s.conversation_id) = $7)
           AND ($8::timestamptz IS NULL OR s.occurred_at >= $8) AND ($9::timestamptz IS NULL OR s.occurred_at < $9)
           AND ($10::text IS NULL OR s.channel = $10) AND ($11::text IS NULL OR s.direction = $11)
         ORDER BY s.occurred_at DESC, s.entry_id DESC LIMIT $12)
      SELECT e.id, e.conversation_id, e.kind, e.channel, e.direction, e.occurred_at, e.from_name, e.from_address,
             array_to_string(e.to_addresses[:20], ', ') AS recipients, e.subject, left(e.body_text, 50000) AS body_text,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, p.id AS author_id, p.name AS author_name,
             ARRAY(SELECT a.name FROM attachment_name a WHERE a.entry_id = e.id ORDER BY a.id LIMIT 100) AS files
        FROM picked
        JOIN entry_card e ON e.id = picked.entry_id
        JOIN customer_card m ON m.id = e.customer_id
        JOIN customer_card k ON k.id = m.root_id
        LEFT JOIN person p ON p.id = e.author_id
       ORDER BY e.occurred_at DESC, e.id DESC
      """
        .formatted(source);
  }

  private static final String IS_ENTRY =
      "f.words @@ $1::text::tsquery OR f.codes LIKE $2 OR f.codes LIKE $3";

  /** Indexes: search_entry_words, search_entry_codes. */
  private static final String FEW_ENTRIES =
      entriesOf("(SELECT f.* FROM search_entry f WHERE " + IS_ENTRY + " OFFSET 0)");

  private static final String WINDOW =
      """
      FROM search_entry
       WHERE ($4::timestamptz IS NULL OR (occurred_at, entry_id) < ($4, $5::bigint))
         AND ($8::timestamptz IS NULL OR occurred_at >= $8) AND ($9::timestamptz IS NULL OR occurred_at < $9)
       ORDER BY occurred_at DESC, entry_id DESC
      """;

  /** Index: search_entry_newest. */
  private static final String MANY_ENTRIES =
      entriesOf("(SELECT f.* FROM (SELECT * %s LIMIT $13) f WHERE %s)".formatted(WINDOW, IS_ENTRY));

  /** The newest first. */
  Found<Hit.OfEntry> entries(
      Sql sql, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    Optional<String> code = wish.query().code().map(SearchQuery::anywhere);
    Optional<String> digits = wish.query().digits().map(SearchQuery::anywhere);
    if (wish.tsquery().isEmpty() && code.isEmpty() && digits.isEmpty()) {
      return Found.none();
    }
    List<Object> binds =
        List.of(
            wish.tsquery(),
            code,
            digits,
            after.map(HitCursor::at),
            after.map(HitCursor::id),
            filter.queue(),
            filter.status(),
            filter.from(),
            filter.to(),
            filter.channel(),
            filter.direction(),
            limit);
    List<Row> rows = sql.rows(MANY_ENTRIES, with(binds, GLANCE));
    boolean walked = false;
    if (rows.size() < limit) {
      walked = many(sql, "search_entry f WHERE " + IS_ENTRY, wish.candidates(), code, digits);
      rows =
          walked
              ? sql.rows(MANY_ENTRIES, with(binds, WALK))
              : sql.rows(FEW_ENTRIES, binds.toArray());
    }
    return new Found<>(
        rows.stream().map(row -> entry(row, wish.marks())).toList(),
        walked && rows.size() < limit ? endOfEntries(sql, filter, after) : Optional.empty());
  }

  /** Where a walk from there ends; empty at the first entry of all. Index: search_entry_newest. */
  private static Optional<HitCursor> endOfEntries(
      Sql sql, SearchFilter filter, Optional<HitCursor> after) {
    return sql.row(
            """
            SELECT occurred_at, entry_id FROM search_entry
             WHERE ($1::timestamptz IS NULL OR (occurred_at, entry_id) < ($1, $2::bigint))
               AND ($3::timestamptz IS NULL OR occurred_at >= $3) AND ($4::timestamptz IS NULL OR occurred_at < $4)
             ORDER BY occurred_at DESC, entry_id DESC OFFSET $5 LIMIT 1
            """,
            after.map(HitCursor::at),
            after.map(HitCursor::id),
            filter.from(),
            filter.to(),
            WALK - 1)
        .map(row -> HitCursor.at(instant(row, "occurred_at"), row.getLong("entry_id")));
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

  /** Who wrote, or to whom we wrote; to whom they wrote only if that was looked for. */
  private static List<Part> who(Row row, Marks marks) {
    String name = optionalText(row, "from_name").orElse("");
    String address = optionalText(row, "from_address").orElse("");
    String recipients = optionalText(row, "recipients").orElse("");
    if (!row.getString("direction").equals("in")) {
      return marks.whole(recipients);
    }
    String writer =
        name.isEmpty() || address.isEmpty() ? name + address : name + " <" + address + ">";
    return marks.whole(
        !marks.marks(writer) && marks.marks(recipients) ? writer + " → " + recipients : writer);
  }
}
