package io.faden.supervision;

import io.faden.routing.Queue;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.Eligibility;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.QueueRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who could serve what at one moment, by the database's clock.
 *
 * @param ready available with units to spare, by number
 */
record Staffing(Instant at, Map<Long, Served> queues, List<AgentFacts> agents, List<Long> ready) {

  /** A queue and its rules. */
  record Served(Queue queue, QueueRules rules) {}

  /** Nobody on shift could ever be offered it, as things are. */
  boolean unservable(ItemFacts item) {
    // A queue that is newer than this has no rules here yet.
    Served served = queues.get(item.queue());
    return served != null && Eligibility.unservable(served.rules(), item, agents, at);
  }

  long members(long queue) {
    return agents.stream().filter(agent -> agent.queues().contains(queue)).count();
  }

  long onShift(long queue) {
    return agents.stream()
        .filter(agent -> agent.onShift() && agent.queues().contains(queue))
        .count();
  }

  long ready(long queue) {
    return agents.stream()
        .filter(agent -> ready.contains(agent.id()) && agent.queues().contains(queue))
        .count();
  }

  /**
   * A stretch of waiting time in which a queue asks the same people; the last has no end.
   *
   * @param from seconds since the steps began; absent for the first, which is open to what enters
   *     now
   */
  record Stretch(long queue, int number, Optional<Long> from, Optional<Long> until) {}

  /** The stretches of every queue, without gaps. */
  List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    for (Served served : queues.values()) {
      Optional<Long> from = Optional.empty();
      Duration end = Duration.ZERO;
      int number = 1;
      for (var step : served.rules().steps()) {
        if (step.lasts().isEmpty()) {
          break;
        }
        end = end.plus(step.lasts().get());
        all.add(new Stretch(served.rules().id(), number++, from, Optional.of(end.toSeconds())));
        from = Optional.of(end.toSeconds());
      }
      all.add(new Stretch(served.rules().id(), number, from, Optional.empty()));
    }
    return all;
  }
}
