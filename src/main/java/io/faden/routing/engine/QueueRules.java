package io.faden.routing.engine;

import java.time.Duration;
import java.util.List;

/**
 * What the engine knows of a queue. After the last step comes, without being written down, the step
 * of every member, in which only hard needs are left; it comes when the last written step is over,
 * and at once where there is none.
 *
 * @param boost what one level of priority is worth in waiting time; not negative
 * @param strictPriority a higher priority always comes first, whatever the waiting time
 * @param qualityFirst the best skill is chosen before the least load
 * @param warning how long before its due time an item outranks those that are not due
 */
public record QueueRules(
    long id,
    List<Step> steps,
    Duration boost,
    boolean strictPriority,
    boolean qualityFirst,
    Place place,
    Duration warning) {
  public QueueRules {
    steps = List.copyOf(steps);
  }

  /** Where those who serve the queue have to sit. */
  public enum Place {
    ANYWHERE,
    OFFICE,
    HOME
  }
}
