package io.faden.conversation;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Optional;

/** HTTP for leaving something without an answer. */
public final class NoAnswerRoutes {
  private final NoAnswers noAnswers;

  public NoAnswerRoutes(NoAnswers noAnswers) {
    this.noAnswers = noAnswers;
  }

  public void register(Api api) {
    api.on("closeWithoutAnswer", Role.AGENT, this::close);
  }

  private record Body(NoAnswers.Reason reason, Optional<String> note, int replySeq) {}

  private Answer close(Call call) {
    Body body = call.body(Body.class);
    ConversationId id = new ConversationId(call.id());
    return switch (noAnswers.close(
        call.actor(), id, body.reason(), body.note().orElse(""), body.replySeq())) {
      case NoAnswerResult.Closed closed -> Answer.ok(closed.conversation());
      case NoAnswerResult.MovedOn moved ->
          throw new Problem(ErrorCode.CONVERSATION_MOVED_ON)
              .with("replySeq", moved.replySeq())
              .with("since", moved.since());
      case NoAnswerResult.InOtherHands other ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", other.by());
      case NoAnswerResult.MergedAway gone -> throw ConversationRoutes.mergedAway(gone.into());
      case NoAnswerResult.CallbackOpen open -> throw new Problem(ErrorCode.CALLBACK_OPEN);
      case NoAnswerResult.InReview waiting -> throw new Problem(ErrorCode.APPROVAL_WAITING);
      case NoAnswerResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
