package io.faden.channel.email;

import io.faden.channel.AccountPoller;
import io.faden.channel.AccountPollers;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.intake.Ledger;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Leases;
import java.time.Clock;
import java.time.Duration;

/**
 * The mailboxes of the house. Every node runs this; for each active e-mail account one node holds
 * the lease {@code mailbox:<id>} and takes its messages, the others stand by. New, changed and
 * deactivated accounts are noticed within two seconds.
 */
public final class MailboxPollers implements AutoCloseable {
  private final Database database;
  private final Leases leases;
  private final Ledger ledger;
  private final ChannelAccounts accounts;
  private final Runnable arrived;
  private final PollerTimes times;
  private final AccountPollers pollers;

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
    this.pollers =
        new AccountPollers(
            "mailboxes", times.round(), () -> accounts.active(EmailChannel.NAME), this::poller);
  }

  public void start() {
    pollers.start();
  }

  private AccountPoller poller(ChannelAccount account) {
    MailboxSync sync =
        new MailboxSync(
            database, leases, ledger, arrived, Clock.systemUTC(), new FetchTroubles(times.retry()));
    return new MailboxPoller(leases, accounts, times, sync, account);
  }

  /** Breaks all lines and gives all leases back; takes three seconds at most. */
  @Override
  public void close() {
    pollers.close();
  }
}
