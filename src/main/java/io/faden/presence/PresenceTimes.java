package io.faden.presence;

import java.time.Duration;

/**
 * The times by which people are missed.
 *
 * @param lost without a sign of life for so long, somebody is disconnected
 * @param beat how often pages are asked and their answers written down
 * @param round how often somebody is looked for who is lost or back
 * @param lease how long a dead node keeps others from looking
 * @param patience a node that begins to look misses nobody for so long: pages come back first
 * @param forgotten disconnected for so long, somebody is offline
 */
record PresenceTimes(
    Duration lost,
    Duration beat,
    Duration round,
    Duration lease,
    Duration patience,
    Duration forgotten) {
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** A working day: whoever is not back by then has gone home without signing out. */
  private static final Duration FORGOTTEN = Duration.ofHours(8);

  static PresenceTimes lostAfter(Duration lost) {
    Duration third = lost.dividedBy(3);
    return new PresenceTimes(
        lost,
        third.compareTo(BEAT) < 0 ? third : BEAT,
        Duration.ofSeconds(1),
        LEASE,
        lost.dividedBy(2),
        FORGOTTEN);
  }
}
