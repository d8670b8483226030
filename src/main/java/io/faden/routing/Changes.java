package io.faden.routing;

import io.faden.presence.AgentState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has changed since the router looked last. Filled by the live feed, emptied by the router.
 */
final class Changes {
  private Set<Long> items = new HashSet<>();
  private Set<Long> agents = new HashSet<>();
  private Map<Long, AgentState> states = new HashMap<>();
  private final NavigableSet<Long> own = new TreeSet<>();
  private boolean people;
  private boolean house;

  /**
   * @param states what others see of agents; it may be what the router knows already
   * @param people somebody came, left or took a break: their offers and work may have to move
   * @param house queues, skills or memberships: everything is read anew
   */
  record Taken(
      Set<Long> items,
      Set<Long> agents,
      Map<Long, AgentState> states,
      boolean people,
      boolean house) {}

  /** A transaction of the router's, before it commits: its events tell the router nothing. */
  synchronized void own(long transaction) {
    own.add(transaction);
  }

  /** Whether an event is an echo. Events come in the order of their transactions. */
  synchronized boolean echo(long transaction) {
    own.headSet(transaction).clear();
    return own.contains(transaction);
  }

  synchronized void item(long id) {
    items.add(id);
  }

  synchronized void agent(long id) {
    agents.add(id);
  }

  synchronized void state(AgentState state) {
    states.put(state.agent().value(), state);
  }

  synchronized void people() {
    people = true;
  }

  synchronized void house() {
    house = true;
  }

  synchronized Taken take() {
    Taken taken = new Taken(items, agents, states, people, house);
    items = new HashSet<>();
    agents = new HashSet<>();
    states = new HashMap<>();
    people = false;
    house = false;
    return taken;
  }
}
