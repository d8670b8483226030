package io.faden.supervision;

import io.faden.routing.Queue;
import java.time.Instant;
import java.util.List;

/** Every queue at one moment, by name. The total is the sum over the queues. */
public record LiveQueues(Instant at, List<LiveQueue> queues, LiveCounts total) {
  public LiveQueues {
    queues = List.copyOf(queues);
  }

  /**
   * A queue at one moment.
   *
   * @param open within its business hours
   * @param ready available, with units to spare
   * @param arrivedLastHour what entered in each of the last twelve five minutes, oldest first
   */
  public record LiveQueue(
      Queue queue,
      LiveCounts counts,
      long members,
      long onShift,
      long ready,
      boolean open,
      List<Long> arrivedLastHour) {
    public LiveQueue {
      arrivedLastHour = List.copyOf(arrivedLastHour);
    }
  }
}
