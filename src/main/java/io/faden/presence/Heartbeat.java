package io.faden.presence;

import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.live.Connections;
import io.faden.platform.work.Worker;
import io.faden.presence.ConnectionStore.Sign;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has a page open on this node and when it last answered, written down for all nodes: at every
 * beat, and at once when a page opens or somebody's last one closes. All pages of a person are one.
 * One thread writes, so that what came last is written last.
 */
public final class Heartbeat implements Connections, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Database database;
  private final Presence presence;
  private final ConnectionStore store;
  private final PresenceTimes times;
  private final Map<AgentId, Pages> pages = new ConcurrentHashMap<>();
  private final Set<AgentId> news = ConcurrentHashMap.newKeySet();
  private final Worker worker = new Worker("heartbeat", this::turn);
  private long beaten = System.nanoTime();
  private boolean started;

  /** How many are open, and when one of them last answered, by System.nanoTime. */
  private record Pages(int open, long answered) {}

  /** Without a sign of life for so long, somebody is disconnected. */
  public Heartbeat(Database database, Presence presence, String node, Duration lost) {
    this(database, presence, node, PresenceTimes.lostAfter(lost));
  }

  Heartbeat(Database database, Presence presence, String node, PresenceTimes times) {
    this.database = database;
    this.presence = presence;
    this.store = new ConnectionStore(node);
    this.times = times;
  }

  public void start() {
    started = true;
    worker.start();
  }

  @Override
  public Duration beat() {
    return times.beat();
  }

  @Override
  public void opened(AgentId agent) {
    long now = System.nanoTime();
    Pages unused =
        pages.compute(
            agent, (id, before) -> new Pages(before == null ? 1 : before.open() + 1, now));
    isNews(agent);
  }

  @Override
  public void alive(AgentId agent) {
    long now = System.nanoTime();
    Pages unused = pages.computeIfPresent(agent, (id, before) -> new Pages(before.open(), now));
  }

  @Override
  public void closed(AgentId agent) {
    long now = System.nanoTime();
    Pages after =
        pages.computeIfPresent(
            agent,
            (id, before) -> {
              // Closing is a sign of life, unless the page had been silent and only its end came
              // late.
              boolean silent = now - before.answered() > times.beat().multipliedBy(2).toNanos();
              return new Pages(before.open() - 1, silent ? before.answered() : now);
            });
    if (after != null && after.open() == 0) {
      isNews(agent);
    }
  }

  private void isNews(AgentId agent) {
    news.add(agent);
    worker.wake();
  }

  private Duration turn() {
    boolean beat = System.nanoTime() - beaten >= times.beat().toNanos();
    if (beat) {
      beaten = System.nanoTime();
    }
    write(beat);
    // A millisecond more than is left, or the last of them would be spent in a circle.
    return times.beat().minusNanos(System.nanoTime() - beaten).plusMillis(1);
  }

  private void write(boolean beat) {
    Set<AgentId> some = Set.copyOf(news);
    news.removeAll(some);
    try {
      write(beat ? Set.copyOf(pages.keySet()) : some);
      presence.opened(some.stream().filter(this::isOpen).toList());
    } catch (RuntimeException | Error fault) {
      news.addAll(some);
      worker.wake();
      throw fault;
    }
  }

  private boolean isOpen(AgentId agent) {
    Pages now = pages.get(agent);
    return now != null && now.open() > 0;
  }

  private void write(Collection<AgentId> agents) {
    Map<AgentId, Pages> written = new HashMap<>(pages);
    written.keySet().retainAll(agents);
    if (written.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    List<Sign> signs =
        written.entrySet().stream()
            .map(entry -> sign(entry.getKey(), entry.getValue(), now))
            .sorted(Comparator.comparingLong(sign -> sign.agent().value()))
            .toList();
    store.write(database, signs);
    written.forEach(
        (agent, pagesThen) -> {
          if (pagesThen.open() == 0) {
            boolean unused = pages.remove(agent, pagesThen);
          }
        });
  }

  private Sign sign(AgentId agent, Pages pages, long now) {
    Duration ago = Duration.ofNanos(Math.max(0, now - pages.answered()));
    return new Sign(agent, ago, pages.open() > 0 && ago.compareTo(times.lost()) < 0);
  }

  /** The pages are closed by now: they have until they are missed to open on another node. */
  @Override
  public void close() {
    worker.close(LAST_WORDS);
    if (!started) {
      return;
    }
    try {
      write(pages.keySet());
      store.closeAll(database);
    } catch (RuntimeException databaseAway) {
      LOG.atInfo().log("heartbeat: the last words were not written");
    }
  }
}
