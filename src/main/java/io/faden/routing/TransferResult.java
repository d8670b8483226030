package io.faden.routing;

/** What came of handing a work item on. */
public sealed interface TransferResult {
  record Transferred(WorkItem before, WorkItem item) implements TransferResult {}

  record NotYours() implements TransferResult {}

  record QueueNotFound() implements TransferResult {}

  record TeamNotFound() implements TransferResult {}

  record AgentNotFound() implements TransferResult {}

  record AgentOffline() implements TransferResult {}

  record NotFound() implements TransferResult {}
}
