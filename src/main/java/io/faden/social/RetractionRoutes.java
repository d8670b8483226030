package io.faden.social;

import io.faden.conversation.EntryId;
import io.faden.conversation.Timeline;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;

/** HTTP for taking posts of ours away. */
public final class RetractionRoutes {
  private final Retractions retractions;
  private final Timeline timeline;

  public RetractionRoutes(Retractions retractions, Timeline timeline) {
    this.retractions = retractions;
    this.timeline = timeline;
  }

  public void register(Api api) {
    api.on("retractPost", Role.AGENT, this::retract);
  }

  private Answer retract(Call call) {
    EntryId entry = new EntryId(call.id());
    String reason = call.json().getString("reason").strip();
    if (reason.isEmpty()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "Say why.");
    }
    return switch (retractions.retract(call.actor(), entry, reason)) {
      case Retractions.Result.Gone gone ->
          Answer.ok(timeline.entry(call.actor(), entry).orElseThrow());
      case Retractions.Result.NotYours no ->
          throw new Problem(
              ErrorCode.FORBIDDEN, "Only its author or a supervisor may take a post away.");
      case Retractions.Result.NotThatKind no -> throw new Problem(ErrorCode.NOT_THAT_KIND);
      case Retractions.Result.NotConnected no ->
          throw new Problem(ErrorCode.NOT_CONNECTED, no.reason());
      case Retractions.Result.Failed no -> throw new Problem(ErrorCode.NETWORK_FAILED, no.reason());
      case Retractions.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
