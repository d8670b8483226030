package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of ours that people carry out of the house: made ready by {@link Deliveries}, printed,
 * and sent when somebody has posted them. Only the deliveries are locked here, always in order of
 * their numbers and never before a conversation.
 */
public final class Postings {
  private final Database database;
  private final EventLog events;
  private final Failures failures;
  private final ConversationStore conversations = new ConversationStore();

  public Postings(Database database, EventLog events, WorkItems workItems) {
    this.database = database;
    this.events = events;
    this.failures = new Failures(workItems, events);
  }

  /**
   * Those of these that lie ready, taken for printing in this transaction; what somebody else is
   * just taking is passed over. Each says so on its timeline. Index: delivery_pkey.
   */
  public List<EntryId> print(Tx tx, Actor actor, List<EntryId> wanted) {
    List<EntryId> taken =
        entries(
            tx,
            """
            UPDATE delivery SET state = 'printed'
             WHERE entry_id IN (SELECT entry_id FROM delivery WHERE entry_id = ANY($1) AND state = 'ready'
                                 ORDER BY entry_id FOR UPDATE SKIP LOCKED)
            RETURNING entry_id
            """,
            wanted);
    tell(tx, actor, taken, new JsonObject().put("type", "letter_printed"));
    return taken;
  }

  /** Its paper is spoilt: it is printed once more. False unless it is printed and not posted. */
  public boolean printAgain(Tx tx, Actor actor, EntryId entry) {
    List<EntryId> back =
        entries(
            tx,
            "UPDATE delivery SET state = 'ready' WHERE entry_id = ANY($1) AND state = 'printed' RETURNING entry_id",
            List.of(entry));
    tell(tx, actor, back, new JsonObject().put("type", "letter_print_again"));
    return !back.isEmpty();
  }

  /**
   * They are on their way, at last. Input: the moment that counts as when they were sent, and the
   * day that people read. Result: those that were printed until now.
   */
  public List<EntryId> post(Tx tx, Actor actor, List<EntryId> wanted, Instant at, String day) {
    List<EntryId> posted =
        tx
            .rows(
                """
                UPDATE delivery SET state = 'sent', sent_at = $2, error = NULL
                 WHERE entry_id IN (SELECT entry_id FROM delivery WHERE entry_id = ANY($1) AND state = 'printed'
                                     ORDER BY entry_id FOR UPDATE)
                RETURNING entry_id
                """,
                Sql.ids(wanted),
                at)
            .stream()
            .map(row -> new EntryId(row.getLong("entry_id")))
            .toList();
    tell(tx, actor, posted, new JsonObject().put("type", "letter_posted").put("detail", day));
    return posted;
  }

  /** What lay ready cannot be printed: it fails visibly, and can be made anew. */
  public void spoilt(EntryId entry, String reason) {
    database.inTransaction(
        tx -> {
          Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
          int failed =
              tx.execute(
                  "UPDATE delivery SET state = 'failed', error = $2 WHERE entry_id = $1 AND state = 'ready'",
                  entry,
                  reason);
          if (failed == 1) {
            failures.failed(tx, conversation, entry, reason);
            events.append(
                tx, Change.of(EventType.PRINT_LIST_CHANGED, Audience.STAFF).entry(entry.value()));
          }
        });
  }

  private static List<EntryId> entries(Tx tx, String update, List<EntryId> wanted) {
    return tx.rows(update, (Object) Sql.ids(wanted)).stream()
        .map(row -> new EntryId(row.getLong("entry_id")))
        .toList();
  }

  private void tell(Tx tx, Actor actor, List<EntryId> entries, JsonObject event) {
    if (entries.isEmpty()) {
      return;
    }
    List<Change> changes =
        tx
            .rows(
                """
                WITH told AS (
                  INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, author_id, event)
                  SELECT e.conversation_id, c.customer_id, 'event', 'internal', clock_timestamp(), $2, $3
                    FROM entry e JOIN conversation c ON c.id = e.conversation_id WHERE e.id = ANY($1))
                SELECT e.id, e.conversation_id, e.customer_id FROM entry e WHERE e.id = ANY($1) ORDER BY e.id
                """,
                Sql.ids(entries),
                actor.id(),
                event)
            .stream()
            .flatMap(
                row ->
                    Stream.of(
                        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
                            .by(actor)
                            .conversation(row.getLong("conversation_id"))
                            .entry(row.getLong("id")),
                        Change.of(EventType.PRINT_LIST_CHANGED, Audience.STAFF)
                            .by(actor)
                            .entry(row.getLong("id"))))
            .toList();
    events.append(tx, changes);
  }
}
