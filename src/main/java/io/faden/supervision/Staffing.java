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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who could serve what at one moment, by the database's clock.
 *
 * @param ready available with units to spare, by number
 * @param shifts by queue, its members who are on shift
 */
record Staffing(
    Instant at,
    Map<Long, Served> queues,
    List<AgentFacts> agents,
    Set<Long> ready,
    Map<Long, List<AgentFacts>> shifts) {

  /** A queue, its rules and how many people serve it. */
  record Served(Queue queue, QueueRules rules, long members) {}

  /** Nobody on shift could ever be offered it, as things are. */
  boolean unservable(ItemFacts item) {
    // A queue that is newer than this has no rules here yet.
    Served served = queues.get(item.queue());
    // A personal agent need not be a member.
    return served != null
        && Eligibility.unservable(served.rules(), item, shift(item.queue()), at)
        && (item.personal().isEmpty() || Eligibility.unservable(served.rules(), item, agents, at));
  }

  /** The queues that cannot even serve what asks for nothing, in some stretch of its waiting. */
  Set<Long> shortOfPeople() {
    return stretches().stream()
        .filter(stretch -> unservable(nothingAsked(stretch)))
        .map(Stretch::queue)
        .collect(Collectors.toSet());
  }

  private ItemFacts nothingAsked(Stretch stretch) {
    Instant entered = stretch.youngest(at).orElse(at);
    return new ItemFacts(
        0,
        0,
        stretch.queue(),
        "",
        0,
        0,
        entered,
        entered,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Of an item that is unservable otherwise: those who would be asked, were it theirs. */
  List<Long> personals(ItemFacts item) {
    Served served = queues.get(item.queue());
    return agents.stream()
        .filter(
            agent ->
                !Eligibility.unservable(
                    served.rules(), personalTo(item, agent), List.of(agent), at))
        .map(AgentFacts::id)
        .toList();
  }

  private static ItemFacts personalTo(ItemFacts item, AgentFacts agent) {
    return new ItemFacts(
        item.id(),
        item.version(),
        item.queue(),
        item.channel(),
        item.cost(),
        item.priority(),
        item.entered(),
        item.eligible(),
        item.due(),
        item.needs(),
        item.team(),
        Optional.of(new ItemFacts.Personal(agent.id(), Instant.MAX)),
        item.coolOff(),
        item.notAgent());
  }

  private List<AgentFacts> shift(long queue) {
    return shifts.getOrDefault(queue, List.of());
  }

  long onShift(long queue) {
    return shift(queue).size();
  }

  long ready(long queue) {
    return shift(queue).stream().filter(agent -> ready.contains(agent.id())).count();
  }

  /**
   * A stretch of waiting time in which a queue asks the same people; the last has no end.
   *
   * @param from seconds since the steps began; absent for the first, which is open to what enters
   *     now
   */
  record Stretch(long queue, int number, Optional<Long> from, Optional<Long> until) {

    /** The steps of what is in it began after this; empty for the last. */
    Optional<Instant> oldest(Instant at) {
      return until.map(at::minusSeconds);
    }

    /** They began by this; empty for the first. */
    Optional<Instant> youngest(Instant at) {
      return from.map(at::minusSeconds);
    }
  }

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
