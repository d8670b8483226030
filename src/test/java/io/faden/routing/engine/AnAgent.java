package io.faden.routing.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An agent of a test: free, in the office, on every channel, until told otherwise. */
final class AnAgent {
  private final long id;
  private final Set<Long> queues = new HashSet<>();
  private final Set<Long> teams = new HashSet<>();
  private final Map<Long, Integer> skills = new HashMap<>();
  private final Map<String, Integer> held = new HashMap<>();
  private Set<String> channels = Set.of("phone", "chat", "email");
  private boolean onShift = true;
  private boolean online = true;
  private boolean available = true;
  private QueueRules.Place place = QueueRules.Place.OFFICE;
  private int used;
  private boolean onCall;
  private boolean liveOffer;
  private boolean calmOffer;
  private Instant lastServed = AnItem.ENTERED.minusSeconds(3600);
  private int offersToday;

  AnAgent(long id) {
    this.id = id;
  }

  AnAgent in(long queue) {
    queues.add(queue);
    return this;
  }

  AnAgent team(long team) {
    teams.add(team);
    return this;
  }

  AnAgent skill(long skill, int level) {
    skills.put(skill, level);
    return this;
  }

  AnAgent only(String channel) {
    channels = Set.of(channel);
    return this;
  }

  AnAgent onCall() {
    onCall = true;
    return this;
  }

  AnAgent offline() {
    onShift = false;
    return disconnected();
  }

  AnAgent disconnected() {
    online = false;
    return away();
  }

  AnAgent away() {
    available = false;
    return this;
  }

  AnAgent atHome() {
    place = QueueRules.Place.HOME;
    return this;
  }

  AnAgent used(int units) {
    used = units;
    return this;
  }

  AnAgent holds(String channel, int items) {
    held.put(channel, items);
    return this;
  }

  AnAgent ringing() {
    liveOffer = true;
    return this;
  }

  AnAgent askedCalmly() {
    calmOffer = true;
    return this;
  }

  AnAgent idleFor(long seconds) {
    lastServed = AnItem.ENTERED.minusSeconds(seconds);
    return this;
  }

  AnAgent offersToday(int offers) {
    offersToday = offers;
    return this;
  }

  AgentFacts facts() {
    return new AgentFacts(
        id,
        onShift,
        online,
        available,
        onCall,
        place,
        queues,
        teams,
        skills,
        channels,
        used,
        100,
        held,
        liveOffer,
        calmOffer,
        lastServed,
        offersToday);
  }
}
