package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.presence.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people do to work items: take them, give them back, hand them on, close them. Of two who
 * want the same, one gets it and the other is told by whom.
 */
public final class Desk {
  private static final Set<String> CLOSED_OTHERWISE =
      Set.of("answer", "check_scan", ApprovalWork.KIND);

  private final Database database;
  private final Queues queues;
  private final Consequences consequences;
  private final DeskStore desk = new DeskStore();
  private final WorkItemStore store = new WorkItemStore();
  private final OfferStore offers = new OfferStore();

  public Desk(Database database, EventLog events, Queues queues, Presence presence) {
    this.database = database;
    this.queues = queues;
    this.consequences = new Consequences(events, queues, presence);
  }

  /** The best waiting item becomes the actor's; empty when nothing waits. */
  public Optional<WorkItem> takeNext(
      Actor actor, Optional<QueueId> queue, WorkItemListener listener) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> item =
              desk.takeNext(tx, actor.id(), queue, actor.role().includes(Role.SUPERVISOR));
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
          if (store.wrote(tx, actor.id(), id)) {
            return new TakeResult.WroteIt();
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

  /** What could not be filed is the business of supervisors; whose a letter is, of everybody. */
  static boolean maySee(Actor actor, Optional<WorkItem> item) {
    return item.isPresent()
        && (!item.get().kind().equals("check_arrival") || actor.role().includes(Role.SUPERVISOR));
  }

  private void tell(Tx tx, Actor actor, WorkItem item, WorkItemListener listener) {
    consequences.taken(tx, actor, item);
    listener.taken(tx, actor, item);
  }

  /**
   * Back to the queue with its age. A supervisor may return anybody's. Whoever returns it is not
   * asked again for a while.
   */
  public TakeResult giveBack(Actor actor, WorkItemId id, WorkItemListener listener) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> held = store.lock(tx, id);
          if (held.isEmpty()) {
            return new TakeResult.NotFound();
          }
          boolean supervisor = actor.role().includes(Role.SUPERVISOR);
          boolean own = held.get().heldBy(actor.id()) && !held.get().state().equals("offered");
          Optional<WorkItem> returned =
              supervisor || own ? store.giveBack(tx, id) : Optional.empty();
          if (returned.isEmpty()) {
            return new TakeResult.NotYours();
          }
          consequences.withdrawOffer(tx, returned.get());
          held.get().agent().ifPresent(agent -> offers.refused(tx, id, agent.id(), "returned"));
          consequences.rested(tx, held.get());
          consequences.changed(tx, Optional.of(actor), returned.get(), "returned");
          listener.returned(tx, actor, returned.get());
          return new TakeResult.Done(returned.get());
        });
  }

  /** Where a work item is handed to; a queue and a team may be named together. */
  public record Target(Optional<QueueId> queue, Optional<AgentId> agent, Optional<Long> team) {}

  /**
   * Hands an item on with its age. Its holder may, a supervisor, and everybody what nobody holds.
   */
  public TransferResult transfer(Tx tx, Actor actor, WorkItemId id, Target target) {
    Optional<WorkItem> held = store.lock(tx, id);
    if (held.isEmpty() || held.get().kind().equals("check_arrival")) {
      return new TransferResult.NotFound();
    }
    WorkItem before = held.get();
    boolean own = before.heldBy(actor.id()) && !before.state().equals("offered");
    if (before.state().equals("done")
        || !(own || before.agent().isEmpty() || actor.role().includes(Role.SUPERVISOR))) {
      return new TransferResult.NotYours();
    }
    if (target.agent().filter(agent -> store.wrote(tx, agent, id)).isPresent()) {
      return new TransferResult.WroteIt();
    }
    Optional<TransferResult> refused = refused(tx, target);
    if (refused.isPresent()) {
      return refused.get();
    }
    QueueId queue = target.queue().orElse(before.queue().id());
    long boost = queues.settings(tx, queue).boostForRank().toSeconds();
    WorkItem item = desk.handOver(tx, id, queue, boost, target.agent(), target.team());
    consequences.withdrawOffer(tx, item);
    before
        .agent()
        .filter(agent -> target.agent().isEmpty())
        .ifPresent(agent -> offers.refused(tx, id, agent.id(), "transferred"));
    consequences.rested(tx, before);
    String place =
        target
            .team()
            .flatMap(team -> tx.row("SELECT name FROM known_team WHERE id = $1", team))
            .map(row -> row.getString("name"))
            .orElse(item.queue().name());
    consequences.changed(
        tx,
        Optional.of(actor),
        item,
        "transferred",
        item.agent().isPresent() ? Optional.empty() : Optional.of(place));
    return new TransferResult.Transferred(before, item);
  }

  private Optional<TransferResult> refused(Tx tx, Target target) {
    if (target.queue().isPresent() && queues.find(tx, target.queue().get()).isEmpty()) {
      return Optional.of(new TransferResult.QueueNotFound());
    }
    if (target.team().isPresent()
        && tx.rows("SELECT id FROM known_team WHERE id = $1", target.team().get()).isEmpty()) {
      return Optional.of(new TransferResult.TeamNotFound());
    }
    if (target.agent().isPresent()) {
      AgentId agent = target.agent().get();
      if (tx.rows("SELECT id FROM staff_member WHERE id = $1 AND active", agent).isEmpty()) {
        return Optional.of(new TransferResult.AgentNotFound());
      }
      if (tx.rows(
              "SELECT agent_id FROM agent_presence WHERE agent_id = $1 AND state <> 'offline'",
              agent)
          .isEmpty()) {
        return Optional.of(new TransferResult.AgentOffline());
      }
    }
    return Optional.empty();
  }

  /** Empty when there is no such open item. */
  public Optional<WorkItem> setPriority(Actor actor, WorkItemId id, int priority) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> known = store.lock(tx, id);
          if (known.isEmpty()) {
            return Optional.empty();
          }
          long boost = queues.settings(tx, known.get().queue().id()).boostForRank().toSeconds();
          Optional<WorkItem> item = desk.setPriority(tx, id, priority, boost);
          item.ifPresent(
              now ->
                  consequences.changed(
                      tx,
                      Optional.of(actor),
                      now,
                      "priority",
                      Optional.of(Integer.toString(priority))));
          return item;
        });
  }

  /**
   * As below, in a transaction of its own, by hand: a promised call is closed by the note about it
   * or by a reason, never by closing its work.
   */
  public TakeResult complete(Actor actor, WorkItemId id) {
    return database.transaction(
        tx ->
            store.find(tx, id).filter(item -> item.kind().equals(CallbackWork.KIND)).isPresent()
                ? new TakeResult.NotClosable()
                : complete(tx, actor, id));
  }

  /**
   * Closes a promised call, with wrap-up as usual if the actor holds it, or the check of an arrival
   * that a person has dealt with by other means. An answer is closed with its conversation, the
   * check of a scan by saying whose it is, an approval by deciding.
   */
  public TakeResult complete(Tx tx, Actor actor, WorkItemId id) {
    Optional<WorkItem> found = store.lock(tx, id);
    if (found.isEmpty()) {
      return new TakeResult.NotFound();
    }
    WorkItem item = found.get();
    if (CLOSED_OTHERWISE.contains(item.kind())) {
      return new TakeResult.NotClosable();
    }
    if (item.inHandsOfSomebodyElse(actor.id())) {
      return new TakeResult.Taken(item.agent());
    }
    if (item.kind().equals(CallbackWork.KIND) && !item.state().equals("wrapping")) {
      consequences.settle(tx, actor, item, "done");
    } else if (item.arrivalId().isPresent()) {
      store
          .finishForArrival(tx, item.arrivalId().get())
          .ifPresent(done -> consequences.changed(tx, Optional.of(actor), done, "done"));
    }
    return new TakeResult.Done(store.find(tx, id).orElseThrow());
  }

  /**
   * How much is held, waits and is parked, how many arrivals could not be filed, and how many of
   * what waits are scans.
   */
  public record Counts(long mine, long team, long parked, long checks, long scans) {}

  public Counts counts(Actor actor) {
    return desk.counts(database, actor.id());
  }

  /** Ends the agent's own wrap-up early, with what came of it. */
  public WrapUpResult endWrapUp(Tx tx, Actor actor, WorkItemId id, Optional<String> disposition) {
    Optional<WorkItem> known = store.lock(tx, id);
    if (known.isEmpty()) {
      return new WrapUpResult.NotFound();
    }
    List<String> dispositions = queues.settings(tx, known.get().queue().id()).dispositions();
    if (disposition.isPresent() && !dispositions.contains(disposition.get())) {
      return new WrapUpResult.UnknownDisposition(dispositions);
    }
    Optional<WorkItem> ended = desk.endWrapUp(tx, actor.id(), id, disposition);
    if (ended.isEmpty()) {
      return new WrapUpResult.NotWrapping();
    }
    consequences.rested(tx, ended.get());
    consequences.changed(tx, Optional.of(actor), ended.get(), ended.get().state(), disposition);
    return new WrapUpResult.Ended(ended.get());
  }

  /** For reading only. */
  public Optional<WorkItem> find(Sql sql, WorkItemId id) {
    return store.find(sql, id);
  }
}
