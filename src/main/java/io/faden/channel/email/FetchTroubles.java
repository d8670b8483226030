package io.faden.channel.email;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages that the server would not hand over. They hold up nobody: they are tried again, after a
 * longer pause each time, and told when it goes on. Forgotten with the process, because the
 * comparison with the ledger finds them again.
 */
final class FetchTroubles {
  /** From now on people are told. */
  private static final int LASTING = 3;

  /** From now on the message is no longer tried along with the new ones. */
  private static final int SET_ASIDE = 2;

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private record Trouble(int failures, Instant again) {}

  private final Duration firstPause;
  private final Map<Long, Trouble> troubles = new HashMap<>();

  FetchTroubles(Duration firstPause) {
    this.firstPause = firstPause;
  }

  void failed(long uid, Instant now) {
    int failures = troubles.getOrDefault(uid, new Trouble(0, now)).failures() + 1;
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    Instant again = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    troubles.put(uid, new Trouble(failures, again));
  }

  void cured(Collection<Long> uids) {
    troubles.keySet().removeAll(uids);
  }

  /** Those that are gone from the mailbox are no trouble any more. */
  void keepOnly(Collection<Long> present) {
    troubles.keySet().retainAll(present);
  }

  void forget() {
    troubles.clear();
  }

  boolean setAside(long uid) {
    Trouble trouble = troubles.get(uid);
    return trouble != null && trouble.failures >= SET_ASIDE;
  }

  boolean mayTry(long uid, Instant now) {
    Trouble trouble = troubles.get(uid);
    return trouble == null || !trouble.again.isAfter(now);
  }

  boolean anyDue(Instant now) {
    return troubles.values().stream().anyMatch(trouble -> !trouble.again.isAfter(now));
  }

  /** How many have failed for long. */
  long lasting() {
    return troubles.values().stream().filter(trouble -> trouble.failures >= LASTING).count();
  }
}
