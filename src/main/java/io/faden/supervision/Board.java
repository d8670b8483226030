package io.faden.supervision;

import io.faden.platform.db.Sql;
import io.faden.supervision.LiveQueues.LiveQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues at one moment, and what they were counted from.
 *
 * @param unservable the groups that nobody on shift could do
 */
record Board(Staffing staffing, List<OpenGroup> unservable, LiveQueues queues) {

  /** Two readings for a hundred thousand items: everything is counted by the database. */
  static Board read(Sql sql, StaffingStore people, QueueStore store) {
    Staffing staffing = people.read(sql);
    Map<Long, LiveCounts.Sum> sums = new LinkedHashMap<>();
    staffing.queues().keySet().forEach(queue -> sums.put(queue, new LiveCounts.Sum()));
    LiveCounts.Sum total = new LiveCounts.Sum();
    List<OpenGroup> unservable = new ArrayList<>();
    for (OpenGroup group : store.openGroups(sql, staffing)) {
      LiveCounts.Sum sum = sums.get(group.facts().queue());
      if (sum == null) {
        // Of a queue that is newer than the list of queues: counted next time, in both.
        continue;
      }
      boolean nobody = group.waits() && staffing.unservable(group.facts());
      sum.add(group, nobody);
      total.add(group, nobody);
      if (nobody) {
        unservable.add(group);
      }
    }
    Map<Long, Instant> oldest = new LinkedHashMap<>();
    sums.forEach((queue, sum) -> sum.oldest().ifPresent(entered -> oldest.put(queue, entered)));
    Map<Long, Long> oldestItems = store.enteredAt(sql, oldest);
    Map<Long, List<Long>> entries = store.entriesOfLastHour(sql, staffing.at());
    List<LiveQueue> queues = new ArrayList<>();
    for (Map.Entry<Long, Staffing.Served> each : staffing.queues().entrySet()) {
      long id = each.getKey();
      queues.add(
          new LiveQueue(
              each.getValue().queue(),
              sums.get(id).counts(staffing.at(), Optional.ofNullable(oldestItems.get(id))),
              staffing.members(id),
              staffing.onShift(id),
              staffing.ready(id),
              entries.getOrDefault(id, QueueStore.NOTHING_ENTERED)));
    }
    Optional<Long> first =
        oldest.entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .map(oldestItems::get);
    return new Board(
        staffing,
        List.copyOf(unservable),
        new LiveQueues(staffing.at(), queues, total.counts(staffing.at(), first)));
  }
}
