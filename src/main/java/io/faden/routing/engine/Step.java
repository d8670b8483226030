package io.faden.routing.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One ring of a queue: who may be asked, and for how long only they.
 *
 * @param lasts until the next step, counted on from the step before; empty: the next never comes
 * @param skipIfNobody passed over while nobody who fits is online
 */
public record Step(List<Need> needs, Optional<Duration> lasts, boolean skipIfNobody) {
  public Step {
    needs = List.copyOf(needs);
  }
}
