package io.faden.routing;

import java.util.List;

/** What came of ending a wrap-up. */
public sealed interface WrapUpResult {
  record Ended(WorkItem item) implements WrapUpResult {}

  record NotWrapping() implements WrapUpResult {}

  record UnknownDisposition(List<String> known) implements WrapUpResult {}

  record NotFound() implements WrapUpResult {}
}
