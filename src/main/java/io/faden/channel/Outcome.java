package io.faden.channel;

import io.faden.platform.db.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** How an attempt to send ended. Reasons are readable sentences or what the other side said. */
public sealed interface Outcome {
  /**
   * The other side took responsibility.
   *
   * @param raw what it was given
   * @param messageId under which it is known there, where that is not for us to say
   * @param keep what the channel itself keeps of it, written in the transaction that makes it sent
   */
  record Accepted(byte[] raw, Optional<String> messageId, Consumer<Tx> keep) implements Outcome {
    public Accepted(byte[] raw) {
      this(raw, Optional.empty(), tx -> {});
    }
  }

  /**
   * Made, and now waiting for hands: it is sent when people say so.
   *
   * @param keep what the channel itself keeps of it, written in the transaction that makes it ready
   */
  record Prepared(byte[] raw, Consumer<Tx> keep) implements Outcome {}

  /**
   * Surely not sent; trying again later makes sense.
   *
   * @param until when the other side wants to be asked again, if it says so
   */
  record Deferred(String reason, Optional<Instant> until) implements Outcome {
    public Deferred(String reason) {
      this(reason, Optional.empty());
    }
  }

  /** Surely not sent; trying again would end the same way. */
  record Refused(String reason) implements Outcome {}

  /** The line broke after content had begun to flow: it may have been sent. */
  record Uncertain(String reason) implements Outcome {}
}
