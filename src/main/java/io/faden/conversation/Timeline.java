package io.faden.conversation;

import io.faden.customer.CustomerId;
import io.faden.platform.db.Database;
import java.util.List;
import java.util.Optional;

/** Everything with one customer, over all channels and conversations. */
public final class Timeline {
  private final Database database;
  private final EntryStore entries = new EntryStore();

  public Timeline(Database database) {
    this.database = database;
  }

  /** One page, newest first; nextCursor is absent on the last one. */
  public record PageOfEntries(List<Entry> items, Optional<String> nextCursor) {}

  /**
   * Reads a page. Input: narrowing to one conversation or kind, the cursor of the page before, and
   * 1 to 200 for the limit. Errors: IllegalArgumentException for a cursor that is none of ours.
   */
  public PageOfEntries page(
      CustomerId customer,
      Optional<Long> conversation,
      Optional<String> kind,
      Optional<String> cursor,
      int limit) {
    List<Entry> found =
        entries.timeline(
            database, customer, conversation, kind, cursor.map(PageCursor::parse), limit + 1);
    if (found.size() <= limit) {
      return new PageOfEntries(found, Optional.empty());
    }
    List<Entry> page = found.subList(0, limit);
    Entry last = page.get(limit - 1);
    return new PageOfEntries(
        page, Optional.of(PageCursor.of(last.occurredAt(), last.id().value())));
  }

  public Optional<Entry> entry(EntryId id) {
    return entries.find(database, id);
  }
}
