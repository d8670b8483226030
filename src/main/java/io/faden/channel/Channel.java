package io.faden.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * What a medium must be able to do. Implementations keep no state of their own about messages: the
 * ledger and the delivery rows do.
 */
public interface Channel {

  /** The name used in data and API, for example {@code email}. */
  String name();

  /** Tries to reach both sides of an account. Never throws for what the other side does. */
  ConnectionVerdict test(ChannelAccount account);

  /**
   * Reads one raw arrival. Pure: no I/O, no clock but what the bytes say. Errors: {@link
   * UnreadableArrival} when nothing sensible can be made of the bytes; the arrival is then
   * quarantined with its message.
   */
  Incoming read(ChannelAccount account, byte[] raw) throws UnreadableArrival;

  /** An id for a new outgoing message that leads its answers back to the conversation. */
  String newMessageId(ChannelAccount account, long conversationId);

  /**
   * Carries one message out, blocking until the other side has said yes or no. Calls {@code
   * beforeTransmit} right before the first byte of content leaves; up to then a failure means that
   * nothing was sent. If {@code beforeTransmit} throws, nothing is sent and the exception rises.
   */
  Outcome send(ChannelAccount account, Outgoing message, Runnable beforeTransmit);

  /**
   * Whether handing a message over a second time is harmless. Then one that was under way when its
   * node died is handed over again instead of being put before a person.
   */
  default boolean repeatable() {
    return false;
  }

  /**
   * For how long an answer that does not get through is tried, until a person has to look at it.
   */
  default Duration patience() {
    return Duration.ofDays(2);
  }

  /** For channels on which an answer is more than its text, and can be public or private. */
  default Optional<Writing> writing() {
    return Optional.empty();
  }

  /** What is looked at when a message is written, rather than when it leaves; nothing if empty. */
  default Optional<Check> check() {
    return Optional.empty();
  }

  /** Says beforehand what would be refused later, to whoever can still change it. */
  interface Check {
    /**
     * A sentence that says why a message could not be sent as it is; empty if it could. Takes its
     * time, so no transaction is open meanwhile.
     */
    Optional<String> refusal(ChannelAccount account, Written message);
  }

  /**
   * An answer that nobody has sent yet; its files are those of its author's draft.
   *
   * @param contactPoint where it goes
   * @param open everybody will be able to read it
   */
  record Written(long conversation, long author, long contactPoint, String text, boolean open) {}
}
