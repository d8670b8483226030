package io.faden.presence;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Map;

/** Presence over HTTP: one's own, the colleagues', and what a supervisor sets. */
public final class PresenceRoutes {
  private final Presences presences;

  public PresenceRoutes(Presences presences) {
    this.presences = presences;
  }

  public void register(Api api) {
    api.on("getMyPresence", Role.AGENT, call -> Answer.ok(presences.of(call.actor().id())));
    api.on("setMyPresence", Role.AGENT, call -> set(call, call.actor().id()));
    api.on("setAgentPresence", Role.SUPERVISOR, call -> set(call, new AgentId(call.id())));
    api.on(
        "listColleagues", Role.AGENT, call -> Answer.ok(Map.of("items", presences.colleagues())));
  }

  private Answer set(Call call, AgentId agent) {
    return switch (presences.set(call.actor(), agent, call.body(PresenceWish.class))) {
      case SetPresenceResult.Set set -> Answer.ok(set.presence());
      case SetPresenceResult.Invalid refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.reason());
      case SetPresenceResult.NotFound refused -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
