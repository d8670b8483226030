-- Conversations that belong together: one that takes up an old matter again, one that was split off, one that went into another.
ALTER TABLE conversation
  ADD COLUMN follow_up_of bigint CONSTRAINT conversation_follow_up_fkey REFERENCES conversation,
  -- what still comes in for it goes there
  ADD COLUMN merged_into bigint CONSTRAINT conversation_merged_into_fkey REFERENCES conversation,
  ADD COLUMN resolved_at timestamptz,
  ADD CONSTRAINT conversation_not_into_itself CHECK (merged_into <> id AND follow_up_of <> id);
-- Of what was settled before it was written down, the newest message tells when.
UPDATE conversation SET resolved_at = last_entry_at WHERE status = 'resolved';
CREATE INDEX conversation_follow_ups ON conversation (follow_up_of) WHERE follow_up_of IS NOT NULL;
CREATE INDEX conversation_merged ON conversation (merged_into) WHERE merged_into IS NOT NULL;

-- Each split and each merge, with the entries that it took along, so that it can be undone exactly.
CREATE TABLE conversation_change (
  id            bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT conversation_change_pkey PRIMARY KEY,
  kind          text NOT NULL CONSTRAINT conversation_change_kind CHECK (kind IN ('split', 'merge')),
  source_id     bigint NOT NULL CONSTRAINT conversation_change_source_fkey REFERENCES conversation,
  target_id     bigint NOT NULL CONSTRAINT conversation_change_target_fkey REFERENCES conversation,
  entries       bigint[] NOT NULL,
  -- the source before: its status, and who held its work
  status_before text NOT NULL,
  snoozed_until timestamptz,
  held_by       bigint CONSTRAINT conversation_change_held_by_fkey REFERENCES agent,
  -- the target before; while it is as the merge left it (version, reply_seq), undoing gives that back
  target_before text NOT NULL,
  target_snoozed_until timestamptz,
  target_version integer NOT NULL,
  target_reply_seq integer NOT NULL,
  -- whose drafts went along
  drafts        bigint[] NOT NULL DEFAULT '{}',
  reason        text NOT NULL DEFAULT '',
  changed_by    bigint NOT NULL CONSTRAINT conversation_change_by_fkey REFERENCES agent,
  changed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_by     bigint CONSTRAINT conversation_change_undone_by_fkey REFERENCES agent,
  undone_at     timestamptz
);
CREATE INDEX conversation_change_of_source ON conversation_change (source_id);
CREATE INDEX conversation_change_of_target ON conversation_change (target_id);

-- A call note is a message on the phone, written by whoever spoke.
ALTER TABLE entry
  ADD COLUMN call_seconds integer CONSTRAINT entry_call_seconds CHECK (call_seconds >= 0),
  ADD COLUMN call_outcome text CONSTRAINT entry_call_outcome CHECK (call_outcome IN ('reached', 'not_reached', 'voicemail'));

-- What filters ask for stands in the index itself: what a filter leaves out is passed over without a look at the table.
DROP INDEX entry_timeline;
CREATE INDEX entry_timeline ON entry (customer_id, occurred_at DESC, id DESC)
  INCLUDE (conversation_id, kind, channel, direction, author_id) WHERE NOT withdrawn;

-- A request is known again wherever its entry went since; that it made one entry only is held by the lock of the conversation.
DROP INDEX entry_request;
CREATE INDEX entry_request ON entry (author_id, request_id) WHERE request_id IS NOT NULL;

-- What went into another conversation is in no list.
DROP INDEX conversation_recent;
DROP INDEX conversation_resolved;
CREATE INDEX conversation_recent ON conversation (last_entry_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX conversation_resolved ON conversation (last_entry_at DESC, id DESC) WHERE status = 'resolved' AND merged_into IS NULL;
