package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.util.Optional;

/**
 * Work items and who holds them. What a conversation does to its item happens inside the
 * conversation's transaction; what people do to items has a transaction of its own.
 */
public final class WorkItems {
  private final Database database;
  private final EventLog events;
  private final WorkItemStore store = new WorkItemStore();

  public WorkItems(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /**
   * The customer wants an answer. An item that waits keeps its place; one that is parked returns to
   * its agent, or to the queue if it has none any more.
   */
  public WorkItem needAnswer(Tx tx, long conversation, QueueId queue) {
    WorkItem item = store.openOrWake(tx, conversation, queue);
    changed(tx, Optional.empty(), item);
    return item;
  }

  /** Nothing to do until the customer writes or the snooze ends. */
  public void park(Tx tx, Actor actor, long conversation) {
    store.park(tx, conversation).ifPresent(item -> changed(tx, Optional.of(actor), item));
  }

  /** Taken up again, by hand or because a snooze is over. Makes an item where there is none. */
  public void wake(Tx tx, Optional<Actor> actor, long conversation, QueueId queue) {
    changed(tx, actor, store.openOrWake(tx, conversation, queue));
  }

  /** The matter is settled. */
  public void finish(Tx tx, Actor actor, long conversation) {
    store.finish(tx, conversation).ifPresent(item -> changed(tx, Optional.of(actor), item));
  }

  public void move(Tx tx, Actor actor, long conversation, QueueId queue) {
    store.move(tx, conversation, queue).ifPresent(item -> changed(tx, Optional.of(actor), item));
  }

  /** The open item of a conversation, locked until the transaction ends. */
  public Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return store.lockOpen(tx, conversation);
  }

  /** Whoever acts on an item that nobody holds, holds it from then on. */
  public void claimFor(Tx tx, Actor actor, WorkItem item) {
    store.take(tx, actor.id(), item.id()).ifPresent(now -> changed(tx, Optional.of(actor), now));
  }

  /** Something arrived that could not be filed; a person has to look. */
  public void checkArrival(Tx tx, long arrival, QueueId queue) {
    store.openForArrival(tx, arrival, queue).ifPresent(item -> changed(tx, Optional.empty(), item));
  }

  /** The arrival is filed after all. */
  public void arrivalFiled(Tx tx, long arrival) {
    store.finishForArrival(tx, arrival).ifPresent(item -> changed(tx, Optional.empty(), item));
  }

  /** The best waiting item becomes the actor's; empty when nothing waits. */
  public Optional<WorkItem> takeNext(
      Actor actor, Optional<QueueId> queue, WorkItemListener listener) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> item =
              store.takeNext(tx, actor.id(), queue, actor.role().includes(Role.SUPERVISOR));
          item.ifPresent(taken -> tell(tx, actor, taken, listener));
          return item;
        });
  }

  /** Taking what one holds already is no fault. */
  public TakeResult take(Actor actor, WorkItemId id, WorkItemListener listener) {
    return database.transaction(
        tx -> {
          if (!maySee(actor, store.find(tx, id))) {
            return new TakeResult.NotFound();
          }
          Optional<WorkItem> taken = store.take(tx, actor.id(), id);
          if (taken.isPresent()) {
            tell(tx, actor, taken.get(), listener);
            return new TakeResult.Done(taken.get());
          }
          return store
              .find(tx, id)
              .<TakeResult>map(
                  item ->
                      item.heldBy(actor.id()) && !item.state().equals("done")
                          ? new TakeResult.Done(item)
                          : new TakeResult.Taken(item.agent()))
              .orElseGet(TakeResult.NotFound::new);
        });
  }

  /** What could not be filed is the business of supervisors. */
  private static boolean maySee(Actor actor, Optional<WorkItem> item) {
    return item.isPresent()
        && (item.get().arrivalId().isEmpty() || actor.role().includes(Role.SUPERVISOR));
  }

  private void tell(Tx tx, Actor actor, WorkItem item, WorkItemListener listener) {
    changed(tx, Optional.of(actor), item);
    listener.taken(tx, actor, item);
  }

  /** Back to the queue with its age. A supervisor may return anybody's. */
  public TakeResult giveBack(Actor actor, WorkItemId id, WorkItemListener listener) {
    return database.transaction(
        tx -> {
          boolean anybody = actor.role().includes(Role.SUPERVISOR);
          Optional<WorkItem> returned = store.giveBack(tx, actor.id(), anybody, id);
          if (returned.isPresent()) {
            changed(tx, Optional.of(actor), returned.get());
            listener.returned(tx, actor, returned.get());
            return new TakeResult.Done(returned.get());
          }
          return store.find(tx, id).isPresent()
              ? new TakeResult.NotYours()
              : new TakeResult.NotFound();
        });
  }

  /** Closes the check of an arrival that a person has dealt with by other means. */
  public TakeResult complete(Actor actor, WorkItemId id) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> item = store.find(tx, id);
          if (item.isEmpty()) {
            return new TakeResult.NotFound();
          }
          if (item.get().arrivalId().isEmpty()) {
            return new TakeResult.NotClosable();
          }
          if (item.get().inHandsOfSomebodyElse(actor.id())) {
            return new TakeResult.Taken(item.get().agent());
          }
          WorkItem done =
              store.finishForArrival(tx, item.get().arrivalId().get()).orElse(item.get());
          changed(tx, Optional.of(actor), done);
          return new TakeResult.Done(done);
        });
  }

  /** How many answers are held, wait and are parked, and how many arrivals are to be checked. */
  public record Counts(long mine, long team, long parked, long checks) {}

  public Counts counts(Actor actor) {
    return store.counts(database, actor.id());
  }

  private void changed(Tx tx, Optional<Actor> actor, WorkItem item) {
    Audience audience = item.arrivalId().isPresent() ? Audience.SUPERVISORS : Audience.STAFF;
    Change change = Change.of(EventType.WORK_ITEM_CHANGED, audience).by(actor).workItem(item.id());
    if (item.conversationId().isPresent()) {
      change = change.conversation(item.conversationId().get());
    }
    if (item.arrivalId().isPresent()) {
      change = change.arrival(item.arrivalId().get());
    }
    events.append(tx, change);
  }

  /** For reading only. */
  public Optional<WorkItem> find(Sql sql, WorkItemId id) {
    return store.find(sql, id);
  }
}
