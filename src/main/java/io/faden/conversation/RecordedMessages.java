package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.ContactPointId;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages that somebody copied onto the timeline, since they came or went on a channel that is not
 * connected. Nothing is sent, and no work comes of it: whoever copies knows what is to be done.
 */
public final class RecordedMessages {
  private final Database database;
  private final EventLog events;
  private final ConversationStore conversations = new ConversationStore();

  public RecordedMessages(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /**
   * A message as it is copied.
   *
   * @param direction in or out
   * @param from who wrote, if the customer did
   * @param contactPoint over which it came, if it is known
   * @param occurredAt its place on the timeline
   * @param requestId the same one again makes no second entry
   */
  public record Recorded(
      String channel,
      String direction,
      Optional<String> from,
      Optional<ContactPointId> contactPoint,
      Instant occurredAt,
      String text,
      String requestId) {}

  /** The entry; empty when there is no such conversation. */
  public Optional<EntryId> add(Actor actor, ConversationId id, Recorded message) {
    return database.transaction(
        tx -> conversations.lockStanding(tx, id).map(found -> add(tx, actor, found, message)));
  }

  private EntryId add(Tx tx, Actor actor, Locked conversation, Recorded message) {
    return earlier(tx, conversation, message)
        .orElseGet(
            () -> {
              EntryId entry = insert(tx, actor, conversation, message);
              conversations.messageAdded(tx, conversation.id());
              events.append(
                  tx,
                  Change.of(EventType.ENTRY_ADDED, Audience.STAFF)
                      .by(actor)
                      .customer(conversation.customer())
                      .conversation(conversation.id().value())
                      .entry(entry.value()));
              return entry;
            });
  }

  /** Index: entry_of_conversation. The lock on the conversation keeps a second one away. */
  private static Optional<EntryId> earlier(Tx tx, Locked conversation, Recorded message) {
    return tx
        .rows(
            "SELECT id FROM entry WHERE conversation_id = $1 AND request_id = $2 AND NOT withdrawn",
            conversation.id(),
            message.requestId())
        .stream()
        .findFirst()
        .map(row -> new EntryId(row.getLong("id")));
  }

  /** What comes was written by the customer, whoever copied it. */
  private static EntryId insert(Tx tx, Actor actor, Locked conversation, Recorded message) {
    return new EntryId(
        tx.row(
                """
                INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, author_id,
                                   contact_point_id, from_address, body_text, request_id)
                VALUES ($1, $2, 'message', $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
                """,
                conversation.id(),
                conversation.customer(),
                message.channel(),
                message.direction(),
                message.occurredAt(),
                message.direction().equals("out") ? Optional.of(actor.id()) : Optional.empty(),
                message.contactPoint(),
                message.from(),
                message.text(),
                message.requestId())
            .orElseThrow()
            .getLong("id"));
  }
}
