package io.faden.supervision;

import java.util.Locale;
import java.util.Optional;

/** Which open items are asked for; what is absent does not narrow them. */
public record ItemFilter(Optional<Long> queue, Optional<Long> agent, Optional<Standing> standing) {

  /** A state, or what is worth a look. Each says so in SQL; $1 is the time of the reading. */
  public enum Standing {
    QUEUED("w.state = 'queued'"),
    OFFERED("w.state = 'offered'"),
    ASSIGNED("w.state = 'assigned'"),
    WRAPPING("w.state = 'wrapping'"),
    PARKED("w.state = 'parked'"),
    OVERDUE("w.state IN ('queued', 'offered', 'assigned') AND w.due_at < $1"),
    DUE_SOON(
        "w.state IN ('queued', 'offered', 'assigned') AND w.due_at >= $1 AND w.urgent_at <= $1"),
    UNSERVABLE("w.state = 'queued'");

    private final String sql;

    Standing(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }

    public static Standing of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
