package io.faden.presence;

import io.faden.platform.AgentId;
import io.faden.staff.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A person in the live picture: what they do and what is in their hands. Each part carries the
 * version of its row, so that whatever comes late or twice does no harm.
 */
public record AgentState(AgentId agent, Shift shift, Load load) {

  /**
   * What they do.
   *
   * @param version of the row in presence; -1 while nothing is known
   * @param paused channels that they do not take, in order
   * @param onCallSince they speak on the phone
   */
  public record Shift(
      long version,
      PresenceState state,
      Optional<AwayReason> reason,
      Location location,
      List<String> paused,
      Optional<Instant> since,
      Optional<Instant> onCallSince) {
    static final Shift UNKNOWN =
        new Shift(
            -1,
            PresenceState.OFFLINE,
            Optional.empty(),
            Location.OFFICE,
            List.of(),
            Optional.empty(),
            Optional.empty());

    public Shift {
      paused = List.copyOf(paused);
    }

    static List<String> tidy(List<String> channels) {
      return channels.stream().distinct().sorted().toList();
    }
  }

  /**
   * What is in their hands.
   *
   * @param version of the row in agent_slot; -1 while there is none, -2 while nothing is known
   * @param used units, which may exceed the capacity
   * @param misses offers let pass in a row
   * @param offersToday counted on the day {@code offersOn} only
   */
  public record Load(
      long version,
      int used,
      int capacity,
      int misses,
      int offersToday,
      Optional<LocalDate> offersOn,
      Optional<Instant> lastServedAt) {
    static final Load UNKNOWN = new Load(-2, 0, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  static AgentState of(AgentId agent, Shift shift) {
    return new AgentState(agent, shift, Load.UNKNOWN);
  }

  /** The newer of each part: the same in whatever order, and however often. */
  AgentState merged(AgentState other) {
    return new AgentState(
        agent,
        other.shift.version > shift.version ? other.shift : shift,
        other.load.version > load.version ? other.load : load);
  }

  /** Whether merging would change nothing. */
  boolean covers(AgentState other) {
    return shift.version >= other.shift.version && load.version >= other.load.version;
  }
}
