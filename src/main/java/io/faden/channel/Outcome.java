package io.faden.channel;

import io.faden.platform.db.Tx;
import java.util.function.Consumer;

/** How an attempt to send ended. Reasons are readable sentences or what the other side said. */
public sealed interface Outcome {
  /** The other side took responsibility; raw is what it was given. */
  record Accepted(byte[] raw) implements Outcome {}

  /**
   * Made, and now waiting for hands: it is sent when people say so.
   *
   * @param keep what the channel itself keeps of it, written in the transaction that makes it ready
   */
  record Prepared(byte[] raw, Consumer<Tx> keep) implements Outcome {}

  /** Surely not sent; trying again later makes sense. */
  record Deferred(String reason) implements Outcome {}

  /** Surely not sent; trying again would end the same way. */
  record Refused(String reason) implements Outcome {}

  /** The line broke after content had begun to flow: it may have been sent. */
  record Uncertain(String reason) implements Outcome {}
}
