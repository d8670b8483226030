-- What supervisors watch, as the features that own it show it in SQL. Each view belongs to the feature named above it: change it only
-- by adding.

-- Routing: the queues with their settings. Where everybody serves a queue, queue_membership names nobody.
CREATE VIEW known_queue AS SELECT id, name, is_default, everybody, settings FROM queue;
CREATE VIEW queue_membership AS SELECT queue_id, agent_id FROM queue_member;
-- Routing: when something entered its queue, also what is done by now.
CREATE INDEX work_item_entered ON work_item (entered_at);
CREATE VIEW queue_entry AS SELECT id AS work_item_id, queue_id, entered_at FROM work_item;
-- Routing: offers that somebody let pass.
CREATE VIEW missed_offer AS SELECT agent_id, ended_at FROM offer WHERE outcome = 'timed_out';
-- Routing: how far the work is that stands for an arrival.
CREATE VIEW arrival_work_state AS
SELECT a.arrival_id, w.state FROM arrival_work a JOIN work_item w ON w.id = a.work_item_id;
-- Routing: what the reconciler found. Noting who has seen it goes through this view.
CREATE VIEW alarm AS SELECT id, kind, detail, raised_at, seen_at, seen_by FROM routing_alarm;

-- Intake: every arrival, by time.
CREATE INDEX arrival_by_time ON arrival (received_at);
CREATE VIEW arrival_state AS SELECT id, received_at, state FROM arrival;

-- Conversation: the arrivals that stand on a timeline, and what a conversation is about.
CREATE VIEW arrival_entry AS SELECT arrival_id, id AS entry_id FROM entry WHERE arrival_id IS NOT NULL;
CREATE VIEW conversation_title AS SELECT id, customer_id, subject FROM conversation;

-- Platform: who may do what alone right now.
CREATE VIEW held_lease AS SELECT name, holder, epoch FROM lease WHERE until > clock_timestamp();
