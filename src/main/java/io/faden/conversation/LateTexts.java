package io.faden.conversation;

import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Texts that could not be read yet when their messages were filed. */
public final class LateTexts {
  private final EventLog events;
  private final ConversationStore conversations = new ConversationStore();

  public LateTexts(EventLog events) {
    this.events = events;
  }

  /**
   * Gives the message of an arrival its text; a subject only where there is none, to its
   * conversation as well. Nothing happens where there is no such message, or it was erased.
   */
  public void read(Tx tx, long arrival, String subject, String text) {
    Optional<EntryId> found =
        tx.row("SELECT id FROM entry WHERE arrival_id = $1 AND erased_at IS NULL", arrival)
            .map(row -> new EntryId(row.getLong("id")));
    Optional<ConversationStore.Locked> conversation =
        found.flatMap(entry -> conversations.lockOf(tx, entry));
    if (conversation.isEmpty()) {
      return;
    }
    Optional<Row> entry =
        tx.row(
            """
            UPDATE entry SET body_text = $2, subject = CASE WHEN subject = '' THEN $3 ELSE subject END
             WHERE id = $1 AND erased_at IS NULL RETURNING customer_id
            """,
            found.orElseThrow(),
            text,
            subject);
    if (entry.isEmpty()) {
      return;
    }
    long id = conversation.get().id().value();
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .customer(conversation.get().customer())
            .conversation(id)
            .entry(found.get().value()));
    int named =
        tx.execute(
            "UPDATE conversation SET subject = $2, version = version + 1 WHERE id = $1 AND subject = '' AND $2 <> ''",
            id,
            subject);
    if (named > 0) {
      events.append(tx, Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF).conversation(id));
    }
  }
}
