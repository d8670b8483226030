package io.faden.intake;

import io.faden.channel.ChannelAccount;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes of arrivals what they are on their channel: messages, posts, or what happens to a call. */
public interface Reception {

  /** Bytes on their way. */
  record Received(
      ArrivalId id,
      ChannelAccount account,
      String sourceKey,
      Instant at,
      byte[] sha256,
      byte[] raw) {}

  /** How long reading may take; then the arrival is quarantined. */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** It could not be read or stored, and was set aside in this transaction. */
  default void quarantined(Tx tx, ArrivalId id) {}

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

    /**
     * Somebody has to say where it belongs.
     *
     * @param due until when
     */
    record ToCheck(Optional<Instant> due) implements Settled {}

    /** It waits in a list for somebody to look at, and is no work before they say so. */
    record Waiting() implements Settled {}

    /** It is settled and nobody has to do anything about it. */
    record Quiet() implements Settled {}

    /** The same came before and waits; by what is told now it belongs there. */
    record Resolves(long arrival, Entry entry) implements Settled {}

    /** The same came before, as this arrival. */
    record Duplicate(long arrival) implements Settled {}
  }
}
