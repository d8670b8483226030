package io.faden.social;

import io.faden.channel.AccountPoller;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.SocialNetwork;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one source for what is new on this node whenever no other node does: page by page, until
 * nothing more is there; then now and then, and at once when the network rings. In between it looks
 * at posts again. One thread of its own. A source that fails is asked again and never skipped.
 */
final class SourcePoller implements AccountPoller {
  private static final Logger LOG = LoggerFactory.getLogger(SourcePoller.class);
  private static final Duration REPORT = Duration.ofSeconds(10);

  /** Nobody may ask us to stay away for longer; clocks differ. */
  private static final Duration LONGEST_LIMIT = Duration.ofHours(24);

  private static final Duration UNSAID_LIMIT = Duration.ofMinutes(1);

  private final SocialNetwork network;
  private final Leases leases;
  private final ChannelAccounts accounts;
  private final SourceCursor cursors;
  private final Looking looking;
  private final SourceTimes times;
  private final Runnable arrived;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile ChannelAccount account;
  private volatile boolean stopped;
  private String status = "";
  private Optional<String> trouble = Optional.empty();
  private long reported;
  private int failures;
  private Optional<Instant> failingSince = Optional.empty();
  private boolean waiting;

  SourcePoller(
      SocialNetwork network,
      Leases leases,
      ChannelAccounts accounts,
      SourceCursor cursors,
      Looking looking,
      SourceTimes times,
      Runnable arrived,
      ChannelAccount account) {
    this.network = network;
    this.leases = leases;
    this.accounts = accounts;
    this.cursors = cursors;
    this.looking = looking;
    this.times = times;
    this.arrived = arrived;
    this.account = account;
    this.thread = Thread.ofVirtual().name("source-" + account.id().value()).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  /** Goes on with changed settings at once. */
  @Override
  public void serve(ChannelAccount changed) {
    if (changed.version() != account.version()) {
      account = changed;
      thread.interrupt();
    }
  }

  /** The thread gives its lease back and ends by itself. */
  @Override
  public void stop() {
    stopped = true;
    thread.interrupt();
  }

  @Override
  public boolean stopped() {
    return stopped;
  }

  /** Whether the thread has ended within this time. */
  @Override
  public boolean ended(Duration within) throws InterruptedException {
    return thread.join(within);
  }

  private void run() {
    String name = "source:" + account.id().value();
    while (!stopped) {
      try {
        Optional<Lease> lease = leases.acquire(name, times.lease());
        if (lease.isPresent()) {
          try (HeldLease held =
              new HeldLease(leases, lease.get(), times.lease(), thread::interrupt)) {
            while (!stopped && held.held()) {
              serve(held, account);
            }
          }
        }
        Thread.sleep(times.round().toMillis());
      } catch (InterruptedException disturbed) {
        // The condition above knows why.
      } catch (RuntimeException | Error fault) {
        calm(fault);
      }
    }
  }

  /** Serves for as long as the lease is held and the account stays as it is. */
  private void serve(HeldLease held, ChannelAccount current) throws InterruptedException {
    status = "";
    well();
    Optional<AutoCloseable> line = listen(current);
    try {
      while (wanted(held, current)) {
        Duration rest = turn(held, current);
        // A limit and a failure are waited out, whoever rings.
        if (waiting) {
          Thread.sleep(rest.toMillis());
        } else if (bell.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      }
    } catch (InterruptedException disturbed) {
      if (wanted(held, current)) {
        throw disturbed;
      }
    } finally {
      line.ifPresent(SourcePoller::close);
    }
  }

  private Optional<AutoCloseable> listen(ChannelAccount current) {
    try {
      return network.listen(current, bell::release);
    } catch (RuntimeException deaf) {
      // Asking now and then goes on.
      LOG.atInfo()
          .addKeyValue("account", current.id().value())
          .log("a source cannot be listened to");
      return Optional.empty();
    }
  }

  private static void close(AutoCloseable line) {
    try {
      line.close();
    } catch (Exception broken) {
      // It was to end anyway.
    }
  }

  private boolean wanted(HeldLease held, ChannelAccount current) {
    return !stopped && held.held() && current.version() == account.version();
  }

  /** Takes what is there and looks again at what may have changed; how long to rest afterwards. */
  private Duration turn(HeldLease held, ChannelAccount current) throws InterruptedException {
    try {
      Instant asked = Instant.now();
      take(held, current);
      if (!wanted(held, current)) {
        return Duration.ZERO;
      }
      well();
      report("ok", Optional.empty());
      accounts.reportProgress(current.id(), Optional.of(asked), Optional.empty());
      Optional<Duration> soon =
          looking.round(current, held.lease(), () -> wanted(held, current), arrived);
      Duration rest = times.between(current);
      return soon.filter(sooner -> sooner.compareTo(rest) < 0).orElse(rest);
    } catch (NetworkFault fault) {
      return wanted(held, current) ? after(current, fault) : Duration.ZERO;
    } catch (Leases.LeaseLost elsewhere) {
      throw elsewhere;
    } catch (RuntimeException fault) {
      if (Thread.interrupted() || !wanted(held, current)) {
        return Duration.ZERO;
      }
      LOG.atWarn()
          .setCause(fault)
          .addKeyValue("account", current.id().value())
          .log("a source was not taken, trying again");
      return backOff();
    }
  }

  private void well() {
    failures = 0;
    failingSince = Optional.empty();
    waiting = false;
  }

  private void take(HeldLease held, ChannelAccount current) throws NetworkFault {
    boolean more = true;
    while (more && wanted(held, current)) {
      Optional<String> from = cursors.of(current);
      SocialNetwork.Received page = network.receive(current, from);
      int fresh = cursors.take(current, held.lease(), page);
      if (fresh > 0) {
        arrived.run();
        LOG.atInfo()
            .addKeyValue("account", current.id().value())
            .addKeyValue("posts", fresh)
            .log("posts taken");
      }
      // A page that leads nowhere would be asked for without end.
      more = page.more() && (fresh > 0 || !cursors.of(current).equals(from));
    }
  }

  private Duration after(ChannelAccount current, NetworkFault fault) {
    LOG.atWarn()
        .addKeyValue("account", current.id().value())
        .addKeyValue("kind", fault.kind())
        .log("a source was not taken: {}", fault.getMessage());
    waiting = true;
    return switch (fault.kind()) {
      case LIMITED -> limited(current, fault);
      case SIGN_IN -> {
        failures++;
        report("failing", Optional.of(fault.getMessage()));
        yield times.signIn();
      }
      case AWAY -> {
        Duration pause = backOff();
        if (failures > 1) {
          report("failing", Optional.of(since(fault.getMessage())));
        }
        yield pause;
      }
      case REFUSED, GONE -> {
        failures++;
        report("failing", Optional.of(fault.getMessage()));
        yield times.longest();
      }
    };
  }

  /** The other side is well, and wants to be left alone for a while. */
  private Duration limited(ChannelAccount current, NetworkFault fault) {
    Instant now = Instant.now();
    Instant until =
        fault.until().filter(time -> time.isAfter(now)).orElseGet(() -> now.plus(UNSAID_LIMIT));
    report("ok", Optional.empty());
    accounts.reportProgress(current.id(), Optional.empty(), Optional.of(until));
    Duration wait = Duration.between(now, until);
    return wait.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : wait;
  }

  private String since(String reason) {
    return failingSince
        .map(time -> reason + " (" + time.truncatedTo(ChronoUnit.SECONDS) + ")")
        .orElse(reason);
  }

  private Duration backOff() {
    waiting = true;
    failures++;
    failingSince = failingSince.or(() -> Optional.of(Instant.now()));
    Duration longer = times.first().multipliedBy(1L << Math.min(20, failures - 1));
    Duration pause = longer.compareTo(times.longest()) > 0 ? times.longest() : longer;
    return pause.plusMillis(ThreadLocalRandom.current().nextInt(300));
  }

  /** Tells a change at once, and that nothing changed from time to time. */
  private void report(String now, Optional<String> why) {
    boolean changed = !now.equals(status) || !why.equals(trouble);
    if (changed || System.nanoTime() - reported > REPORT.toNanos()) {
      accounts.reportState(account.id(), now, why);
      status = now;
      trouble = why;
      reported = System.nanoTime();
    }
  }

  private void calm(Throwable fault) {
    boolean meant = Thread.interrupted();
    if (!meant && !stopped && !(fault instanceof Leases.LeaseLost)) {
      LOG.atWarn().setCause(fault).log("a source is not served, trying again");
      try {
        Thread.sleep(times.round().toMillis());
      } catch (InterruptedException disturbed) {
        // The loop looks.
      }
    }
  }
}
