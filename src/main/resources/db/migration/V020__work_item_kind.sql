-- Beside the answer there is other work on a conversation: a promised call. One of each kind at a time, as before.
ALTER TABLE work_item DROP CONSTRAINT work_item_kind, DROP CONSTRAINT work_item_subject;
ALTER TABLE work_item
  ADD CONSTRAINT work_item_kind CHECK (kind IN ('answer', 'callback', 'check_arrival')),
  ADD CONSTRAINT work_item_subject CHECK ((kind = 'check_arrival') = (arrival_id IS NOT NULL)
                                      AND (kind = 'check_arrival') = (conversation_id IS NULL)),
  -- when a parked item goes into its queue by itself
  ADD COLUMN wake_at timestamptz,
  ADD CONSTRAINT work_item_wakes CHECK (wake_at IS NULL OR state = 'parked');
CREATE INDEX work_item_waking ON work_item (wake_at) WHERE wake_at IS NOT NULL;
-- the team's list, the oldest first
CREATE INDEX work_item_oldest ON work_item (eligible_at, id) WHERE state = 'queued';

CREATE OR REPLACE VIEW open_work AS
SELECT w.id, w.kind, w.conversation_id, w.arrival_id, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
       w.state, w.agent_id, p.name AS agent_name, w.priority, w.entered_at, w.eligible_at, w.due_at, w.state_since, w.version,
       w.channel, w.language, w.cost, w.parked_cost, w.needs, w.team_id, w.preferred_agent_id, w.preferred_until, w.wrap_until,
       w.wrap_then, w.wrap_timed, w.touched_at, w.rank_at, w.urgent_at, w.steps_from, w.wake_at
  FROM work_item w
  JOIN queue q ON q.id = w.queue_id
  LEFT JOIN person p ON p.id = w.agent_id
 WHERE w.state <> 'done';

-- Which channel an answer is wanted on: that of what came in last, else of what there is. A conversation that has neither an entry nor an
-- account yet is answered by mail. Part of the conversation's face.
CREATE VIEW conversation_channel AS
SELECT c.id AS conversation_id,
       coalesce((SELECT e.channel FROM entry e WHERE e.conversation_id = c.id AND e.channel IS NOT NULL
                  ORDER BY e.direction <> 'in', e.id DESC LIMIT 1),
                (SELECT a.channel FROM channel_account a WHERE a.id = c.channel_account_id),
                'email') AS channel
  FROM conversation c;

-- Whom somebody is going to call is not left alone.
CREATE OR REPLACE VIEW unattended_conversation AS
SELECT c.id AS conversation_id, c.queue_id,
       (SELECT h.channel FROM conversation_channel h WHERE h.conversation_id = c.id) AS channel
  FROM conversation c
 WHERE c.status = 'open' AND c.last_entry_at < clock_timestamp() - interval '1 minute'
   AND NOT EXISTS (SELECT FROM work_item w WHERE w.conversation_id = c.id AND w.state <> 'done');
