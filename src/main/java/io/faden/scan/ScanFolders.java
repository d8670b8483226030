package io.faden.scan;

import io.faden.channel.AccountPoller;
import io.faden.channel.AccountPollers;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountView;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.LetterFolders;
import io.faden.channel.letter.Tesseract;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Leases;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The scan folders of the house. Every node runs this; for each active account one node holds the
 * lease {@code scans:<id>} and takes the files of its folder, the others stand by. New, changed and
 * deactivated accounts are noticed within two seconds.
 */
public final class ScanFolders implements LetterFolders, AutoCloseable {
  static final String CHANNEL = "letter";

  private final Path root;
  private final Parts parts;
  private final FolderTimes times;
  private final AccountPollers pollers;

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
    this.pollers =
        new AccountPollers(
            "scan-folders", times.round(), () -> parts.accounts().active(CHANNEL), this::poller);
  }

  @Override
  public String path(String folder) {
    return new FolderPlace(root, folder).path().toString();
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    Optional<String> folder = account.letterbox().folder();
    boolean served =
        parts
            .accounts()
            .view(account.id())
            .flatMap(ChannelAccountView::letter)
            .map(ChannelAccountView.Letterbox::folder)
            .filter(folder::equals)
            .isPresent();
    return FolderTrial.of(
        folder.map(name -> new FolderPlace(root, name)), served, parts.languages().get());
  }

  public void start() {
    pollers.start();
  }

  private AccountPoller poller(ChannelAccount account) {
    FolderTaking taking =
        new FolderTaking(parts.database(), parts.leases(), parts.intake(), parts.zone());
    FolderSweep sweep = new FolderSweep(parts.database(), parts.zone());
    FolderSync sync = new FolderSync(taking, sweep, times, parts.zone(), parts.arrived());
    return new FolderPoller(root, parts.leases(), parts.accounts(), times, sync, account);
  }

  /** Gives all leases back; takes three seconds at most, a file that is being taken included. */
  @Override
  public void close() {
    pollers.close();
  }
}
