package io.faden.routing;

import io.faden.platform.Person;
import java.util.Optional;

/** What came of taking, returning or closing a work item. */
public sealed interface TakeResult {
  record Done(WorkItem item) implements TakeResult {}

  /** Somebody else was first. */
  record Taken(Optional<Person> by) implements TakeResult {}

  /** Nobody approves what they wrote. */
  record WroteIt() implements TakeResult {}

  record NotYours() implements TakeResult {}

  /** An answer is closed with its conversation. */
  record NotClosable() implements TakeResult {}

  record NotFound() implements TakeResult {}
}
