package io.faden.scan;

import io.faden.channel.AccountPoller;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the folder of one account on this node whenever no other node does. One thread of its own:
 * a share that hangs holds up nothing else.
 */
final class FolderPoller implements AccountPoller {
  private static final Logger LOG = LoggerFactory.getLogger(FolderPoller.class);
  private static final Duration REPORT = Duration.ofSeconds(10);

  private final Path root;
  private final Leases leases;
  private final ChannelAccounts accounts;
  private final FolderTimes times;
  private final FolderSync sync;
  private final Thread thread;
  private volatile ChannelAccount account;
  private volatile boolean stopped;
  private String status = "";
  private Optional<String> trouble = Optional.empty();
  private long reported;

  FolderPoller(
      Path root,
      Leases leases,
      ChannelAccounts accounts,
      FolderTimes times,
      FolderSync sync,
      ChannelAccount account) {
    this.root = root;
    this.leases = leases;
    this.accounts = accounts;
    this.times = times;
    this.sync = sync;
    this.account = account;
    // Disks block: a virtual thread would hold its carrier meanwhile.
    this.thread =
        Thread.ofPlatform().daemon().name("scans-" + account.id().value()).unstarted(this::run);
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
    String name = "scans:" + account.id().value();
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
  private void serve(HeldLease held, ChannelAccount current) {
    status = "";
    Optional<FolderPlace> place =
        current.letterbox().folder().map(folder -> new FolderPlace(root, folder));
    boolean made = false;
    try (FolderBell bell = new FolderBell()) {
      while (wanted(held, current)) {
        try {
          if (place.isEmpty()) {
            report("ok", Optional.empty());
            Thread.sleep(times.sweep().toMillis());
            continue;
          }
          if (!made) {
            place.get().make();
            made = true;
          }
          // Before the look: what comes during it rings.
          bell.listen(place.get().path());
          FolderSync.Look look =
              sync.look(place.get(), current.id(), held.lease(), () -> wanted(held, current));
          if (look.taken() > 0) {
            LOG.atInfo()
                .addKeyValue("account", current.id().value())
                .addKeyValue("scans", look.taken())
                .log("scans taken");
          }
          report(look.trouble().isEmpty() ? "ok" : "failing", look.trouble());
          if (look.more()) {
            Thread.sleep(times.look().toMillis());
          } else {
            bell.await(times.sweep());
          }
        } catch (FolderTrouble gone) {
          report("failing", Optional.of(gone.getMessage()));
          Thread.sleep(times.look().toMillis());
        }
      }
    } catch (InterruptedException disturbed) {
      // The loops look why.
    }
  }

  private boolean wanted(HeldLease held, ChannelAccount current) {
    return !stopped && held.held() && current.version() == account.version();
  }

  /** Tells a change at once, and that nothing changed from time to time. */
  private void report(String now, Optional<String> why) {
    boolean changed = !now.equals(status) || !why.equals(trouble);
    if (changed || System.nanoTime() - reported > REPORT.toNanos()) {
      accounts.reportState(account.id(), now, why);
      if (changed && why.isPresent()) {
        LOG.atWarn().addKeyValue("account", account.id().value()).log("scan folder: {}", why.get());
      }
      status = now;
      trouble = why;
      reported = System.nanoTime();
    }
  }

  private void calm(Throwable fault) {
    boolean meant = Thread.interrupted();
    if (!meant && !stopped && !(fault instanceof Leases.LeaseLost)) {
      LOG.atWarn().setCause(fault).log("scan folder not served, trying again");
      try {
        Thread.sleep(times.round().toMillis());
      } catch (InterruptedException disturbed) {
        // The loop looks.
      }
    }
  }
}
