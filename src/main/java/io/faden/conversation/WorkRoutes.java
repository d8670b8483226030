package io.faden.conversation;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.TakeResult;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItemId;
import io.faden.routing.WorkItems;
import java.util.List;
import java.util.Optional;

/** HTTP for taking and returning work; on the timeline it leaves a trace, so it lives here. */
public final class WorkRoutes {
  private final WorkItems workItems;
  private final Queues queues;
  private final Conversations conversations;
  private final Lists lists;

  public WorkRoutes(WorkItems workItems, Queues queues, Conversations conversations, Lists lists) {
    this.workItems = workItems;
    this.queues = queues;
    this.conversations = conversations;
    this.lists = lists;
  }

  public void register(Api api) {
    api.on("getMyWork", Role.AGENT, this::mine);
    api.on("takeNextWorkItem", Role.AGENT, this::next);
    api.on("takeWorkItem", Role.AGENT, this::take);
    api.on("returnWorkItem", Role.AGENT, this::giveBack);
    api.on("completeWorkItem", Role.SUPERVISOR, this::complete);
  }

  private record MyWork(
      long mine,
      long team,
      long parked,
      long failed,
      long quarantined,
      List<Queues.Waiting> queues) {}

  private Answer mine(Call call) {
    WorkItems.Counts counts = workItems.counts(call.actor());
    boolean supervisor = call.actor().role().includes(Role.SUPERVISOR);
    return Answer.ok(
        new MyWork(
            counts.mine(),
            counts.team(),
            counts.parked(),
            lists.failed(),
            supervisor ? counts.checks() : 0,
            queues.waiting()));
  }

  private Answer next(Call call) {
    Optional<QueueId> queue = Optional.ofNullable(call.json().getLong("queue")).map(QueueId::new);
    return workItems
        .takeNext(call.actor(), queue, conversations)
        .map(Answer::ok)
        .orElseGet(Answer::none);
  }

  private Answer take(Call call) {
    return Answer.ok(done(workItems.take(call.actor(), new WorkItemId(call.id()), conversations)));
  }

  private Answer giveBack(Call call) {
    return Answer.ok(
        done(workItems.giveBack(call.actor(), new WorkItemId(call.id()), conversations)));
  }

  private Answer complete(Call call) {
    return Answer.ok(done(workItems.complete(call.actor(), new WorkItemId(call.id()))));
  }

  private static WorkItem done(TakeResult result) {
    return switch (result) {
      case TakeResult.Done done -> done.item();
      case TakeResult.Taken taken ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", taken.by());
      case TakeResult.NotYours no -> throw new Problem(ErrorCode.WORK_ITEM_NOT_YOURS);
      case TakeResult.NotClosable no -> throw new Problem(ErrorCode.WORK_ITEM_NOT_CLOSABLE);
      case TakeResult.NotFound no -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
