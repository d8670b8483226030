package io.faden.channel.email.mime;

import java.time.Duration;

/**
 * What reading one message may cost: nesting depth 50, 1,000 parts, 1 MiB of headers, and a time.
 * One for each message, used by one thread.
 */
public final class ReadingBudget {
  static final int DEPTH = 50;
  static final int PARTS = 1_000;
  static final int HEADER_BYTES = 1 << 20;

  private final long deadline;
  private int parts = PARTS;
  private int headerBytes = HEADER_BYTES;

  public ReadingBudget(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Whether the time is over; callers then keep what they have. */
  public boolean spent() {
    return System.nanoTime() - deadline > 0;
  }

  /** Takes one part; false when there is none left. */
  boolean takePart() {
    return parts > 0 && parts-- > 0 && !spent();
  }

  /** Takes header bytes; false, and nothing taken, when too few are left. */
  boolean takeHeader(int bytes) {
    if (bytes > headerBytes) {
      return false;
    }
    headerBytes -= bytes;
    return true;
  }
}
