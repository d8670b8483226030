package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Columns;
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
 * What a conversation does to its work, and what the intake does. It happens inside their
 * transactions; what people do to items is the business of {@link Desk}. Every change leaves an
 * event that says what, who and why.
 */
public final class WorkItems {
  private final Queues queues;
  private final BiFunction<Sql, QueueId, OpeningTimes> hours;
  private final WorkItemStore store = new WorkItemStore();
  private final Consequences consequences;
  private final ApprovalWork approvals;

  /** Targets and waits count in the opening times of the queue. */
  public WorkItems(
      EventLog events,
      Queues queues,
      Presence presence,
      BiFunction<Sql, QueueId, OpeningTimes> hours) {
    this.queues = queues;
    this.hours = hours;
    this.consequences = new Consequences(events, queues, presence);
    this.approvals = new ApprovalWork(queues, consequences);
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
   * @param due until when, where that is not for the queue to say
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
      Optional<Long> arrival,
      Optional<Instant> due) {

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
          Optional.empty(),
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
    Optional<Instant> due =
        wanted
            .due()
            .or(() -> settings.target(wanted.first()).map(target -> open.after(now, target)));
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
    return wanted
        .due()
        .filter(by -> item.dueAt().map(by::isBefore).orElse(true))
        .map(by -> store.setDue(tx, item.id(), by, by.minus(settings.warning())))
        .orElse(item);
  }

  /**
   * What is to be done until one moment is so until another one. Nothing happens where nothing is
   * open, or something else counts by now.
   */
  public void setDue(Tx tx, Actor actor, long conversation, Instant before, Instant due) {
    store
        .lockOpen(tx, conversation)
        .filter(item -> item.dueAt().equals(Optional.of(before)))
        .map(
            item ->
                store.setDue(
                    tx,
                    item.id(),
                    due,
                    due.minus(queues.settings(tx, item.queue().id()).warning())))
        .ifPresent(item -> consequences.changed(tx, Optional.of(actor), item, "due"));
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

  /** Its conversation has gone into another one: there is nothing to wrap up. */
  public void drop(Tx tx, Actor actor, long conversation) {
    store
        .lockOpen(tx, conversation)
        .flatMap(item -> store.finish(tx, item.id()))
        .ifPresent(item -> consequences.settled(tx, actor, item, "done"));
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
    store.take(tx, actor.id(), item.id()).ifPresent(now -> consequences.taken(tx, actor, now));
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

  /** Somebody has to say whose letter it is. What was to be checked otherwise is that no more. */
  public void checkScan(Tx tx, long arrival, QueueId queue, String channel, Optional<Instant> due) {
    store
        .finishForArrival(tx, arrival, "check_arrival")
        .ifPresent(item -> consequences.changed(tx, Optional.empty(), item, "done"));
    Optional<Instant> urgent = due.map(by -> by.minus(queues.settings(tx, queue).warning()));
    store
        .openScan(tx, arrival, queue, channel, due, urgent)
        .ifPresent(
            item -> {
              store.standsFor(tx, item.id(), arrival);
              consequences.changed(tx, Optional.empty(), item, "entered");
            });
  }

  /** The same until when for a letter that is still to be checked. */
  public void setScanDue(Tx tx, Actor actor, long arrival, Instant due) {
    store
        .lockOpenOfArrival(tx, arrival)
        .map(
            item ->
                store.setDue(
                    tx,
                    item.id(),
                    due,
                    due.minus(queues.settings(tx, item.queue().id()).warning())))
        .ifPresent(item -> consequences.changed(tx, Optional.of(actor), item, "due"));
  }

  /** What came of ending a check, or of deciding about an answer. */
  public sealed interface Decided {
    record Ended() implements Decided {}

    /** Somebody else has it in hand. */
    record Taken(Optional<Person> by) implements Decided {}
  }

  /** Somebody has said where an arrival belongs: whoever holds its check, or anybody if nobody. */
  public Decided arrivalDecided(Tx tx, Actor actor, long arrival) {
    Optional<WorkItem> open = store.lockOpenOfArrival(tx, arrival);
    if (open.filter(item -> item.inHandsOfSomebodyElse(actor.id())).isPresent()) {
      return new Decided.Taken(open.get().agent());
    }
    open.flatMap(item -> store.finish(tx, item.id()))
        .ifPresent(item -> consequences.settled(tx, actor, item, "done"));
    return new Decided.Ended();
  }

  /**
   * Answers that wait for a second pair of eyes.
   *
   * @param channel on which the one that waits longest leaves
   * @param author who wrote that one, and can never be asked
   */
  public record Unapproved(long conversation, QueueId queue, String channel, AgentId author) {}

  /** The conversation is locked. An item that is there follows what waits longest by now. */
  public void needApproval(Tx tx, Optional<Actor> actor, Unapproved waiting) {
    OpeningTimes open = hours.apply(tx, waiting.queue());
    approvals.need(tx, actor, waiting, target -> open.after(now(tx), target));
  }

  /** Nothing waits for approval in the conversation any more. */
  public void approvalSettled(Tx tx, Optional<Actor> actor, long conversation) {
    approvals.over(tx, actor, conversation);
  }

  /** Somebody decides about what waits for approval: whoever holds it, or anybody if nobody. */
  public Decided approvalDecided(Tx tx, Actor actor, long conversation) {
    return approvals.decide(tx, actor, conversation);
  }

  /** The arrival is filed after all. */
  public void arrivalFiled(Tx tx, long arrival) {
    store
        .finishForArrival(tx, arrival)
        .ifPresent(
            item -> {
              consequences.withdrawOffer(tx, item);
              consequences.changed(tx, Optional.empty(), item, "done");
            });
  }
}
