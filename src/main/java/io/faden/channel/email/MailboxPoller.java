package io.faden.channel.email;

import io.faden.channel.AccountPoller;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one mailbox on this node whenever no other node does: takes the lease, connects, takes
 * what is there, waits, and begins again when the line breaks. One thread of its own.
 */
final class MailboxPoller implements AccountPoller {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxPoller.class);
  private static final Duration REPORT = Duration.ofSeconds(10);
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);

  private final Leases leases;
  private final ChannelAccounts accounts;
  private final PollerTimes times;
  private final MailboxSync sync;
  private final Thread thread;
  private volatile ChannelAccount account;
  private volatile boolean stopped;
  private volatile LineSockets sockets = new LineSockets();
  private String status = "";
  private Optional<String> trouble = Optional.empty();
  private long reported;
  private Duration backOff = FIRST_BACK_OFF;

  MailboxPoller(
      Leases leases,
      ChannelAccounts accounts,
      PollerTimes times,
      MailboxSync sync,
      ChannelAccount account) {
    this.leases = leases;
    this.accounts = accounts;
    this.times = times;
    this.sync = sync;
    this.account = account;
    // The mail library blocks inside monitors: up to JDK 23 that would hold a carrier for as long
    // as a mailbox is idle.
    this.thread =
        Thread.ofPlatform().daemon().name("mailbox-" + account.id().value()).unstarted(this::run);
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
      disturb();
    }
  }

  /** Breaks the line; the thread gives its lease back and ends by itself. */
  @Override
  public void stop() {
    stopped = true;
    disturb();
  }

  /** Ends whatever the thread is waiting for; it looks why. */
  private void disturb() {
    thread.interrupt();
    sockets.breakOff();
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
    String name = "mailbox:" + account.id().value();
    while (!stopped) {
      try {
        Optional<Lease> lease = leases.acquire(name, times.lease());
        if (lease.isPresent()) {
          try (HeldLease held = new HeldLease(leases, lease.get(), times.lease(), this::disturb)) {
            serve(held);
          }
        }
        pause(times.round());
      } catch (Exception | Error fault) {
        // Interrupted for a reason that the condition above knows, or the database is away.
        calm(fault, times.round());
      }
    }
  }

  /** Serves for as long as the lease is held. */
  private void serve(HeldLease held) throws InterruptedException {
    status = "";
    int version = account.version();
    while (!stopped && held.held()) {
      ChannelAccount current = account;
      if (current.version() != version) {
        // The change itself has set the state back.
        status = "";
        version = current.version();
        backOff = FIRST_BACK_OFF;
      }
      try {
        if (!status.equals("failing")) {
          report("connecting", Optional.empty());
        }
        connected(held, current);
      } catch (Leases.LeaseLost elsewhere) {
        return;
      } catch (Exception failure) {
        sync.lineBroke();
        boolean meant = stopped || !held.held() || changed(current);
        if (meant || failure instanceof InterruptedException) {
          Object unused = Thread.interrupted();
        } else {
          failing(current, failure);
        }
      }
    }
  }

  private void connected(HeldLease held, ChannelAccount current) throws Exception {
    sockets = new LineSockets();
    if (stopped || !held.held() || changed(current)) {
      // Disturbed just before there was something to break off.
      return;
    }
    try (MailboxLine line = MailboxLine.open(current.mailbox().imap(), times.patience(), sockets)) {
      sync.begin(line, current, held.lease());
      long compared = 0;
      while (!stopped && held.held() && !changed(current)) {
        MailboxSync.Taken taken = sync.takeNew(line, current, held.lease());
        log(current, taken.messages());
        if (!taken.more() && comparisonIsDue(compared)) {
          log(current, sync.compare(line, current, held.lease()));
          compared = System.nanoTime();
        }
        backOff = FIRST_BACK_OFF;
        reportHealth();
        if (!taken.more()) {
          line.awaitNews(times.poll());
        }
      }
    }
  }

  private boolean comparisonIsDue(long last) {
    return last == 0
        || sync.comparisonPays()
        || System.nanoTime() - last > times.comparison().toNanos();
  }

  private boolean changed(ChannelAccount current) {
    return current.version() != account.version();
  }

  private static void log(ChannelAccount account, int taken) {
    if (taken > 0) {
      LOG.atInfo()
          .addKeyValue("mailbox", account.id().value())
          .addKeyValue("messages", taken)
          .log("messages taken");
    }
  }

  private void reportHealth() {
    long refused = sync.lasting();
    if (refused == 0) {
      report("ok", Optional.empty());
    } else {
      String which = refused == 1 ? "one message" : refused + " messages";
      report("failing", Optional.of("The mail server does not hand over " + which + "."));
    }
  }

  private void failing(ChannelAccount current, Exception failure) {
    ConnectionFailure why = ConnectionFailure.of(failure);
    LOG.atWarn()
        .addKeyValue("mailbox", current.id().value())
        .addKeyValue("code", why.code())
        .log("mailbox not served, trying again");
    boolean database = failure.getClass().getName().startsWith("io.vertx.");
    try {
      // A line that served well and broke is mended first; only if that fails it is told.
      if (!database && !status.equals("ok")) {
        report("failing", Optional.of(why.reason()));
      }
    } catch (RuntimeException databaseAway) {
      // Nobody could read it now.
    }
    Duration pause = backOff.plusMillis(ThreadLocalRandom.current().nextInt(300));
    Duration longer = backOff.multipliedBy(2);
    backOff = longer.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : longer;
    try {
      pause(pause);
    } catch (InterruptedException changed) {
      // Settings changed or the lease is lost: the loop looks.
    }
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

  private void calm(Throwable fault, Duration time) {
    if (!stopped && !(fault instanceof InterruptedException)) {
      LOG.atWarn().setCause(fault).log("mailbox round failed, trying again");
      try {
        pause(time);
      } catch (InterruptedException meant) {
        // The loop looks.
      }
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
