package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a decision takes. The house: 40 queues with three written steps each, three channels, 20
 * skills; an agent serves three queues and has five skills; one item in five asks for a skill of
 * its own, one in three has a due time, one in ten a personal agent. Times are sampled: the median
 * says what a decision costs, the tail also what the machine does besides.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g"})
public class EngineBench {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final List<String> CHANNELS = List.of("phone", "chat", "email");
  private static final int[] COSTS = {100, 30, 20};
  private static final int QUEUES = 40;
  private static final int SKILLS = 20;

  /** Every agent is busy and items wait: somebody gets free, is matched, and takes it on. */
  @State(Scope.Thread)
  public static class BusyHouse {
    @Param({"500", "2000", "10000"})
    int agents;

    @Param({"10000", "100000"})
    int items;

    private House house;
    private final Random random = new Random(5);
    private Instant now = START;
    private long lastItem;

    @Setup(Level.Trial)
    public void fill() {
      house = new House(agents, items, 100);
      house.engine.decide(now, Integer.MAX_VALUE);
      lastItem = items;
    }
  }

  /** Nobody has anything to do: an item comes, the best of all who fit is found, and it ends. */
  @State(Scope.Thread)
  public static class IdleHouse {
    @Param({"500", "2000", "10000"})
    int agents;

    private House house;
    private Instant now = START;
    private long lastItem;

    @Setup(Level.Trial)
    public void fill() {
      house = new House(agents, 0, 0);
      house.engine.decide(now, Integer.MAX_VALUE);
    }
  }

  @State(Scope.Thread)
  public static class Rows {
    @Param("10000")
    int agents;

    @Param("100000")
    int items;

    private House house;

    @Setup(Level.Trial)
    public void fill() {
      house = new House(agents, items, 100);
    }
  }

  /**
   * One full turn: facts of a freed agent, the decision, the item gone and replaced by a new one,
   * the agent busy again.
   */
  @Benchmark
  public List<Match> agentGetsFree(BusyHouse busy) {
    busy.now = busy.now.plusMillis(2);
    long agent = 1L + busy.random.nextInt(busy.agents);
    Engine engine = busy.house.engine;
    engine.put(busy.house.agent(agent, 0, busy.now));
    List<Match> matches = engine.decide(busy.now, 100);
    for (Match match : matches) {
      engine.removeItem(match.item());
      engine.put(busy.house.item(++busy.lastItem, busy.now));
    }
    engine.put(busy.house.agent(agent, 100, busy.now));
    return matches;
  }

  @Benchmark
  public List<Match> itemComes(IdleHouse idle) {
    idle.now = idle.now.plusMillis(2);
    Engine engine = idle.house.engine;
    engine.put(idle.house.item(++idle.lastItem, idle.now));
    List<Match> matches = engine.decide(idle.now, 100);
    for (Match match : matches) {
      engine.removeItem(match.item());
      engine.put(idle.house.agent(match.agent(), 0, idle.now));
    }
    if (matches.isEmpty()) {
      engine.removeItem(idle.lastItem);
    }
    return matches;
  }

  /** From nothing to the first decision: what a node does that takes over. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 5)
  @Measurement(iterations = 10)
  public int rebuild(Rows rows) {
    Engine engine = new Engine();
    engine.configure(rows.house.settings);
    rows.house.agentFacts.forEach(engine::put);
    rows.house.itemFacts.forEach(engine::put);
    return engine.decide(START, Integer.MAX_VALUE).size() + engine.size();
  }

  private static final class House {
    private final Random random = new Random(42);
    private final Settings settings;
    private final List<AgentFacts> agentFacts = new ArrayList<>();
    private final List<ItemFacts> itemFacts = new ArrayList<>();
    private final Engine engine = new Engine();

    House(int agents, int items, int used) {
      List<QueueRules> queues = new ArrayList<>();
      for (long id = 1; id <= QUEUES; id++) {
        queues.add(queue(id));
      }
      settings = new Settings(queues, Map.of("chat", 3), Set.of("phone", "chat"));
      engine.configure(settings);
      for (long id = 1; id <= agents; id++) {
        agentFacts.add(newAgent(id, used));
      }
      for (long id = 1; id <= items; id++) {
        itemFacts.add(item(id, START.minusSeconds(random.nextInt(20_000))));
      }
      agentFacts.forEach(engine::put);
      itemFacts.forEach(engine::put);
    }

    private QueueRules queue(long id) {
      long skill = 1 + id % SKILLS;
      return new QueueRules(
          id,
          List.of(
              new Step(List.of(new Need(skill, 3, false)), Optional.of(Duration.ofHours(1)), false),
              new Step(
                  List.of(new Need(skill, 2, false)),
                  Optional.of(Duration.ofHours(1)),
                  id % 2 == 0),
              new Step(
                  List.of(new Need(skill, 1, false)), Optional.of(Duration.ofHours(2)), false)),
          Duration.ofMinutes(10),
          false,
          id % 4 == 0,
          QueueRules.Place.ANYWHERE,
          Duration.ofMinutes(30));
    }

    private AgentFacts newAgent(long id, int used) {
      Set<Long> queues = new HashSet<>();
      while (queues.size() < 3) {
        queues.add(1L + random.nextInt(QUEUES));
      }
      Map<Long, Integer> skills = new HashMap<>();
      while (skills.size() < 5) {
        skills.put(1L + random.nextInt(SKILLS), 1 + random.nextInt(5));
      }
      return new AgentFacts(
          id,
          true,
          true,
          true,
          false,
          id % 3 == 0 ? QueueRules.Place.HOME : QueueRules.Place.OFFICE,
          queues,
          Set.of(),
          skills,
          Set.copyOf(CHANNELS),
          used,
          100,
          Map.of(),
          false,
          false,
          START.minusSeconds(random.nextInt(3600)),
          random.nextInt(50));
    }

    private AgentFacts agent(long id, int used, Instant lastServed) {
      AgentFacts known = agentFacts.get((int) id - 1);
      return new AgentFacts(
          id,
          true,
          true,
          true,
          false,
          known.place(),
          known.queues(),
          known.teams(),
          known.skills(),
          known.channels(),
          used,
          100,
          known.held(),
          false,
          false,
          lastServed,
          known.offersToday());
    }

    private ItemFacts item(long id, Instant entered) {
      int channel = random.nextInt(CHANNELS.size());
      return new ItemFacts(
          id,
          1,
          1 + random.nextInt(QUEUES),
          CHANNELS.get(channel),
          COSTS[channel],
          random.nextInt(3),
          entered,
          entered,
          random.nextInt(3) == 0
              ? Optional.of(entered.plusSeconds(random.nextInt(40_000)))
              : Optional.empty(),
          random.nextInt(5) == 0
              ? List.of(new Need(1 + random.nextInt(SKILLS), 2, false))
              : List.of(),
          Optional.empty(),
          random.nextInt(10) == 0
              ? Optional.of(
                  new ItemFacts.Personal(
                      1 + random.nextInt(agentFacts.size()), entered.plusSeconds(14_400)))
              : Optional.empty(),
          Map.of());
    }
  }
}
