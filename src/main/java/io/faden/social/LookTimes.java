package io.faden.social;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a post is looked at again after it came: less and less often, and then no more. */
record LookTimes(List<Duration> pauses, Duration afterFailure) {
  static final LookTimes STANDARD =
      new LookTimes(
          List.of(
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(12),
              Duration.ofDays(2)),
          Duration.ofMinutes(2));

  LookTimes {
    pauses = List.copyOf(pauses);
  }

  /** After so many looks; empty when it was the last one. */
  Optional<Duration> after(int looks) {
    return looks < pauses.size() ? Optional.of(pauses.get(looks)) : Optional.empty();
  }
}
