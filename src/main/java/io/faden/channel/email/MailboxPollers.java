package io.faden.channel.email;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.intake.Ledger;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailboxes of the house. Every node runs this; for each active e-mail account one node holds
 * the lease {@code mailbox:<id>} and takes its messages, the others stand by. New, changed and
 * deactivated accounts are noticed within two seconds.
 */
public final class MailboxPollers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxPollers.class);
  private static final Duration TO_END = Duration.ofSeconds(3);

  private final Database database;
  private final Leases leases;
  private final Ledger ledger;
  private final ChannelAccounts accounts;
  private final Runnable arrived;
  private final PollerTimes times;
  private final Map<ChannelAccountId, MailboxPoller> pollers = new HashMap<>();
  private volatile boolean running = true;
  private Thread thread;

  /**
   * Input: what runs after each commit that recorded something, cheap and from any thread; and how
   * long to wait for news at most, which is also how often an idle line is proven to be alive.
   */
  public MailboxPollers(
      Database database,
      Leases leases,
      Ledger ledger,
      ChannelAccounts accounts,
      Runnable arrived,
      Duration poll) {
    this(database, leases, ledger, accounts, arrived, PollerTimes.every(poll));
  }

  MailboxPollers(
      Database database,
      Leases leases,
      Ledger ledger,
      ChannelAccounts accounts,
      Runnable arrived,
      PollerTimes times) {
    this.database = database;
    this.leases = leases;
    this.ledger = ledger;
    this.accounts = accounts;
    this.arrived = arrived;
    this.times = times;
  }

  public void start() {
    thread = Thread.ofVirtual().name("mailboxes").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        round(accounts.active(EmailChannel.NAME));
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("mailboxes not looked at, trying again");
      }
      try {
        Thread.sleep(times.round().toMillis());
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private synchronized void round(List<ChannelAccount> active) throws InterruptedException {
    Set<ChannelAccountId> wanted =
        active.stream().map(ChannelAccount::id).collect(Collectors.toSet());
    for (ChannelAccountId id : List.copyOf(pollers.keySet())) {
      MailboxPoller poller = pollers.get(id);
      if (!wanted.contains(id)) {
        poller.stop();
      }
      // One that is still ending keeps its place: two on one node would share a lease.
      if (poller.stopped() && poller.ended(Duration.ofMillis(1))) {
        pollers.remove(id);
      }
    }
    for (ChannelAccount account : active) {
      if (running) {
        pollers.computeIfAbsent(account.id(), id -> started(account)).serve(account);
      }
    }
  }

  private MailboxPoller started(ChannelAccount account) {
    MailboxSync sync =
        new MailboxSync(
            database, leases, ledger, arrived, Clock.systemUTC(), new FetchTroubles(times.retry()));
    MailboxPoller poller = new MailboxPoller(leases, accounts, times, sync, account);
    poller.start();
    return poller;
  }

  /** Breaks all lines and gives all leases back; takes three seconds at most. */
  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
    long end = System.nanoTime() + TO_END.toNanos();
    synchronized (this) {
      pollers.values().forEach(MailboxPoller::stop);
      try {
        for (MailboxPoller poller : pollers.values()) {
          Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
          if (!poller.ended(left)) {
            LOG.warn("a mailbox poller did not end in time, its lease runs out by itself");
          }
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
