package io.faden.channel.email;

import io.faden.channel.email.mime.ReadingBudget;
import java.time.Duration;

/**
 * What the HTML of one message may cost: 1,000,000 characters over all its parts, and a time. Files
 * and plain text do not count here: they are read in one pass. One for each message, used by one
 * thread.
 */
final class HtmlBudget {
  static final int CHARACTERS = 1_000_000;

  private final ReadingBudget time;
  private int left = CHARACTERS;

  HtmlBudget(Duration time) {
    this.time = new ReadingBudget(time);
  }

  /** Whether the time is over; callers then make do with text. */
  boolean spent() {
    return time.spent();
  }

  /** Takes one part's HTML; false, and nothing taken, when it is too much or too late. */
  boolean take(int characters) {
    if (characters > left || spent()) {
      return false;
    }
    left -= characters;
    return true;
  }
}
