package io.faden.presence;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.faden.platform.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live picture in a map that all nodes share, with one backup of each entry. */
final class ClusterStates implements StateMap {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterStates.class);
  private static final String MAP = "agents";
  private static final String ENOUGH_NODES = "enough-nodes";

  private final IMap<Long, AgentState> map;
  private final Queue<UUID> listeners = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean refused = new AtomicBoolean();

  ClusterStates(HazelcastInstance hazelcast) {
    this.map = hazelcast.getMap(MAP);
  }

  /**
   * What a member must know before it starts. From a minimum of 2 on, a part of the cluster that is
   * smaller does not write to the map: it shows what it knew last.
   */
  static void configure(Config config, int minimum) {
    config
        .getSerializationConfig()
        .getCompactSerializationConfig()
        .addSerializer(new AgentStateSerializer())
        .addSerializer(new MergeState.Serializer());
    MapConfig map = new MapConfig(MAP).setBackupCount(1);
    if (minimum > 1) {
      config.addSplitBrainProtectionConfig(
          new SplitBrainProtectionConfig(ENOUGH_NODES, true, minimum)
              .setProtectOn(SplitBrainProtectionOn.WRITE));
      map.setSplitBrainProtectionName(ENOUGH_NODES);
    }
    config.addMapConfig(map);
  }

  /** Sends only what is new; what changes on the way is decided where the entry is. */
  @Override
  public void merge(Collection<AgentState> states) {
    Map<Long, AgentState> known =
        map.getAll(states.stream().map(state -> state.agent().value()).collect(Collectors.toSet()));
    share(
        states.stream()
            .filter(
                state -> {
                  AgentState before = known.get(state.agent().value());
                  return before == null || !before.covers(state);
                })
            .toList());
  }

  /**
   * Reads nothing before: the node that has the entry may have stopped, and others would wait for
   * it until it is missed.
   */
  @Override
  public void share(Collection<AgentState> news) {
    for (AgentState state : news) {
      map.submitToKey(state.agent().value(), new MergeState(state))
          .whenComplete((done, fault) -> note(fault));
    }
  }

  /** Said once for all that fail in a row: there may be hundreds. */
  private void note(Throwable fault) {
    boolean first = refused.getAndSet(fault != null) != (fault != null);
    if (first && fault != null) {
      LOG.atWarn()
          .addKeyValue("reason", fault.toString())
          .log("live picture: states are not shared");
    } else if (first) {
      LOG.info("live picture: states are shared again");
    }
  }

  @Override
  public void remove(Collection<AgentId> agents) {
    agents.forEach(agent -> map.delete(agent.value()));
  }

  @Override
  public List<AgentState> all() {
    return List.copyOf(map.values());
  }

  @Override
  public Optional<AgentState> get(AgentId agent) {
    return Optional.ofNullable(map.get(agent.value()));
  }

  @Override
  public Set<AgentId> agents() {
    return map.keySet().stream().map(AgentId::new).collect(Collectors.toSet());
  }

  @Override
  public void onChange(Consumer<AgentState> listener) {
    listeners.add(map.addEntryListener(new Told(listener), true));
  }

  private record Told(Consumer<AgentState> listener)
      implements EntryAddedListener<Long, AgentState>,
          EntryUpdatedListener<Long, AgentState>,
          EntryMergedListener<Long, AgentState> {
    @Override
    public void entryAdded(EntryEvent<Long, AgentState> event) {
      listener.accept(event.getValue());
    }

    @Override
    public void entryUpdated(EntryEvent<Long, AgentState> event) {
      listener.accept(event.getValue());
    }

    @Override
    public void entryMerged(EntryEvent<Long, AgentState> event) {
      listener.accept(event.getValue());
    }
  }

  @Override
  public void close() {
    for (UUID id = listeners.poll(); id != null; id = listeners.poll()) {
      boolean unused = map.removeEntryListener(id);
    }
  }
}
