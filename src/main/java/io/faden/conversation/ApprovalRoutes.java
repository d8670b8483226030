package io.faden.conversation;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** HTTP for the second pair of eyes. */
public final class ApprovalRoutes {
  private final Approvals approvals;

  public ApprovalRoutes(Approvals approvals) {
    this.approvals = approvals;
  }

  public void register(Api api) {
    api.on("approveReply", Role.AGENT, this::approve);
    api.on("returnReply", Role.AGENT, this::giveBack);
    api.on("listApprovals", Role.AGENT, this::list);
  }

  private Answer approve(Call call) {
    JsonObject body = call.json();
    return answer(
        approvals.approve(
            call.actor(),
            new EntryId(call.id()),
            body.getInteger("replySeq"),
            body.getBoolean("alone", false)));
  }

  private Answer giveBack(Call call) {
    String reason = call.json().getString("reason").strip();
    if (reason.isEmpty()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "Its author has to know why.");
    }
    return answer(approvals.giveBack(call.actor(), new EntryId(call.id()), reason));
  }

  private static Answer answer(ApprovalResult result) {
    return switch (result) {
      case ApprovalResult.Released released -> Answer.ok(released.entry());
      case ApprovalResult.Returned returned ->
          Answer.ok(Map.of("conversationId", returned.conversation()));
      case ApprovalResult.Own own -> throw new Problem(ErrorCode.APPROVAL_OWN);
      case ApprovalResult.Over over -> throw new Problem(ErrorCode.APPROVAL_OVER);
      case ApprovalResult.MovedOn moved ->
          throw new Problem(ErrorCode.CONVERSATION_MOVED_ON)
              .with("replySeq", moved.replySeq())
              .with("since", moved.since());
      case ApprovalResult.InOtherHands other ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", other.by());
      case ApprovalResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer list(Call call) {
    Approvals.View view = Approvals.View.of(call.text("view").orElse("waiting"));
    return Answer.ok(
        Cursors.checked(
            () -> approvals.page(call.actor(), view, call.text("cursor"), call.limit())));
  }
}
