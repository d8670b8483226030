package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.Presence;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What follows whenever an item changes, whoever changes it: its offer is withdrawn, its agent
 * wraps up or is available again, and an event says what, who and why.
 */
final class Consequences {
  private final EventLog events;
  private final Queues queues;
  private final Presence presence;
  private final WorkItemStore store = new WorkItemStore();
  private final OfferStore offers = new OfferStore();

  Consequences(EventLog events, Queues queues, Presence presence) {
    this.events = events;
    this.queues = queues;
    this.presence = presence;
  }

  /**
   * The work is done for now or for good; whoever held it wraps up first, if the queue has that.
   *
   * @param item locked
   * @param then parked or done
   */
  void settle(Tx tx, Actor actor, WorkItem item, String then) {
    QueueSettings settings = queues.settings(tx, item.queue().id());
    boolean timed = settings.wrapUpMode() == QueueSettings.WrapUp.TIMED;
    Optional<WorkItem> wrapping =
        settings.wrapUpMode() == QueueSettings.WrapUp.OFF
            ? Optional.empty()
            : store.wrapUp(
                tx, actor.id(), item.id(), then, timed, settings.wrapUpTime().toSeconds());
    if (wrapping.isPresent()) {
      if (timed) {
        presence.wrapping(tx, wrapping.get().agent().orElseThrow().id());
      }
      changed(tx, Optional.of(actor), wrapping.get(), "wrapping");
      return;
    }
    Optional<WorkItem> settled =
        then.equals("done") ? store.finish(tx, item.id()) : store.park(tx, item.id());
    settled.ifPresent(over -> settled(tx, actor, over, then));
  }

  void settled(Tx tx, Actor actor, WorkItem item, String change) {
    withdrawOffer(tx, item);
    rested(tx, item);
    changed(tx, Optional.of(actor), item, change);
  }

  /** Somebody has taken it up by their own choice. */
  void taken(Tx tx, Actor actor, WorkItem item) {
    offers.close(tx, item.id(), "accepted");
    store.served(tx, actor.id());
    changed(tx, Optional.of(actor), item, "taken");
  }

  /** Back to available once the last mandatory wrap-up is over. */
  void rested(Tx tx, WorkItem item) {
    item.agent()
        .filter(agent -> !store.inTimedWrapUp(tx, agent.id()))
        .ifPresent(agent -> presence.wrapped(tx, agent.id()));
  }

  void withdrawOffer(Tx tx, WorkItem item) {
    offers
        .close(tx, item.id(), "withdrawn")
        .ifPresent(
            agent ->
                events.append(
                    tx,
                    Change.of(EventType.OFFER_CHANGED, Audience.withSupervisors(agent))
                        .workItem(item.id())
                        .agent(agent)
                        .detail(new JsonObject().put("change", "withdrawn"))));
  }

  void changed(Tx tx, Optional<Actor> actor, WorkItem item, String change) {
    changed(tx, actor, item, change, Optional.empty());
  }

  /** What cannot be filed is told to supervisors alone. */
  void changed(
      Tx tx, Optional<Actor> actor, WorkItem item, String change, Optional<String> detail) {
    JsonObject told = ItemChange.detail(change, item.state());
    detail.ifPresent(more -> told.put("detail", more));
    Change event =
        Change.of(
                EventType.WORK_ITEM_CHANGED,
                item.kind().equals("check_arrival") ? Audience.SUPERVISORS : Audience.STAFF)
            .by(actor);
    events.append(
        tx,
        ItemChange.about(
            item.arrivalId().map(event::arrival).orElse(event),
            item.id(),
            item.conversationId(),
            item.agent().map(agent -> agent.id()),
            told));
  }
}
