package io.faden.channel;

/** How an attempt to send ended. Reasons are readable sentences or what the other side said. */
public sealed interface Outcome {
  /** The other side took responsibility; raw is what it was given. */
  record Accepted(byte[] raw) implements Outcome {}

  /** Surely not sent; trying again later makes sense. */
  record Deferred(String reason) implements Outcome {}

  /** Surely not sent; trying again would end the same way. */
  record Refused(String reason) implements Outcome {}

  /** The line broke after content had begun to flow: it may have been sent. */
  record Uncertain(String reason) implements Outcome {}
}
