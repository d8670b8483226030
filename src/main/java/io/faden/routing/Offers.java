package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the router has offered, from the side of the agent. Of an answer that comes in time and the
 * end of the offer only one can win: both lock the item and find the offer open or not.
 */
public final class Offers {
  private final Database database;
  private final EventLog events;
  private final Skillbook skills = new Skillbook();
  private final OfferStore store = new OfferStore();
  private final WorkItemStore items = new WorkItemStore();

  public Offers(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** What came of accepting or declining. */
  public sealed interface Result {
    record Done(WorkItem item) implements Result {}

    /** Too late, or answered already. */
    record Over() implements Result {}

    record NotFound() implements Result {}
  }

  /** An open offer; milliseconds by the clock of the database. */
  public record Open(
      long id,
      WorkItem workItem,
      int step,
      List<NamedNeed> needs,
      boolean live,
      long remainingMs,
      long totalMs) {}

  /** Something that the agent wraps up. */
  public record Wrapping(
      WorkItem workItem, boolean timed, long remainingMs, List<String> dispositions) {}

  /** Units in use, and items by channel. */
  public record Load(int used, int capacity, boolean overCapacity, Map<String, Long> held) {}

  /** Everything of an agent that the router counts with. */
  public record Mine(List<Open> offers, List<Wrapping> wrapping, Load load) {}

  public Mine mine(AgentId agent) {
    List<Row> open = store.open(database, agent);
    Map<Long, String> names = open.isEmpty() ? Map.of() : skills.names(database);
    List<Open> offers = open.stream().map(row -> offer(row, names)).toList();
    List<Wrapping> wrapping =
        store.wrapping(database, agent).stream()
            .map(
                row ->
                    new Wrapping(
                        WorkItem.of(row, "w_"),
                        row.getBoolean("wrap_timed"),
                        row.getLong("remaining"),
                        Queues.settings(row.getJsonObject("settings")).dispositions()))
            .toList();
    return new Mine(offers, wrapping, load(agent));
  }

  private static Open offer(Row row, Map<Long, String> names) {
    int step = row.getInteger("step");
    QueueSettings settings = Queues.settings(row.getJsonObject("settings"));
    return new Open(
        row.getLong("id"),
        WorkItem.of(row, "w_"),
        step,
        NamedNeed.all(settings.needsAt(step, row.getJsonArray("needs")), names),
        row.getBoolean("live"),
        row.getLong("remaining"),
        row.getLong("total"));
  }

  public Load load(AgentId agent) {
    OfferStore.Slot slot = store.slot(database, agent);
    Map<String, Long> held = new LinkedHashMap<>();
    store
        .held(database, agent)
        .forEach(row -> held.put(row.getString("channel"), row.getLong("items")));
    return new Load(slot.used(), slot.capacity(), slot.used() > slot.capacity(), held);
  }

  public Result accept(Actor actor, long offer, WorkItemListener listener) {
    return answer(
        actor,
        offer,
        (tx, item) -> {
          if (!store.end(tx, offer, "accepted", Optional.empty())) {
            return Optional.empty();
          }
          Optional<WorkItem> taken = items.take(tx, actor.id(), item.id());
          taken.ifPresent(
              mine -> {
                items.served(tx, actor.id());
                tell(
                    tx,
                    actor,
                    mine,
                    Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF),
                    ItemChange.detail("accepted", mine.state()));
                listener.accepted(tx, actor, mine);
              });
          return taken;
        });
  }

  /** The item keeps its place and goes to somebody else. */
  public Result decline(Actor actor, long offer, Optional<String> reason) {
    return answer(
        actor,
        offer,
        (tx, item) -> {
          if (!store.end(tx, offer, "declined", reason)) {
            return Optional.empty();
          }
          Optional<WorkItem> back = items.giveBack(tx, item.id());
          back.ifPresent(
              waiting -> {
                items.served(tx, actor.id());
                JsonObject detail = ItemChange.detail("declined", waiting.state());
                reason.ifPresent(why -> detail.put("detail", why));
                tell(
                    tx,
                    actor,
                    waiting,
                    Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(actor.id())),
                    detail);
              });
          return back;
        });
  }

  private interface Answer {
    Optional<WorkItem> of(Tx tx, WorkItem item);
  }

  private Result answer(Actor actor, long offer, Answer answer) {
    return database.transaction(
        tx -> {
          Optional<WorkItemId> id = store.itemOf(tx, offer, actor.id());
          if (id.isEmpty()) {
            return new Result.NotFound();
          }
          WorkItem item = items.lock(tx, id.get()).orElseThrow();
          boolean offered = item.state().equals("offered") && item.heldBy(actor.id());
          return offered
              ? answer.of(tx, item).<Result>map(Result.Done::new).orElseGet(Result.Over::new)
              : new Result.Over();
        });
  }

  private void tell(Tx tx, Actor actor, WorkItem item, Change change, JsonObject detail) {
    events.append(
        tx,
        ItemChange.about(
            change.by(actor),
            item.id(),
            ItemChange.About.of(item),
            Optional.of(actor.id()),
            detail));
  }
}
