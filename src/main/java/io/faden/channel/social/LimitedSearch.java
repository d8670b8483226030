package io.faden.channel.social;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a pattern that somebody outside this code has written. A few signs are enough to write
 * one that tries every way through a text before it gives up, which takes years; so its looks at
 * characters are counted, over all texts together, and then it finds nothing more. What it has cost
 * is counted rather than timed, so that a busy machine finds what an idle one finds.
 */
final class LimitedSearch {
  private static final Logger LOG = LoggerFactory.getLogger(LimitedSearch.class);

  /** About 20 ms; the usual pattern needs a thousandth of it for the longest post. */
  private static final int LOOKS = 2_000_000;

  private final Pattern pattern;
  private int left = LOOKS;

  LimitedSearch(Pattern pattern) {
    this.pattern = pattern;
  }

  /** In the order of the text; what was found before it became too costly. */
  List<MatchResult> all(String text) {
    List<MatchResult> found = new ArrayList<>();
    if (left < 0) {
      return found;
    }
    try {
      Matcher each = pattern.matcher(new Counted(text));
      while (each.find()) {
        found.add(each.toMatchResult());
      }
    } catch (TooCostly | StackOverflowError endless) {
      left = -1;
      LOG.atWarn()
          .addKeyValue("pattern", pattern.pattern())
          .log("a form of customer numbers is too costly to look for, and finds nothing");
    }
    return found;
  }

  private static final class TooCostly extends RuntimeException {
    TooCostly() {
      super(null, null, false, false);
    }
  }

  private final class Counted implements CharSequence {
    private final String text;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooCostly();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
