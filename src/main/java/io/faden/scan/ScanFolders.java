package io.faden.scan;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.LetterFolders;
import io.faden.channel.letter.Tesseract;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scan folders of the house. Every node runs this; for each active account one node holds the
 * lease {@code scans:<id>} and takes the files of its folder, the others stand by. New, changed and
 * deactivated accounts are noticed within two seconds.
 */
public final class ScanFolders implements LetterFolders, AutoCloseable {
  static final String CHANNEL = "letter";
  private static final Logger LOG = LoggerFactory.getLogger(ScanFolders.class);
  private static final Duration TO_END = Duration.ofSeconds(3);

  private final Path root;
  private final Parts parts;
  private final FolderTimes times;
  private final Map<ChannelAccountId, FolderPoller> pollers = new HashMap<>();
  private volatile boolean running = true;
  private Thread thread;

  /**
   * What it works with.
   *
   * @param zone of the house, in which days begin
   * @param languages asks what text can be recognised in
   * @param arrived runs after each commit that recorded something, cheap and from any thread
   */
  public record Parts(
      Database database,
      Leases leases,
      ScanIntake intake,
      ChannelAccounts accounts,
      Supplier<ZoneId> zone,
      Supplier<Tesseract.Languages> languages,
      Runnable arrived) {}

  /** Input: the folder in which those of the accounts are; made when it is first needed. */
  public ScanFolders(Path root, Parts parts) {
    this(root, parts, FolderTimes.STANDARD);
  }

  ScanFolders(Path root, Parts parts, FolderTimes times) {
    this.root = root.toAbsolutePath().normalize();
    this.parts = parts;
    this.times = times;
  }

  @Override
  public String path(String folder) {
    return new FolderPlace(root, folder).path().toString();
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return FolderTrial.of(
        account.letterbox().folder().map(folder -> new FolderPlace(root, folder)),
        parts.languages().get());
  }

  public void start() {
    thread = Thread.ofVirtual().name("scan-folders").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        round(parts.accounts().active(CHANNEL));
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException | Error fault) {
        if (!running) {
          return;
        }
        LOG.atWarn().setCause(fault).log("scan folders not looked at, trying again");
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
      FolderPoller poller = pollers.get(id);
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

  private FolderPoller started(ChannelAccount account) {
    FolderTaking taking =
        new FolderTaking(parts.database(), parts.leases(), parts.intake(), parts.zone());
    FolderSweep sweep = new FolderSweep(parts.database(), parts.zone());
    FolderSync sync = new FolderSync(taking, sweep, times, parts.zone(), parts.arrived());
    FolderPoller poller =
        new FolderPoller(root, parts.leases(), parts.accounts(), times, sync, account);
    poller.start();
    return poller;
  }

  /** Gives all leases back; takes three seconds at most, a file that is being taken included. */
  @Override
  public void close() {
    running = false;
    if (thread != null) {
      thread.interrupt();
    }
    long end = System.nanoTime() + TO_END.toNanos();
    synchronized (this) {
      pollers.values().forEach(FolderPoller::stop);
      try {
        for (FolderPoller poller : pollers.values()) {
          Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
          if (!poller.ended(left)) {
            LOG.warn("a scan folder did not end in time, its lease runs out by itself");
          }
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
