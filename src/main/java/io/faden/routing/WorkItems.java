package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.presence.Presence;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Work items and who holds them. What a conversation does to its item happens inside the
 * conversation's transaction; what people do to items has a transaction of its own. Every change
 * leaves an event that says what, who and why.
 */
public final class WorkItems {
  private final Database database;
  private final Queues queues;
  private final BiFunction<Sql, QueueId, OpeningTimes> hours;
  private final WorkItemStore store = new WorkItemStore();
  private final OfferStore offers = new OfferStore();
  private final Consequences consequences;

  /** Targets and waits count in the opening times of the queue. */
  public WorkItems(
      Database database,
      EventLog events,
      Queues queues,
      Presence presence,
      BiFunction<Sql, QueueId, OpeningTimes> hours) {
    this.database = database;
    this.queues = queues;
    this.hours = hours;
    this.consequences = new Consequences(events, queues, presence);
  }

  /**
   * What a customer wants done.
   *
   * @param channel of the message that asks for it
   * @param language ISO 639-1, if recognised
   * @param needs what this matter asks for beside the steps of the queue
   * @param first nobody has answered this conversation yet: the target of the first answer counts
   * @param personal who might be asked before everybody else, best first
   * @param arrival what came in, for the balance
   */
  public record Wanted(
      long conversation,
      QueueId queue,
      String channel,
      Optional<String> language,
      int priority,
      List<QueueSettings.NeedSettings> needs,
      boolean first,
      List<AgentId> personal,
      Optional<Long> arrival) {

    /** Nothing special, and not because of a message. */
    public static Wanted plain(long conversation, QueueId queue, String channel) {
      return new Wanted(
          conversation,
          queue,
          channel,
          Optional.empty(),
          0,
          List.of(),
          false,
          List.of(),
          Optional.empty());
    }
  }

  /**
   * The customer wants an answer. An item that waits keeps its place; one that is parked returns to
   * its agent, or to the queue if they are not on shift.
   */
  public WorkItem needAnswer(Tx tx, Wanted wanted) {
    WorkItem item = open(tx, wanted);
    wanted.arrival().ifPresent(arrival -> store.standsFor(tx, item.id(), arrival));
    consequences.changed(tx, Optional.empty(), item, item.version() == 0 ? "entered" : "woken");
    return item;
  }

  private WorkItem open(Tx tx, Wanted wanted) {
    QueueSettings settings = queues.settings(tx, wanted.queue());
    OpeningTimes open = hours.apply(tx, wanted.queue());
    Instant now = now(tx);
    Optional<Instant> due = settings.target(wanted.first()).map(target -> open.after(now, target));
    Optional<AgentId> preferred =
        settings.personalAgent() && !wanted.personal().isEmpty()
            ? store.firstOnline(tx, wanted.personal())
            : Optional.empty();
    JsonArray needs = new JsonArray();
    wanted.needs().forEach(need -> needs.add(need.json()));
    WorkItem item =
        store.openOrWake(
            tx,
            new WorkItemStore.Entering(
                wanted.conversation(),
                wanted.queue(),
                wanted.channel(),
                wanted.language(),
                wanted.priority(),
                needs,
                settings.boostForRank().toSeconds(),
                due,
                due.map(time -> time.minus(settings.warning())),
                preferred,
                preferred.map(agent -> open.after(now, settings.personalWait(wanted.channel())))));
    if (item.state().equals("assigned")) {
      consequences.rested(tx, item);
    }
    return item;
  }

  private static Instant now(Sql sql) {
    return Columns.instant(sql.row("SELECT clock_timestamp() AS now").orElseThrow(), "now");
  }

  /** The agent answered and waits for the customer. */
  public void park(Tx tx, Actor actor, long conversation) {
    store
        .lockOpen(tx, conversation)
        .ifPresent(item -> consequences.settle(tx, actor, item, "parked"));
  }

  /** Put off until later; there is nothing to wrap up. */
  public void putOff(Tx tx, Actor actor, long conversation) {
    store
        .lockOpen(tx, conversation)
        .flatMap(item -> store.park(tx, item.id()))
        .ifPresent(item -> consequences.settled(tx, actor, item, "parked"));
  }

  /** The matter is settled. */
  public void finish(Tx tx, Actor actor, long conversation) {
    store
        .lockOpen(tx, conversation)
        .ifPresent(item -> consequences.settle(tx, actor, item, "done"));
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
    Optional<WorkItem> ended = store.endWrapUp(tx, actor.id(), id, disposition);
    if (ended.isEmpty()) {
      return new WrapUpResult.NotWrapping();
    }
    consequences.rested(tx, ended.get());
    consequences.changed(tx, Optional.of(actor), ended.get(), ended.get().state(), disposition);
    return new WrapUpResult.Ended(ended.get());
  }

  /**
   * Taken up again, by hand or because a snooze is over. Makes an item where there is none.
   *
   * @param channel on which the customer waits for an answer
   */
  public void wake(Tx tx, Optional<Actor> actor, long conversation, QueueId queue, String channel) {
    WorkItem item = open(tx, Wanted.plain(conversation, queue, channel));
    consequences.changed(tx, actor, item, item.version() == 0 ? "entered" : "woken");
  }

  public void move(Tx tx, Actor actor, long conversation, QueueId queue) {
    Optional<WorkItem> before = store.lockOpen(tx, conversation);
    long boost = queues.settings(tx, queue).boostForRank().toSeconds();
    store
        .move(tx, conversation, queue, boost)
        .ifPresent(
            item -> {
              consequences.withdrawOffer(tx, item);
              before.ifPresent(held -> consequences.rested(tx, held));
              consequences.changed(
                  tx, Optional.of(actor), item, "transferred", Optional.of(item.queue().name()));
            });
  }

  /** The open item of a conversation, locked until the transaction ends. */
  public Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return store.lockOpen(tx, conversation);
  }

  /** Whoever acts on an item that nobody holds, holds it from then on. */
  public void claimFor(Tx tx, Actor actor, WorkItem item) {
    store
        .take(tx, actor.id(), item.id())
        .ifPresent(
            now -> {
              offers.close(tx, now.id(), "accepted");
              store.served(tx, actor.id());
              consequences.changed(tx, Optional.of(actor), now, "taken");
            });
  }

  /** The actor has begun to work on it: a draft, a note, an answer. */
  public void touch(Tx tx, Actor actor, long conversation) {
    store.touch(tx, actor.id(), conversation);
  }

  /** Something arrived that could not be filed; a person has to look. */
  public void checkArrival(Tx tx, long arrival, QueueId queue, String channel) {
    store
        .openForArrival(tx, arrival, queue, channel)
        .ifPresent(item -> consequences.changed(tx, Optional.empty(), item, "entered"));
  }

  /** The arrival is filed after all. */
  public void arrivalFiled(Tx tx, long arrival) {
    store
        .finishForArrival(tx, arrival)
        .ifPresent(item -> consequences.changed(tx, Optional.empty(), item, "done"));
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
  static boolean maySee(Actor actor, Optional<WorkItem> item) {
    return item.isPresent()
        && (item.get().arrivalId().isEmpty() || actor.role().includes(Role.SUPERVISOR));
  }

  private void tell(Tx tx, Actor actor, WorkItem item, WorkItemListener listener) {
    offers.close(tx, item.id(), "accepted");
    store.served(tx, actor.id());
    consequences.changed(tx, Optional.of(actor), item, "taken");
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
    if (held.isEmpty() || held.get().arrivalId().isPresent()) {
      return new TransferResult.NotFound();
    }
    WorkItem before = held.get();
    boolean own = before.heldBy(actor.id()) && !before.state().equals("offered");
    if (before.state().equals("done")
        || !(own || before.agent().isEmpty() || actor.role().includes(Role.SUPERVISOR))) {
      return new TransferResult.NotYours();
    }
    Optional<TransferResult> refused = refused(tx, target);
    if (refused.isPresent()) {
      return refused.get();
    }
    QueueId queue = target.queue().orElse(before.queue().id());
    long boost = queues.settings(tx, queue).boostForRank().toSeconds();
    WorkItem item = store.handOver(tx, id, queue, boost, target.agent(), target.team());
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
          Optional<WorkItem> item = store.setPriority(tx, id, priority, boost);
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
   * that a person has dealt with by other means. An answer is closed with its conversation.
   */
  public TakeResult complete(Tx tx, Actor actor, WorkItemId id) {
    Optional<WorkItem> found = store.lock(tx, id);
    if (found.isEmpty()) {
      return new TakeResult.NotFound();
    }
    WorkItem item = found.get();
    if (item.kind().equals("answer")) {
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

  /** How many conversations are held, wait and are parked, and how many arrivals to be checked. */
  public record Counts(long mine, long team, long parked, long checks) {}

  public Counts counts(Actor actor) {
    return store.counts(database, actor.id());
  }

  /** For reading only. */
  public Optional<WorkItem> find(Sql sql, WorkItemId id) {
    return store.find(sql, id);
  }
}
