package io.faden.presence;

import io.faden.presence.AgentState.Shift;
import io.faden.staff.Location;
import java.util.List;
import java.util.Optional;

/** What a presence is to become (PresenceWish in the contract); what is empty stays. */
public record PresenceWish(
    Optional<PresenceState> state,
    Optional<AwayReason> reason,
    Optional<Location> location,
    Optional<List<String>> paused) {

  /** What is wrong with it, in one sentence for the caller. */
  Optional<String> fault(Shift now) {
    PresenceState next = state.orElse(now.state());
    if (next != PresenceState.AWAY) {
      return reason.map(given -> "Only who is away has a reason");
    }
    return reason(now).isPresent()
        ? Optional.empty()
        : Optional.of("Whoever is away says why: a reason is missing");
  }

  private Optional<AwayReason> reason(Shift now) {
    return reason.or(now::reason);
  }

  /** The same shift if nothing is new; time and version are for the database to set. */
  Shift applied(Shift now) {
    PresenceState next = state.orElse(now.state());
    return new Shift(
        now.version(),
        next,
        next == PresenceState.AWAY ? reason(now) : Optional.empty(),
        location.orElse(now.location()),
        paused.map(Shift::tidy).orElse(now.paused()),
        now.since(),
        now.onCallSince());
  }
}
