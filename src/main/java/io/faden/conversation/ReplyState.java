package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How far a reply has got.
 *
 * @param status in_review, scheduled, sending, ready (waits for hands), printed, sent or failed;
 *     draft if it was taken back or returned
 * @param sendAt leaves then; until then it can be taken back
 * @param uncertain the line broke while it was being sent: it may have arrived
 */
public record ReplyState(
    String status,
    Optional<Instant> sendAt,
    Optional<Instant> sentAt,
    int attempts,
    Optional<Instant> nextAttemptAt,
    Optional<String> error,
    boolean uncertain) {

  private static final Set<String> LEFT = Set.of("sent", "failed");

  static Optional<ReplyState> of(Row row) {
    String state = row.getString("delivery_state");
    if (state == null) {
      return Optional.empty();
    }
    int attempts = row.getInteger("delivery_attempts");
    boolean waiting = state.equals("pending");
    return Optional.of(
        new ReplyState(
            switch (state) {
              case "pending" -> attempts == 0 ? "scheduled" : "sending";
              case "claimed", "transmitting" -> "sending";
              case "withdrawn" -> "draft";
              default -> state;
            },
            waiting && attempts == 0
                ? Optional.of(instant(row, "delivery_due_at"))
                : Optional.empty(),
            // One that came back had left once; that is over as soon as it is tried again.
            LEFT.contains(state) ? optionalInstant(row, "delivery_sent_at") : Optional.empty(),
            attempts,
            waiting && attempts > 0
                ? Optional.of(instant(row, "delivery_due_at"))
                : Optional.empty(),
            optionalText(row, "delivery_error"),
            row.getBoolean("delivery_uncertain")));
  }
}
