package io.faden.supervision;

import io.faden.platform.db.Sql;
import io.faden.routing.BusinessTimes;
import io.faden.routing.OpeningTimes;
import io.faden.supervision.LiveQueues.LiveQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues at one moment, and what they were counted from.
 *
 * @param unservable what nobody on shift could do
 */
record Board(Staffing staffing, List<Unservable> unservable, LiveQueues queues) {

  /**
   * Everything is counted by the database. In one snapshot, so that the parts add up: the
   * transaction is to be of that kind.
   */
  static Board read(Sql sql, StaffingStore people, QueueStore store, BusinessTimes times) {
    Staffing staffing = people.read(sql);
    Map<Long, LiveCounts.Sum> sums = new LinkedHashMap<>();
    staffing.queues().keySet().forEach(queue -> sums.put(queue, new LiveCounts.Sum()));
    LiveCounts.Sum total = new LiveCounts.Sum();
    for (OpenGroup group : store.openGroups(sql, staffing.at())) {
      sums.get(group.queue()).add(group);
      total.add(group);
    }
    List<Unservable> unservable = unservable(sql, staffing, store);
    Map<Integer, Long> asked =
        store.asked(
            sql,
            staffing,
            unservable.stream().takeWhile(each -> !each.personals().isEmpty()).toList());
    for (int place = 0; place < unservable.size(); place++) {
      NeedyGroup group = unservable.get(place).group();
      long nobodys = group.items() - asked.getOrDefault(place, 0L);
      sums.get(group.facts().queue()).nobodys(nobodys);
      total.nobodys(nobodys);
    }
    Map<Long, Instant> oldest = new LinkedHashMap<>();
    sums.forEach((queue, sum) -> sum.oldest().ifPresent(entered -> oldest.put(queue, entered)));
    Map<Long, Long> oldestItems = store.enteredAt(sql, oldest);
    Map<Long, List<Long>> entries = store.entriesOfLastHour(sql, staffing.at());
    Map<Long, OpeningTimes> opening = times.ofQueues(sql);
    List<LiveQueue> queues = new ArrayList<>();
    for (Map.Entry<Long, Staffing.Served> each : staffing.queues().entrySet()) {
      long id = each.getKey();
      queues.add(
          new LiveQueue(
              each.getValue().queue(),
              sums.get(id).counts(staffing.at(), Optional.ofNullable(oldestItems.get(id))),
              each.getValue().members(),
              staffing.onShift(id),
              staffing.ready(id),
              opening.getOrDefault(id, OpeningTimes.ALWAYS).openAt(staffing.at()),
              entries.getOrDefault(id, QueueStore.NOTHING_ENTERED)));
    }
    Optional<Long> first =
        oldest.entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .map(oldestItems::get);
    return new Board(
        staffing,
        unservable,
        new LiveQueues(staffing.at(), queues, total.counts(staffing.at(), first)));
  }

  /** Those with a personal agent who is there come first: only they are looked at again. */
  private static List<Unservable> unservable(Sql sql, Staffing staffing, QueueStore store) {
    return store.needy(sql, staffing).stream()
        .filter(group -> staffing.unservable(group.facts()))
        .map(
            group ->
                new Unservable(
                    group, group.personal() > 0 ? staffing.personals(group.facts()) : List.of()))
        .sorted(Comparator.comparing(each -> each.personals().isEmpty()))
        .toList();
  }
}
