-- What is handed out about a customer, in full. Each view belongs to the feature named above it: change it only by adding.

-- Customers: everything about one, and every way to reach them, the removed ones too.
CREATE VIEW customer_record AS
SELECT c.id, c.root_id, c.merged_into, c.name, c.kind, c.language, c.form_of_address, c.form_source, c.form_sentence, c.note, c.organisation_id,
       o.name AS organisation_name, c.personal_agent_id, c.do_not_contact, c.do_not_contact_reason, c.do_not_contact_since, c.created_at,
       c.erased_at, c.version
  FROM customer c LEFT JOIN customer o ON o.id = c.organisation_id;
CREATE VIEW contact_record AS
SELECT p.id, p.customer_id, p.channel, p.value, coalesce(nullif(p.display, ''), p.value) AS display, p.label, p.verified, p.source, p.state,
       p.state_reason, p.details, p.created_at, p.removed_at
  FROM contact_point p;
CREATE VIEW merge_record AS
SELECT m.id, m.survivor_id, m.absorbed_id, p.name AS merged_by, m.merged_at, m.reason, m.evidence, u.name AS undone_by, m.undone_at, m.undo_reason
  FROM customer_merge m LEFT JOIN person p ON p.id = m.merged_by LEFT JOIN person u ON u.id = m.undone_by;

-- Staff: in which language somebody reads.
CREATE VIEW person_locale AS SELECT id, locale FROM agent;

-- Conversation: conversations, entries with their texts, files and what left the house.
CREATE VIEW conversation_record AS
SELECT c.id, c.customer_id, c.subject, c.status, c.opened_at, c.last_entry_at, c.follow_up_of, c.merged_into FROM conversation c;
CREATE VIEW entry_record AS
SELECT e.id, e.conversation_id, c.subject AS conversation_subject, e.customer_id, e.kind, e.channel, e.direction, e.occurred_at, e.recorded_at,
       e.written_at, p.name AS author, e.from_name, e.from_address, e.to_addresses, e.cc_addresses, e.subject, e.body_text, e.quoted_text,
       e.body_html, e.automated, e.message_id, e.arrival_id, e.event, e.call_seconds, e.call_outcome, d.state AS delivery_state,
       d.sent_at AS delivery_sent_at, d.error AS delivery_error, d.uncertain AS delivery_uncertain, d.raw IS NOT NULL AS has_sent_raw
  FROM entry e
  JOIN conversation c ON c.id = e.conversation_id
  LEFT JOIN person p ON p.id = e.author_id
  LEFT JOIN delivery d ON d.entry_id = e.id
 WHERE NOT e.withdrawn;
CREATE VIEW attachment_record AS
SELECT id, entry_id, name, type, size, inline, content FROM attachment WHERE entry_id IS NOT NULL;
CREATE VIEW sent_raw AS SELECT entry_id, raw FROM delivery WHERE raw IS NOT NULL;

-- Erasures on request, from the wish to the proof. While one runs, members are the customers that it is about and traces the addresses that
-- they had; both are only needed to find what is theirs, and traces are gone when it is done.
CREATE TABLE erasure (
  id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT erasure_pkey PRIMARY KEY,
  customer_id  bigint NOT NULL CONSTRAINT erasure_customer_fkey REFERENCES customer,
  state        text NOT NULL DEFAULT 'planned'
               CONSTRAINT erasure_state CHECK (state IN ('planned', 'held', 'running', 'done', 'cancelled')),
  reason       text NOT NULL,
  requested_by bigint NOT NULL CONSTRAINT erasure_requested_by_fkey REFERENCES agent,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  runs_at      timestamptz NOT NULL,
  -- a duty to keep stands against it; without a day until somebody releases it
  hold_reason  text NOT NULL DEFAULT '',
  hold_until   date,
  -- who held, released or cancelled it last
  changed_by   bigint CONSTRAINT erasure_changed_by_fkey REFERENCES agent,
  cancel_reason text NOT NULL DEFAULT '',
  members      bigint[] NOT NULL DEFAULT '{}',
  traces       text[] NOT NULL DEFAULT '{}',
  counts       jsonb NOT NULL DEFAULT '{}',
  -- SHA-256 over the check sums of the arrivals that it emptied, in their order, one hexadecimal line each
  digest       text,
  done_at      timestamptz
);
CREATE UNIQUE INDEX erasure_standing ON erasure (customer_id) WHERE state IN ('planned', 'held', 'running');
CREATE INDEX erasure_due ON erasure (runs_at) WHERE state IN ('planned', 'held', 'running');

-- Conversation: what was erased stays on the timeline, empty.
ALTER TABLE entry ADD COLUMN erased_at timestamptz;
-- Also those that were withdrawn, and for whoever asks whether a customer is used at all.
CREATE INDEX entry_of_customer ON entry (customer_id);
CREATE INDEX entry_of_contact_point ON entry (contact_point_id) WHERE contact_point_id IS NOT NULL;
CREATE VIEW arrival_customer AS SELECT arrival_id, customer_id FROM entry WHERE arrival_id IS NOT NULL;

-- Phone: whose a call is. Whoever was chosen, else whoever the promise is for that came of it; of any other call only the number tells.
CREATE VIEW call_party AS
SELECT id AS call_id, customer_id, NULL::text AS number FROM phone_call WHERE customer_id IS NOT NULL
 UNION ALL
SELECT c.id, s.customer_id, NULL
  FROM phone_call c JOIN callback b ON b.id = c.callback_id JOIN conversation_standing s ON s.id = b.conversation_id
 WHERE c.customer_id IS NULL
 UNION ALL
SELECT id, NULL, number FROM phone_call WHERE customer_id IS NULL AND callback_id IS NULL AND number IS NOT NULL;

-- Intake: the ledger forgets what came when a running erasure says so, and nothing else: that something came, when, how much and its
-- check sum stay, so its balance does not change.
ALTER TABLE arrival
  ADD COLUMN erased_at timestamptz,
  ADD COLUMN erasure_id bigint CONSTRAINT arrival_erasure_fkey REFERENCES erasure,
  ADD CONSTRAINT arrival_erased CHECK ((erased_at IS NULL) = (erasure_id IS NULL) AND (erased_at IS NULL OR raw = ''));
CREATE INDEX arrival_duplicates ON arrival (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX arrival_of_erasure ON arrival (erasure_id) WHERE erasure_id IS NOT NULL;
CREATE FUNCTION arrival_is_being_erased(old_row arrival, new_row arrival) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT new_row.raw = '' AND old_row.erased_at IS NULL AND new_row.erased_at IS NOT NULL
     AND EXISTS (SELECT FROM erasure x
                  WHERE x.id = new_row.erasure_id AND x.state = 'running'
                    AND (old_row.state = 'quarantined'
                         OR EXISTS (SELECT FROM entry e WHERE e.arrival_id = coalesce(old_row.duplicate_of, old_row.id)
                                                          AND e.customer_id = ANY(x.members))
                         OR EXISTS (SELECT FROM call_party p WHERE p.call_id = old_row.call_id
                                                               AND (p.customer_id = ANY(x.members) OR p.number = ANY(x.traces)))))
$$;
CREATE OR REPLACE FUNCTION arrival_keeps_what_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an arrival is never deleted' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'arrival_never_deleted';
  END IF;
  IF NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.source_key IS DISTINCT FROM OLD.source_key OR NEW.size IS DISTINCT FROM OLD.size
     OR NEW.channel_account_id IS DISTINCT FROM OLD.channel_account_id OR NEW.received_at IS DISTINCT FROM OLD.received_at
     OR (OLD.erased_at IS NOT NULL AND (NEW.erased_at, NEW.erasure_id) IS DISTINCT FROM (OLD.erased_at, OLD.erasure_id))
     OR (NEW.raw IS DISTINCT FROM OLD.raw AND NOT arrival_is_being_erased(OLD, NEW)) THEN
    RAISE EXCEPTION 'what arrived is never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'arrival_never_changed';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER arrival_never_changed ON arrival;
CREATE TRIGGER arrival_never_changed BEFORE UPDATE OF raw, sha256, size, source_key, channel_account_id, received_at, erased_at, erasure_id
  ON arrival FOR EACH ROW EXECUTE FUNCTION arrival_keeps_what_came();
-- Intake: the check sums of what an erasure emptied.
CREATE VIEW erased_arrival AS SELECT id, sha256, size, erasure_id FROM arrival WHERE erasure_id IS NOT NULL;

-- Imports of customers: a file becomes lines, lines are tried, then made customers, and can be taken back.
CREATE TABLE customer_import (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT customer_import_pkey PRIMARY KEY,
  name       text NOT NULL,
  state      text NOT NULL DEFAULT 'uploaded' CONSTRAINT customer_import_state
             CHECK (state IN ('uploaded', 'trying', 'tried', 'running', 'done', 'undoing', 'undone', 'failed')),
  -- all lines are here; an upload that was cut off is nobody's
  complete   boolean NOT NULL DEFAULT false,
  error      text,
  by_id      bigint NOT NULL CONSTRAINT customer_import_by_fkey REFERENCES agent,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  lines      integer NOT NULL DEFAULT 0,
  separator  text NOT NULL,
  charset    text NOT NULL,
  header     boolean NOT NULL,
  existing   text NOT NULL DEFAULT 'complete' CONSTRAINT customer_import_existing CHECK (existing IN ('skip', 'complete', 'overwrite')),
  columns    text[] NOT NULL DEFAULT '{}',
  counts     jsonb NOT NULL DEFAULT '{}',
  -- how far the step has got that goes on: lines worked on, and the last of them
  progress   integer NOT NULL DEFAULT 0,
  at_line    integer NOT NULL DEFAULT 0
);
CREATE TABLE customer_import_row (
  import_id    bigint NOT NULL CONSTRAINT customer_import_row_import_fkey REFERENCES customer_import ON DELETE CASCADE,
  line         integer NOT NULL,
  cells        text[] NOT NULL,
  -- what is wrong with how the line is written
  broken       text,
  outcome      text,
  detail       text,
  same_as_line integer,
  customer_id  bigint CONSTRAINT customer_import_row_customer_fkey REFERENCES customer ON DELETE SET NULL,
  -- what doing it did, for taking it back: the version that it left, what was there before, contact points that it added
  made         boolean NOT NULL DEFAULT false,
  version      integer,
  before       jsonb,
  points       bigint[] NOT NULL DEFAULT '{}',
  CONSTRAINT customer_import_row_pkey PRIMARY KEY (import_id, line)
);
CREATE INDEX customer_import_row_outcome ON customer_import_row (import_id, outcome, line);
CREATE INDEX customer_import_row_customer ON customer_import_row (customer_id) WHERE customer_id IS NOT NULL;

-- Whoever takes a customer back asks for those who hang below.
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;
-- Customers: takes back one whom nobody has used. Whatever refers to them keeps them.
CREATE FUNCTION remove_unused_customer(wanted bigint, untouched integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customer_import_row SET customer_id = NULL WHERE customer_id = wanted;
  DELETE FROM contact_point WHERE customer_id = wanted;
  DELETE FROM customer WHERE id = wanted AND version = untouched AND merged_into IS NULL;
  IF NOT FOUND THEN
    RAISE foreign_key_violation;
  END IF;
  RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN false;
END $$;
CREATE FUNCTION remove_unused_contact_point(wanted bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM contact_point WHERE id = wanted;
  RETURN FOUND;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN false;
END $$;

-- Whoever was erased stays so: nothing that people write is kept under their number again, whichever way it comes. What happened to a
-- matter (kind event) may be noted, and emptying goes on. The constraint is the code of the contract.
CREATE FUNCTION refuse_words_about_erased(about bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM customer WHERE id = about AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'this customer has been erased' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'customer_erased';
  END IF;
END $$;
CREATE FUNCTION refuse_for_erased_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_words_about_erased(NEW.customer_id);
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_for_erased_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_words_about_erased(c.customer_id) FROM conversation c WHERE c.id = NEW.conversation_id;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_of_erased BEFORE INSERT ON entry
  FOR EACH ROW WHEN (NEW.kind <> 'event') EXECUTE FUNCTION refuse_for_erased_customer();
CREATE TRIGGER conversation_of_erased BEFORE INSERT OR UPDATE OF subject ON conversation
  FOR EACH ROW WHEN (NEW.subject <> '') EXECUTE FUNCTION refuse_for_erased_customer();
CREATE TRIGGER draft_of_erased BEFORE INSERT OR UPDATE ON draft
  FOR EACH ROW EXECUTE FUNCTION refuse_for_erased_matter();
CREATE TRIGGER callback_of_erased BEFORE INSERT OR UPDATE OF promise, number ON callback
  FOR EACH ROW WHEN (NEW.promise <> '' OR NEW.number IS NOT NULL) EXECUTE FUNCTION refuse_for_erased_matter();
