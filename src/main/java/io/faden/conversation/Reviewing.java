package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Replies that wait for a second pair of eyes, and the work that comes of them. */
final class Reviewing {
  private final WorkItems workItems;
  private final ApprovalStore store = new ApprovalStore();
  private final ConversationStore conversations = new ConversationStore();

  Reviewing(WorkItems workItems) {
    this.workItems = workItems;
  }

  /**
   * The reply is written with all its files, and nothing of it changes from now on.
   *
   * @param then the status of the conversation once it was released
   */
  void ask(Tx tx, Actor actor, Locked conversation, EntryId entry, Status then) {
    store.ask(tx, entry, conversation.status(), then == Status.SNOOZED ? Status.OPEN : then);
    asked(tx, actor, conversation.id());
  }

  /** It did not get through and goes another way: whoever looks now sees where it goes. */
  void askAgain(Tx tx, Actor actor, ConversationId conversation, EntryId entry) {
    store.askAgain(tx, entry);
    asked(tx, actor, conversation);
  }

  /** Ask it with the conversation locked. */
  boolean waits(Tx tx, ConversationId conversation) {
    return store.waiting(tx, conversation).isPresent();
  }

  private void asked(Tx tx, Actor actor, ConversationId conversation) {
    conversations.addEvent(
        tx, conversation, Optional.of(actor), new JsonObject().put("type", "approval_asked"));
    follow(tx, actor, conversation);
  }

  /** Taken back before anybody decided; nothing happens to what was decided. */
  void withdrawn(Tx tx, Actor actor, EntryId entry) {
    store.withdraw(tx, entry, actor.id());
  }

  /** The work of a conversation is what waits in it by now. The conversation is locked. */
  void follow(Tx tx, Actor actor, ConversationId conversation) {
    store
        .waiting(tx, conversation)
        .ifPresentOrElse(
            waiting -> workItems.needApproval(tx, Optional.of(actor), waiting),
            () -> workItems.approvalSettled(tx, Optional.of(actor), conversation.value()));
  }

  /** Whose draft a text becomes that does not leave: the author's, unless they are gone. */
  AgentId heir(Tx tx, AgentId author, Actor actor) {
    return tx.row("SELECT 1 FROM staff_member WHERE id = $1 AND active", author).isPresent()
        ? author
        : actor.id();
  }
}
