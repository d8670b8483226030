package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a work item is where it is (Why in the contract): codes and figures, of which the page makes
 * sentences.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Why(
    WorkItem workItem,
    int step,
    String stepKind,
    Optional<Long> nextStepInSeconds,
    boolean unservable,
    Optional<Long> position,
    String dueState,
    Optional<Instant> wakeAt,
    List<NamedNeed> needs,
    Optional<Person> personal,
    Optional<Team> team,
    List<StepView> steps,
    List<Considered> considered,
    Optional<Integer> more,
    List<Happened> history) {

  public record Team(long id, String name) {}

  /** A step of the queue as the item meets it. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record StepView(
      int step, String kind, List<NamedNeed> needs, Optional<Long> seconds, boolean skipIfNobody) {}

  /** A member of the queue, and what stands in the way. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Considered(
      Person agent,
      String verdict,
      String presence,
      Optional<String> skill,
      Optional<Integer> wanted,
      Optional<Integer> has,
      Optional<Instant> until) {}

  /** One thing that happened to the item. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Happened(
      Instant at,
      String change,
      Optional<Person> agent,
      Optional<Person> actor,
      Optional<Integer> step,
      Optional<String> reason,
      Optional<Long> score,
      Optional<Integer> considered,
      Optional<String> detail) {}
}
