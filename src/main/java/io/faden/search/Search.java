package io.faden.search;

import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds customers, conversations and entries. */
public final class Search {
  /** What can be found. */
  public enum Kind {
    CUSTOMERS,
    CONVERSATIONS,
    ENTRIES;

    public static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * One page of a kind; without a cursor it is the last.
   *
   * @param lookedBackTo until when a page that is not full has looked; there may be more beyond
   */
  public record Hits(
      List<? extends Hit> items, Optional<String> nextCursor, Optional<Instant> lookedBackTo) {
    static final Hits NONE = new Hits(List.of(), Optional.empty(), Optional.empty());
  }

  /** What was found of each kind; empty for a kind that was not asked for. */
  public record Found(
      Optional<Hits> customers, Optional<Hits> conversations, Optional<Hits> entries) {}

  private final Database database;
  private final SearchStore store = new SearchStore();
  private final CustomerStore customers = new CustomerStore();

  public Search(Database database) {
    this.database = database;
  }

  /**
   * Input: whatever was typed. The cursor is of one kind; without a kind the start of each is
   * answered. Errors: IllegalArgumentException for a cursor that is none of ours.
   */
  public Found find(
      String typed, Optional<Kind> kind, SearchFilter filter, Optional<String> cursor, int limit) {
    SearchQuery query = SearchQuery.of(typed);
    Optional<HitCursor> after = cursor.map(HitCursor::parse);
    if (query.asksNothing()) {
      return new Found(
          wanted(kind, Kind.CUSTOMERS, () -> Hits.NONE),
          wanted(kind, Kind.CONVERSATIONS, () -> Hits.NONE),
          wanted(kind, Kind.ENTRIES, () -> Hits.NONE));
    }
    return database.transaction(tx -> find(tx, query, kind, filter, after, limit));
  }

  Found find(
      Sql sql,
      SearchQuery query,
      Optional<Kind> kind,
      SearchFilter filter,
      Optional<HitCursor> after,
      int limit) {
    Wish wish = store.understand(sql, query);
    return new Found(
        wanted(kind, Kind.CUSTOMERS, () -> customers(sql, wish, after, limit)),
        wanted(kind, Kind.CONVERSATIONS, () -> conversations(sql, wish, filter, after, limit)),
        wanted(kind, Kind.ENTRIES, () -> entries(sql, wish, filter, after, limit)));
  }

  private static Optional<Hits> wanted(Optional<Kind> asked, Kind kind, Supplier<Hits> find) {
    return asked.isEmpty() || asked.get() == kind ? Optional.of(find.get()) : Optional.empty();
  }

  private Hits customers(Sql sql, Wish wish, Optional<HitCursor> after, int limit) {
    List<CustomerStore.Ranked> found = customers.page(sql, wish, after, limit + 1);
    return page(
        new SearchStore.Found<>(found, Optional.empty()),
        limit,
        CustomerStore.Ranked::place,
        CustomerStore.Ranked::hit);
  }

  private Hits conversations(
      Sql sql, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    return page(
        store.conversations(sql, wish, filter, after, limit + 1),
        limit,
        hit -> new HitCursor(0, hit.id()),
        Function.identity());
  }

  private Hits entries(
      Sql sql, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    SearchStore.Found<Hit.OfEntry> found = store.entries(sql, wish, filter, after, limit + 1);
    Hits hits =
        page(found, limit, hit -> HitCursor.at(hit.occurredAt(), hit.id()), Function.identity());
    return new Hits(hits.items(), hits.nextCursor(), found.end().map(HitCursor::at));
  }

  private static <T> Hits page(
      SearchStore.Found<T> found,
      int limit,
      Function<T, HitCursor> place,
      Function<T, ? extends Hit> hit) {
    boolean more = found.hits().size() > limit;
    List<T> page = more ? found.hits().subList(0, limit) : found.hits();
    Optional<HitCursor> next = more ? Optional.of(place.apply(page.getLast())) : found.end();
    return new Hits(page.stream().map(hit).toList(), next.map(HitCursor::encode), Optional.empty());
  }
}
