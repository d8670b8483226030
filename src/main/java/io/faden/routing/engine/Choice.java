package io.faden.routing.engine;

/**
 * Which of those who fit gets the item (rule 6): shown one candidate after the other, it keeps the
 * best, and the second best to be able to say what tipped the scales.
 */
final class Choice {
  /** What counts of an agent; it stays the same from one decision to the next. */
  record Candidate(long id, double load, long lastServed, int offersToday) {
    private static final double MOST_LOAD = 1000;

    static Candidate of(AgentFacts agent) {
      // Without any capacity there is no load, and nobody should be preferred for that.
      double load =
          agent.capacity() > 0
              ? (double) agent.used() / agent.capacity()
              : Double.POSITIVE_INFINITY;
      return new Candidate(agent.id(), load, Order.micros(agent.lastServed()), agent.offersToday());
    }

    private long loadPercent() {
      return Math.round(Math.min(load, MOST_LOAD) * 100);
    }
  }

  private final boolean qualityFirst;
  private Candidate best;
  private int bestSkill;
  private Candidate second;
  private int secondSkill;
  private int considered;

  Choice(boolean qualityFirst) {
    this.qualityFirst = qualityFirst;
  }

  /**
   * Shows a candidate.
   *
   * @param skill the levels in the skills that the step asks for, summed
   */
  void consider(Candidate candidate, int skill) {
    considered++;
    if (best == null || compare(candidate, skill, best, bestSkill) < 0) {
      second = best;
      secondSkill = bestSkill;
      best = candidate;
      bestSkill = skill;
    } else if (second == null || compare(candidate, skill, second, secondSkill) < 0) {
      second = candidate;
      secondSkill = skill;
    }
  }

  boolean isEmpty() {
    return best == null;
  }

  Match match(ItemFacts item, int step, long now) {
    String reason = step == 0 ? "personal" : reason();
    long score =
        switch (reason) {
          case "best_skill" -> bestSkill;
          case "longest_idle" -> (now - best.lastServed) / 1_000_000;
          case "fewest_offers" -> best.offersToday;
          default -> best.loadPercent();
        };
    return new Match(item.id(), item.version(), best.id, step, considered, reason, score);
  }

  private int compare(Candidate a, int skillOfA, Candidate b, int skillOfB) {
    if (qualityFirst && skillOfA != skillOfB) {
      return Integer.compare(skillOfB, skillOfA);
    }
    int byLoad = Double.compare(a.load, b.load);
    if (byLoad != 0) {
      return byLoad;
    }
    int byIdle = Long.compare(a.lastServed, b.lastServed);
    if (byIdle != 0) {
      return byIdle;
    }
    int byOffers = Integer.compare(a.offersToday, b.offersToday);
    return byOffers != 0 ? byOffers : Long.compare(a.id, b.id);
  }

  /** The first measure in which the best and the second best differ. */
  private String reason() {
    if (second == null) {
      return "only_one";
    }
    if (qualityFirst && bestSkill != secondSkill) {
      return "best_skill";
    }
    if (best.load != second.load) {
      return "least_load";
    }
    if (best.lastServed != second.lastServed) {
      return "longest_idle";
    }
    return best.offersToday != second.offersToday ? "fewest_offers" : "lowest_id";
  }
}
