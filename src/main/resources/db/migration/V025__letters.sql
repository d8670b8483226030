-- Letters: scans that came in and whose they are, letters of ours on their way out.

-- Whose letter it is may be for a person to say. The arrival waits for that, and is filed then.
ALTER TABLE arrival DROP CONSTRAINT arrival_state;
ALTER TABLE arrival ADD CONSTRAINT arrival_state CHECK (state IN ('received', 'checking', 'filed', 'duplicate', 'quarantined'));
ALTER TABLE work_item DROP CONSTRAINT work_item_kind, DROP CONSTRAINT work_item_subject;
ALTER TABLE work_item
  ADD CONSTRAINT work_item_kind CHECK (kind IN ('answer', 'callback', 'check_arrival', 'check_scan')),
  ADD CONSTRAINT work_item_subject CHECK ((kind IN ('check_arrival', 'check_scan')) = (arrival_id IS NOT NULL)
                                      AND (arrival_id IS NULL) = (conversation_id IS NOT NULL));

-- Whatever lies in a folder belongs to one account.
CREATE UNIQUE INDEX channel_account_folder ON channel_account (lower(settings ->> 'folder')) WHERE channel = 'letter';
-- Intake: what of an arrival is known without its bytes.
CREATE VIEW arrival_receipt AS
SELECT id, channel_account_id, source_key, received_at, size, sha256, state, error, conversation_id, entry_id, duplicate_of, erased_at
  FROM arrival;

-- A scanned letter: what is known of the paper, and what was read from its image.
CREATE TABLE scan (
  arrival_id       bigint CONSTRAINT scan_pkey PRIMARY KEY CONSTRAINT scan_arrival_fkey REFERENCES arrival,
  -- of the file, as it came
  name             text NOT NULL,
  -- absent: it lay in the folder
  uploaded_by      bigint CONSTRAINT scan_uploaded_by_fkey REFERENCES agent,
  -- the day on the letter; as read, or as somebody corrected it
  written_on       date,
  written_evidence jsonb,
  -- the day on which it came: deadlines run from it
  received_on      date NOT NULL,
  scanned_at       timestamptz NOT NULL,
  -- where the paper lies
  original_place   text NOT NULL DEFAULT '',
  -- whoever uploaded it said where it belongs
  for_conversation bigint CONSTRAINT scan_for_conversation_fkey REFERENCES conversation,
  -- pdf, tiff, png or jpeg; absent before it was read
  kind             text,
  subject          text NOT NULL DEFAULT '',
  -- clues to its sender with their evidence, as found in the text
  clues            jsonb NOT NULL DEFAULT '[]',
  read_at          timestamptz,
  -- why pages have no text although they should
  unread           text,
  -- another reading may give more: text recognition was not there
  again            boolean NOT NULL DEFAULT false,
  -- whose it most likely is, as long as nobody has said so
  likely_id        bigint CONSTRAINT scan_likely_fkey REFERENCES customer,
  -- who said whose it is, and the check sum of what they said: saying it twice is saying it once
  decided_by       bigint CONSTRAINT scan_decided_by_fkey REFERENCES agent,
  decision         text,
  version          integer NOT NULL DEFAULT 0,
  erased_at        timestamptz
);
CREATE INDEX scan_again ON scan (arrival_id) WHERE again;
CREATE INDEX scan_for ON scan (for_conversation) WHERE for_conversation IS NOT NULL;

CREATE TABLE scan_page (
  arrival_id bigint NOT NULL CONSTRAINT scan_page_scan_fkey REFERENCES scan,
  number     integer NOT NULL,
  width_mm   real NOT NULL,
  height_mm  real NOT NULL,
  recognised boolean NOT NULL,
  -- 0 to 100, the mean over all characters
  confidence real NOT NULL,
  unread     text,
  body_text  text NOT NULL,
  -- lines of words with their places
  words      jsonb NOT NULL,
  CONSTRAINT scan_page_pkey PRIMARY KEY (arrival_id, number)
);
-- Drawn once, when somebody first looks.
CREATE TABLE scan_image (
  arrival_id bigint NOT NULL CONSTRAINT scan_image_scan_fkey REFERENCES scan,
  page       integer NOT NULL,
  dpi        integer NOT NULL,
  png        bytea NOT NULL,
  CONSTRAINT scan_image_pkey PRIMARY KEY (arrival_id, page, dpi)
);
ALTER TABLE scan_image ALTER COLUMN png SET STORAGE EXTERNAL;

-- What stands on every letter of a queue. A queue without one uses that of the default queue.
CREATE TABLE letterhead (
  queue_id    bigint CONSTRAINT letterhead_pkey PRIMARY KEY CONSTRAINT letterhead_queue_fkey REFERENCES queue,
  lines       text[] NOT NULL DEFAULT '{}',
  -- columns of lines
  footer      jsonb NOT NULL DEFAULT '[]',
  sender_line text,
  phone       text,
  email       text,
  country     text NOT NULL DEFAULT 'DE',
  logo        bytea,
  signature   bytea,
  version     integer NOT NULL DEFAULT 1
);

-- An answer by letter lies ready, laid out, until it is printed, and is sent when somebody has posted it.
ALTER TABLE delivery DROP CONSTRAINT delivery_state;
ALTER TABLE delivery ADD CONSTRAINT delivery_state
  CHECK (state IN ('pending', 'claimed', 'transmitting', 'ready', 'printed', 'sent', 'failed', 'withdrawn'));
CREATE INDEX delivery_by_hand ON delivery (entry_id) WHERE state IN ('ready', 'printed');
-- It had left, and came back.
ALTER TABLE delivery ADD COLUMN returned_at timestamptz;
CREATE INDEX delivery_returned ON delivery (returned_at, entry_id) WHERE returned_at IS NOT NULL;

CREATE TABLE print_run (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT print_run_pkey PRIMARY KEY,
  printed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  printed_by bigint NOT NULL CONSTRAINT print_run_by_fkey REFERENCES agent,
  both_sides boolean NOT NULL,
  letters    integer NOT NULL,
  -- with the covering list and blank ones
  pages      integer NOT NULL,
  posted_on  date
);
-- A letter as it was laid out; its PDF is what the delivery keeps as sent.
CREATE TABLE letter (
  entry_id     bigint CONSTRAINT letter_pkey PRIMARY KEY CONSTRAINT letter_entry_fkey REFERENCES entry,
  reference    text NOT NULL,
  -- names, street, postalCode, town, country, and the lines in the window
  recipient    jsonb NOT NULL,
  pages        integer NOT NULL,
  -- how many of them are the letter itself, and each thing that is enclosed: each begins on paper of its own
  parts        integer[] NOT NULL,
  -- names of what is enclosed without being printed
  by_hand      text[] NOT NULL DEFAULT '{}',
  ready_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  print_run_id bigint CONSTRAINT letter_print_run_fkey REFERENCES print_run,
  posted_on    date,
  posted_by    bigint CONSTRAINT letter_posted_by_fkey REFERENCES agent
);
CREATE INDEX letter_posted ON letter (posted_on, entry_id) WHERE posted_on IS NOT NULL;
CREATE INDEX letter_of_run ON letter (print_run_id) WHERE print_run_id IS NOT NULL;
-- Every print that a letter was part of, also one whose paper was spoilt.
CREATE TABLE print_run_letter (
  print_run_id bigint NOT NULL CONSTRAINT print_run_letter_run_fkey REFERENCES print_run,
  -- in posting order, from 1
  place        integer NOT NULL,
  entry_id     bigint NOT NULL CONSTRAINT print_run_letter_letter_fkey REFERENCES letter,
  CONSTRAINT print_run_letter_pkey PRIMARY KEY (print_run_id, entry_id)
);

-- Conversation: how far a message of ours has got, for those who carry it by hand. Change these views only by adding.
CREATE VIEW reply_delivery AS
SELECT d.entry_id, d.state, d.raw, d.error, d.sent_at, d.channel_account_id, d.to_address, d.to_name, d.due_at, d.returned_at FROM delivery d;
-- Conversation: messages of ours, and the files of what is only begun.
CREATE VIEW outgoing_message AS
SELECT e.id AS entry_id, e.message_id, e.conversation_id, e.customer_id, e.contact_point_id, e.author_id, e.channel, e.subject, c.queue_id
  FROM entry e JOIN conversation c ON c.id = e.conversation_id
 WHERE e.kind = 'message' AND e.direction = 'out' AND NOT e.withdrawn;
-- Whose an entry is, withdrawn ones too.
CREATE VIEW entry_owner AS SELECT id AS entry_id, customer_id FROM entry;
CREATE VIEW draft_file AS
SELECT draft_of_conversation AS conversation_id, draft_of_agent AS agent_id, id, name, type, size, content FROM attachment WHERE entry_id IS NULL;
-- Scans: what the timeline shows of the paper behind an entry.
CREATE VIEW entry_scan AS
SELECT e.id AS entry_id, s.arrival_id, (SELECT count(*) FROM scan_page p WHERE p.arrival_id = s.arrival_id) AS pages, s.received_on,
       s.unread, s.original_place, s.kind, s.written_on, s.scanned_at, s.name
  FROM entry e JOIN scan s ON s.arrival_id = e.arrival_id;
-- Scans: what is known at a glance of one that stands in no conversation yet.
CREATE VIEW scan_card AS
SELECT s.arrival_id, coalesce(nullif(s.subject, ''), s.name) AS title,
       coalesce((SELECT left(p.body_text, 200) FROM scan_page p WHERE p.arrival_id = s.arrival_id AND p.number = 1), '') AS preview
  FROM scan s;
-- Scans: those on which an address or a number stands, or a customer number, in the form in which contact points are kept.
CREATE FUNCTION scans_naming(traces text[]) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  SELECT s.arrival_id FROM scan s
   WHERE s.erased_at IS NULL
     AND (EXISTS (SELECT FROM jsonb_array_elements(s.clues) c JOIN unnest(traces) t ON lower(t) = lower(c ->> 'value'))
          OR EXISTS (SELECT FROM scan_page p JOIN unnest(traces) t ON position(lower(t) IN lower(p.body_text)) > 0
                      WHERE p.arrival_id = s.arrival_id AND position('@' IN t) > 0 AND length(t) > 5))
$$;
-- Intake: an erasure takes those, too, of which somebody was to say whose they are.
CREATE OR REPLACE FUNCTION arrival_is_being_erased(old_row arrival, new_row arrival) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT new_row.raw = '' AND old_row.erased_at IS NULL AND new_row.erased_at IS NOT NULL
     AND EXISTS (SELECT FROM erasure x
                  WHERE x.id = new_row.erasure_id AND x.state = 'running'
                    AND (old_row.state IN ('checking', 'quarantined')
                         OR EXISTS (SELECT FROM entry e WHERE e.arrival_id = coalesce(old_row.duplicate_of, old_row.id)
                                                          AND e.customer_id = ANY(x.members))
                         OR EXISTS (SELECT FROM call_party p WHERE p.call_id = old_row.call_id
                                                               AND (p.customer_id = ANY(x.members) OR p.number = ANY(x.traces)))))
$$;
-- Letters: and behind one of ours.
CREATE VIEW entry_letter AS
SELECT l.entry_id, l.reference, l.pages, l.posted_on, l.recipient, r.printed_at
  FROM letter l LEFT JOIN print_run r ON r.id = l.print_run_id;
