package io.faden.supervision;

import io.faden.routing.engine.ItemFacts;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Optional;

/**
 * Open items of a queue that are alike: same state and channel, and where they wait, the same needs
 * in the same stretch of waiting time.
 *
 * @param stretch of those that wait; absent for the others
 * @param facts of one that stands for all
 * @param oldest when the first of them entered
 * @param needs as they are written
 */
record OpenGroup(
    String state,
    String channel,
    Optional<Integer> stretch,
    ItemFacts facts,
    Instant oldest,
    JsonArray needs,
    long items,
    long dueSoon,
    long overdue,
    Optional<Instant> nextDue) {

  boolean waits() {
    return state.equals("queued");
  }
}
