-- How routing sees that somebody waits and nothing is there to be done about it. Part of the conversation's face. Only what has stood
-- like this for a minute: whoever is writing it at this moment is not done yet.
CREATE VIEW unattended_conversation AS
SELECT c.id AS conversation_id, c.queue_id FROM conversation c
 WHERE c.status = 'open' AND c.last_entry_at < clock_timestamp() - interval '1 minute'
   AND NOT EXISTS (SELECT FROM work_item w WHERE w.conversation_id = c.id AND w.kind = 'answer' AND w.state <> 'done');
CREATE INDEX conversation_open ON conversation (last_entry_at) WHERE status = 'open';
