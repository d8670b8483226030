package io.faden.phone;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.UnreadableArrival;
import io.faden.intake.Ledger;
import io.faden.intake.Reception;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import java.util.HexFormat;
import java.util.Optional;

/** Where a telephone system reports: first into the ledger, from there to the calls. */
public final class CallReception implements Reception {
  private final Database database;
  private final Ledger ledger;
  private final ChannelAccounts accounts;
  private final Calls calls;

  public CallReception(Database database, Ledger ledger, ChannelAccounts accounts, Calls calls) {
    this.database = database;
    this.ledger = ledger;
    this.accounts = accounts;
    this.calls = calls;
  }

  /**
   * Stores an event as it came; false when no line has this token. The same bytes again are the
   * same event, which is harmless.
   */
  boolean take(String token, byte[] raw) {
    Optional<ChannelAccountId> line = accounts.lineOf(database, token);
    line.ifPresent(
        known -> {
          database.inTransaction(
              tx -> {
                boolean unused =
                    ledger
                        .record(
                            tx, known, "event:" + HexFormat.of().formatHex(Secret.sha256(raw)), raw)
                        .isPresent();
              });
          database.inTransaction(tx -> accounts.heard(tx, known));
        });
    return line.isPresent();
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    CallEvent event = CallReading.read(arrival.raw());
    return tx ->
        new Settled.Call(
            calls.told(tx, arrival.id().value(), arrival.account(), event, arrival.at()).value());
  }
}
