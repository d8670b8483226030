package io.faden.routing.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds in every world, shown in many: {@link RandomWorld} says what may happen there. */
final class EnginePropertiesTest {
  private static final int WORLDS = 1000;
  private static final int ROUNDS = 60;

  @Test
  void theEngineDecidesAsTheRulesRead() {
    int matches =
        inManyWorlds(
            (world, decision) ->
                assertEquals(
                    world.reference.decide(
                        decision.waiting(),
                        decision.agents(),
                        decision.taken(),
                        decision.now(),
                        decision.limit()),
                    decision.matches()));
    assertTrue(matches > WORLDS * 5, "too little happened to show anything: " + matches);
  }

  @Test
  void nobodyWhoFitsStaysBesideAnItemThatWaits() {
    inManyWorlds(
        (world, decision) -> {
          if (decision.matches().size() == decision.limit()) {
            return;
          }
          Set<Long> busy = busyAfter(decision);
          List<AgentFacts> free = ReferenceRouter.free(decision.agents(), busy);
          for (ItemFacts item : waitingAfter(decision)) {
            int step =
                Eligibility.stepAt(
                    world.reference.rules(item), item, decision.agents(), decision.now());
            assertEquals(
                List.of(),
                world.reference.fitting(item, step, free, decision.now()),
                () -> "fit for " + item);
          }
        });
  }

  @Test
  void nobodyIsServedBeforeAnOlderItemByMoreThanTheBoost() {
    inManyWorlds(
        (world, decision) -> {
          for (Match match : decision.matches()) {
            ItemFacts served = decision.item(match);
            QueueRules rules = world.reference.rules(served);
            for (ItemFacts left : waitingAfter(decision)) {
              if (left.queue() == served.queue()
                  && !rules.strictPriority()
                  && !urgent(rules, left, decision.now())
                  && !urgent(rules, served, decision.now())
                  && fitted(world, decision, left, match.agent())) {
                Duration younger = Duration.between(left.eligible(), served.eligible());
                Duration worth = rules.boost().multipliedBy(served.priority() - left.priority());
                assertTrue(younger.compareTo(worth) <= 0, () -> left + " waits for " + served);
              }
            }
          }
        });
  }

  @Test
  void amongEqualsTheLongestIdleIsAsked() {
    inManyWorlds(
        (world, decision) -> {
          Set<Long> busy = new HashSet<>(decision.taken());
          for (Match match : decision.matches()) {
            ItemFacts item = decision.item(match);
            AgentFacts chosen = decision.agent(match);
            List<AgentFacts> free = ReferenceRouter.free(decision.agents(), busy);
            for (AgentFacts other :
                world.reference.fitting(item, match.step(), free, decision.now())) {
              if (other.used() * chosen.capacity() == chosen.used() * other.capacity()
                  && other.skills().equals(chosen.skills())) {
                assertFalse(other.lastServed().isBefore(chosen.lastServed()));
              }
            }
            busy.add(match.agent());
          }
        });
  }

  @Test
  void noOfferGoesBeyondTheUnitsOrTheCapOfAnAgent() {
    inManyWorlds(
        (world, decision) -> {
          Set<Long> asked = new HashSet<>(decision.taken());
          Set<Long> offered = new HashSet<>();
          for (Match match : decision.matches()) {
            ItemFacts item = decision.item(match);
            AgentFacts agent = decision.agent(match);
            int cap = world.settings.caps().getOrDefault(item.channel(), Integer.MAX_VALUE);
            assertTrue(asked.add(agent.id()), "asked twice at once");
            assertTrue(offered.add(item.id()), "offered twice at once");
            assertTrue(agent.used() + item.cost() <= agent.capacity());
            assertTrue(agent.held().getOrDefault(item.channel(), 0) < cap);
          }
        });
  }

  @Test
  void everythingThatArrivedIsStillThereOrServedOrWithdrawn() {
    inManyWorlds(
        (world, decision) -> {
          assertEquals(world.items.size(), world.engine.size());
          assertEquals(world.arrived, world.engine.size() + world.served + world.withdrawn);
          for (QueueRules queue : world.settings.queues()) {
            assertEquals(
                world.items.values().stream().filter(i -> i.queue() == queue.id()).count(),
                world.engine.size(queue.id()));
          }
        });
  }

  @Test
  void untilTheNextTimerTheClockAloneChangesNothing() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = new RandomWorld(seed);
      world.play(
          ROUNDS,
          (its, decision) -> {
            if (decision.matches().size() == decision.limit()) {
              return;
            }
            Instant until =
                its.engine
                    .nextTimer()
                    .map(next -> next.minusNanos(1000))
                    .orElse(decision.now().plus(Duration.ofDays(30)));
            assertFalse(until.isBefore(decision.now()), "nothing is left to decide");
            assertEquals(
                List.of(),
                its.reference.decide(
                    waitingAfter(decision),
                    decision.agents(),
                    busyAfter(decision),
                    until,
                    Integer.MAX_VALUE));
          });
    }
  }

  @Test
  void nothingStarvesHoweverMuchOfHigherPriorityArrives() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      int boost = 30 + random.nextInt(600);
      int higher = 1 + random.nextInt(4);
      QueueRules rules =
          new QueueRules(
              1,
              List.of(),
              Duration.ofSeconds(boost),
              false,
              false,
              QueueRules.Place.ANYWHERE,
              Duration.ZERO);
      Engine engine = new Engine();
      engine.configure(new Settings(List.of(rules), Map.of(), Set.of()));
      engine.put(item(1, 0, RandomWorld.START));
      Instant now = RandomWorld.START;
      Instant atLatest = now.plusSeconds((long) boost * higher + 60);
      // Each minute one more important item comes, and the only agent has time for one.
      long served = 0;
      for (long id = 2; served != 1; id++) {
        assertFalse(now.isAfter(atLatest), "the item with the lowest priority still waits");
        engine.put(item(id, higher, now));
        engine.put(agent(now));
        served = engine.decide(now, 10).getFirst().item();
        engine.removeItem(served);
        now = now.plusSeconds(60);
      }
      assertTrue(now.isAfter(RandomWorld.START.plusSeconds((long) boost * higher)));
    }
  }

  private static int inManyWorlds(RandomWorld.Check check) {
    int[] matches = new int[1];
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = new RandomWorld(seed);
      try {
        world.play(
            ROUNDS,
            (its, decision) -> {
              matches[0] += decision.matches().size();
              check.look(its, decision);
            });
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError("in world " + seed + " at " + world.now, wrong);
      }
    }
    return matches[0];
  }

  private static boolean urgent(QueueRules rules, ItemFacts item, Instant now) {
    return item.due().isPresent() && !item.due().get().minus(rules.warning()).isAfter(now);
  }

  private static boolean fitted(
      RandomWorld world, RandomWorld.Decision decision, ItemFacts item, long agent) {
    int step =
        Eligibility.stepAt(world.reference.rules(item), item, decision.agents(), decision.now());
    return decision.agents().stream()
        .filter(a -> a.id() == agent)
        .anyMatch(
            a ->
                Eligibility.judge(
                        world.settings, world.reference.rules(item), step, item, a, decision.now())
                    instanceof Verdict.Fits);
  }

  private static List<ItemFacts> waitingAfter(RandomWorld.Decision decision) {
    Set<Long> matched = new HashSet<>();
    decision.matches().forEach(match -> matched.add(match.item()));
    return decision.waiting().stream().filter(item -> !matched.contains(item.id())).toList();
  }

  private static Set<Long> busyAfter(RandomWorld.Decision decision) {
    Set<Long> busy = new HashSet<>(decision.taken());
    decision.matches().forEach(match -> busy.add(match.agent()));
    return busy;
  }

  private static ItemFacts item(long id, int priority, Instant entered) {
    return new ItemFacts(
        id,
        1,
        1,
        "email",
        20,
        priority,
        entered,
        entered,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static AgentFacts agent(Instant lastServed) {
    return new AgentFacts(
        1,
        true,
        true,
        true,
        false,
        QueueRules.Place.OFFICE,
        Set.of(1L),
        Set.of(),
        Map.of(),
        Set.of("email"),
        0,
        20,
        Map.of(),
        false,
        false,
        lastServed,
        0);
  }
}
