package io.faden.presence;

import io.faden.platform.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The live picture of a node that is alone. */
final class LocalStates implements StateMap {
  private final Map<AgentId, AgentState> states = new ConcurrentHashMap<>();
  private final List<Consumer<AgentState>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void share(Collection<AgentState> news) {
    merge(news);
  }

  @Override
  public void merge(Collection<AgentState> news) {
    news.forEach(this::merge);
  }

  /** One at a time: listeners hear of each person's states in their order. */
  private synchronized void merge(AgentState news) {
    AgentState before = states.get(news.agent());
    if (before != null && before.covers(news)) {
      return;
    }
    AgentState after = before == null ? news : before.merged(news);
    states.put(news.agent(), after);
    listeners.forEach(listener -> listener.accept(after));
  }

  @Override
  public void remove(Collection<AgentId> agents) {
    states.keySet().removeAll(Set.copyOf(agents));
  }

  @Override
  public List<AgentState> all() {
    return List.copyOf(states.values());
  }

  @Override
  public Optional<AgentState> get(AgentId agent) {
    return Optional.ofNullable(states.get(agent));
  }

  @Override
  public Set<AgentId> agents() {
    return Set.copyOf(states.keySet());
  }

  @Override
  public void onChange(Consumer<AgentState> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
