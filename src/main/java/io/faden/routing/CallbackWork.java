package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.presence.Presence;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Calls that were promised for a time: work items beside the answer on the same conversation. Until
 * shortly before its time such an item is parked and nobody is asked; then it waits in its queue
 * like any other, and is closed by {@link Desk#complete}.
 */
public final class CallbackWork {
  /** So long before its time somebody is looked for. */
  public static final Duration LEAD = Duration.ofMinutes(10);

  static final String KIND = "callback";
  private static final String CHANNEL = "phone";

  private final Queues queues;
  private final Consequences consequences;
  private final CallbackStore store = new CallbackStore();
  private final WorkItemStore items = new WorkItemStore();

  public CallbackWork(EventLog events, Queues queues, Presence presence) {
    this.queues = queues;
    this.consequences = new Consequences(events, queues, presence);
  }

  /**
   * A call that somebody waits for.
   *
   * @param due when it was promised; one that is over is called as soon as possible
   * @param priority 0 to 5, higher is sooner
   * @param needs what it asks for beside the steps of the queue
   * @param preferred asked before everybody else until the promised time, if online
   */
  public record Promise(
      long conversation,
      QueueId queue,
      Instant due,
      int priority,
      Optional<String> language,
      List<QueueSettings.NeedSettings> needs,
      Optional<AgentId> preferred) {}

  /**
   * Makes the work item; empty if a call is open on this conversation already, which is not
   * touched. The conversation is there and, best, locked.
   */
  public Optional<WorkItem> promise(Tx tx, Optional<Actor> actor, Promise promise) {
    QueueSettings settings = queues.settings(tx, promise.queue());
    JsonArray needs = new JsonArray();
    promise.needs().forEach(need -> needs.add(need.json()));
    Optional<WorkItem> item =
        store.add(
            tx,
            promise,
            CHANNEL,
            needs,
            time(tx, settings, promise.due(), promise.preferred()),
            settings.boostForRank().toSeconds());
    item.ifPresent(
        made ->
            consequences.changed(
                tx, actor, made, "promised", Optional.of(promise.due().toString())));
    return item;
  }

  /** The open call of a conversation, locked until the transaction ends. */
  public Optional<WorkItem> lockOpen(Tx tx, long conversation) {
    return store.lockOpen(tx, conversation);
  }

  /**
   * Another time was agreed. Nobody holds the item until it comes; if it is near, whoever has it
   * keeps it. What somebody else works on only a supervisor changes.
   *
   * @param preferred as for a new one; empty asks everybody
   */
  public TakeResult retime(
      Tx tx, Actor actor, WorkItemId id, Instant due, Optional<AgentId> preferred) {
    Optional<WorkItem> known = items.lock(tx, id);
    if (known.isEmpty() || !known.get().kind().equals(KIND) || known.get().state().equals("done")) {
      return new TakeResult.NotFound();
    }
    WorkItem before = known.get();
    if (before.inHandsOfSomebodyElse(actor.id()) && !actor.role().includes(Role.SUPERVISOR)) {
      return new TakeResult.Taken(before.agent());
    }
    QueueSettings settings = queues.settings(tx, before.queue().id());
    WorkItem item =
        store.retime(
            tx,
            id,
            time(tx, settings, due, preferred),
            preferred,
            settings.boostForRank().toSeconds());
    if (item.state().equals("parked")) {
      consequences.withdrawOffer(tx, item);
    }
    consequences.rested(tx, before);
    consequences.changed(tx, Optional.of(actor), item, "retimed", Optional.of(due.toString()));
    return new TakeResult.Done(item);
  }

  /**
   * The call was made, or is not needed any more. An actor who holds the item wraps up as usual;
   * whoever else holds it has it no longer. Without an actor it ended by itself.
   */
  public void finish(Tx tx, Optional<Actor> actor, WorkItemId id) {
    Optional<WorkItem> item =
        items
            .lock(tx, id)
            .filter(found -> found.kind().equals(KIND) && !found.state().equals("done"));
    if (item.isEmpty()) {
      return;
    }
    if (actor.isPresent()) {
      consequences.settle(tx, actor.get(), item.get(), "done");
      return;
    }
    items
        .finish(tx, id)
        .ifPresent(
            over -> {
              consequences.withdrawOffer(tx, over);
              consequences.rested(tx, over);
              consequences.changed(tx, Optional.empty(), over, "done");
            });
  }

  /**
   * When it is whose turn.
   *
   * @param begins from when it waits
   * @param wake the same, if that is still to come
   */
  record Time(
      Instant due,
      Instant urgent,
      Instant begins,
      Optional<Instant> wake,
      Optional<Instant> preferredUntil) {}

  private static Time time(
      Sql sql, QueueSettings settings, Instant due, Optional<AgentId> preferred) {
    Instant now = RouterReads.now(sql);
    Instant from = due.minus(LEAD);
    boolean later = from.isAfter(now);
    Instant wait = now.plus(settings.personalWait(CHANNEL));
    return new Time(
        due,
        due.minus(settings.warning()),
        later ? from : now,
        later ? Optional.of(from) : Optional.empty(),
        preferred.map(agent -> due.isAfter(wait) ? due : wait));
  }
}
