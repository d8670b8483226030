package io.faden.conversation;

import io.faden.platform.db.Sql;
import java.util.Optional;

/** What a conversation asks of whoever keeps the calls that were promised to customers. */
public interface PromisedCalls {
  /** In a house that promises none. */
  PromisedCalls NONE =
      new PromisedCalls() {
        @Override
        public boolean open(Sql sql, ConversationId id) {
          return false;
        }

        @Override
        public Optional<Object> shown(Sql sql, ConversationId id) {
          return Optional.empty();
        }
      };

  /** Whether a customer still waits for a call about it: then it is not settled. */
  boolean open(Sql sql, ConversationId id);

  /** The open one, as the contract's Callback. */
  Optional<Object> shown(Sql sql, ConversationId id);
}
