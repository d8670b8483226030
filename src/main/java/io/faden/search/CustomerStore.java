package io.faden.search;

import io.faden.customer.CustomerCard;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which customers are found. */
final class CustomerStore {
  /** Of a part that so many have, only these are looked at: nobody pages through them. */
  private static final int MOST = 2_000;

  /** A hit and its place: those with a name that begins like what was typed, then the others. */
  record Ranked(Hit.OfCustomer hit, HitCursor place) {}

  private static final String ROOTS =
      """
      SELECT coalesce(m.root_id, s.customer_id) AS id
        FROM search_customer s LEFT JOIN merged_customer m ON m.id = s.customer_id WHERE
      """;

  /** Conditions on rows of search_customer and what is bound for them. */
  private static final class Conditions {
    private final List<Object> binds = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();
    private final String starts;

    Conditions(SearchQuery query) {
      starts = starts(query.wanted().getFirst().text());
      for (SearchQuery.Term term : query.wanted()) {
        String like = contains(term.text());
        wanted.add(
            query.digits().isEmpty()
                ? like
                : "(" + like + " OR s.digits LIKE " + bind("%" + query.digits().get() + "%") + ")");
      }
      query.unwanted().forEach(term -> unwanted.add(contains(term)));
    }

    /** Less than three letters are found by index only where a word begins. */
    private String contains(String term) {
      String folded = SearchQuery.escaped(term.strip());
      return folded.length() < 3 ? starts(term) : "s.written LIKE " + bind("%" + folded + "%");
    }

    private String starts(String term) {
      return "s.written LIKE " + bind("% " + SearchQuery.escaped(term.strip()) + "%");
    }

    String bind(Object value) {
      binds.add(value);
      return "$" + binds.size();
    }

    /** Of one thing the first thousands; of several those who have each, in any of their texts. */
    String found() {
      String each = ROOTS + String.join("\nINTERSECT\n" + ROOTS, wanted);
      return wanted.size() > 1
          ? each
          : "(SELECT id FROM starts) UNION (" + each + " LIMIT " + MOST + ")";
    }

    String anyWanted() {
      return "(" + String.join(" OR ", wanted) + ")";
    }

    String notUnwanted() {
      return unwanted.isEmpty()
          ? "true"
          : "f.id NOT IN (" + ROOTS + String.join(" OR ", unwanted) + ")";
    }
  }

  /**
   * Everything wanted stands in the names, contact points and notes of those who are merged.
   * Indexes: search_customer_written, search_customer_digits, customer_merged; customer_of_root.
   */
  List<Ranked> page(Sql sql, Wish wish, Optional<HitCursor> after, int limit) {
    Conditions when = new Conditions(wish.query());
    String rank = when.bind(after.map(HitCursor::place));
    String id = when.bind(after.map(HitCursor::id));
    String count = when.bind(limit);
    return sql
        .rows(
            """
            WITH starts AS MATERIALIZED (
              %9$s s.source = 'name' AND %1$s LIMIT %2$d),
            found AS MATERIALIZED (%3$s),
            ranked AS (
              SELECT f.id, CASE WHEN f.id IN (SELECT id FROM starts) THEN 0 ELSE 1 END AS rank FROM found f WHERE %4$s),
            picked AS MATERIALIZED (
              SELECT r.id, r.rank FROM ranked r
               WHERE %6$s::bigint IS NULL OR r.rank > %6$s OR (r.rank = %6$s AND r.id < %7$s::bigint)
               ORDER BY r.rank, r.id DESC LIMIT %8$s)
            SELECT picked.rank, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
                   (SELECT a.value FROM contact_address a
                      LEFT JOIN search_customer s ON s.source = 'contact_point' AND s.source_id = a.id
                     WHERE a.customer_id = k.id ORDER BY %5$s DESC NULLS LAST, a.id LIMIT 1) AS address,
                   (SELECT m.name FROM customer_record m JOIN search_customer s ON s.source = 'name' AND s.source_id = m.id
                     WHERE m.root_id = k.id AND m.id <> k.id AND %5$s ORDER BY m.id LIMIT 1) AS alias,
                   (SELECT n.note FROM customer_note n JOIN search_customer s ON s.source = 'note' AND s.source_id = n.customer_id
                     WHERE n.root_id = k.id AND %5$s ORDER BY n.customer_id LIMIT 1) AS note
              FROM picked JOIN customer_card k ON k.id = picked.id
             ORDER BY picked.rank, k.id DESC
            """
                .formatted(
                    when.starts,
                    MOST,
                    when.found(),
                    when.notUnwanted(),
                    when.anyWanted(),
                    rank,
                    id,
                    count,
                    ROOTS),
            when.binds.toArray())
        .stream()
        .map(row -> ranked(row, wish.query()))
        .toList();
  }

  private static Ranked ranked(Row row, SearchQuery query) {
    CustomerCard card = CustomerCard.of(row);
    Marks marks =
        new Marks(
            query,
            Set.of(),
            query.wanted().stream()
                .map(term -> Folded.fold(term.text().strip()))
                .filter(text -> !text.isEmpty())
                .toList());
    return new Ranked(
        new Hit.OfCustomer(
            card,
            marks.whole(card.name()),
            Columns.optionalText(row, "address").map(marks::whole).orElse(List.of()),
            Columns.optionalText(row, "alias").map(marks::whole),
            Columns.optionalText(row, "note").map(marks::excerpt)),
        new HitCursor(row.getInteger("rank"), card.id().value()));
  }
}
