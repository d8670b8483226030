package io.faden.channel;

/** The raw bytes of an arrival could not be read; the message says why, without its content. */
public final class UnreadableArrival extends Exception {
  public UnreadableArrival(String reason) {
    super(reason);
  }

  public UnreadableArrival(String reason, Throwable cause) {
    super(reason, cause);
  }
}
