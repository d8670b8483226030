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
  private final Presence presence;

  public PresenceRoutes(Presence presence) {
    this.presence = presence;
  }

  public void register(Api api) {
    api.on("getMyPresence", Role.AGENT, call -> Answer.ok(presence.of(call.actor().id())));
    api.on("setMyPresence", Role.AGENT, call -> set(call, call.actor().id()));
    api.on("setAgentPresence", Role.SUPERVISOR, call -> set(call, new AgentId(call.id())));
    api.on("listColleagues", Role.AGENT, call -> Answer.ok(Map.of("items", presence.colleagues())));
  }

  private Answer set(Call call, AgentId agent) {
    return switch (presence.set(call.actor(), agent, call.body(PresenceWish.class))) {
      case SetPresenceResult.Set set -> Answer.ok(set.presence());
      case SetPresenceResult.Invalid refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.reason());
      case SetPresenceResult.NotFound refused -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
