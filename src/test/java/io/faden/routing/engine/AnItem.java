package io.faden.routing.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item of a test: an e-mail that came into queue 1 just now, until told otherwise. */
final class AnItem {
  static final Instant ENTERED = Instant.parse("2026-03-02T09:00:00Z");

  private final long id;
  private final List<Need> needs = new ArrayList<>();
  private final Map<Long, ItemFacts.CoolOff> coolOff = new HashMap<>();
  private long queue = 1;
  private String channel = "email";
  private int cost = 20;
  private int priority;
  private Instant eligible = ENTERED;
  private Optional<Instant> due = Optional.empty();
  private Optional<Long> team = Optional.empty();
  private Optional<ItemFacts.Personal> personal = Optional.empty();
  private Optional<Long> author = Optional.empty();

  AnItem(long id) {
    this.id = id;
  }

  /** Seconds after the beginning of the test. */
  static Instant at(long seconds) {
    return ENTERED.plusSeconds(seconds);
  }

  AnItem queue(long id) {
    queue = id;
    return this;
  }

  AnItem on(String otherChannel, int units) {
    channel = otherChannel;
    cost = units;
    return this;
  }

  AnItem priority(int level) {
    priority = level;
    return this;
  }

  AnItem older(long seconds) {
    eligible = ENTERED.minusSeconds(seconds);
    return this;
  }

  AnItem due(long seconds) {
    due = Optional.of(at(seconds));
    return this;
  }

  AnItem needs(long skill, int level, boolean hard) {
    needs.add(new Need(skill, level, hard));
    return this;
  }

  AnItem team(long id) {
    team = Optional.of(id);
    return this;
  }

  AnItem personal(long agent, long untilSecond) {
    personal = Optional.of(new ItemFacts.Personal(agent, at(untilSecond)));
    return this;
  }

  AnItem refusedBy(long agent, long second) {
    coolOff.put(agent, new ItemFacts.CoolOff(at(second), at(second + 600)));
    return this;
  }

  AnItem writtenBy(long agent) {
    author = Optional.of(agent);
    return this;
  }

  ItemFacts facts() {
    return new ItemFacts(
        id, 1, queue, channel, cost, priority, ENTERED, eligible, due, needs, team, personal,
        coolOff, author);
  }
}
