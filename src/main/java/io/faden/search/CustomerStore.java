package io.faden.search;

import io.faden.customer.CustomerCard;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which customers are found. */
final class CustomerStore {
  /** Of a part that so many have, only these are looked at: nobody pages through them. */
  private static final int MOST = 2_000;

  /** A hit and its place: those whose name begins like what was typed, then the others. */
  record Ranked(Hit.OfCustomer hit, HitCursor place) {}

  /**
   * Everything wanted stands in the name, or in one address. Indexes: customer_search,
   * contact_point_search.
   */
  List<Ranked> page(Tx tx, Wish wish, Optional<HitCursor> after, int limit) {
    SearchQuery query = wish.query();
    String first = SearchQuery.escaped(query.wanted().getFirst().text().strip());
    List<Object> binds = new ArrayList<>();
    binds.add(first + "%");
    binds.add("% " + first + "%");
    binds.add(after.map(HitCursor::place));
    binds.add(after.map(HitCursor::id));
    binds.add(limit);
    binds.add("%" + first + "%");
    List<String> tests = new ArrayList<>();
    for (SearchQuery.Term term : query.wanted()) {
      String folded = SearchQuery.escaped(term.text().strip());
      // Less than three letters are found by index only where a word begins.
      boolean tiny = folded.length() < 3;
      binds.add(tiny ? folded + "%" : "%" + folded + "%");
      tests.add(
          tiny
              ? "(search_fold(%%1$s) LIKE $%d OR search_fold(%%1$s) LIKE $%d)"
                  .formatted(binds.size(), binds.size() + 1)
              : "search_fold(%%1$s) LIKE $%d".formatted(binds.size()));
      if (tiny) {
        binds.add("% " + folded + "%");
      }
    }
    for (String unwanted : query.unwanted()) {
      binds.add(SearchQuery.anywhere(unwanted));
      tests.add("search_fold(%%1$s) NOT LIKE $%d".formatted(binds.size()));
    }
    String all = String.join(" AND ", tests);
    return tx
        .rows(
            """
            WITH found AS MATERIALIZED (
              (SELECT c.root_id AS id FROM customer_card c WHERE %1$s LIMIT %3$d)
              UNION
              (SELECT c.customer_id FROM contact_address c WHERE %2$s LIMIT %3$d)),
            ranked AS (
              SELECT c.id, CASE WHEN search_fold(c.name) LIKE $1 OR search_fold(c.name) LIKE $2 THEN 0 ELSE 1 END AS rank
                FROM found JOIN customer_card c ON c.id = found.id),
            picked AS MATERIALIZED (
              SELECT r.id, r.rank FROM ranked r
               WHERE $3::bigint IS NULL OR r.rank > $3 OR (r.rank = $3 AND r.id < $4::bigint)
               ORDER BY r.rank, r.id DESC LIMIT $5)
            SELECT picked.rank, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
                   (SELECT a.value FROM contact_address a WHERE a.customer_id = k.id
                     ORDER BY search_fold(a.value) NOT LIKE $6, a.id LIMIT 1) AS address
              FROM picked JOIN customer_card k ON k.id = picked.id
             ORDER BY picked.rank, k.id DESC
            """
                .formatted(all.formatted("c.name"), all.formatted("c.value"), MOST),
            binds.toArray())
        .stream()
        .map(row -> ranked(row, wish.query()))
        .toList();
  }

  private static Ranked ranked(Row row, SearchQuery query) {
    CustomerCard card = CustomerCard.of(row);
    Marks marks =
        new Marks(
            query,
            java.util.Set.of(),
            query.wanted().stream()
                .map(term -> Folded.fold(term.text().strip()))
                .filter(text -> !text.isEmpty())
                .toList());
    return new Ranked(
        new Hit.OfCustomer(
            card,
            marks.whole(card.name()),
            Columns.optionalText(row, "address").map(marks::whole).orElse(List.of())),
        new HitCursor(row.getInteger("rank"), card.id().value()));
  }
}
