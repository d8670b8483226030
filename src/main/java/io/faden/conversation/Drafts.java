package io.faden.conversation;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItems;
import java.util.Optional;

/**
 * What agents have begun to write. One draft for each agent and conversation, seen by them alone.
 */
public final class Drafts {
  private static final long FILES_LIMIT = 25L << 20;

  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final DraftStore store = new DraftStore();
  private final ConversationStore conversations = new ConversationStore();

  public Drafts(Database database, EventLog events, WorkItems workItems) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
  }

  /** What came of attaching a file. */
  public sealed interface AttachResult {
    record Attached(Attachment attachment) implements AttachResult {}

    /** A draft carries 25 MB at most. */
    record TooLarge() implements AttachResult {}

    record NotFound() implements AttachResult {}
  }

  /** Empty when there is no such conversation. */
  public Optional<Draft> save(
      Actor actor, ConversationId id, String kind, String text, String note) {
    return database.transaction(
        tx -> {
          if (!store.save(tx, id, actor.id(), kind, text, note)) {
            return Optional.empty();
          }
          workItems.touch(tx, actor, id.value());
          tell(tx, actor, id);
          return store.find(tx, id, actor.id());
        });
  }

  public void discard(Actor actor, ConversationId id) {
    database.inTransaction(
        tx -> {
          store.discard(tx, id, actor.id());
          tell(tx, actor, id);
        });
  }

  public AttachResult attach(
      Actor actor, ConversationId id, String name, String type, byte[] content) {
    return database.transaction(
        tx -> {
          if (conversations.lock(tx, id).isEmpty()) {
            return new AttachResult.NotFound();
          }
          Optional<Attachment> file =
              store.attach(tx, id, actor.id(), name, type, content, FILES_LIMIT);
          tell(tx, actor, id);
          return file.<AttachResult>map(AttachResult.Attached::new)
              .orElseGet(AttachResult.TooLarge::new);
        });
  }

  /** False when the draft has no such file. */
  public boolean detach(Actor actor, ConversationId id, long attachment) {
    return database.transaction(
        tx -> {
          boolean gone = store.detach(tx, id, actor.id(), attachment);
          tell(tx, actor, id);
          return gone;
        });
  }

  Optional<DraftStore.Content> content(Actor viewer, long attachment) {
    return store.content(database, attachment, viewer.id());
  }

  private void tell(Tx tx, Actor actor, ConversationId id) {
    events.append(
        tx,
        Change.of(EventType.DRAFT_CHANGED, Audience.only(actor.id()))
            .by(actor)
            .conversation(id.value()));
  }
}
