package io.faden.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A poller for each active account of a kind. Every node runs this; a lease of each account decides
 * which node serves it. New, changed and deactivated accounts are noticed with the next round.
 */
public final class AccountPollers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountPollers.class);
  private static final Duration TO_END = Duration.ofSeconds(3);

  private final String name;
  private final Duration round;
  private final Supplier<List<ChannelAccount>> active;
  private final Function<ChannelAccount, AccountPoller> maker;
  private final Map<ChannelAccountId, AccountPoller> pollers = new HashMap<>();
  private volatile boolean running = true;
  private Thread thread;

  /** The name is for logs and threads; the maker makes a poller that is not started yet. */
  public AccountPollers(
      String name,
      Duration round,
      Supplier<List<ChannelAccount>> active,
      Function<ChannelAccount, AccountPoller> maker) {
    this.name = name;
    this.round = round;
    this.active = active;
    this.maker = maker;
  }

  public void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    while (running) {
      try {
        round(active.get());
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("{} not looked at, trying again", name);
      }
      try {
        Thread.sleep(round.toMillis());
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private synchronized void round(List<ChannelAccount> accounts) throws InterruptedException {
    Set<ChannelAccountId> wanted =
        accounts.stream().map(ChannelAccount::id).collect(Collectors.toSet());
    for (ChannelAccountId id : List.copyOf(pollers.keySet())) {
      AccountPoller poller = pollers.get(id);
      if (!wanted.contains(id)) {
        poller.stop();
      }
      // One that is still ending keeps its place: two on one node would share a lease.
      if (poller.stopped() && poller.ended(Duration.ofMillis(1))) {
        pollers.remove(id);
      }
    }
    for (ChannelAccount account : accounts) {
      if (running) {
        pollers.computeIfAbsent(account.id(), id -> started(account)).serve(account);
      }
    }
  }

  private AccountPoller started(ChannelAccount account) {
    AccountPoller poller = maker.apply(account);
    poller.start();
    return poller;
  }

  /** Breaks off what they do and gives all leases back; takes three seconds at most. */
  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
    long end = System.nanoTime() + TO_END.toNanos();
    synchronized (this) {
      pollers.values().forEach(AccountPoller::stop);
      try {
        for (AccountPoller poller : pollers.values()) {
          Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
          if (!poller.ended(left)) {
            LOG.warn("one of the {} did not end in time, its lease runs out by itself", name);
          }
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
