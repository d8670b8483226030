package io.faden.routing.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The agents as sets of bits, one bit for each agent: members of a queue, those with a skill at a
 * level or above, those with room for an item. Who fits is then an AND of a few words for 64 agents
 * at a time.
 */
final class Agents {
  private static final int LEVELS = 5;

  /** Far more than the rules of a house give rise to; they are made anew when needed. */
  private static final int MOST_FILTERS = 20_000;

  /** What a change of an agent may mean to the items that wait. */
  enum Change {
    /** Less free than before, or the same. */
    NOTHING,
    /** Room for something there was no room for. */
    FREER,
    /** Another place, other queues, teams or skills, come or gone. */
    STANDING
  }

  /** Who can take an item of this channel and cost right now: all that changes by the minute. */
  static final class Room {
    private final String channel;
    private final int cost;
    private final int cap;
    private final boolean live;
    private final Bits bits = new Bits();

    private Room(String channel, int cost, Settings settings) {
      this.channel = channel;
      this.cost = cost;
      cap = settings.caps().getOrDefault(channel, Integer.MAX_VALUE);
      live = settings.liveChannels().contains(channel);
    }

    private boolean fits(AgentFacts agent) {
      return agent.onShift()
          && agent.online()
          && agent.available()
          && !agent.onCall()
          && !agent.liveOffer()
          && (live || !agent.calmOffer())
          && agent.capacity() - agent.used() >= cost
          && agent.channels().contains(channel)
          && agent.held().getOrDefault(channel, 0) < cap;
    }
  }

  /**
   * Who could serve at a step: all of the sets have to hold. And the skills that were asked for.
   */
  static final class Filter {
    private final List<Bits> all = new ArrayList<>();
    private final List<Skill> skills = new ArrayList<>();
    private Optional<Long> only = Optional.empty();
    private Optional<Long> without = Optional.empty();
  }

  private static final class Skill {
    private final Bits[] atLeast = new Bits[LEVELS];
    private byte[] levels = new byte[64];

    private Skill() {
      Arrays.setAll(atLeast, level -> new Bits());
    }

    private void set(int slot, int level) {
      if (slot >= levels.length) {
        levels = Arrays.copyOf(levels, Math.max(slot + 1, levels.length * 2));
      }
      levels[slot] = (byte) Math.clamp(level, 0, Byte.MAX_VALUE);
      for (int i = 0; i < LEVELS; i++) {
        atLeast[i].set(slot, level > i);
      }
    }
  }

  private record Size(String channel, int cost) {}

  private record Asked(
      long queue, int step, List<Need> needs, Optional<Long> team, Optional<Long> notAgent) {}

  private Settings settings;
  private final Map<Long, Integer> slots = new HashMap<>();
  private final Deque<Integer> left = new ArrayDeque<>();
  private AgentFacts[] facts = new AgentFacts[64];
  private Choice.Candidate[] candidates = new Choice.Candidate[64];
  private Match[] pending = new Match[64];

  private final Bits online = new Bits();
  private final Bits onShift = new Bits();
  private final Bits office = new Bits();
  private final Bits home = new Bits();
  private final Map<Long, Bits> members = new HashMap<>();
  private final Map<Long, Bits> teams = new HashMap<>();
  private final Map<Long, Skill> skills = new HashMap<>();
  private final Map<Size, Room> rooms = new HashMap<>();
  private final Map<Asked, Filter> filters = new HashMap<>();

  /** Those who may fit where nobody did at the last decision. */
  private final Bits fresh = new Bits();

  /** The answer of {@link #find}: words from the first to before the last. */
  private long[] found = new long[4];

  private int foundFrom;
  private int foundTo;

  Agents(Settings settings) {
    this.settings = settings;
  }

  void configure(Settings now) {
    settings = now;
    rooms.clear();
    filters.clear();
  }

  Change put(AgentFacts agent) {
    Integer known = slots.get(agent.id());
    int slot = known == null ? newSlot(agent.id()) : known;
    AgentFacts before = facts[slot];
    facts[slot] = agent;
    candidates[slot] = Choice.Candidate.of(agent);
    pending[slot] = null;
    boolean standing = before == null || !sameStanding(before, agent);
    if (standing) {
      if (before != null) {
        stand(before, slot, false);
      }
      stand(agent, slot, true);
    }
    boolean freer = enter(slot);
    if (standing || freer) {
      fresh.set(slot, true);
    }
    return standing ? Change.STANDING : freer ? Change.FREER : Change.NOTHING;
  }

  /** The agent is gone; returns what was known of them. */
  Optional<AgentFacts> remove(long id) {
    Integer slot = slots.remove(id);
    if (slot == null) {
      return Optional.empty();
    }
    AgentFacts agent = facts[slot];
    stand(agent, slot, false);
    rooms.values().forEach(room -> room.bits.set(slot, false));
    fresh.set(slot, false);
    facts[slot] = null;
    pending[slot] = null;
    left.push(slot);
    return Optional.of(agent);
  }

  Optional<AgentFacts> get(long id) {
    return Optional.ofNullable(slots.get(id)).map(slot -> facts[slot]);
  }

  /** The agent is taken until the caller has spoken. */
  void hold(Match match) {
    int slot = slots.get(match.agent());
    pending[slot] = match;
    rooms.values().forEach(room -> room.bits.set(slot, false));
    fresh.set(slot, false);
  }

  void release(Match match) {
    Integer slot = slots.get(match.agent());
    if (slot != null && match.equals(pending[slot])) {
      pending[slot] = null;
      if (enter(slot)) {
        fresh.set(slot, true);
      }
    }
  }

  boolean anyFresh() {
    return !fresh.isEmpty();
  }

  void eachFresh(Consumer<AgentFacts> action) {
    for (int word = 0; word < fresh.words(); word++) {
      for (long bits = fresh.word(word); bits != 0; bits &= bits - 1) {
        action.accept(facts[(word << 6) + Long.numberOfTrailingZeros(bits)]);
      }
    }
  }

  void forgetFresh() {
    fresh.clear();
  }

  /** Channels have few different costs, so the rooms are few. */
  Room room(String channel, int cost) {
    return rooms.computeIfAbsent(
        new Size(channel, cost),
        size -> {
          Room room = new Room(channel, cost, settings);
          slots
              .values()
              .forEach(
                  slot -> room.bits.set(slot, pending[slot] == null && room.fits(facts[slot])));
          return room;
        });
  }

  Filter filter(QueueRules rules, int step, ItemFacts item) {
    if (step == 0) {
      Filter filter = newFilter(rules, step, item);
      filter.only = item.personal().map(ItemFacts.Personal::agent);
      return filter;
    }
    if (filters.size() > MOST_FILTERS) {
      filters.clear();
    }
    return filters.computeIfAbsent(
        new Asked(rules.id(), step, item.needs(), item.team(), item.notAgent()),
        asked -> newFilter(rules, step, item));
  }

  private Filter newFilter(QueueRules rules, int step, ItemFacts item) {
    Filter filter = new Filter();
    filter.without = item.notAgent();
    if (step > 0) {
      filter.all.add(members.computeIfAbsent(rules.id(), id -> new Bits()));
      item.team().ifPresent(team -> filter.all.add(teams.computeIfAbsent(team, id -> new Bits())));
    }
    if (rules.place() != QueueRules.Place.ANYWHERE) {
      filter.all.add(rules.place() == QueueRules.Place.OFFICE ? office : home);
    }
    for (Need need : Eligibility.needs(rules, step, item)) {
      Skill skill = skills.computeIfAbsent(need.skill(), id -> new Skill());
      filter.all.add(skill.atLeast[need.level() - 1]);
      filter.skills.add(skill);
    }
    return filter;
  }

  boolean anyOnline(Filter filter) {
    return any(online, filter);
  }

  boolean anyOnShift(Filter filter) {
    return any(onShift, filter);
  }

  /** Looks up who fits right now; only among the fresh ones, if so asked. */
  boolean find(Room room, Filter filter, boolean freshOnly) {
    if (room.bits.isEmpty()) {
      return false;
    }
    if (filter.only.isPresent()) {
      return findOne(room, filter, filter.only.get());
    }
    foundFrom = freshOnly ? fresh.firstWord() : 0;
    foundTo = freshOnly ? fresh.lastWord() + 1 : Math.min(room.bits.words(), found.length);
    long any = 0;
    for (int word = foundFrom; word < foundTo; word++) {
      long bits = room.bits.word(word);
      if (freshOnly) {
        bits &= fresh.word(word);
      }
      for (int i = 0; bits != 0 && i < filter.all.size(); i++) {
        bits &= filter.all.get(i).word(word);
      }
      bits &= ~without(filter, word);
      found[word] = bits;
      any |= bits;
    }
    return any != 0;
  }

  private boolean findOne(Room room, Filter filter, long agent) {
    Integer slot = slots.get(agent);
    if (slot == null
        || filter.without.equals(filter.only)
        || !room.bits.get(slot)
        || !filter.all.stream().allMatch(bits -> bits.get(slot))) {
      return false;
    }
    foundFrom = slot >> 6;
    foundTo = foundFrom + 1;
    found[foundFrom] = 1L << slot;
    return true;
  }

  /**
   * Leaves those out of what was found who refused the item.
   *
   * @param mayLift they are back in where they are all there are
   * @return whether anybody is left
   */
  boolean spare(ItemFacts item, long now, boolean mayLift) {
    long[] others = found.clone();
    item.coolOff()
        .forEach(
            (agent, coolOff) -> {
              Integer slot = slots.get(agent);
              if (slot != null && Order.micros(coolOff.until()) > now) {
                others[slot >> 6] &= ~(1L << slot);
              }
            });
    boolean any = false;
    for (int word = foundFrom; word < foundTo; word++) {
      any |= others[word] != 0;
    }
    if (any || !mayLift) {
      found = others;
    }
    return any || mayLift;
  }

  /** The best of those found last. */
  Match choose(QueueRules rules, Filter filter, ItemFacts item, int step, long now) {
    Choice choice = new Choice(rules.qualityFirst());
    for (int word = foundFrom; word < foundTo; word++) {
      for (long bits = found[word]; bits != 0; bits &= bits - 1) {
        int slot = (word << 6) + Long.numberOfTrailingZeros(bits);
        int level = 0;
        if (rules.qualityFirst()) {
          for (Skill skill : filter.skills) {
            level += skill.levels[slot];
          }
        }
        choice.consider(candidates[slot], level);
      }
    }
    return choice.match(item, step, now);
  }

  private boolean any(Bits state, Filter filter) {
    for (int word = 0; word < state.words(); word++) {
      long bits = state.word(word);
      for (int i = 0; bits != 0 && i < filter.all.size(); i++) {
        bits &= filter.all.get(i).word(word);
      }
      if ((bits & ~without(filter, word)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The bit of who is left out, if it is in this word. */
  private long without(Filter filter, int word) {
    if (filter.without.isEmpty()) {
      return 0;
    }
    Integer slot = slots.get(filter.without.get());
    return slot == null || slot >> 6 != word ? 0 : 1L << slot;
  }

  private int newSlot(long id) {
    int slot = left.isEmpty() ? slots.size() : left.pop();
    slots.put(id, slot);
    if (slot >= facts.length) {
      facts = Arrays.copyOf(facts, slot * 2);
      candidates = Arrays.copyOf(candidates, slot * 2);
      pending = Arrays.copyOf(pending, slot * 2);
    }
    if (slot >= found.length * 64) {
      found = new long[found.length * 2];
    }
    return slot;
  }

  private static boolean sameStanding(AgentFacts a, AgentFacts b) {
    return a.onShift() == b.onShift()
        && a.online() == b.online()
        && a.place() == b.place()
        && a.queues().equals(b.queues())
        && a.teams().equals(b.teams())
        && a.skills().equals(b.skills());
  }

  private void stand(AgentFacts agent, int slot, boolean in) {
    online.set(slot, in && agent.online());
    onShift.set(slot, in && agent.onShift());
    office.set(slot, in && agent.place() == QueueRules.Place.OFFICE);
    home.set(slot, in && agent.place() == QueueRules.Place.HOME);
    for (long queue : agent.queues()) {
      members.computeIfAbsent(queue, id -> new Bits()).set(slot, in);
    }
    for (long team : agent.teams()) {
      teams.computeIfAbsent(team, id -> new Bits()).set(slot, in);
    }
    agent
        .skills()
        .forEach(
            (skill, level) ->
                skills.computeIfAbsent(skill, id -> new Skill()).set(slot, in ? level : 0));
  }

  /** Enters the agent where there is room for more; returns whether that is anywhere new. */
  private boolean enter(int slot) {
    boolean freer = false;
    for (Room room : rooms.values()) {
      boolean fits = pending[slot] == null && room.fits(facts[slot]);
      freer |= fits && !room.bits.get(slot);
      room.bits.set(slot, fits);
    }
    return freer;
  }
}
