package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The place of an item in the line (rule 2); smaller comes first. An item that is due soon outranks
 * all that are not, earliest due first. Else age counts, and priority as so much more age: a plain
 * number, so items of different queues stand in one line. Times are in microseconds, as the
 * database keeps them.
 */
record Order(boolean urgent, long key, long entered, long id) implements Comparable<Order> {
  /** Worth more than any waiting time; and a thousand levels of it still fit into a long. */
  private static final long MOST_BOOST = Duration.ofDays(100 * 365).toSeconds() * 1_000_000;

  private static final int MOST_LEVELS = 1000;

  /** Seconds since 1970 that are still exact as microseconds in a long, with room for boosts. */
  private static final long MOST_SECONDS = 4_000_000_000_000L;

  static Order of(QueueRules rules, ItemFacts item, Instant now) {
    return of(rules, item, micros(now));
  }

  static Order of(QueueRules rules, ItemFacts item, long now) {
    boolean urgent = urgentFrom(rules, item) <= now;
    long key = urgent ? micros(item.due().orElseThrow()) : byAge(rules, item);
    return new Order(urgent, key, micros(item.entered()), item.id());
  }

  /** When the item begins to outrank those that are not due; never: {@code Long.MAX_VALUE}. */
  static long urgentFrom(QueueRules rules, ItemFacts item) {
    return item.due().isEmpty()
        ? Long.MAX_VALUE
        : micros(item.due().get()) - micros(rules.warning());
  }

  static long micros(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS);
    return seconds * 1_000_000 + time.getNano() / 1000;
  }

  static long micros(Duration length) {
    return Math.min(length.toSeconds(), MOST_SECONDS) * 1_000_000 + length.toNanosPart() / 1000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }

  private static long byAge(QueueRules rules, ItemFacts item) {
    long boost = rules.strictPriority() ? MOST_BOOST : Math.min(micros(rules.boost()), MOST_BOOST);
    long levels = Math.clamp(item.priority(), -MOST_LEVELS, MOST_LEVELS);
    return micros(item.eligible()) - levels * boost;
  }

  @Override
  public int compareTo(Order other) {
    if (urgent != other.urgent) {
      return urgent ? -1 : 1;
    }
    int byKey = Long.compare(key, other.key);
    if (byKey != 0) {
      return byKey;
    }
    int byEntry = Long.compare(entered, other.entered);
    return byEntry != 0 ? byEntry : Long.compare(id, other.id);
  }
}
