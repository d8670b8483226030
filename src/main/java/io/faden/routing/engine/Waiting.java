package io.faden.routing.engine;

/** An item in the engine: its facts, and where it stands in a line and on the wheel. */
final class Waiting {
  ItemFacts facts;

  /** Its match is with the caller: out of every line until the caller has spoken. */
  Match pending;

  /** Listed to be placed anew before the next decision. */
  boolean listed;

  boolean gone;

  /** Kept as they were when it was placed; the line is sorted by it. */
  Order order;

  Bucket bucket;
  int position;

  /** On the wheel while {@code spoke} is not negative. */
  int spoke = -1;

  long wakeAt;
  Waiting before;
  Waiting after;

  Waiting(ItemFacts facts) {
    this.facts = facts;
  }
}
