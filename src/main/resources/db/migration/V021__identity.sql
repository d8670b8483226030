-- Who a customer is: a person or an organisation, and every way to reach them.
ALTER TABLE customer
  ADD COLUMN kind text NOT NULL DEFAULT 'person' CONSTRAINT customer_kind CHECK (kind IN ('person', 'organisation')),
  ADD COLUMN organisation_id bigint CONSTRAINT customer_organisation_fkey REFERENCES customer,
  -- how the form of address is known: an agent said so, or the customer's own words did (then the sentence and its entry)
  ADD COLUMN form_source text CONSTRAINT customer_form_source CHECK (form_source IN ('agent', 'learned')),
  ADD COLUMN form_sentence text,
  ADD COLUMN form_entry_id bigint,
  -- the channels on which we do not come unasked; 'all' for every one
  ADD COLUMN do_not_contact text[] NOT NULL DEFAULT '{}',
  ADD COLUMN do_not_contact_reason text NOT NULL DEFAULT '',
  ADD COLUMN do_not_contact_since timestamptz,
  -- said while others were merged into it: then theirs is kept, but does not count beside it
  ADD COLUMN wish_for_all boolean NOT NULL DEFAULT false,
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT customer_not_its_own_organisation CHECK (organisation_id <> id);
CREATE INDEX customer_of_organisation ON customer (organisation_id) WHERE organisation_id IS NOT NULL;
UPDATE customer SET form_source = 'agent' WHERE form_of_address <> 'unknown';

-- A name for comparing: without case, accents, titles and order, umlauts as people without the keys for them write them.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(word, ' ' ORDER BY word COLLATE "C"), '')
    FROM regexp_split_to_table(
           translate(replace(replace(replace(replace(lower(name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
                     'áàâãåéèêëíìîïóòôõøúùûýÿñçćčđšžźżłńśěřťďůąęğış', 'aaaaaeeeeiiiiooooouuuyyncccdszzzlnsertduaegis'),
           '[[:space:].,;:!?"''()<>/\\_+&-]+') AS word
   WHERE word NOT IN ('', 'herr', 'frau', 'dr', 'prof', 'dipl', 'ing', 'familie', 'mr', 'mrs', 'ms')
$$;
ALTER TABLE customer ADD COLUMN name_key text GENERATED ALWAYS AS (folded_name(name)) STORED;
CREATE INDEX customer_by_name_key ON customer (name_key) WHERE name_key <> '';
CREATE INDEX customer_name_key_parts ON customer USING gin (name_key gin_trgm_ops) WHERE name_key <> '';

ALTER TABLE contact_point
  -- as people write it, '' for as the value is; the value is for comparing
  ADD COLUMN display text NOT NULL DEFAULT '',
  ADD COLUMN label text NOT NULL DEFAULT '',
  -- bad: what was sent there came back
  ADD COLUMN state text NOT NULL DEFAULT 'ok' CONSTRAINT contact_point_state CHECK (state IN ('ok', 'bad')),
  ADD COLUMN state_reason text NOT NULL DEFAULT '',
  -- postal: recipient, street, postalCode, city, country; external: system
  ADD COLUMN details jsonb NOT NULL DEFAULT '{}',
  -- entries refer to it for good, so it is never deleted
  ADD COLUMN removed_at timestamptz,
  ADD COLUMN removed_by bigint CONSTRAINT contact_point_removed_by_fkey REFERENCES agent,
  ADD CONSTRAINT contact_point_channel CHECK (channel IN ('email', 'phone', 'postal', 'customer_number', 'external', 'mastodon', 'bluesky',
                                                          'x', 'facebook', 'instagram', 'feed', 'chat', 'sms'));
-- A telephone or a door can belong to several people; everything else names exactly one.
ALTER TABLE contact_point DROP CONSTRAINT contact_point_unique;
CREATE UNIQUE INDEX contact_point_one_owner ON contact_point (channel, value) WHERE removed_at IS NULL AND channel NOT IN ('phone', 'postal');
CREATE UNIQUE INDEX contact_point_once ON contact_point (customer_id, channel, value) WHERE removed_at IS NULL;
CREATE INDEX contact_point_by_value ON contact_point (channel, value) WHERE removed_at IS NULL;

-- Each merge with its name and reason. The absorbed tree hangs below the surviving one until the merge is undone.
CREATE TABLE customer_merge (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT customer_merge_pkey PRIMARY KEY,
  survivor_id bigint NOT NULL CONSTRAINT customer_merge_survivor_fkey REFERENCES customer,
  absorbed_id bigint NOT NULL CONSTRAINT customer_merge_absorbed_fkey REFERENCES customer,
  -- absent: by itself, on an exact verified contact point
  merged_by   bigint CONSTRAINT customer_merge_by_fkey REFERENCES agent,
  merged_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason      text NOT NULL,
  evidence    jsonb NOT NULL DEFAULT '[]',
  undone_by   bigint CONSTRAINT customer_merge_undone_by_fkey REFERENCES agent,
  undone_at   timestamptz,
  undo_reason text NOT NULL DEFAULT '',
  CONSTRAINT customer_merge_two CHECK (survivor_id <> absorbed_id)
);
CREATE UNIQUE INDEX customer_merge_standing ON customer_merge (absorbed_id) WHERE undone_at IS NULL;
CREATE INDEX customer_merge_of_survivor ON customer_merge (survivor_id);

-- Two customers that somebody knows to be different: never suggested again.
CREATE TABLE merge_refusal (
  low_id     bigint NOT NULL CONSTRAINT merge_refusal_low_fkey REFERENCES customer,
  high_id    bigint NOT NULL CONSTRAINT merge_refusal_high_fkey REFERENCES customer,
  refused_by bigint NOT NULL CONSTRAINT merge_refusal_by_fkey REFERENCES agent,
  refused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason     text NOT NULL DEFAULT '',
  CONSTRAINT merge_refusal_pkey PRIMARY KEY (low_id, high_id),
  CONSTRAINT merge_refusal_order CHECK (low_id < high_id)
);
CREATE INDEX merge_refusal_of_high ON merge_refusal (high_id);

-- A contact point that went to somebody else, and the conversations that went along.
CREATE TABLE contact_point_move (
  id               bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT contact_point_move_pkey PRIMARY KEY,
  contact_point_id bigint NOT NULL CONSTRAINT contact_point_move_point_fkey REFERENCES contact_point,
  from_customer_id bigint NOT NULL CONSTRAINT contact_point_move_from_fkey REFERENCES customer,
  to_customer_id   bigint NOT NULL CONSTRAINT contact_point_move_to_fkey REFERENCES customer,
  conversations    bigint[] NOT NULL DEFAULT '{}',
  entries          bigint[] NOT NULL DEFAULT '{}',
  moved_by         bigint NOT NULL CONSTRAINT contact_point_move_by_fkey REFERENCES agent,
  moved_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason           text NOT NULL,
  undone_by        bigint CONSTRAINT contact_point_move_undone_by_fkey REFERENCES agent,
  undone_at        timestamptz,
  undo_reason      text NOT NULL DEFAULT ''
);
CREATE INDEX contact_point_move_of_point ON contact_point_move (contact_point_id);
CREATE INDEX contact_point_move_of_from ON contact_point_move (from_customer_id);
CREATE INDEX contact_point_move_of_to ON contact_point_move (to_customer_id);

-- Addresses that stand in a customer's own text, as evidence that two customers are one.
CREATE TABLE contact_mention (
  customer_id bigint NOT NULL CONSTRAINT contact_mention_customer_fkey REFERENCES customer,
  channel     text NOT NULL,
  value       text NOT NULL,
  entry_id    bigint NOT NULL,
  sentence    text NOT NULL,
  CONSTRAINT contact_mention_pkey PRIMARY KEY (customer_id, channel, value)
);
CREATE INDEX contact_mention_by_value ON contact_mention (channel, value);

-- How other features see customers: by any number of theirs, with what is known about them under all. What the root says counts, then the
-- newest of its members that says anything. Columns that nobody selects cost nothing. Index: customer_of_root.
CREATE OR REPLACE VIEW customer_card AS
SELECT c.id, c.root_id,
       CASE WHEN c.id = c.root_id AND c.name <> '' THEN c.name
            ELSE coalesce((SELECT m.name FROM customer m WHERE m.root_id = c.root_id AND m.name <> ''
                            ORDER BY m.id = m.root_id DESC, m.id DESC LIMIT 1), '') END AS name,
       coalesce((SELECT replace(coalesce(nullif(p.display, ''), p.value), E'\n', ', ') FROM contact_point p
                  WHERE p.customer_id = c.id AND p.removed_at IS NULL ORDER BY p.id LIMIT 1),
                (SELECT replace(coalesce(nullif(p.display, ''), p.value), E'\n', ', ') FROM customer m JOIN contact_point p ON p.customer_id = m.id
                  WHERE m.root_id = c.root_id AND p.removed_at IS NULL ORDER BY p.id LIMIT 1)) AS address,
       CASE WHEN c.id = c.root_id AND c.personal_agent_id IS NOT NULL THEN c.personal_agent_id
            ELSE (SELECT m.personal_agent_id FROM customer m WHERE m.root_id = c.root_id AND m.personal_agent_id IS NOT NULL
                   ORDER BY m.id = m.root_id DESC, m.id DESC LIMIT 1) END AS personal_agent_id,
       CASE WHEN c.id = c.root_id THEN c.kind ELSE (SELECT r.kind FROM customer r WHERE r.id = c.root_id) END AS kind,
       CASE WHEN c.id = c.root_id AND c.language IS NOT NULL THEN c.language
            ELSE (SELECT m.language FROM customer m WHERE m.root_id = c.root_id AND m.language IS NOT NULL
                   ORDER BY m.id = m.root_id DESC, m.id DESC LIMIT 1) END AS language,
       -- what an agent said counts more than what was learned, and newer words more than older ones
       coalesce((SELECT m.form_of_address FROM customer m WHERE m.root_id = c.root_id AND m.form_of_address <> 'unknown'
                  ORDER BY m.form_source = 'agent' DESC, m.form_source = 'agent' AND m.id = m.root_id DESC, m.form_entry_id DESC NULLS LAST, m.id DESC
                  LIMIT 1), 'unknown') AS form_of_address,
       -- whoever wants no call under one of their names wants none under the others
       (SELECT coalesce(array_agg(DISTINCT channel), '{}') FROM customer m, unnest(m.do_not_contact) AS channel
         WHERE m.root_id = c.root_id
           AND (m.id = c.root_id OR NOT (SELECT r.wish_for_all FROM customer r WHERE r.id = c.root_id))) AS do_not_contact
  FROM customer c;
-- Contact points for other features.
CREATE VIEW reachable AS
SELECT p.id, p.customer_id, c.root_id, p.channel, p.value, coalesce(nullif(p.display, ''), p.value) AS display, p.label, p.verified, p.state, p.source, p.details
  FROM contact_point p JOIN customer c ON c.id = p.customer_id WHERE p.removed_at IS NULL;
-- What a search shows of a contact point: as people write it, and only while it is one.
CREATE OR REPLACE VIEW contact_address AS
SELECT p.id, k.root_id AS customer_id, replace(coalesce(nullif(p.display, ''), p.value), E'\n', ', ') AS value
  FROM contact_point p JOIN customer k ON k.id = p.customer_id WHERE p.removed_at IS NULL;
