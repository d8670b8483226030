-- Telephone lines among the channel accounts: the telephone system opens its line by a token, of which we keep the SHA-256.
ALTER TABLE channel_account
  ADD COLUMN token_hash bytea,
  ADD COLUMN last_event_at timestamptz;
CREATE UNIQUE INDEX channel_account_token ON channel_account (token_hash) WHERE token_hash IS NOT NULL;

-- Who speaks on the phone is asked nothing meanwhile, whatever else they do.
ALTER TABLE presence ADD COLUMN on_call_since timestamptz;
CREATE OR REPLACE VIEW agent_presence AS
SELECT a.id AS agent_id, coalesce(p.state, 'offline') AS state, p.reason, coalesce(p.location, a.location) AS location,
       coalesce(p.paused, '{}') AS paused, p.since, p.set_by, coalesce(p.version, 0) AS version, p.on_call_since
  FROM agent a LEFT JOIN presence p ON p.agent_id = a.id;

-- One call, told by the events of the telephone system. Its state follows from them; what people say about it stands beside that.
CREATE TABLE phone_call (
  id                 bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT phone_call_pkey PRIMARY KEY,
  channel_account_id bigint NOT NULL CONSTRAINT phone_call_account_fkey REFERENCES channel_account,
  -- how the telephone system names it; the legs of a transferred call go by the name of the first
  call_key           text NOT NULL,
  direction          text NOT NULL CONSTRAINT phone_call_direction CHECK (direction IN ('in', 'out')),
  state              text NOT NULL CONSTRAINT phone_call_state CHECK (state IN ('ringing', 'answered', 'ended')),
  -- the other side: in its normal form if it is a whole number, and for reading; both NULL when withheld
  number             text,
  number_text        text,
  started_at         timestamptz NOT NULL,
  answered_at        timestamptz,
  ended_at           timestamptz,
  -- since when the agent has been busy with it
  busy_since         timestamptz,
  cause              text,
  missed             boolean NOT NULL DEFAULT false,
  agent_id           bigint CONSTRAINT phone_call_agent_fkey REFERENCES agent,
  -- whoever said that it is theirs, and when
  claimed_by         bigint CONSTRAINT phone_call_claimed_fkey REFERENCES agent,
  claimed_at         timestamptz,
  customer_id        bigint CONSTRAINT phone_call_customer_fkey REFERENCES customer,
  callback_id        bigint,
  note_entry_id      bigint CONSTRAINT phone_call_note_fkey REFERENCES entry,
  dismissed          boolean NOT NULL DEFAULT false,
  -- given up: no event has said that it ended
  lost_at            timestamptz,
  CONSTRAINT phone_call_key UNIQUE (channel_account_id, call_key),
  CONSTRAINT phone_call_ended CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX phone_call_going_on ON phone_call (started_at) WHERE state <> 'ended';
CREATE INDEX phone_call_of_agent ON phone_call (agent_id, id DESC) WHERE agent_id IS NOT NULL;
CREATE INDEX phone_call_busy ON phone_call (agent_id) WHERE state <> 'ended' AND agent_id IS NOT NULL;
CREATE INDEX phone_call_missed ON phone_call (id DESC) WHERE missed;
CREATE INDEX phone_call_of_customer ON phone_call (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX phone_call_of_number ON phone_call (number) WHERE number IS NOT NULL;

-- What the telephone system said, as it was read; the bytes are in the ledger.
CREATE TABLE call_event (
  arrival_id    bigint CONSTRAINT call_event_pkey PRIMARY KEY CONSTRAINT call_event_arrival_fkey REFERENCES arrival,
  phone_call_id bigint NOT NULL CONSTRAINT call_event_call_fkey REFERENCES phone_call,
  leg           text NOT NULL,
  kind          text NOT NULL CONSTRAINT call_event_kind CHECK (kind IN ('new_call', 'answer', 'hangup')),
  direction     text,
  caller        text NOT NULL,
  called        text NOT NULL,
  users         text[] NOT NULL,
  cause         text NOT NULL,
  at            timestamptz NOT NULL
);
CREATE INDEX call_event_of_call ON call_event (phone_call_id, arrival_id);
CREATE INDEX call_event_of_leg ON call_event (leg);

-- At whom it rings or rang.
CREATE TABLE call_ring (
  phone_call_id bigint NOT NULL CONSTRAINT call_ring_call_fkey REFERENCES phone_call,
  agent_id      bigint NOT NULL CONSTRAINT call_ring_agent_fkey REFERENCES agent,
  CONSTRAINT call_ring_pkey PRIMARY KEY (phone_call_id, agent_id)
);
CREATE INDEX call_ring_of_agent ON call_ring (agent_id, phone_call_id DESC);

-- Whose an extension is: a user of the telephone system, an extension or a number.
CREATE TABLE phone_extension (
  -- for comparing
  extension text CONSTRAINT phone_extension_pkey PRIMARY KEY,
  -- as it was written
  written   text NOT NULL,
  place     smallint NOT NULL,
  agent_id  bigint NOT NULL CONSTRAINT phone_extension_agent_fkey REFERENCES agent ON DELETE CASCADE
);
CREATE INDEX phone_extension_of_agent ON phone_extension (agent_id, place);

-- A call that was promised. Open until somebody has made it, or has said why it is not needed.
CREATE TABLE callback (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT callback_pkey PRIMARY KEY,
  conversation_id bigint NOT NULL CONSTRAINT callback_conversation_fkey REFERENCES conversation,
  state           text NOT NULL DEFAULT 'open' CONSTRAINT callback_state CHECK (state IN ('open', 'done', 'closed')),
  due_at          timestamptz NOT NULL,
  promise         text NOT NULL DEFAULT '',
  number          text,
  number_text     text,
  origin          text NOT NULL CONSTRAINT callback_origin CHECK (origin IN ('agent', 'missed_call')),
  promised_by     bigint CONSTRAINT callback_promised_by_fkey REFERENCES agent,
  promised_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  agent_id        bigint CONSTRAINT callback_agent_fkey REFERENCES agent,
  -- our calls that reached nobody, and the customer's
  attempts        integer NOT NULL DEFAULT 0,
  missed_calls    integer NOT NULL DEFAULT 0,
  ended_at        timestamptz,
  ended_by        bigint CONSTRAINT callback_ended_by_fkey REFERENCES agent,
  end_reason      text NOT NULL DEFAULT '',
  note_entry_id   bigint CONSTRAINT callback_note_fkey REFERENCES entry,
  -- told to the pages that the time is near, and that it is over
  warned_at       timestamptz,
  told_late_at    timestamptz,
  version         integer NOT NULL DEFAULT 0,
  CONSTRAINT callback_ended CHECK ((state = 'open') = (ended_at IS NULL)),
  CONSTRAINT callback_says_why CHECK (state <> 'closed' OR btrim(end_reason) <> '')
);
CREATE UNIQUE INDEX callback_open_of_conversation ON callback (conversation_id) WHERE state = 'open';
CREATE INDEX callback_due ON callback (due_at, id) WHERE state = 'open';
CREATE INDEX callback_over ON callback (ended_at DESC, id DESC) WHERE state <> 'open';
CREATE INDEX callback_of_conversation ON callback (conversation_id, id);
CREATE INDEX callback_open_of_number ON callback (number) WHERE state = 'open';
ALTER TABLE phone_call ADD CONSTRAINT phone_call_callback_fkey FOREIGN KEY (callback_id) REFERENCES callback;
CREATE INDEX phone_call_of_callback ON phone_call (callback_id) WHERE callback_id IS NOT NULL;

-- The notes that were made by a request, so that the same request again makes no second customer, note or promise.
CREATE TABLE call_note (
  entry_id    bigint CONSTRAINT call_note_pkey PRIMARY KEY CONSTRAINT call_note_entry_fkey REFERENCES entry,
  agent_id    bigint NOT NULL CONSTRAINT call_note_agent_fkey REFERENCES agent,
  request_id  text NOT NULL,
  callback_id bigint CONSTRAINT call_note_callback_fkey REFERENCES callback,
  CONSTRAINT call_note_request UNIQUE (agent_id, request_id)
);

-- An event of a telephone system makes no entry by itself: it leads to its call.
ALTER TABLE arrival ADD COLUMN call_id bigint CONSTRAINT arrival_call_fkey REFERENCES phone_call;
CREATE INDEX arrival_of_call ON arrival (call_id) WHERE call_id IS NOT NULL;
ALTER TABLE arrival DROP CONSTRAINT arrival_filed;
ALTER TABLE arrival ADD CONSTRAINT arrival_filed
  CHECK ((state = 'filed') = ((conversation_id IS NOT NULL AND entry_id IS NOT NULL) OR call_id IS NOT NULL));

-- How other features see it. Each view belongs to the feature named above it: change it only by adding.
-- Phone: the arrivals that were an event of a call; the promises that stand.
CREATE VIEW arrival_call AS SELECT arrival_id, phone_call_id AS call_id FROM call_event;
CREATE VIEW open_callback AS SELECT id, conversation_id, due_at, agent_id, promised_by, number FROM callback WHERE state = 'open';
-- Conversation: what each one is about, how it stands and into which it went.
CREATE VIEW conversation_standing AS SELECT id, customer_id, subject, status, queue_id, last_entry_at, merged_into FROM conversation;
CREATE VIEW timeline_place AS SELECT id AS entry_id, conversation_id FROM entry;
