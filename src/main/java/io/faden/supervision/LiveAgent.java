package io.faden.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.platform.Person;
import io.faden.platform.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody of the house at one moment.
 *
 * @param connected a page of theirs answered within the last half minute
 * @param holds what they hold, offers included, twenty at most
 * @param missed offers let pass in a row
 * @param queues those they are a member of
 */
public record LiveAgent(
    Person person,
    Role role,
    Now presence,
    boolean connected,
    Load load,
    List<LiveItem> holds,
    int missed,
    long missedToday,
    int offersToday,
    List<Long> queues) {
  public LiveAgent {
    holds = List.copyOf(holds);
    queues = List.copyOf(queues);
  }

  /** What they are doing, since when and where. */
  public record Now(
      String state,
      Optional<String> reason,
      String location,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<String> paused,
      Optional<Instant> since,
      Optional<Long> forSeconds,
      Optional<Person> setBy,
      long version) {
    public Now {
      paused = List.copyOf(paused);
    }
  }

  /**
   * Work in their hands.
   *
   * @param used units
   * @param held items offered, assigned or in wrap-up, by channel
   */
  public record Load(int used, int capacity, boolean overCapacity, Map<String, Long> held) {
    public Load {
      held = Map.copyOf(held);
    }
  }
}
