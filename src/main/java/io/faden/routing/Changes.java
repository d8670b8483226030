package io.faden.routing;

import java.util.HashSet;
import java.util.Set;

/**
 * What has changed since the router looked last. Filled by the live feed, emptied by the router.
 */
final class Changes {
  private Set<Long> items = new HashSet<>();
  private Set<Long> agents = new HashSet<>();
  private boolean people;
  private boolean house;

  /**
   * @param people somebody came, left or took a break: their offers and work may have to move
   * @param house queues, skills or memberships: everything is read anew
   */
  record Taken(Set<Long> items, Set<Long> agents, boolean people, boolean house) {}

  synchronized void item(long id) {
    items.add(id);
  }

  synchronized void agent(long id) {
    agents.add(id);
  }

  synchronized void people() {
    people = true;
  }

  synchronized void house() {
    house = true;
  }

  synchronized Taken take() {
    Taken taken = new Taken(items, agents, people, house);
    items = new HashSet<>();
    agents = new HashSet<>();
    people = false;
    house = false;
    return taken;
  }
}
