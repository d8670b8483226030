package io.faden.presence;

import com.hazelcast.config.Config;
import io.faden.platform.AgentId;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.faden.platform.work.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live picture of all who work here: state and load of each, on every node. A copy, put
 * together from PostgreSQL and rebuilt from it at the start, once a minute and when a cluster that
 * was split is one again; whatever must be right is decided there, not here.
 */
public final class AgentStates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentStates.class);
  private static final Duration REBUILD = Duration.ofMinutes(1);

  private final Database database;
  private final StateMap states;
  private final StateStore store = new StateStore();
  private final Duration every;
  private final Set<AgentId> changed = ConcurrentHashMap.newKeySet();
  private final Worker worker = new Worker("live-picture", this::turn);
  private volatile boolean rebuild;
  private long built = System.nanoTime();

  /** Shared by the nodes of the cluster, or kept in this process when the node is alone. */
  public AgentStates(Database database, Cluster cluster) {
    this(
        database,
        cluster.hazelcast().<StateMap>map(ClusterStates::new).orElseGet(LocalStates::new),
        REBUILD);
    cluster.onMerged(this::rebuildSoon);
  }

  AgentStates(Database database, StateMap states, Duration every) {
    this.database = database;
    this.states = states;
    this.every = every;
  }

  /**
   * What a member of the cluster must know before it starts. With fewer nodes than the minimum (0:
   * whatever their number) the picture is not written to, only read.
   */
  public static Consumer<Config> configure(int minimum) {
    return config -> ClusterStates.configure(config, minimum);
  }

  public void start() {
    rebuild();
    worker.start();
  }

  public List<AgentState> all() {
    return states.all();
  }

  public Optional<AgentState> get(AgentId agent) {
    return states.get(agent);
  }

  /** Tells of each state that became another one, on any node. Listeners must not block. */
  public void onChange(Consumer<AgentState> listener) {
    states.onChange(listener);
  }

  /** Reads presence and load of these people again and shares what is new. After the commit. */
  public void refresh(Collection<AgentId> agents) {
    if (agents.isEmpty()) {
      return;
    }
    List<AgentState> read = store.of(database, agents);
    states.share(read);
    Set<AgentId> gone = new HashSet<>(agents);
    read.forEach(state -> gone.remove(state.agent()));
    states.remove(gone);
  }

  /** As {@link #refresh}, soon and on another thread. Cheap; from any thread. */
  public void look(AgentId agent) {
    changed.add(agent);
    worker.wake();
  }

  /** Shares what was just committed. What cannot be shared now is there after the next rebuild. */
  void put(Collection<AgentState> news) {
    try {
      states.share(news);
    } catch (RuntimeException fault) {
      LOG.atWarn()
          .addKeyValue("reason", fault.toString())
          .log("live picture: states were not shared");
      rebuildSoon();
    }
  }

  /** Takes everything from the database; who works here no longer is taken out. */
  void rebuild() {
    // Before reading: somebody whom another node adds meanwhile is not taken out again.
    Set<AgentId> gone = new HashSet<>(states.agents());
    List<AgentState> read = store.all(database);
    states.merge(read);
    read.forEach(state -> gone.remove(state.agent()));
    states.remove(gone);
  }

  private void rebuildSoon() {
    rebuild = true;
    worker.wake();
  }

  private Duration turn() {
    try {
      if (rebuild || System.nanoTime() - built >= every.toNanos()) {
        rebuild = false;
        built = System.nanoTime();
        rebuild();
      }
      Set<AgentId> some = Set.copyOf(changed);
      changed.removeAll(some);
      refresh(some);
    } catch (RuntimeException | Error fault) {
      rebuild = true;
      throw fault;
    }
    return every.minusNanos(System.nanoTime() - built).plusMillis(1);
  }

  @Override
  public void close() {
    worker.close();
    states.close();
  }
}
