package io.faden.social;

import io.faden.channel.AccountPoller;
import io.faden.channel.AccountPollers;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.SocialNetwork;
import io.faden.conversation.PostMatters;
import io.faden.intake.Ledger;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The sources that want to be asked for what is new. Every node runs this; for each active account
 * one node holds the lease {@code source:<id>}, the others stand by. New, changed and deactivated
 * accounts are noticed within two seconds.
 */
public final class SourcePollers implements AutoCloseable {
  private final Parts parts;
  private final Map<String, SocialNetwork> networks;
  private final SourceTimes times;
  private final AccountPollers pollers;

  /**
   * What it works with.
   *
   * @param arrived runs after each commit that recorded something, cheap and from any thread
   */
  public record Parts(
      Database database,
      EventLog events,
      Leases leases,
      Ledger ledger,
      ChannelAccounts accounts,
      PostMatters matters,
      Runnable arrived) {}

  /** Input: the networks by their names, and how often they are asked. */
  public SourcePollers(Parts parts, Map<String, SocialNetwork> networks, Duration poll) {
    this(parts, networks, SourceTimes.every(poll), LookTimes.STANDARD);
  }

  SourcePollers(
      Parts parts, Map<String, SocialNetwork> networks, SourceTimes times, LookTimes looks) {
    this.parts = parts;
    this.networks = Map.copyOf(networks);
    this.times = times;
    this.pollers =
        new AccountPollers(
            "sources", times.round(), this::active, account -> poller(account, looks));
  }

  public void start() {
    pollers.start();
  }

  private List<ChannelAccount> active() {
    return networks.keySet().stream()
        .sorted()
        .flatMap(name -> parts.accounts().active(name).stream())
        .filter(account -> !(account.social().network() instanceof SocialSettings.Webhook))
        .toList();
  }

  private AccountPoller poller(ChannelAccount account, LookTimes looks) {
    SocialNetwork network = networks.get(account.channel());
    SourceCursor cursors = new SourceCursor(parts.database(), parts.leases(), parts.ledger());
    return new SourcePoller(
        network,
        parts.leases(),
        parts.accounts(),
        cursors,
        new Looking(
            parts.database(),
            parts.leases(),
            parts.events(),
            parts.matters(),
            network,
            cursors,
            looks),
        times,
        parts.arrived(),
        account);
  }

  /** Gives all leases back; takes three seconds at most. */
  @Override
  public void close() {
    pollers.close();
  }
}
