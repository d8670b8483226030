package io.faden.routing.engine;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The timer wheel: one alarm for each item, set and taken back in constant time. Each of its levels
 * has 64 slots and turns 64 times slower than the one below; an alarm lies on the level of the
 * highest digit (base 64) in which its time differs from now, and moves down as the time comes
 * nearer. So slots of a level are never wrapped around, and whatever lies on a lower level is
 * sooner. Source: Varghese and Lauck, Hashed and Hierarchical Timing Wheels, 1987.
 */
final class Wheel {
  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;
  private static final int LEVELS = 11;

  private final Waiting[] slots = new Waiting[LEVELS * SLOTS];
  private final long[] occupied = new long[LEVELS];
  private long now;

  /** Sets the alarm of an item that has none; the time must be later than the wheel's. */
  void add(Waiting item, long at) {
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(at ^ now)) / BITS;
    int slot = (int) (at >>> (level * BITS)) & (SLOTS - 1);
    int spoke = level * SLOTS + slot;
    item.wakeAt = at;
    item.spoke = spoke;
    item.before = null;
    item.after = slots[spoke];
    if (item.after != null) {
      item.after.before = item;
    }
    slots[spoke] = item;
    occupied[level] |= 1L << slot;
  }

  /** Takes the alarm back, if there is one. */
  void remove(Waiting item) {
    if (item.spoke < 0) {
      return;
    }
    if (item.before != null) {
      item.before.after = item.after;
    } else {
      slots[item.spoke] = item.after;
      if (item.after == null) {
        occupied[item.spoke / SLOTS] &= ~(1L << (item.spoke % SLOTS));
      }
    }
    if (item.after != null) {
      item.after.before = item.before;
    }
    forget(item);
  }

  /** Turns the wheel; alarms that are due by then are no longer on it. */
  void turn(long to, Consumer<Waiting> due) {
    while (true) {
      int level = firstLevel();
      if (level == LEVELS || start(level) > to) {
        now = to;
        return;
      }
      int spoke = level * SLOTS + Long.numberOfTrailingZeros(occupied[level]);
      now = start(level);
      occupied[level] &= occupied[level] - 1;
      Waiting item = slots[spoke];
      slots[spoke] = null;
      while (item != null) {
        Waiting after = item.after;
        forget(item);
        if (item.wakeAt <= to) {
          due.accept(item);
        } else {
          add(item, item.wakeAt);
        }
        item = after;
      }
    }
  }

  /** Not later than the next alarm; turned to it, the wheel knows better. */
  OptionalLong next() {
    int level = firstLevel();
    return level == LEVELS ? OptionalLong.empty() : OptionalLong.of(start(level));
  }

  private int firstLevel() {
    int level = 0;
    while (level < LEVELS && occupied[level] == 0) {
      level++;
    }
    return level;
  }

  /** When the first slot in use of a level begins. */
  private long start(int level) {
    int above = (level + 1) * BITS;
    long prefix = above < Long.SIZE ? now >>> above << above : 0;
    return prefix | ((long) Long.numberOfTrailingZeros(occupied[level]) << (level * BITS));
  }

  private static void forget(Waiting item) {
    item.spoke = -1;
    item.before = null;
    item.after = null;
  }
}
