package io.faden.intake;

import io.faden.channel.ChannelAccount;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.db.Tx;
import java.time.Instant;

/** Makes of arrivals what they are on their channel: messages, or what happens to a call. */
public interface Reception {

  /** Bytes on their way. */
  record Received(ArrivalId id, ChannelAccount account, Instant at, byte[] sha256, byte[] raw) {}

  /**
   * Reads the bytes, with no transaction open. Errors: {@link UnreadableArrival}, and the arrival
   * is quarantined with its message.
   */
  Readied read(Received arrival) throws UnreadableArrival;

  /** What was read, ready to be put where it belongs in the transaction of the ledger. */
  interface Readied {
    Settled file(Tx tx);
  }

  /** Where an arrival went. */
  sealed interface Settled {
    record Entry(long conversation, long entry) implements Settled {}

    record Call(long call) implements Settled {}

    /** The same came before, as this arrival. */
    record Duplicate(long arrival) implements Settled {}
  }
}
