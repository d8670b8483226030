-- Staff: what somebody chose to stand behind their public posts; null where it is made of the name.
CREATE VIEW person_sign AS SELECT id AS agent_id, sign FROM agent;

-- Customer: an address that somebody left as their own is more than one that they mention. Nobody proves anything by typing it.
ALTER TABLE contact_mention ADD COLUMN as_own boolean NOT NULL DEFAULT false;

-- Conversation: who wrote from where there is no address of theirs but a name on a network. Index: entry_of_conversation.
CREATE VIEW network_message AS
SELECT e.id AS entry_id, e.conversation_id, e.customer_id, e.contact_point_id, e.channel, e.language, e.arrival_id
  FROM entry e
 WHERE e.kind = 'message' AND e.direction = 'in' AND NOT e.withdrawn AND e.contact_point_id IS NOT NULL
   AND e.channel NOT IN ('email', 'phone', 'letter', 'sms', 'feed');
