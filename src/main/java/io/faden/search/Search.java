package io.faden.search;

import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

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

  /** One page of a kind; without a cursor it is the last. */
  public record Hits(List<? extends Hit> items, Optional<String> nextCursor) {
    static final Hits NONE = new Hits(List.of(), Optional.empty());
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
    return database.transaction(
        tx -> {
          store.planForEach(tx);
          Wish wish = store.understand(tx, query);
          return new Found(
              wanted(kind, Kind.CUSTOMERS, () -> customers(tx, wish, after, limit)),
              wanted(kind, Kind.CONVERSATIONS, () -> conversations(tx, wish, filter, after, limit)),
              wanted(kind, Kind.ENTRIES, () -> entries(tx, wish, filter, after, limit)));
        });
  }

  private static Optional<Hits> wanted(
      Optional<Kind> asked, Kind kind, java.util.function.Supplier<Hits> find) {
    return asked.isEmpty() || asked.get() == kind ? Optional.of(find.get()) : Optional.empty();
  }

  private Hits customers(Tx tx, Wish wish, Optional<HitCursor> after, int limit) {
    return page(
        customers.page(tx, wish, after, limit + 1),
        limit,
        CustomerStore.Ranked::place,
        r -> r.hit());
  }

  private Hits conversations(
      Tx tx, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    return page(
        store.conversations(tx, wish, filter, after, limit + 1),
        limit,
        hit -> new HitCursor(0, hit.id()),
        Function.identity());
  }

  private Hits entries(
      Tx tx, Wish wish, SearchFilter filter, Optional<HitCursor> after, int limit) {
    return page(
        store.entries(tx, wish, filter, after, limit + 1),
        limit,
        hit -> HitCursor.at(hit.occurredAt(), hit.id()),
        Function.identity());
  }

  private static <T> Hits page(
      List<T> found, int limit, Function<T, HitCursor> place, Function<T, ? extends Hit> hit) {
    boolean more = found.size() > limit;
    List<T> page = more ? found.subList(0, limit) : found;
    return new Hits(
        page.stream().map(hit).toList(),
        more ? Optional.of(place.apply(page.getLast()).encode()) : Optional.empty());
  }
}
