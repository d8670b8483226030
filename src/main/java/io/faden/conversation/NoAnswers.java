package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** What is settled although nobody answered, and why. Opening it again undoes it. */
public final class NoAnswers {
  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final PromisedCalls calls;
  private final ConversationReads reads;
  private final Settling settling;
  private final ConversationStore store = new ConversationStore();
  private final EntryStore entries = new EntryStore();
  private final ApprovalStore approvals = new ApprovalStore();

  public NoAnswers(
      Database database, EventLog events, WorkItems workItems, Ways ways, PromisedCalls calls) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
    this.calls = calls;
    this.reads = new ConversationReads(ways, calls);
    this.settling = new Settling(workItems);
  }

  /** Why there is no answer (PostReason in the contract). */
  public enum Reason {
    ABUSE,
    SPAM,
    NOT_US,
    SETTLED,
    OTHER;

    @JsonCreator
    public static Reason of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Settles a conversation. Input: the replySeq that was read with it, as for an answer: who has
   * not seen the last message cannot say that it needs none.
   */
  public NoAnswerResult close(
      Actor actor, ConversationId id, Reason reason, String note, int replySeq) {
    return database.transaction(tx -> close(tx, actor, id, reason, note.strip(), replySeq));
  }

  private NoAnswerResult close(
      Tx tx, Actor actor, ConversationId id, Reason reason, String note, int replySeq) {
    Optional<Locked> found = store.lock(tx, id);
    if (found.isEmpty()) {
      return new NoAnswerResult.NotFound();
    }
    Locked before = found.get();
    if (before.mergedInto().isPresent()) {
      return new NoAnswerResult.MergedAway(before.mergedInto().get());
    }
    Optional<WorkItem> item = workItems.lockOpen(tx, id.value());
    if (item.isPresent() && item.get().inHandsOfSomebodyElse(actor.id())) {
      return new NoAnswerResult.InOtherHands(item.get().agent());
    }
    if (before.replySeq() != replySeq) {
      int missed = Math.clamp((long) before.replySeq() - replySeq, 1, 50);
      return new NoAnswerResult.MovedOn(
          before.replySeq(), entries.newestMessages(tx, id, missed, actor.id()).reversed());
    }
    if (calls.open(tx, id)) {
      return new NoAnswerResult.CallbackOpen();
    }
    if (approvals.waiting(tx, id).isPresent()) {
      return new NoAnswerResult.InReview();
    }
    JsonObject event = new JsonObject().put("type", "no_answer").put("to", reason.label());
    if (!note.isEmpty()) {
      event.put("detail", note);
    }
    store.addEvent(tx, id, Optional.of(actor), event);
    settling.leave(tx, actor, before, item, Status.RESOLVED);
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(id.value()));
    return new NoAnswerResult.Closed(reads.find(tx, id, actor.id()).orElseThrow());
  }
}
