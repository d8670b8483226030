package io.faden.presence;

import io.faden.platform.Person;
import io.faden.staff.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody is doing now (Presence in the contract).
 *
 * @param paused channels that they do not take for now
 * @param since empty for somebody who was never on shift
 * @param forSeconds since then, by the database's clock
 * @param setBy who set it, if it was not the person
 * @param onCallSince they speak on the phone since then
 * @param version grows with each change; 0 for somebody who was never on shift
 */
public record PresenceView(
    PresenceState state,
    Optional<AwayReason> reason,
    Location location,
    List<String> paused,
    Optional<Instant> since,
    Optional<Long> forSeconds,
    Optional<Person> setBy,
    Optional<Instant> onCallSince,
    long version) {}
