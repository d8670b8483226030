package io.faden.routing.engine;

import java.util.List;
import java.util.Optional;

/** Items that ask for the same agents: if nobody fits the first of them, nobody fits the rest. */
final class Bucket implements Comparable<Bucket> {
  /**
   * What makes items alike.
   *
   * @param step by the clock; 0 where the personal agent is asked
   * @param personal the agent of step 0
   * @param alone an item with cool-offs shares with nobody
   * @param notAgent who can have none of them
   */
  record Signature(
      long queue,
      String channel,
      int cost,
      int step,
      List<Need> needs,
      Optional<Long> team,
      Optional<Long> personal,
      Optional<Long> alone,
      Optional<Long> notAgent) {}

  final Signature signature;
  final QueueRules rules;
  final Agents.Room room;
  final Line line = new Line();

  /** That of the first in the line: what the bucket is sorted by among others; null if empty. */
  Order head;

  /** Nobody fits, apart from agents who have become freer since. */
  boolean barren;

  /** Among the heads of the decision that is being made. */
  boolean standing;

  /** When it has been decided on, its queue has to bring the next. */
  boolean leading;

  private final Agents agents;
  private final ItemFacts example;
  private final Agents.Filter[] filters;

  Bucket(Signature signature, QueueRules rules, Agents agents, ItemFacts example) {
    this.signature = signature;
    this.rules = rules;
    this.agents = agents;
    this.example = example;
    room = agents.room(signature.channel(), signature.cost());
    filters = new Agents.Filter[rules.steps().size() + 2];
  }

  /** The step that is asked now: by the clock, without those that are passed over. */
  int step() {
    int step = signature.step();
    while (step > 0
        && step <= rules.steps().size()
        && rules.steps().get(step - 1).skipIfNobody()
        && !agents.anyOnline(filter(step))) {
      step++;
    }
    return step;
  }

  /** Who could serve these items at a step, however busy. */
  Agents.Filter filter(int step) {
    if (filters[step] == null) {
      filters[step] = agents.filter(rules, step, example);
    }
    return filters[step];
  }

  @Override
  public int compareTo(Bucket other) {
    return head.compareTo(other.head);
  }
}
