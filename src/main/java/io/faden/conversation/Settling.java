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
    settle(tx, actor, before, item, then);
    if (then != before.status()) {
      told(tx, actor, before.id(), before.status(), then);
    }
  }

  /** The same as waiting, but nothing has left that anybody could wait for: nobody is told. */
  void rest(Tx tx, Actor actor, Locked before, Optional<WorkItem> item) {
    settle(tx, actor, before, item, Status.WAITING);
  }

  /** For people to read. */
  void told(Tx tx, Actor actor, ConversationId id, Status before, Status then) {
    conversations.addEvent(
        tx,
        id,
        Optional.of(actor),
        ConversationStore.event("status_changed", before.label(), then.label()));
  }

  private void settle(Tx tx, Actor actor, Locked before, Optional<WorkItem> item, Status then) {
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
