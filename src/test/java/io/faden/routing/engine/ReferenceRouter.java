package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules as they read: sort all that waits, and for each ask every agent. Keeps nothing between
 * two decisions; whose match is not settled yet is told with each question.
 */
final class ReferenceRouter {
  private final Settings settings;

  ReferenceRouter(Settings settings) {
    this.settings = settings;
  }

  /**
   * The matches of one decision.
   *
   * @param items those that wait and have no match
   * @param agents all of them
   * @param taken agents with a match that is not settled
   */
  List<Match> decide(
      Collection<ItemFacts> items,
      Collection<AgentFacts> agents,
      Set<Long> taken,
      Instant now,
      int limit) {
    List<ItemFacts> line = new ArrayList<>(items);
    line.sort(Comparator.comparing(item -> Order.of(rules(item), item, now)));
    Set<Long> busy = new HashSet<>(taken);
    List<Match> matches = new ArrayList<>();
    for (ItemFacts item : line) {
      if (matches.size() == limit) {
        break;
      }
      int step = Eligibility.stepAt(rules(item), item, agents, now);
      List<AgentFacts> fitting = fitting(item, step, free(agents, busy), now);
      if (!fitting.isEmpty()) {
        Match match = best(item, step, fitting, now);
        busy.add(match.agent());
        matches.add(match);
      }
    }
    return matches;
  }

  List<AgentFacts> fitting(ItemFacts item, int step, List<AgentFacts> free, Instant now) {
    boolean holds = Eligibility.coolOffHolds(settings, rules(item), step, item, free, now);
    return free.stream()
        .filter(
            agent ->
                Eligibility.judge(settings, rules(item), step, item, agent, holds, now)
                    instanceof Verdict.Fits)
        .toList();
  }

  QueueRules rules(ItemFacts item) {
    return settings.queues().stream()
        .filter(queue -> queue.id() == item.queue())
        .findFirst()
        .orElseThrow();
  }

  static List<AgentFacts> free(Collection<AgentFacts> agents, Set<Long> busy) {
    return agents.stream().filter(agent -> !busy.contains(agent.id())).toList();
  }

  private Match best(ItemFacts item, int step, List<AgentFacts> fitting, Instant now) {
    QueueRules rules = rules(item);
    Comparator<AgentFacts> bySkill =
        rules.qualityFirst()
            ? Comparator.comparingInt(agent -> -skill(rules, step, item, agent))
            : Comparator.comparingInt(agent -> 0);
    Comparator<AgentFacts> byLoad = Comparator.comparingDouble(ReferenceRouter::load);
    Comparator<AgentFacts> byIdle = Comparator.comparing(AgentFacts::lastServed);
    Comparator<AgentFacts> byOffers = Comparator.comparingInt(AgentFacts::offersToday);
    List<AgentFacts> sorted =
        fitting.stream()
            .sorted(
                bySkill
                    .thenComparing(byLoad)
                    .thenComparing(byIdle)
                    .thenComparing(byOffers)
                    .thenComparingLong(AgentFacts::id))
            .toList();
    AgentFacts first = sorted.getFirst();
    String reason;
    long score = Math.round(load(first) * 100);
    if (step == 0) {
      reason = "personal";
    } else if (sorted.size() == 1) {
      reason = "only_one";
    } else if (bySkill.compare(first, sorted.get(1)) != 0) {
      reason = "best_skill";
      score = skill(rules, step, item, first);
    } else if (byLoad.compare(first, sorted.get(1)) != 0) {
      reason = "least_load";
    } else if (byIdle.compare(first, sorted.get(1)) != 0) {
      reason = "longest_idle";
      score = Duration.between(first.lastServed(), now).toSeconds();
    } else if (byOffers.compare(first, sorted.get(1)) != 0) {
      reason = "fewest_offers";
      score = first.offersToday();
    } else {
      reason = "lowest_id";
    }
    return new Match(item.id(), item.version(), first.id(), step, fitting.size(), reason, score);
  }

  private static double load(AgentFacts agent) {
    return (double) agent.used() / agent.capacity();
  }

  private static int skill(QueueRules rules, int step, ItemFacts item, AgentFacts agent) {
    return Eligibility.needs(rules, step, item).stream()
        .mapToInt(need -> agent.skills().get(need.skill()))
        .sum();
  }
}
