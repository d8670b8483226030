package io.faden.conversation;

import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What other features have to say on a timeline: who did what, for people to read. */
public final class TimelineEvents {
  private final EventLog events;
  private final ConversationStore store = new ConversationStore();

  public TimelineEvents(EventLog events) {
    this.events = events;
  }

  /** Adds an event; its members are those of the contract's Entry.event. */
  public void add(Tx tx, Optional<Actor> actor, ConversationId conversation, JsonObject event) {
    // Without the lock: a row that refers to a conversation needs none.
    store.addEvent(tx, conversation, actor, event);
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(conversation.value()));
  }
}
