package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a post does to the conversation in which it stands when its author changes or deletes it, or
 * when somebody takes back that it needs an answer.
 */
public final class PostMatters {
  private final WorkItems workItems;
  private final EventLog events;
  private final ConversationStore conversations = new ConversationStore();

  public PostMatters(WorkItems workItems, EventLog events) {
    this.workItems = workItems;
    this.events = events;
  }

  /** What came of taking back that an answer is needed. */
  public sealed interface UnneededResult {
    record Done() implements UnneededResult {}

    /** Somebody has begun to answer. */
    record Taken(Optional<Person> by) implements UnneededResult {}
  }

  /**
   * Nobody has to answer a post after all: its work ends and its conversation is settled, unless
   * something else in it still waits for an answer.
   */
  public UnneededResult unneeded(Tx tx, Actor actor, EntryId entry) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    Optional<WorkItem> item = workItems.lockOpen(tx, conversation.id().value());
    Optional<WorkItem> held = item.filter(open -> open.inHandsOfSomebodyElse(actor.id()));
    if (held.isPresent()) {
      return new UnneededResult.Taken(held.get().agent());
    }
    if (answeredSince(tx, conversation.id(), entry)) {
      return new UnneededResult.Taken(Optional.empty());
    }
    if (!othersWait(tx, conversation.id(), entry)) {
      workItems.drop(tx, actor, conversation.id().value());
      conversations.setStatus(tx, conversation.id(), Status.RESOLVED);
    }
    tell(tx, Optional.of(actor), conversation, EventType.CONVERSATION_CHANGED, entry);
    return new UnneededResult.Done();
  }

  /** Scheduled ones and those that wait for a second pair of eyes, too. */
  private static boolean answeredSince(Tx tx, ConversationId id, EntryId entry) {
    return !tx.rows(
            """
            SELECT 1 FROM entry
             WHERE conversation_id = $1 AND kind = 'message' AND direction = 'out' AND NOT withdrawn AND id > $2 LIMIT 1
            """,
            id,
            entry)
        .isEmpty();
  }

  /** Something else came since the last answer that made work. */
  private static boolean othersWait(Tx tx, ConversationId id, EntryId entry) {
    return !tx.rows(
            """
            SELECT 1 FROM entry e JOIN arrival_work_state w ON w.arrival_id = e.arrival_id
             WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.withdrawn AND e.id <> $2 AND w.state <> 'done'
               AND e.id > coalesce((SELECT max(o.id) FROM entry o WHERE o.conversation_id = $1 AND o.kind = 'message'
                                                                    AND o.direction = 'out' AND NOT o.withdrawn), 0)
             LIMIT 1
            """,
            id,
            entry)
        .isEmpty();
  }

  /** Its author has changed it: the timeline shows what stands there now, and tells what did. */
  public void edited(Tx tx, EntryId entry, String before, String now) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    tx.execute("UPDATE entry SET body_text = $2 WHERE id = $1 AND erased_at IS NULL", entry, now);
    // An answer to the old words is stale, and so is an approval of one.
    conversations.messageAdded(tx, conversation.id());
    noted(
        tx,
        Optional.empty(),
        conversation,
        entry,
        ConversationStore.event("post_edited", before, now));
  }

  /** Its author, or the network, has deleted it; here it stays. */
  public void deleted(Tx tx, EntryId entry) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    noted(
        tx,
        Optional.empty(),
        conversation,
        entry,
        new JsonObject().put("type", "post_deleted").put("detail", "" + entry.value()));
  }

  /** Somebody has said what becomes of it. */
  public void triaged(Tx tx, Actor actor, EntryId entry, String before, String now) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    noted(
        tx,
        Optional.of(actor),
        conversation,
        entry,
        ConversationStore.event("triaged", before, now));
  }

  private void noted(
      Tx tx, Optional<Actor> actor, Locked conversation, EntryId entry, JsonObject event) {
    conversations.addEvent(tx, conversation.id(), actor, event);
    tell(tx, actor, conversation, EventType.ENTRY_CHANGED, entry);
  }

  /** What is known of it has changed, beside what it says. */
  public void shown(Tx tx, EntryId entry) {
    tx.row("SELECT conversation_id, customer_id FROM entry WHERE id = $1", entry)
        .ifPresent(
            row ->
                events.append(
                    tx,
                    Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
                        .conversation(row.getLong("conversation_id"))
                        .entry(entry.value())));
  }

  private void tell(
      Tx tx, Optional<Actor> actor, Locked conversation, EventType type, EntryId entry) {
    events.append(
        tx,
        Change.of(type, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }
}
