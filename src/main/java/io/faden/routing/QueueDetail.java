package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.platform.Person;
import java.util.List;
import java.util.Optional;

/**
 * A queue with everything that is set for it (QueueDetail in the contract).
 *
 * @param everybody every active agent is a member; the members named count once this is off
 * @param hours when it is served; around the clock if empty
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record QueueDetail(
    Queue queue,
    int version,
    QueueSettings settings,
    boolean everybody,
    List<Person> members,
    Optional<Hours> hours) {

  public record Hours(BusinessHoursId id, String name) {}
}
