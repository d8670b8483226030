package io.faden.conversation;

import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.Desk;
import io.faden.routing.Queue;
import io.faden.routing.TransferResult;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItemId;
import io.faden.routing.WrapUpResult;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Handing work on and wrapping it up, with what the next person should know. The conversation is
 * locked before its item, as everywhere.
 */
public final class Handovers {
  private final Database database;
  private final EventLog events;
  private final Desk desk;
  private final ConversationStore conversations = new ConversationStore();
  private final ReplyStore replies = new ReplyStore();

  public Handovers(Database database, EventLog events, Desk desk) {
    this.database = database;
    this.events = events;
    this.desk = desk;
  }

  public TransferResult transfer(
      Actor actor, WorkItemId id, Desk.Target target, Optional<String> note) {
    return database.transaction(
        tx -> {
          Optional<ConversationStore.Locked> conversation = lock(tx, id);
          if (note.isPresent() && conversation.isEmpty() && desk.find(tx, id).isPresent()) {
            return new TransferResult.NoPlaceForNote();
          }
          TransferResult result = desk.transfer(tx, actor, id, target);
          if (conversation.isPresent()
              && result instanceof TransferResult.Transferred transferred) {
            follow(tx, actor, conversation.get(), transferred);
            note.ifPresent(text -> addNote(tx, actor, conversation.get(), text));
            changed(tx, actor, conversation.get());
          }
          return result;
        });
  }

  private Optional<ConversationStore.Locked> lock(Tx tx, WorkItemId id) {
    return desk.find(tx, id)
        .flatMap(WorkItem::conversationId)
        .flatMap(conversation -> conversations.lock(tx, new ConversationId(conversation)));
  }

  private void follow(
      Tx tx,
      Actor actor,
      ConversationStore.Locked conversation,
      TransferResult.Transferred transferred) {
    Queue before = transferred.before().queue();
    Queue now = transferred.item().queue();
    boolean answer = transferred.item().kind().equals("answer");
    if (answer && !before.id().equals(now.id())) {
      conversations.setQueue(tx, conversation.id(), now.id());
      conversations.addEvent(
          tx,
          conversation.id(),
          Optional.of(actor),
          ConversationStore.event("queue_changed", before.name(), now.name()));
    }
    if (before.id().equals(now.id()) || transferred.item().agent().isPresent()) {
      conversations.addEvent(
          tx,
          conversation.id(),
          Optional.of(actor),
          ConversationStore.event(
              "transferred",
              transferred.before().agent().map(Person::name).orElse(""),
              transferred.item().agent().map(Person::name).orElse("")));
    }
  }

  private void addNote(Tx tx, Actor actor, ConversationStore.Locked conversation, String text) {
    EntryId entry = replies.insertNote(tx, conversation, actor.id(), text, Optional.empty());
    events.append(
        tx,
        Change.of(EventType.ENTRY_ADDED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }

  /** Ends the agent's own wrap-up; its outcome stands on the timeline. */
  public WrapUpResult endWrapUp(
      Actor actor, WorkItemId id, Optional<String> disposition, Optional<String> note) {
    return database.transaction(
        tx -> {
          Optional<ConversationStore.Locked> conversation = lock(tx, id);
          WrapUpResult result = desk.endWrapUp(tx, actor, id, disposition);
          if (conversation.isPresent() && result instanceof WrapUpResult.Ended) {
            disposition.ifPresent(
                outcome ->
                    conversations.addEvent(
                        tx,
                        conversation.get().id(),
                        Optional.of(actor),
                        new JsonObject().put("type", "wrapped_up").put("detail", outcome)));
            note.ifPresent(text -> addNote(tx, actor, conversation.get(), text));
            changed(tx, actor, conversation.get());
          }
          return result;
        });
  }

  private void changed(Tx tx, Actor actor, ConversationStore.Locked conversation) {
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(conversation.id().value()));
  }
}
