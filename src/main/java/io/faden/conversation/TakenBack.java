package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Predicate;

/** What was sent and is not there any more: the timeline keeps it, and says who took it away. */
public final class TakenBack {
  private final EventLog events;
  private final ConversationStore conversations = new ConversationStore();

  public TakenBack(EventLog events) {
    this.events = events;
  }

  /** Notes it on the timeline if the given change is one; the conversation is locked before. */
  public void note(Tx tx, Actor actor, EntryId entry, String reason, Predicate<Tx> change) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    if (!change.test(tx)) {
      return;
    }
    conversations.addEvent(
        tx,
        conversation.id(),
        Optional.of(actor),
        new JsonObject().put("type", "post_retracted").put("detail", reason));
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }
}
