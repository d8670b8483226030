package io.faden.platform.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the event log: transaction, then number. Written {@code <xact>-<id>}. */
public record Cursor(long xact, long id) implements Comparable<Cursor> {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /** Behind every event of a transaction. */
  static Cursor endOf(long xact) {
    return new Cursor(xact, 999_999_999_999_999_999L);
  }

  public static Optional<Cursor> parse(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches()
        ? Optional.of(
            new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Cursor other) {
    int byTransaction = Long.compare(xact, other.xact);
    return byTransaction != 0 ? byTransaction : Long.compare(id, other.id);
  }

  @Override
  public String toString() {
    return xact + "-" + id;
  }
}
