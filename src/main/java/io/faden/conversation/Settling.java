package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import java.util.Optional;

/** What becomes of status and work when an agent has written or spoken. */
final class Settling {
  private final WorkItems workItems;
  private final ConversationStore conversations = new ConversationStore();

  Settling(WorkItems workItems) {
    this.workItems = workItems;
  }

  /** Whoever wrote holds the work that nobody held, and leaves it as they say. */
  void leave(Tx tx, Actor actor, Locked before, Optional<WorkItem> item, Status then) {
    long id = before.id().value();
    if (item.isEmpty() && then != Status.RESOLVED) {
      wake(tx, actor, before);
    }
    claim(tx, actor, before.id());
    switch (then) {
      case RESOLVED -> workItems.finish(tx, actor, id);
      case WAITING -> workItems.park(tx, actor, id);
      case OPEN, SNOOZED -> wake(tx, actor, before);
    }
    if (then != before.status()) {
      conversations.setStatus(tx, before.id(), then);
      conversations.addEvent(
          tx,
          before.id(),
          Optional.of(actor),
          ConversationStore.event("status_changed", before.status().label(), then.label()));
    }
  }

  void wake(Tx tx, Actor actor, Locked conversation) {
    workItems.wake(
        tx,
        Optional.of(actor),
        conversation.id().value(),
        conversation.queue(),
        conversations.channel(tx, conversation.id()));
  }

  /** If nobody has it. */
  void claim(Tx tx, Actor actor, ConversationId id) {
    workItems
        .lockOpen(tx, id.value())
        .filter(open -> open.agent().isEmpty())
        .ifPresent(open -> workItems.claimFor(tx, actor, open));
  }
}
