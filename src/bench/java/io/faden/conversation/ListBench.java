package io.faden.conversation;

import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.routing.CounterStatements;
import io.faden.testing.Measured;
import io.faden.testing.OpenHouse;
import io.faden.testing.Recorder;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Timelines, lists of conversations and counters over HTTP beside the very statements that they
 * run, alone. Arguments: see {@link OpenHouse}.
 */
public final class ListBench {
  private static final int LIMIT = 50;
  private static final Timeline.Filter EVERYTHING =
      new Timeline.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final OpenHouse house;

  private ListBench(OpenHouse house) {
    this.house = house;
  }

  public static void main(String[] args) {
    ListBench bench = new ListBench(new OpenHouse(args));
    Measured.heading();
    for (int clients : new int[] {1, 8}) {
      bench.firstPages(clients);
      bench.longTimeline(clients, "first timeline page of 6,000 entries", 1);
      bench.longTimeline(clients, "timeline page 100 of 120", 100);
      bench.list(clients, "conversation list, all", Lists.View.ALL, 1);
      bench.list(clients, "conversation list, all, page 100", Lists.View.ALL, 100);
      bench.list(clients, "conversation list, resolved", Lists.View.RESOLVED, 1);
      bench.list(clients, "conversation list, team", Lists.View.TEAM, 1);
      bench.counters(clients);
    }
    System.exit(0);
  }

  /** Of many customers, as when people click through a list. */
  private void firstPages(int clients) {
    List<String> paths = new ArrayList<>();
    List<Recorder> recorded = new ArrayList<>();
    for (long customer = 2; customer < 2_002; customer += 10) {
      paths.add("/customers/" + customer + "/timeline?limit=" + LIMIT);
      recorded.add(timeline(customer, Optional.empty()));
    }
    Measured.compare(
        "first timeline page",
        clients,
        house.seconds(),
        number -> house.agent().read(paths.get(number % paths.size())),
        number -> recorded.get(number % recorded.size()).repeat(house.database()));
  }

  private void longTimeline(int clients, String what, int page) {
    String path = "/customers/1/timeline?limit=" + LIMIT;
    Optional<String> cursor = cursorOf(path, page);
    Recorder recorded = timeline(1, cursor);
    String whole = path + cursor.map("&cursor="::concat).orElse("");
    Measured.compare(
        what,
        clients,
        house.seconds(),
        number -> house.agent().read(whole),
        number -> recorded.repeat(house.database()));
  }

  private Recorder timeline(long customer, Optional<String> cursor) {
    Recorder recorder = new Recorder(house.database());
    new EntryStore()
        .timeline(
            recorder,
            new AgentId(house.agent().id()),
            new CustomerId(customer),
            EVERYTHING,
            cursor.map(PageCursor::parse),
            false,
            LIMIT + 1);
    return recorder;
  }

  private void list(int clients, String what, Lists.View view, int page) {
    String path =
        "/conversations?view=" + view.name().toLowerCase(java.util.Locale.ROOT) + "&limit=" + LIMIT;
    Optional<String> cursor = cursorOf(path, page);
    Optional<EntryStore.Place> after = cursor.map(PageCursor::parse);
    Recorder recorder = new Recorder(house.database());
    recorder.rows(
        view.query(false, after.isPresent(), LIMIT + 1),
        new AgentId(house.agent().id()),
        Optional.empty(),
        after.map(EntryStore.Place::at),
        after.map(EntryStore.Place::id));
    String whole = path + cursor.map("&cursor="::concat).orElse("");
    Measured.compare(
        what,
        clients,
        house.seconds(),
        number -> house.agent().read(whole),
        number -> recorder.repeat(house.database()));
  }

  private void counters(int clients) {
    Recorder recorder = new Recorder(house.database());
    CounterStatements.run(recorder, new AgentId(house.agent().id()));
    recorder.rows(Lists.FAILED);
    recorder.rows(Lists.PROMISED);
    Measured.compare(
        "counters",
        clients,
        house.seconds(),
        number -> house.agent().read("/me/work"),
        number -> recorder.repeat(house.database()));
  }

  /** What leads to a page; empty for the first. */
  private Optional<String> cursorOf(String path, int page) {
    Optional<String> cursor = Optional.empty();
    for (int number = 1; number < page; number++) {
      JsonObject read = house.agent().read(path + cursor.map("&cursor="::concat).orElse(""));
      cursor = Optional.of(read.getString("nextCursor"));
    }
    return cursor;
  }
}
