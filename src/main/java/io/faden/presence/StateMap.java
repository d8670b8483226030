package io.faden.presence;

import io.faden.platform.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the live picture is kept: in this process, or shared by all nodes. */
sealed interface StateMap extends AutoCloseable permits ClusterStates, LocalStates {

  /** As {@link #merge}, without waiting for anybody. */
  void share(Collection<AgentState> news);

  /** Takes over what is newer. May come into effect a moment later. */
  void merge(Collection<AgentState> states);

  void remove(Collection<AgentId> agents);

  List<AgentState> all();

  Optional<AgentState> get(AgentId agent);

  Set<AgentId> agents();

  /** Tells of each state that has become another one. Listeners must not block. */
  void onChange(Consumer<AgentState> listener);

  @Override
  void close();
}
