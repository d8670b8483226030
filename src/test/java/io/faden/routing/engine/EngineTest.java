package io.faden.routing.engine;

import static io.faden.routing.engine.AnItem.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private static final long POLISH = 7;

  private final Engine engine = new Engine();

  @Test
  void theOldestItemIsOfferedFirst() {
    configure(plain(1));
    engine.put(new AnItem(1).facts());
    engine.put(new AnItem(2).older(5).facts());
    engine.put(new AnAgent(1).in(1).facts());
    assertEquals(List.of(2L), items(engine.decide(at(0), 10)));
  }

  @Test
  void priorityIsWorthTenMinutesALevelAndNoMore() {
    configure(plain(1));
    engine.put(new AnItem(1).priority(1).facts());
    engine.put(new AnItem(2).older(599).facts());
    engine.put(new AnItem(3).older(601).facts());
    assertEquals(List.of(3L, 1L, 2L), drain());
  }

  @Test
  void strictPriorityYieldsToNoAge() {
    configure(rules(1, true, false));
    engine.put(new AnItem(1).priority(1).facts());
    engine.put(new AnItem(2).older(1_000_000_000).facts());
    engine.put(new AnItem(3).priority(Integer.MAX_VALUE).facts());
    engine.put(new AnItem(4).priority(Integer.MIN_VALUE).facts());
    assertEquals(List.of(3L, 1L, 2L, 4L), drain());
  }

  @Test
  void whatIsSoonDueOutranksAllElse() {
    configure(rules(1, true, false));
    engine.put(new AnItem(1).priority(9).facts());
    engine.put(new AnItem(2).due(200).facts());
    engine.put(new AnItem(3).due(100).facts());
    engine.put(new AnItem(4).due(301).older(99).facts());
    assertEquals(List.of(3L, 2L, 1L, 4L), drain());
  }

  @Test
  void anItemBecomesUrgentWhileItWaits() {
    configure(plain(1));
    engine.put(new AnItem(1).older(60).facts());
    engine.put(new AnItem(2).due(400).facts());
    assertEquals(List.of(), engine.decide(at(0), 10));
    assertEquals(List.of(), engine.decide(at(100), 10));
    engine.put(new AnAgent(1).in(1).facts());
    assertEquals(List.of(2L), items(engine.decide(at(100), 10)));
  }

  @Test
  void queuesShareOneLine() {
    configure(plain(1), plain(2));
    engine.put(new AnItem(1).facts());
    engine.put(new AnItem(2).queue(2).older(1).facts());
    engine.put(new AnAgent(1).in(1).in(2).facts());
    assertEquals(List.of(2L), items(engine.decide(at(0), 10)));
  }

  @Test
  void theLeastLoadedThenTheLongestIdleThenTheFewestOffersThenTheLowestId() {
    assertEquals(
        new Match(1, 1, 2, 1, 2, "least_load", 20),
        choose(new AnAgent(1).used(30).idleFor(9000), new AnAgent(2).used(20).idleFor(10)));
    assertEquals(
        new Match(1, 1, 2, 1, 2, "longest_idle", 700),
        choose(new AnAgent(1).idleFor(600), new AnAgent(2).idleFor(700).offersToday(9)));
    assertEquals(
        new Match(1, 1, 2, 1, 2, "fewest_offers", 3),
        choose(new AnAgent(1).offersToday(4), new AnAgent(2).offersToday(3)));
    assertEquals(
        new Match(1, 1, 1, 1, 3, "lowest_id", 0),
        choose(new AnAgent(3), new AnAgent(1), new AnAgent(2)));
    assertEquals(new Match(1, 1, 4, 1, 1, "only_one", 0), choose(new AnAgent(4)));
  }

  @Test
  void qualityComesFirstWhereTheQueueSaysSo() {
    configure(rules(1, false, true, step(60, POLISH, 2)));
    engine.put(new AnAgent(1).in(1).skill(POLISH, 3).facts());
    engine.put(new AnAgent(2).in(1).skill(POLISH, 5).used(60).facts());
    engine.put(new AnItem(1).facts());
    assertEquals(List.of(new Match(1, 1, 2, 1, 2, "best_skill", 5)), engine.decide(at(0), 10));
  }

  @Test
  void anApprovalGoesToAnybodyButItsAuthor() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).idleFor(9000).facts());
    engine.put(new AnItem(1).writtenBy(1).facts());
    engine.put(new AnItem(2).older(-1).facts());
    assertEquals(List.of(2L), items(engine.decide(at(0), 10)));
    engine.put(new AnAgent(2).in(1).facts());
    assertEquals(List.of(new Match(1, 1, 2, 1, 1, "only_one", 0)), engine.decide(at(0), 10));
  }

  @Test
  void theNextStepComesByItself() {
    configure(rules(1, false, false, step(60, POLISH, 2)));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnItem(1).facts());
    assertEquals(at(60), firstMatch(at(0)));
  }

  @Test
  void thePersonalAgentHasAFirstLookAndThenTheOthers() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnAgent(9).away().facts());
    engine.put(new AnItem(1).personal(9, 20).facts());
    assertEquals(List.of(), engine.decide(at(19), 10));
    assertEquals(List.of(1L), agents(engine.decide(at(20), 10)));
  }

  @Test
  void whoLeavesIsNoLongerWaitedFor() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnAgent(9).away().facts());
    engine.put(new AnItem(1).personal(9, 3600).facts());
    assertEquals(List.of(), engine.decide(at(0), 10));
    engine.removeAgent(9);
    assertEquals(List.of(1L), agents(engine.decide(at(1), 10)));
  }

  @Test
  void whoRefusedIsAskedAgainAfterHalfAMinuteIfThereIsNobodyElse() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnItem(1).refusedBy(1, 0).facts());
    assertEquals(at(30), firstMatch(at(0)));
  }

  @Test
  void aMatchIsOutOfTheGameUntilTheCallerHasSpoken() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnItem(1).facts());
    engine.put(new AnItem(2).facts());
    Match match = engine.decide(at(0), 10).getFirst();
    assertEquals(List.of(), engine.decide(at(1), 10));
    assertEquals(2, engine.size());
    engine.refused(match);
    assertEquals(List.of(match), engine.decide(at(2), 10));
    engine.removeItem(1);
    engine.put(new AnAgent(1).in(1).used(20).facts());
    assertEquals(List.of(2L), items(engine.decide(at(3), 10)));
    assertEquals(1, engine.size(1));
  }

  @Test
  void aLateRefusalOfAnOldMatchChangesNothing() {
    configure(plain(1));
    engine.put(new AnAgent(1).in(1).facts());
    engine.put(new AnItem(1).facts());
    Match match = engine.decide(at(0), 10).getFirst();
    engine.put(new AnAgent(1).in(1).used(100).facts());
    engine.refused(match);
    assertEquals(List.of(), engine.decide(at(1), 10));
  }

  @Test
  void whatALimitLeftIsDecidedNext() {
    configure(plain(1));
    for (long id = 1; id <= 5; id++) {
      engine.put(new AnAgent(id).in(1).facts());
      engine.put(new AnItem(id).facts());
    }
    assertEquals(List.of(1L, 2L), items(engine.decide(at(0), 2)));
    assertEquals(Optional.of(at(0)), engine.nextTimer());
    assertEquals(List.of(3L, 4L, 5L), items(engine.decide(at(0), 10)));
    assertEquals(Optional.empty(), engine.nextTimer());
  }

  @Test
  void theUnitsAndTheCapOfAChannelAreKept() {
    configure(plain(1));
    engine.put(new AnItem(1).on("chat", 30).facts());
    engine.put(new AnItem(2).on("chat", 31).older(1).facts());
    engine.put(new AnAgent(1).in(1).used(70).facts());
    engine.put(new AnAgent(2).in(1).holds("chat", 3).facts());
    assertEquals(List.of(new Match(1, 1, 1, 1, 1, "only_one", 70)), engine.decide(at(0), 10));
  }

  @Test
  void anItemOfAnUnknownQueueWaitsUntilThereAreRules() {
    engine.put(new AnItem(1).facts());
    engine.put(new AnAgent(1).in(1).facts());
    assertEquals(List.of(), engine.decide(at(0), 10));
    assertEquals(1, engine.size(1));
    configure(plain(1));
    assertEquals(List.of(1L), items(engine.decide(at(0), 10)));
  }

  @Test
  void timeNeverGoesBack() {
    configure(rules(1, false, false, step(60, POLISH, 2)));
    engine.put(new AnItem(1).facts());
    assertEquals(List.of(), engine.decide(at(60), 10));
    engine.put(new AnAgent(1).in(1).facts());
    assertEquals(List.of(1L), items(engine.decide(at(0), 10)));
  }

  private Match choose(AnAgent... some) {
    Engine fresh = new Engine();
    fresh.configure(new Settings(List.of(plain(1)), Map.of(), Set.of()));
    fresh.put(new AnItem(1).facts());
    for (AnAgent agent : some) {
      fresh.put(agent.in(1).facts());
    }
    return fresh.decide(at(0), 10).getFirst();
  }

  /** All items in the order in which one agent is offered them. */
  private List<Long> drain() {
    List<Long> order = new ArrayList<>();
    while (engine.size() > 0) {
      engine.put(new AnAgent(1).in(1).facts());
      long item = engine.decide(at(0), 10).getFirst().item();
      engine.removeItem(item);
      order.add(item);
    }
    return order;
  }

  /** Follows the timers, which may be early, to the first match; returns when that was. */
  private Instant firstMatch(Instant from) {
    Instant now = from;
    while (engine.decide(now, 10).isEmpty()) {
      Instant next = engine.nextTimer().orElseThrow();
      assertTrue(next.isAfter(now), "an alarm ahead of " + now);
      now = next;
    }
    return now;
  }

  private void configure(QueueRules... queues) {
    engine.configure(new Settings(List.of(queues), Map.of("chat", 3), Set.of("phone", "chat")));
  }

  private static List<Long> items(List<Match> matches) {
    return matches.stream().map(Match::item).toList();
  }

  private static List<Long> agents(List<Match> matches) {
    return matches.stream().map(Match::agent).toList();
  }

  private static QueueRules plain(long id) {
    return rules(id, false, false);
  }

  private static QueueRules rules(long id, boolean strict, boolean quality, Step... steps) {
    return new QueueRules(
        id,
        List.of(steps),
        Duration.ofMinutes(10),
        strict,
        quality,
        QueueRules.Place.ANYWHERE,
        Duration.ofMinutes(5));
  }

  private static Step step(long seconds, long skill, int level) {
    return new Step(
        List.of(new Need(skill, level, false)), Optional.of(Duration.ofSeconds(seconds)), false);
  }
}
