package io.faden.platform.live;

import io.faden.platform.Actor;
import io.faden.platform.Id;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Something that has happened, on its way into the event log. Built step by step, since each kind
 * names other things.
 */
public record Change(
    EventType type,
    Audience audience,
    Optional<Actor> actor,
    Optional<Long> customer,
    Optional<Long> conversation,
    Optional<Long> entry,
    Optional<Long> workItem,
    Optional<Long> arrival,
    JsonObject detail) {

  public static Change of(EventType type, Audience audience) {
    return new Change(
        type,
        audience,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new JsonObject());
  }

  public Change by(Optional<Actor> who) {
    return new Change(
        type, audience, who, customer, conversation, entry, workItem, arrival, detail);
  }

  public Change by(Actor who) {
    return by(Optional.of(who));
  }

  public Change customer(Id id) {
    return new Change(
        type,
        audience,
        actor,
        Optional.of(id.value()),
        conversation,
        entry,
        workItem,
        arrival,
        detail);
  }

  public Change conversation(long id) {
    return new Change(
        type, audience, actor, customer, Optional.of(id), entry, workItem, arrival, detail);
  }

  public Change entry(long id) {
    return new Change(
        type, audience, actor, customer, conversation, Optional.of(id), workItem, arrival, detail);
  }

  public Change workItem(Id id) {
    return new Change(
        type,
        audience,
        actor,
        customer,
        conversation,
        entry,
        Optional.of(id.value()),
        arrival,
        detail);
  }

  public Change arrival(long id) {
    return new Change(
        type, audience, actor, customer, conversation, entry, workItem, Optional.of(id), detail);
  }

  public Change detail(JsonObject more) {
    return new Change(
        type, audience, actor, customer, conversation, entry, workItem, arrival, more);
  }
}
