package io.faden.conversation;

import io.faden.conversation.ConversationStore.CustomerConversation;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItemListener;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reading and changing conversations; messages and notes are the business of {@link Replies}. */
public final class Conversations implements WorkItemListener {
  private static final Duration FURTHEST_SNOOZE = Duration.ofDays(3_660);

  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final Queues queues;
  private final PromisedCalls calls;
  private final ConversationReads reads;
  private final ConversationStore store = new ConversationStore();

  public Conversations(
      Database database,
      EventLog events,
      WorkItems workItems,
      Queues queues,
      Ways ways,
      PromisedCalls calls) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
    this.queues = queues;
    this.calls = calls;
    this.reads = new ConversationReads(ways, calls);
  }

  /** What an agent changes; what is absent stays. */
  public record Wish(
      int version,
      Optional<Status> status,
      Optional<Instant> snoozedUntil,
      Optional<String> subject,
      Optional<QueueId> queue) {}

  public Optional<Conversation> find(Actor viewer, ConversationId id) {
    return reads.find(database, id, viewer.id());
  }

  public List<CustomerConversation> ofCustomer(CustomerId customer) {
    return store.ofCustomer(database, customer);
  }

  /** False when there is no such conversation. */
  public boolean markRead(Actor actor, ConversationId id, EntryId entry) {
    return store.markRead(database, id, actor.id(), entry);
  }

  public ChangeResult change(Actor actor, ConversationId id, Wish wish) {
    return database.transaction(
        tx -> {
          Optional<Locked> found = store.lock(tx, id);
          if (found.isEmpty()) {
            return new ChangeResult.NotFound();
          }
          Locked before = found.get();
          if (before.mergedInto().isPresent()) {
            return new ChangeResult.MergedAway(before.mergedInto().get());
          }
          if (before.version() != wish.version()) {
            return new ChangeResult.Stale();
          }
          Status status = wish.status().orElse(before.status());
          Optional<Instant> until = snooze(before, wish, status);
          if (status == Status.SNOOZED && until.filter(Conversations::liesAhead).isEmpty()) {
            return new ChangeResult.SnoozeNotAhead();
          }
          Optional<Queue> queue = queues.find(tx, wish.queue().orElse(before.queue()));
          if (queue.isEmpty()) {
            return new ChangeResult.QueueNotFound();
          }
          boolean moves = status != before.status() || !queue.get().id().equals(before.queue());
          Optional<WorkItem> others = moves ? inOtherHands(tx, actor, id) : Optional.empty();
          if (others.isPresent()) {
            return new ChangeResult.InOtherHands(others.get().agent());
          }
          if (status == Status.RESOLVED && status != before.status() && calls.open(tx, id)) {
            return new ChangeResult.CallbackOpen();
          }
          String subject = wish.subject().map(String::strip).orElse(before.subject());
          store.update(tx, id, subject, status, until, queue.get().id());
          note(tx, actor, before, status, until, subject, queue.get());
          adjustWork(tx, actor, before, status, queue.get().id());
          changed(tx, actor, id);
          return new ChangeResult.Changed(reads.find(tx, id, actor.id()).orElseThrow());
        });
  }

  private Optional<WorkItem> inOtherHands(Tx tx, Actor actor, ConversationId id) {
    return actor.role().includes(Role.SUPERVISOR)
        ? Optional.empty()
        : workItems.lockOpen(tx, id.value()).filter(item -> item.inHandsOfSomebodyElse(actor.id()));
  }

  private static boolean liesAhead(Instant time) {
    Instant now = Instant.now();
    return time.isAfter(now) && time.isBefore(now.plus(FURTHEST_SNOOZE));
  }

  private static Optional<Instant> snooze(Locked before, Wish wish, Status status) {
    return status == Status.SNOOZED
        ? wish.snoozedUntil().or(before::snoozedUntil)
        : Optional.empty();
  }

  private void note(
      Tx tx,
      Actor actor,
      Locked before,
      Status status,
      Optional<Instant> until,
      String subject,
      Queue queue) {
    Optional<Actor> who = Optional.of(actor);
    if (status != before.status() || !until.equals(before.snoozedUntil())) {
      JsonObject event =
          ConversationStore.event("status_changed", before.status().label(), status.label());
      until.ifPresent(time -> event.put("detail", time.toString()));
      store.addEvent(tx, before.id(), who, event);
    }
    if (!queue.id().equals(before.queue())) {
      String from = queues.find(tx, before.queue()).map(Queue::name).orElse("");
      store.addEvent(
          tx, before.id(), who, ConversationStore.event("queue_changed", from, queue.name()));
    }
    if (!subject.equals(before.subject())) {
      store.addEvent(
          tx,
          before.id(),
          who,
          ConversationStore.event("subject_changed", before.subject(), subject));
    }
  }

  private void adjustWork(Tx tx, Actor actor, Locked before, Status status, QueueId queue) {
    if (!queue.equals(before.queue())) {
      workItems.move(tx, actor, before.id().value(), queue);
    }
    if (status == before.status()) {
      return;
    }
    switch (status) {
      case RESOLVED -> workItems.finish(tx, actor, before.id().value());
      case WAITING, SNOOZED -> park(tx, actor, before, status, queue);
      case OPEN -> {
        workItems.wake(
            tx, Optional.of(actor), before.id().value(), queue, store.channel(tx, before.id()));
        workItems
            .lockOpen(tx, before.id().value())
            .filter(item -> item.agent().isEmpty())
            .ifPresent(item -> workItems.claimFor(tx, actor, item));
      }
    }
  }

  /** Whoever puts a matter off keeps it; one that was settled gets a work item again. */
  private void park(Tx tx, Actor actor, Locked before, Status status, QueueId queue) {
    if (before.status() == Status.RESOLVED) {
      workItems.wake(
          tx, Optional.of(actor), before.id().value(), queue, store.channel(tx, before.id()));
    }
    workItems
        .lockOpen(tx, before.id().value())
        .filter(item -> item.agent().isEmpty())
        .ifPresent(item -> workItems.claimFor(tx, actor, item));
    if (status == Status.SNOOZED) {
      workItems.putOff(tx, actor, before.id().value());
    } else {
      workItems.park(tx, actor, before.id().value());
    }
  }

  /**
   * Opens what was put off until now, 100 at a time. Several nodes may do this at once. Returns how
   * many were opened.
   */
  int wakeSnoozed() {
    return database.transaction(
        tx -> {
          List<Long> due =
              tx
                  .rows(
                      """
                      SELECT id FROM conversation WHERE status = 'snoozed' AND snoozed_until <= clock_timestamp()
                       ORDER BY snoozed_until LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED
                      """)
                  .stream()
                  .map(row -> row.getLong("id"))
                  .toList();
          for (long id : due) {
            Locked before = store.lock(tx, new ConversationId(id)).orElseThrow();
            store.setStatus(tx, before.id(), Status.OPEN);
            store.addEvent(
                tx,
                before.id(),
                Optional.empty(),
                ConversationStore.event("woken", Status.SNOOZED.label(), Status.OPEN.label()));
            workItems.wake(
                tx, Optional.empty(), id, before.queue(), store.channel(tx, before.id()));
            events.append(
                tx, Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF).conversation(id));
          }
          return due.size();
        });
  }

  @Override
  public void taken(Tx tx, Actor actor, WorkItem item) {
    onTimeline(tx, actor, item, "taken");
  }

  @Override
  public void accepted(Tx tx, Actor actor, WorkItem item) {
    onTimeline(tx, actor, item, "accepted");
  }

  @Override
  public void returned(Tx tx, Actor actor, WorkItem item) {
    onTimeline(tx, actor, item, "returned");
  }

  private void onTimeline(Tx tx, Actor actor, WorkItem item, String type) {
    // Without the lock: whoever holds it may be waiting for this very item.
    item.conversationId()
        .map(ConversationId::new)
        .ifPresent(
            conversation -> {
              store.addEvent(
                  tx, conversation, Optional.of(actor), new JsonObject().put("type", type));
              changed(tx, actor, conversation);
            });
  }

  private void changed(Tx tx, Actor actor, ConversationId id) {
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(id.value()));
  }
}
