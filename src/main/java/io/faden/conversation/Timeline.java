package io.faden.conversation;

import io.faden.conversation.EntryStore.Place;
import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything with one customer, over all channels, conversations and merged identities. Ordered by
 * time and number; pages are found by place, so that what comes in meanwhile moves nothing.
 */
public final class Timeline {
  private final Database database;
  private final EntryStore entries = new EntryStore();

  public Timeline(Database database) {
    this.database = database;
  }

  /**
   * What a page is narrowed to; empty is everything.
   *
   * @param kind message, note or event
   * @param member what was filed for this one of the merged customers
   * @param author what this agent wrote or did
   */
  public record Filter(
      Optional<Long> conversation,
      Optional<String> kind,
      Optional<String> channel,
      Optional<Long> member,
      Optional<Long> author) {}

  /** Where a page begins. */
  public sealed interface Start {
    record Now() implements Start {}

    /** What happened up to then. */
    record At(Instant time) implements Start {}

    /** The nextCursor of another page. */
    record Older(String cursor) implements Start {}

    /** The newerCursor of another page. */
    record Newer(String cursor) implements Start {}
  }

  /** One page, newest first. A cursor is there where something is left out on its side. */
  public record PageOfEntries(
      List<Entry> items, Optional<String> nextCursor, Optional<String> newerCursor) {}

  /**
   * Reads a page of 1 to 200. Errors: IllegalArgumentException for a cursor that is none of ours.
   */
  public PageOfEntries page(
      Actor viewer, CustomerId customer, Filter filter, Start start, int limit) {
    Reading reading = new Reading(viewer, customer, filter, limit);
    return switch (start) {
      case Start.Now now -> reading.older(Optional.empty(), Optional.empty());
      case Start.At at -> reading.from(PageCursor.endOf(at.time()));
      case Start.Older older -> reading.older(PageCursor.parse(older.cursor()));
      case Start.Newer newer -> reading.newer(PageCursor.parse(newer.cursor()));
    };
  }

  private final class Reading {
    private final Actor viewer;
    private final CustomerId customer;
    private final Filter filter;
    private final int limit;

    Reading(Actor viewer, CustomerId customer, Filter filter, int limit) {
      this.viewer = viewer;
      this.customer = customer;
      this.filter = filter;
      this.limit = limit;
    }

    private List<Entry> beyond(Optional<Place> place, boolean newer, int count) {
      return entries.timeline(database, viewer.id(), customer, filter, place, newer, count);
    }

    PageOfEntries from(Place place) {
      boolean left = !beyond(Optional.of(place), true, 1).isEmpty();
      return older(Optional.of(place), left ? Optional.of(PageCursor.of(place)) : Optional.empty());
    }

    PageOfEntries older(Place place) {
      PageOfEntries page = older(Optional.of(place), Optional.empty());
      Optional<String> newer = page.items().stream().findFirst().map(Timeline::cursor);
      return new PageOfEntries(page.items(), page.nextCursor(), newer);
    }

    PageOfEntries older(Optional<Place> place, Optional<String> newerCursor) {
      List<Entry> found = beyond(place, false, limit + 1);
      boolean more = found.size() > limit;
      List<Entry> page = more ? found.subList(0, limit) : found;
      return new PageOfEntries(
          page, more ? Optional.of(cursor(page.getLast())) : Optional.empty(), newerCursor);
    }

    PageOfEntries newer(Place place) {
      List<Entry> found = beyond(Optional.of(place), true, limit + 1);
      boolean more = found.size() > limit;
      List<Entry> page = (more ? found.subList(0, limit) : found).reversed();
      return new PageOfEntries(
          page,
          page.isEmpty() ? Optional.empty() : Optional.of(cursor(page.getLast())),
          more ? Optional.of(cursor(page.getFirst())) : Optional.empty());
    }
  }

  private static String cursor(Entry entry) {
    return PageCursor.of(entry.occurredAt(), entry.id().value());
  }

  public Optional<Entry> entry(Actor viewer, EntryId id) {
    return entries.find(database, id, viewer.id());
  }
}
