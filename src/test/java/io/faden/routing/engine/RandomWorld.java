package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A small contact centre in which anything may happen: agents and items come, change and go, time
 * passes, offers are taken, refused, or lost in the database. Small numbers and few values, so that
 * ties and full houses are common. The same seed gives the same story.
 */
final class RandomWorld {
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final List<String> CHANNELS = List.of("phone", "chat", "email");
  private static final Map<String, Integer> COSTS = Map.of("phone", 100, "chat", 30, "email", 20);
  private static final int SKILLS = 3;
  private static final int TEAMS = 2;

  /** One decision, with all that was known before it. */
  record Decision(
      Instant now,
      int limit,
      List<ItemFacts> waiting,
      List<AgentFacts> agents,
      Set<Long> taken,
      List<Match> matches) {

    ItemFacts item(Match match) {
      return waiting.stream().filter(i -> i.id() == match.item()).findFirst().orElseThrow();
    }

    AgentFacts agent(Match match) {
      return agents.stream().filter(a -> a.id() == match.agent()).findFirst().orElseThrow();
    }
  }

  interface Check {
    void look(RandomWorld world, Decision decision);
  }

  Settings settings;
  ReferenceRouter reference;
  final Engine engine = new Engine();
  final Map<Long, AgentFacts> agents = new LinkedHashMap<>();
  final Map<Long, ItemFacts> items = new LinkedHashMap<>();
  final List<Match> unsettled = new ArrayList<>();
  int arrived;
  int served;
  int withdrawn;
  Instant now = START;

  private final Random random;
  private final boolean quiet;
  private long lastId;

  RandomWorld(long seed) {
    random = new Random(seed);
    quiet = chance(2);
    configure();
    int some = chance(20) ? 60 + random.nextInt(80) : 1 + random.nextInt(8);
    for (int i = 0; i < some; i++) {
      put(randomAgent(++lastId));
    }
  }

  void play(int rounds, Check check) {
    for (int round = 0; round < rounds; round++) {
      int events = random.nextInt(4);
      for (int i = 0; i < events; i++) {
        happen();
      }
      int limit = chance(4) ? 1 + random.nextInt(2) : 1000;
      decide(limit, check);
    }
  }

  List<Match> decide(int limit, Check check) {
    List<ItemFacts> waiting = waiting();
    List<AgentFacts> known = List.copyOf(agents.values());
    Set<Long> taken = taken();
    List<Match> matches = engine.decide(now, limit);
    check.look(this, new Decision(now, limit, waiting, known, taken, matches));
    unsettled.addAll(matches);
    return matches;
  }

  List<ItemFacts> waiting() {
    Set<Long> out = new HashSet<>();
    unsettled.forEach(match -> out.add(match.item()));
    return items.values().stream().filter(item -> !out.contains(item.id())).toList();
  }

  Set<Long> taken() {
    Set<Long> taken = new HashSet<>();
    unsettled.forEach(match -> taken.add(match.agent()));
    return taken;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  private void happen() {
    switch (random.nextInt(16)) {
      case 0 -> arrive();
      case 1, 2, 3 -> {
        if (quiet) {
          finishSomething();
        } else {
          arrive();
        }
      }
      case 4, 5, 6, 7 -> settleOne();
      case 8 -> pass(Duration.ofSeconds(random.nextInt(45)));
      case 9 -> passUntilSomethingIsDue();
      case 10 -> changeAnAgent();
      case 11 -> finishSomething();
      case 12 -> comeOrGo();
      case 13 -> changeAnItem();
      case 14 -> pass(chance(10) ? Duration.ofMinutes(random.nextInt(300)) : Duration.ZERO);
      default -> {
        if (chance(10)) {
          configure();
        }
      }
    }
  }

  private void configure() {
    settings = randomSettings();
    reference = new ReferenceRouter(settings);
    engine.configure(settings);
  }

  private void arrive() {
    arrived++;
    put(randomItem(++lastId));
  }

  private void settleOne() {
    if (unsettled.isEmpty()) {
      return;
    }
    Match match = unsettled.remove(random.nextInt(unsettled.size()));
    ItemFacts item = items.get(match.item());
    AgentFacts agent = agents.get(match.agent());
    if (item == null || agent == null || chance(4)) {
      engine.refused(match);
    } else if (chance(3)) {
      declined(item, agent);
    } else {
      accepted(item, agent);
    }
  }

  void accepted(ItemFacts item, AgentFacts agent) {
    items.remove(item.id());
    engine.removeItem(item.id());
    served++;
    put(loaded(agent, item.channel(), item.cost(), 1));
  }

  private void declined(ItemFacts item, AgentFacts agent) {
    Map<Long, ItemFacts.CoolOff> coolOff = new HashMap<>(item.coolOff());
    Duration spared = Duration.ofSeconds(chance(3) ? 20 : 600);
    coolOff.put(agent.id(), new ItemFacts.CoolOff(now, now.plus(spared)));
    put(changed(item, item.priority(), item.due(), coolOff));
    put(loaded(agent, item.channel(), 0, 0));
  }

  private void passUntilSomethingIsDue() {
    Optional<Instant> next = engine.nextTimer();
    if (next.isPresent() && next.get().isBefore(now.plusSeconds(3600))) {
      now = next.get().isAfter(now) ? next.get() : now;
    }
  }

  private void changeAnAgent() {
    AgentFacts agent = anyOf(agents.values());
    if (agent != null && !taken().contains(agent.id())) {
      put(chance(2) ? randomAgent(agent.id()) : withOffers(agent));
    }
  }

  private void finishSomething() {
    AgentFacts agent = anyOf(agents.values());
    if (agent != null && !taken().contains(agent.id())) {
      for (String channel : CHANNELS) {
        if (agent.held().getOrDefault(channel, 0) > 0) {
          put(loaded(agent, channel, -Math.min(COSTS.get(channel), agent.used()), -1));
          return;
        }
      }
    }
  }

  private void comeOrGo() {
    if (chance(2)) {
      put(randomAgent(++lastId));
      return;
    }
    AgentFacts agent = anyOf(agents.values());
    if (agent != null) {
      agents.remove(agent.id());
      engine.removeAgent(agent.id());
      settleAllOf(agent.id());
    }
  }

  private void settleAllOf(long agent) {
    for (Match match : List.copyOf(unsettled)) {
      if (match.agent() == agent) {
        unsettled.remove(match);
        engine.refused(match);
      }
    }
  }

  private void changeAnItem() {
    ItemFacts item = anyOf(waiting());
    if (item == null) {
      return;
    }
    if (chance(3)) {
      items.remove(item.id());
      engine.removeItem(item.id());
      withdrawn++;
    } else {
      put(
          changed(
              item,
              random.nextInt(4),
              maybe(3, now.plusSeconds(random.nextInt(600))),
              item.coolOff()));
    }
  }

  private void put(AgentFacts agent) {
    agents.put(agent.id(), agent);
    engine.put(agent);
  }

  private void put(ItemFacts item) {
    items.put(item.id(), item);
    engine.put(item);
  }

  private Settings randomSettings() {
    List<QueueRules> queues = new ArrayList<>();
    for (long id = 1; id <= 3; id++) {
      List<Step> steps = new ArrayList<>();
      int written = random.nextInt(4);
      for (int i = 0; i < written; i++) {
        Optional<Duration> lasts =
            chance(8) ? Optional.empty() : Optional.of(Duration.ofSeconds(random.nextInt(60)));
        steps.add(new Step(randomNeeds(2), lasts, chance(2)));
      }
      queues.add(
          new QueueRules(
              id,
              steps,
              Duration.ofSeconds(random.nextInt(120)),
              chance(4),
              chance(2),
              chance(2) ? QueueRules.Place.ANYWHERE : anyOf(List.of(QueueRules.Place.values())),
              Duration.ofSeconds(random.nextInt(300))));
    }
    return new Settings(queues, Map.of("chat", 2), Set.of("phone", "chat"));
  }

  private AgentFacts randomAgent(long id) {
    boolean onShift = !chance(8);
    boolean online = onShift && !chance(6);
    Map<Long, Integer> skills = new HashMap<>();
    for (long skill = 1; skill <= SKILLS; skill++) {
      if (chance(2)) {
        skills.put(skill, 1 + random.nextInt(3));
      }
    }
    return new AgentFacts(
        id,
        onShift,
        online,
        online && !chance(6),
        chance(8),
        chance(2) ? QueueRules.Place.OFFICE : QueueRules.Place.HOME,
        someOf(3, 2),
        someOf(TEAMS, 2),
        skills,
        Set.copyOf(CHANNELS.stream().filter(channel -> !chance(5)).toList()),
        0,
        chance(2) ? 100 : 60,
        Map.of(),
        false,
        false,
        START.minusSeconds(random.nextInt(3)),
        random.nextInt(2));
  }

  private ItemFacts randomItem(long id) {
    String channel = anyOf(CHANNELS);
    return new ItemFacts(
        id,
        1,
        1 + random.nextInt(3),
        channel,
        chance(10) ? 25 : COSTS.get(channel),
        random.nextInt(4),
        now,
        now.minusSeconds(random.nextInt(3) * 30L),
        maybe(3, now.plusSeconds(random.nextInt(600))),
        chance(3) ? randomNeeds(1) : List.of(),
        maybe(5, 1L + random.nextInt(TEAMS)),
        maybe(
            4,
            new ItemFacts.Personal(
                1 + random.nextInt((int) lastId), now.plusSeconds(random.nextInt(90)))),
        Map.of(),
        maybe(4, 1L + random.nextInt((int) lastId)));
  }

  private List<Need> randomNeeds(int most) {
    List<Need> needs = new ArrayList<>();
    int some = random.nextInt(most + 1);
    for (int i = 0; i < some; i++) {
      needs.add(new Need(1 + random.nextInt(SKILLS), 1 + random.nextInt(3), chance(4)));
    }
    return needs;
  }

  private AgentFacts loaded(AgentFacts agent, String channel, int units, int more) {
    Map<String, Integer> held = new HashMap<>(agent.held());
    held.merge(channel, more, Integer::sum);
    return new AgentFacts(
        agent.id(),
        agent.onShift(),
        agent.online(),
        agent.available(),
        agent.onCall(),
        agent.place(),
        agent.queues(),
        agent.teams(),
        agent.skills(),
        agent.channels(),
        agent.used() + units,
        agent.capacity(),
        held,
        agent.liveOffer(),
        agent.calmOffer(),
        more < 0 ? agent.lastServed() : now,
        agent.offersToday() + Math.max(more, 0));
  }

  private AgentFacts withOffers(AgentFacts agent) {
    return new AgentFacts(
        agent.id(),
        agent.onShift(),
        agent.online(),
        agent.available(),
        agent.onCall(),
        agent.place(),
        agent.queues(),
        agent.teams(),
        agent.skills(),
        agent.channels(),
        agent.used(),
        agent.capacity(),
        agent.held(),
        chance(2),
        chance(2),
        agent.lastServed(),
        agent.offersToday());
  }

  private static ItemFacts changed(
      ItemFacts item, int priority, Optional<Instant> due, Map<Long, ItemFacts.CoolOff> coolOff) {
    return new ItemFacts(
        item.id(),
        item.version() + 1,
        item.queue(),
        item.channel(),
        item.cost(),
        priority,
        item.entered(),
        item.eligible(),
        due,
        item.needs(),
        item.team(),
        item.personal(),
        coolOff,
        item.notAgent());
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> Optional<T> maybe(int oneIn, T value) {
    return chance(oneIn) ? Optional.of(value) : Optional.empty();
  }

  private <T> T anyOf(Collection<T> some) {
    return some.isEmpty() ? null : List.copyOf(some).get(random.nextInt(some.size()));
  }

  private Set<Long> someOf(int most, int oneIn) {
    Set<Long> some = new HashSet<>();
    for (long id = 1; id <= most; id++) {
      if (!chance(oneIn) || id == 1) {
        some.add(id);
      }
    }
    return some;
  }
}
