package io.faden.routing;

import java.time.Duration;
import java.time.Instant;

/** When a queue is served. Targets and waits are counted in this time. */
public interface OpeningTimes {
  /** Around the clock. */
  OpeningTimes ALWAYS =
      new OpeningTimes() {
        @Override
        public Instant after(Instant start, Duration openTime) {
          return start.plus(openTime);
        }

        @Override
        public boolean openAt(Instant time) {
          return true;
        }
      };

  /** The moment at which so much open time has passed; bounded to ten years ahead. */
  Instant after(Instant start, Duration openTime);

  boolean openAt(Instant time);
}
