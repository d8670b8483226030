-- Private chats on networks go on where they were, without naming what they answer.

-- Conversation: messages of ours, and who else can read them.
CREATE OR REPLACE VIEW outgoing_message AS
SELECT e.id AS entry_id, e.message_id, e.conversation_id, e.customer_id, e.contact_point_id, e.author_id, e.channel, e.subject, c.queue_id,
       d.channel_account_id, d.attempts, d.state AS delivery_state, e.answers_id, e.visibility
  FROM entry e JOIN conversation c ON c.id = e.conversation_id LEFT JOIN delivery d ON d.entry_id = e.id
 WHERE e.kind = 'message' AND e.direction = 'out' AND NOT e.withdrawn;
