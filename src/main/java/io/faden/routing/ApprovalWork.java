package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The item by which a second pair of eyes is found: one for a conversation, however many answers
 * wait in it. Whoever wrote what waits longest can never have it.
 */
final class ApprovalWork {
  static final String KIND = "approval";

  private final Queues queues;
  private final Consequences consequences;
  private final WorkItemStore items = new WorkItemStore();

  ApprovalWork(Queues queues, Consequences consequences) {
    this.queues = queues;
    this.consequences = consequences;
  }

  /** Makes the item, or has it follow what waits by now. Due says when a time from now is over. */
  void need(
      Tx tx, Optional<Actor> actor, WorkItems.Unapproved waiting, Function<Duration, Instant> due) {
    Optional<WorkItem> open = WorkItemStore.lockOpen(tx, waiting.conversation(), KIND);
    if (open.isEmpty()) {
      QueueSettings settings = queues.settings(tx, waiting.queue());
      Instant until = due.apply(settings.approvalTarget());
      insert(tx, waiting, until, until.minus(settings.warning()))
          .ifPresent(item -> consequences.changed(tx, actor, item, "entered"));
      return;
    }
    WorkItem before = open.get();
    boolean own = before.heldBy(waiting.author());
    follow(tx, before.id(), waiting.author())
        .filter(now -> own)
        .ifPresent(
            now -> {
              consequences.withdrawOffer(tx, now);
              consequences.rested(tx, before);
              consequences.changed(tx, actor, now, "returned");
            });
  }

  private static Optional<WorkItem> insert(
      Tx tx, WorkItems.Unapproved waiting, Instant due, Instant urgent) {
    return WorkItemStore.change(
        tx,
        """
        INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost, parked_cost, due_at, urgent_at, not_agent_id)
        SELECT 'approval', $1, $2, $3, coalesce(l.cost, 20), coalesce(l.cost * l.parked_percent / 100, 0), $4, $5, $6
          FROM (SELECT) one LEFT JOIN channel_load l ON l.channel = $3
        ON CONFLICT (conversation_id, kind) WHERE state <> 'done' DO NOTHING
        """,
        waiting.conversation(),
        waiting.queue(),
        waiting.channel(),
        due,
        urgent,
        waiting.author());
  }

  /** Another answer waits longest now; its author gives the item back. */
  private static Optional<WorkItem> follow(Tx tx, WorkItemId id, AgentId author) {
    return WorkItemStore.change(
        tx,
        """
        UPDATE work_item SET not_agent_id = $2, version = version + 1,
               state = CASE WHEN agent_id = $2 THEN 'queued' ELSE state END,
               touched_at = CASE WHEN agent_id = $2 THEN NULL ELSE touched_at END,
               state_since = CASE WHEN agent_id = $2 THEN clock_timestamp() ELSE state_since END,
               preferred_agent_id = nullif(preferred_agent_id, $2), agent_id = nullif(agent_id, $2)
         WHERE id = $1 AND not_agent_id <> $2
        """,
        id,
        author);
  }

  /** Nothing waits in the conversation any more. */
  void over(Tx tx, Optional<Actor> actor, long conversation) {
    Optional<WorkItem> open = WorkItemStore.lockOpen(tx, conversation, KIND);
    open.flatMap(item -> items.finish(tx, item.id()))
        .ifPresent(
            done -> {
              consequences.withdrawOffer(tx, done);
              consequences.rested(tx, done);
              consequences.changed(tx, actor, done, "done");
            });
  }

  /**
   * Whoever decides holds the item from then on, unless it is offered to somebody or they wrote
   * what it is about. Refused where somebody else works on it.
   */
  WorkItems.Decided decide(Tx tx, Actor actor, long conversation) {
    Optional<WorkItem> open = WorkItemStore.lockOpen(tx, conversation, KIND);
    if (open.filter(item -> item.inHandsOfSomebodyElse(actor.id())).isPresent()) {
      return new WorkItems.Decided.Taken(open.get().agent());
    }
    open.filter(item -> !item.state().equals("assigned"))
        .flatMap(item -> items.take(tx, actor.id(), item.id()))
        .ifPresent(mine -> consequences.taken(tx, actor, mine));
    return new WorkItems.Decided.Ended();
  }
}
