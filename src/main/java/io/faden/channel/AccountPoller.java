package io.faden.channel;

import java.time.Duration;

/** Serves one account on this node whenever no other node does, on a thread of its own. */
public interface AccountPoller {
  void start();

  /** Goes on with changed settings at once. */
  void serve(ChannelAccount account);

  /** It gives its lease back and ends by itself. */
  void stop();

  boolean stopped();

  /** Whether it has ended within this time. */
  boolean ended(Duration within) throws InterruptedException;
}
