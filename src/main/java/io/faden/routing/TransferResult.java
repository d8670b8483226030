package io.faden.routing;

/** What came of handing a work item on. */
public sealed interface TransferResult {
  record Transferred(WorkItem before, WorkItem item) implements TransferResult {}

  /** Nobody approves what they wrote. */
  record WroteIt() implements TransferResult {}

  record NotYours() implements TransferResult {}

  /** What stands in no conversation has no timeline on which a note could be left. */
  record NoPlaceForNote() implements TransferResult {}

  record QueueNotFound() implements TransferResult {}

  record TeamNotFound() implements TransferResult {}

  record AgentNotFound() implements TransferResult {}

  record AgentOffline() implements TransferResult {}

  record NotFound() implements TransferResult {}
}
