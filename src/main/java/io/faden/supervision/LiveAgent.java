package io.faden.supervision;

import io.faden.platform.Person;
import io.faden.platform.Role;
import io.faden.presence.PresenceView;
import io.faden.routing.Offers;
import java.util.List;

/**
 * Somebody of the house at one moment.
 *
 * @param connected a page of theirs answered within the last minute
 * @param holds what they hold, offers included, twenty at most
 * @param missed offers let pass in a row
 * @param queues those they are a member of
 */
public record LiveAgent(
    Person person,
    Role role,
    PresenceView presence,
    boolean connected,
    Offers.Load load,
    List<LiveItem> holds,
    int missed,
    long missedToday,
    int offersToday,
    List<Long> queues) {
  public LiveAgent {
    holds = List.copyOf(holds);
    queues = List.copyOf(queues);
  }
}
