package io.faden.conversation;

import io.faden.channel.Incoming.Bounce;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A reply that did not get through becomes visible: the conversation opens and wants somebody. */
final class Failures {
  private final WorkItems workItems;
  private final EventLog events;
  private final ConversationStore conversations = new ConversationStore();

  Failures(WorkItems workItems, EventLog events) {
    this.workItems = workItems;
    this.events = events;
  }

  /** The other side reports that a message of ours failed; delays are only noted on it. */
  void bounced(Tx tx, Locked conversation, Bounce bounce) {
    Optional<Long> entry =
        tx
            .rows(
                """
                UPDATE delivery d
                   SET state = CASE WHEN $3 THEN 'failed' ELSE d.state END, error = $2,
                       returned_at = CASE WHEN $3 AND d.state IN ('printed', 'sent') THEN clock_timestamp() ELSE d.returned_at END
                  FROM entry e
                 WHERE e.id = d.entry_id AND e.message_id = $1 AND d.state IN ('printed', 'sent', 'transmitting', 'failed')
                RETURNING d.entry_id
                """,
                bounce.messageId(),
                bounce.reason(),
                bounce.permanent())
            .stream()
            .findFirst()
            .map(row -> row.getLong("entry_id"));
    if (bounce.permanent() && entry.isPresent()) {
      failed(tx, conversation, new EntryId(entry.get()), bounce.reason());
      events.append(tx, Change.of(EventType.PRINT_LIST_CHANGED, Audience.STAFF).entry(entry.get()));
    }
  }

  /** Reopens the conversation of a reply that failed for good. */
  void failed(Tx tx, Locked conversation, EntryId entry, String reason) {
    conversations.setStatus(tx, conversation.id(), Status.OPEN);
    conversations.addEvent(
        tx,
        conversation.id(),
        Optional.empty(),
        new JsonObject().put("type", "reply_failed").put("detail", reason));
    workItems.wake(
        tx,
        Optional.empty(),
        conversation.id().value(),
        conversation.queue(),
        conversations.channel(tx, conversation.id()));
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }
}
