package io.faden.routing;

import java.util.List;

/** What became of setting something up: a queue, its hours, a rule, what a person does. */
public sealed interface SetResult<T> {
  /** As it is from now on. */
  record Done<T>(T value) implements SetResult<T> {}

  record NotFound<T>() implements SetResult<T> {}

  /** Somebody changed it meanwhile. */
  record Stale<T>() implements SetResult<T> {}

  record NameTaken<T>() implements SetResult<T> {}

  /** It names something that does not exist. */
  record Unknown<T>(What what) implements SetResult<T> {}

  /** These need it, by name. */
  record InUse<T>(List<String> by) implements SetResult<T> {}

  /** The reason is a sentence for whoever set it. */
  record Invalid<T>(String reason) implements SetResult<T> {}

  /** What can be named and not be there. */
  enum What {
    SKILL,
    AGENT,
    TEAM,
    QUEUE,
    HOURS
  }
}
