package io.faden.routing.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is the same for everybody.
 *
 * @param caps the most items of a channel that one agent may hold; absent: only the units count
 * @param liveChannels channels on which the customer is on the line: phone and chat
 */
public record Settings(
    List<QueueRules> queues, Map<String, Integer> caps, Set<String> liveChannels) {
  public Settings {
    queues = List.copyOf(queues);
    caps = Map.copyOf(caps);
    liveChannels = Set.copyOf(liveChannels);
  }
}
