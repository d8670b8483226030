package io.faden.routing;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing to do. Read from a row of the view open_work or one shaped like it.
 *
 * @param kind answer, callback, approval, check_arrival for something that could not be filed, or
 *     check_scan for a letter of which somebody has to say whose it is
 * @param state queued, offered, assigned, wrapping, parked or done
 * @param enteredAt waiting since; returning it to the queue does not change that
 * @param priority 0 to 5, higher is sooner
 * @param wrapUntil when its wrap-up ends by itself
 */
public record WorkItem(
    WorkItemId id,
    String kind,
    String state,
    Queue queue,
    Optional<Person> agent,
    Optional<Long> conversationId,
    Optional<Long> arrivalId,
    Instant enteredAt,
    Optional<Instant> dueAt,
    String channel,
    int priority,
    int version,
    Optional<Instant> wrapUntil) {

  /** What {@code of(row, "w_")} reads of the view open_work. */
  static final String COLUMNS =
      """
      w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
      w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
      w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at, w.due_at AS w_due_at,
      w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until
      """;

  static WorkItem of(Row row) {
    return of(row, "");
  }

  /** Reads columns whose names start with a prefix, for reading models that join the view. */
  public static WorkItem of(Row row, String prefix) {
    return new WorkItem(
        new WorkItemId(row.getLong(prefix + "id")),
        row.getString(prefix + "kind"),
        row.getString(prefix + "state"),
        new Queue(
            new QueueId(row.getLong(prefix + "queue_id")),
            row.getString(prefix + "queue_name"),
            row.getBoolean(prefix + "queue_is_default")),
        optionalLong(row, prefix + "agent_id")
            .map(id -> new Person(new AgentId(id), row.getString(prefix + "agent_name"))),
        optionalLong(row, prefix + "conversation_id"),
        optionalLong(row, prefix + "arrival_id"),
        instant(row, prefix + "entered_at"),
        optionalInstant(row, prefix + "due_at"),
        row.getString(prefix + "channel"),
        row.getInteger(prefix + "priority"),
        row.getInteger(prefix + "version"),
        optionalInstant(row, prefix + "wrap_until"));
  }

  boolean heldBy(AgentId agentId) {
    return agent.map(person -> person.id().equals(agentId)).orElse(false);
  }

  /** Somebody works on it right now. */
  public boolean inHandsOfSomebodyElse(AgentId agentId) {
    return (state.equals("assigned") || state.equals("wrapping")) && !heldBy(agentId);
  }
}
