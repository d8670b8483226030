package io.faden.routing;

import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.function.Supplier;

/** Leaves a transaction that must not commit, with the reason in domain words. */
final class Refusal extends RuntimeException {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final Map<String, SetResult.What> REFERENCES =
      Map.of(
          "queue_member_agent_fkey", SetResult.What.AGENT,
          "queue_member_queue_fkey", SetResult.What.QUEUE,
          "queue_hours_fkey", SetResult.What.HOURS,
          "entry_rule_queue_fkey", SetResult.What.QUEUE);

  private final transient SetResult.What unknown;

  private Refusal(SetResult.What unknown) {
    super(unknown.name(), null, false, false);
    this.unknown = unknown;
  }

  static Refusal unknown(SetResult.What what) {
    return new Refusal(what);
  }

  /** Runs a transaction; refusals and what a constraint refused become results. */
  static <T> SetResult<T> told(Supplier<SetResult<T>> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      return new SetResult.Unknown<>(refusal.unknown);
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())
          && "business_hours_name".equals(fault.getConstraint())) {
        return new SetResult.NameTaken<>();
      }
      if (FOREIGN_KEY_VIOLATION.equals(fault.getSqlState())) {
        if ("agent_slot_agent_fkey".equals(fault.getConstraint())) {
          return new SetResult.NotFound<>();
        }
        SetResult.What unknown = REFERENCES.get(fault.getConstraint());
        if (unknown != null) {
          return new SetResult.Unknown<>(unknown);
        }
      }
      throw fault;
    }
  }
}
