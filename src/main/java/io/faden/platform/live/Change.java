package io.faden.platform.live;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Id;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that has happened, on its way into the event log. Built step by step, since each kind
 * names other things.
 *
 * @param subjects what it is about, by number
 */
public record Change(
    EventType type,
    Audience audience,
    Optional<Actor> actor,
    Map<Subject, Long> subjects,
    JsonObject detail) {

  /** What an event can be about; each is a column of the log. */
  enum Subject {
    CUSTOMER,
    CONVERSATION,
    ENTRY,
    WORK_ITEM,
    ARRIVAL,
    AGENT
  }

  public static Change of(EventType type, Audience audience) {
    return new Change(type, audience, Optional.empty(), Map.of(), new JsonObject());
  }

  public Change by(Optional<Actor> who) {
    return new Change(type, audience, who, subjects, detail);
  }

  public Change by(Actor who) {
    return by(Optional.of(who));
  }

  public Change customer(Id id) {
    return about(Subject.CUSTOMER, id.value());
  }

  public Change conversation(long id) {
    return about(Subject.CONVERSATION, id);
  }

  public Change entry(long id) {
    return about(Subject.ENTRY, id);
  }

  public Change workItem(Id id) {
    return about(Subject.WORK_ITEM, id.value());
  }

  public Change arrival(long id) {
    return about(Subject.ARRIVAL, id);
  }

  /** Whom it is about, beside who did it. */
  public Change agent(AgentId id) {
    return about(Subject.AGENT, id.value());
  }

  public Change detail(JsonObject more) {
    return new Change(type, audience, actor, subjects, more);
  }

  private Change about(Subject subject, long id) {
    Map<Subject, Long> more = new EnumMap<>(Subject.class);
    more.putAll(subjects);
    more.put(subject, id);
    return new Change(type, audience, actor, Map.copyOf(more), detail);
  }

  /** Null where the event is not about one. */
  Long subject(Subject subject) {
    return subjects.get(subject);
  }
}
