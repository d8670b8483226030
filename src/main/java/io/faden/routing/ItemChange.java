package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.live.Change;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Events about work items: what changed, whose it is now, and why; "why?" reads them again. */
final class ItemChange {
  private ItemChange() {}

  static Change about(
      Change change,
      WorkItemId item,
      Optional<Long> conversation,
      Optional<AgentId> agent,
      JsonObject detail) {
    Change full = change.workItem(item).detail(detail);
    if (conversation.isPresent()) {
      full = full.conversation(conversation.get());
    }
    return agent.isPresent() ? full.agent(agent.get()) : full;
  }

  static JsonObject detail(String change, String state) {
    return new JsonObject().put("change", change).put("state", state);
  }
}
