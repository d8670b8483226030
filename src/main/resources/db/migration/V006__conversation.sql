CREATE TABLE conversation (
  id                 bigint GENERATED ALWAYS AS IDENTITY (START WITH 1001) CONSTRAINT conversation_pkey PRIMARY KEY,
  customer_id        bigint NOT NULL CONSTRAINT conversation_customer_fkey REFERENCES customer,
  subject            text NOT NULL,
  status             text NOT NULL DEFAULT 'open'
                     CONSTRAINT conversation_status CHECK (status IN ('open', 'waiting', 'snoozed', 'resolved')),
  snoozed_until      timestamptz,
  queue_id           bigint NOT NULL CONSTRAINT conversation_queue_fkey REFERENCES queue,
  -- where answers leave from: the account that the customer wrote to last
  channel_account_id bigint CONSTRAINT conversation_account_fkey REFERENCES channel_account,
  -- grows with each message in or out: an answer based on an older one is stale
  reply_seq          integer NOT NULL DEFAULT 0,
  version            integer NOT NULL DEFAULT 0,
  opened_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_entry_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT conversation_snoozed CHECK ((status = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE INDEX conversation_of_customer ON conversation (customer_id, last_entry_at DESC);
CREATE INDEX conversation_recent ON conversation (last_entry_at DESC, id DESC);
CREATE INDEX conversation_resolved ON conversation (last_entry_at DESC, id DESC) WHERE status = 'resolved';
CREATE INDEX conversation_snoozed_until ON conversation (snoozed_until) WHERE status = 'snoozed';

CREATE TABLE entry (
  id               bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT entry_pkey PRIMARY KEY,
  conversation_id  bigint NOT NULL CONSTRAINT entry_conversation_fkey REFERENCES conversation,
  customer_id      bigint NOT NULL CONSTRAINT entry_customer_fkey REFERENCES customer,
  kind             text NOT NULL CONSTRAINT entry_kind CHECK (kind IN ('message', 'note', 'event')),
  channel          text,
  direction        text NOT NULL CONSTRAINT entry_direction CHECK (direction IN ('in', 'out', 'internal')),
  -- the place on the timeline: when it reached us or was written by us
  occurred_at      timestamptz NOT NULL,
  recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- what the sender's clock said
  written_at       timestamptz,
  author_id        bigint CONSTRAINT entry_author_fkey REFERENCES agent,
  contact_point_id bigint CONSTRAINT entry_contact_point_fkey REFERENCES contact_point,
  from_name        text,
  from_address     text,
  to_addresses     text[] NOT NULL DEFAULT '{}',
  cc_addresses     text[] NOT NULL DEFAULT '{}',
  subject          text NOT NULL DEFAULT '',
  body_text        text NOT NULL DEFAULT '',
  quoted_text      text NOT NULL DEFAULT '',
  body_html        text,
  remote_images    boolean NOT NULL DEFAULT false,
  automated        boolean NOT NULL DEFAULT false,
  -- without angle brackets; not unique, since senders repeat ids
  message_id       text,
  content_hash     text,
  arrival_id       bigint,
  -- for kind event: type, from, to, detail
  event            jsonb,
  -- a client's own key, so that sending a request twice makes one entry
  request_id       text,
  withdrawn        boolean NOT NULL DEFAULT false
);
CREATE INDEX entry_timeline ON entry (customer_id, occurred_at DESC, id DESC) WHERE NOT withdrawn;
CREATE INDEX entry_of_conversation ON entry (conversation_id, id);
CREATE INDEX entry_by_message_id ON entry (message_id) WHERE message_id IS NOT NULL;
CREATE UNIQUE INDEX entry_of_arrival ON entry (arrival_id) WHERE arrival_id IS NOT NULL;
CREATE UNIQUE INDEX entry_request ON entry (conversation_id, author_id, request_id) WHERE request_id IS NOT NULL;

CREATE TABLE attachment (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT attachment_pkey PRIMARY KEY,
  -- an attachment belongs to an entry, or to a draft that has not been sent yet
  entry_id        bigint CONSTRAINT attachment_entry_fkey REFERENCES entry,
  draft_of_agent  bigint CONSTRAINT attachment_draft_agent_fkey REFERENCES agent,
  draft_of_conversation bigint CONSTRAINT attachment_draft_conversation_fkey REFERENCES conversation,
  name            text NOT NULL,
  type            text NOT NULL,
  size            bigint NOT NULL,
  content_id      text,
  inline          boolean NOT NULL DEFAULT false,
  content         bytea NOT NULL,
  CONSTRAINT attachment_belongs CHECK ((entry_id IS NULL) = (draft_of_agent IS NOT NULL)
                                   AND (draft_of_agent IS NULL) = (draft_of_conversation IS NULL))
);
ALTER TABLE attachment ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX attachment_of_entry ON attachment (entry_id, id);
CREATE INDEX attachment_of_draft ON attachment (draft_of_conversation, draft_of_agent, id) WHERE entry_id IS NULL;

CREATE TABLE draft (
  conversation_id bigint NOT NULL CONSTRAINT draft_conversation_fkey REFERENCES conversation,
  agent_id        bigint NOT NULL CONSTRAINT draft_agent_fkey REFERENCES agent,
  kind            text NOT NULL CONSTRAINT draft_kind CHECK (kind IN ('reply', 'note')),
  body_text       text NOT NULL,
  -- an internal note begun beside a reply: it never becomes part of what leaves
  note_text       text NOT NULL DEFAULT '',
  saved_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT draft_pkey PRIMARY KEY (conversation_id, agent_id)
);
CREATE INDEX draft_of_agent ON draft (agent_id);

-- One outgoing message and how far it has got. Claimed with SKIP LOCKED under a lease of its own.
CREATE TABLE delivery (
  entry_id           bigint CONSTRAINT delivery_pkey PRIMARY KEY CONSTRAINT delivery_entry_fkey REFERENCES entry,
  channel_account_id bigint NOT NULL CONSTRAINT delivery_account_fkey REFERENCES channel_account,
  to_address         text NOT NULL,
  to_name            text NOT NULL,
  in_reply_to        text,
  reference_ids      text[] NOT NULL DEFAULT '{}',
  -- pending: waits for due_at. claimed: a node has it, nothing has left. transmitting: content flows.
  -- A claim that dies is taken again; a transmission that dies may have arrived, so a person decides (failed, uncertain).
  state              text NOT NULL DEFAULT 'pending'
                     CONSTRAINT delivery_state CHECK (state IN ('pending', 'claimed', 'transmitting', 'sent', 'failed', 'withdrawn')),
  due_at             timestamptz NOT NULL,
  first_due_at       timestamptz NOT NULL,
  attempts           integer NOT NULL DEFAULT 0,
  claim              bigint NOT NULL DEFAULT 0,
  claimed_until      timestamptz,
  sent_at            timestamptz,
  error              text,
  uncertain          boolean NOT NULL DEFAULT false,
  raw                bytea
);
ALTER TABLE delivery ALTER COLUMN raw SET STORAGE EXTERNAL;
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'pending';
CREATE INDEX delivery_claimed ON delivery (claimed_until) WHERE state IN ('claimed', 'transmitting');
CREATE INDEX delivery_failed ON delivery (entry_id) WHERE state = 'failed';

-- What each person has seen of a conversation.
CREATE TABLE read_mark (
  conversation_id bigint NOT NULL CONSTRAINT read_mark_conversation_fkey REFERENCES conversation,
  agent_id        bigint NOT NULL CONSTRAINT read_mark_agent_fkey REFERENCES agent,
  entry_id        bigint NOT NULL,
  CONSTRAINT read_mark_pkey PRIMARY KEY (conversation_id, agent_id)
);
