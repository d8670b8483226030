package io.faden.supervision;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.routing.BusinessTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is going on right now. Everything comes from the database. */
public final class LiveRoom {
  private final Database database;
  private final String node;
  private final Alarms alarms;
  private final ItemStore items = new ItemStore();
  private final Recent<Board> board;
  private final Recent<List<LiveAgent>> agents;

  /** The node names this process among the nodes. */
  public LiveRoom(Database database, EventLog events, BusinessTimes times, String node) {
    this.database = database;
    this.node = node;
    this.alarms = new Alarms(database, events);
    StaffingStore people = new StaffingStore();
    QueueStore queues = new QueueStore();
    AgentStore everybody = new AgentStore();
    this.board =
        new Recent<>(() -> inOneSnapshot(database, tx -> Board.read(tx, people, queues, times)));
    this.agents =
        new Recent<>(() -> inOneSnapshot(database, tx -> everybody.all(tx, people.read(tx))));
  }

  private static <T> T inOneSnapshot(Database database, Function<Tx, T> reading) {
    return database.transaction(
        tx -> {
          tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return reading.apply(tx);
        });
  }

  /** Something happened: whoever asks from now on sees it. Cheap; from any thread. */
  public void changed() {
    board.changed();
    agents.changed();
  }

  /** Every queue; at most a second old, and never older than the last change. */
  public LiveQueues queues() {
    return board.get().queues();
  }

  /** Everybody, those on shift first; as fresh as {@link #queues}. */
  public List<LiveAgent> agents() {
    return agents.get();
  }

  /** What came of asking for items. */
  public sealed interface ItemsResult {
    /** One page; without a cursor it is the last. */
    record Page(List<LiveItem> items, Optional<String> nextCursor) implements ItemsResult {}

    record NoSuchQueue() implements ItemsResult {}

    record NoSuchAgent() implements ItemsResult {}

    record BadCursor() implements ItemsResult {}
  }

  /** Open items in the order of the queue. */
  public ItemsResult items(ItemFilter filter, Optional<String> cursor, int limit) {
    if (filter.queue().isPresent() && missing("known_queue", filter.queue().get())) {
      return new ItemsResult.NoSuchQueue();
    }
    if (filter.agent().isPresent() && missing("staff_member", filter.agent().get())) {
      return new ItemsResult.NoSuchAgent();
    }
    Optional<ItemCursor> after;
    try {
      after = cursor.map(ItemCursor::parse);
    } catch (IllegalArgumentException garbage) {
      return new ItemsResult.BadCursor();
    }
    Board now = board.get();
    Instant at = after.map(ItemCursor::at).orElse(now.staffing().at());
    List<ItemStore.Placed> found = items.page(database, now, filter, at, after, limit + 1);
    boolean more = found.size() > limit;
    List<ItemStore.Placed> page = more ? found.subList(0, limit) : found;
    return new ItemsResult.Page(
        page.stream().map(ItemStore.Placed::item).toList(),
        more ? Optional.of(page.getLast().place().encode()) : Optional.empty());
  }

  private boolean missing(String view, long id) {
    return database.row("SELECT id FROM " + view + " WHERE id = $1", id).isEmpty();
  }

  /** Whether everything received since then is somewhere; since midnight if absent. */
  public RoutingBalance balance(Optional<Instant> since) {
    return RoutingBalance.read(database, since);
  }

  /** What nobody has seen yet, newest first. */
  public List<Alarm> alarms() {
    return alarms.unseen();
  }

  /** Notes who has seen it first. False for an alarm that never was. */
  public boolean seen(Actor actor, long alarm) {
    return alarms.seen(actor, alarm);
  }

  public ClusterState cluster() {
    return ClusterState.read(database, node);
  }
}
