package io.faden.routing;

import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.AgentId;
import io.faden.platform.live.Change;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Events about work items: what changed, whose it is now, and why; "why?" reads them again. */
final class ItemChange {
  private ItemChange() {}

  /** What an item is about: a conversation, or something that came and stands in none yet. */
  record About(Optional<Long> conversation, Optional<Long> arrival) {
    static About of(Row row) {
      return new About(optionalLong(row, "conversation_id"), optionalLong(row, "arrival_id"));
    }

    static About of(WorkItem item) {
      return new About(item.conversationId(), item.arrivalId());
    }
  }

  static Change about(
      Change change, WorkItemId item, About about, Optional<AgentId> agent, JsonObject detail) {
    return about(
        about.arrival().map(change::arrival).orElse(change),
        item,
        about.conversation(),
        agent,
        detail);
  }

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
