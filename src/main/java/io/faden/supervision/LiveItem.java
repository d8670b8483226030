package io.faden.supervision;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.customer.CustomerCard;
import io.faden.routing.WorkItem;
import java.util.Locale;
import java.util.Optional;

/**
 * An open item as supervisors see it.
 *
 * @param subject of its conversation; absent for what could not be filed
 * @param waitingSeconds since it entered its queue
 * @param unservable it waits, and nobody on shift could do it
 */
public record LiveItem(
    WorkItem workItem,
    Optional<String> subject,
    Optional<CustomerCard> customer,
    long waitingSeconds,
    DueState dueState,
    boolean unservable) {

  /** How near the due time is; soon by the warning window of the queue. */
  public enum DueState {
    NONE,
    LATER,
    SOON,
    OVERDUE;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
