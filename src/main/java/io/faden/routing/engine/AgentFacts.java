package io.faden.routing.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An agent as the router sees them.
 *
 * @param onShift signed in to work, whatever the state: available, away, wrapping, not responding
 *     or just disconnected; everything but offline
 * @param online on shift and connected
 * @param available may be offered work at all: neither away nor in mandatory wrap-up
 * @param onCall speaks on the phone; nobody is asked anything meanwhile
 * @param place OFFICE or HOME
 * @param queues the queues that the agent is a member of
 * @param skills level by skill
 * @param channels the channels that the agent takes today
 * @param used units in use, which may exceed the capacity
 * @param capacity units
 * @param held how many items the agent has on each channel (offered, assigned or wrapping)
 * @param liveOffer an offer on a live channel is open; nobody is rung twice at once
 * @param calmOffer an offer on another channel is open
 * @param lastServed when the agent last accepted or declined
 */
public record AgentFacts(
    long id,
    boolean onShift,
    boolean online,
    boolean available,
    boolean onCall,
    QueueRules.Place place,
    Set<Long> queues,
    Set<Long> teams,
    Map<Long, Integer> skills,
    Set<String> channels,
    int used,
    int capacity,
    Map<String, Integer> held,
    boolean liveOffer,
    boolean calmOffer,
    Instant lastServed,
    int offersToday) {
  public AgentFacts {
    queues = Set.copyOf(queues);
    teams = Set.copyOf(teams);
    skills = Map.copyOf(skills);
    channels = Set.copyOf(channels);
    held = Map.copyOf(held);
  }

  /** The same agent once an item is theirs, or offered to them. */
  public AgentFacts given(ItemFacts item, boolean live, boolean accepted, Instant now) {
    Map<String, Integer> more = new HashMap<>(held);
    more.merge(item.channel(), 1, Integer::sum);
    return new AgentFacts(
        id,
        onShift,
        online,
        available,
        onCall,
        place,
        queues,
        teams,
        skills,
        channels,
        used + item.cost(),
        capacity,
        more,
        liveOffer || (live && !accepted),
        calmOffer || (!live && !accepted),
        accepted ? now : lastServed,
        offersToday + 1);
  }
}
