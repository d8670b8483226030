package io.faden.routing.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An item that waits in a queue.
 *
 * @param version of the row: the claim holds only if it is still the same
 * @param cost units that the item takes
 * @param entered when the item came into the queue; the steps count from here
 * @param eligible the age that counts; whoever comes back keeps it
 * @param needs what this item asks for by itself, in every step but the last; there the hard ones
 * @param team only its members are asked, if present
 * @param personal who is asked before everybody else, and until when
 * @param coolOff who is not asked again before that time, with the time of the refusal
 * @param notAgent who can never have it: of an approval, its author
 */
public record ItemFacts(
    long id,
    int version,
    long queue,
    String channel,
    int cost,
    int priority,
    Instant entered,
    Instant eligible,
    Optional<Instant> due,
    List<Need> needs,
    Optional<Long> team,
    Optional<Personal> personal,
    Map<Long, CoolOff> coolOff,
    Optional<Long> notAgent) {
  public ItemFacts {
    needs = List.copyOf(needs);
    coolOff = Map.copyOf(coolOff);
  }

  /** What anybody may have. */
  public ItemFacts(
      long id,
      int version,
      long queue,
      String channel,
      int cost,
      int priority,
      Instant entered,
      Instant eligible,
      Optional<Instant> due,
      List<Need> needs,
      Optional<Long> team,
      Optional<Personal> personal,
      Map<Long, CoolOff> coolOff) {
    this(
        id,
        version,
        queue,
        channel,
        cost,
        priority,
        entered,
        eligible,
        due,
        needs,
        team,
        personal,
        coolOff,
        Optional.empty());
  }

  boolean mayBeHadBy(long agent) {
    return notAgent.isEmpty() || notAgent.get() != agent;
  }

  /** Step 0. */
  public record Personal(long agent, Instant until) {}

  /** An agent refused the item, or let its offer pass. */
  public record CoolOff(Instant since, Instant until) {}
}
