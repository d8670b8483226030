-- Posts: what people write in public, who looks at it, and the second pair of eyes before anything of ours is read by everybody.

-- A post that nobody has to answer is settled without becoming an entry.
ALTER TABLE arrival DROP CONSTRAINT arrival_state;
ALTER TABLE arrival ADD CONSTRAINT arrival_state
  CHECK (state IN ('received', 'checking', 'triaged', 'filed', 'duplicate', 'quarantined'));

ALTER TABLE contact_point DROP CONSTRAINT contact_point_channel;
ALTER TABLE contact_point
  ADD CONSTRAINT contact_point_channel CHECK (channel IN ('email', 'phone', 'postal', 'customer_number', 'external', 'mastodon', 'bluesky',
                                                          'x', 'facebook', 'instagram', 'feed', 'chat', 'sms', 'webhook'));
INSERT INTO channel_load (channel, cost, cap) VALUES ('webhook', 20, 5);

-- Up to when everything on the other side is known here, and until when it does not want to be asked.
ALTER TABLE channel_account ADD COLUMN caught_up_at timestamptz, ADD COLUMN limited_until timestamptz;
-- Somebody is on their way to sign in at the other side for an account; the state is what they bring back.
CREATE TABLE account_authorization (
  state_hash         bytea CONSTRAINT account_authorization_pkey PRIMARY KEY,
  channel_account_id bigint NOT NULL CONSTRAINT account_authorization_account_fkey REFERENCES channel_account,
  agent_id           bigint NOT NULL CONSTRAINT account_authorization_agent_fkey REFERENCES agent,
  -- what the other side knows us by, sealed
  secrets            bytea NOT NULL,
  expires_at         timestamptz NOT NULL
);

-- ^on behind a public post; made of the name where nothing is given
ALTER TABLE agent ADD COLUMN sign text CONSTRAINT agent_sign CHECK (sign ~ '^[[:lower:]]{1,4}$');

-- Who can read an entry beside the two it is between, on channels where that differs.
ALTER TABLE entry
  ADD COLUMN visibility text CONSTRAINT entry_visibility CHECK (visibility IN ('public', 'private')),
  ADD COLUMN language text,
  -- of ours: the post that it answers
  ADD COLUMN answers_id bigint CONSTRAINT entry_answers_fkey REFERENCES entry;
-- It began where everybody reads along: people answer in their own words.
ALTER TABLE conversation ADD COLUMN public_origin boolean NOT NULL DEFAULT false;

-- An answer may wait for a second pair of eyes before it is due.
ALTER TABLE delivery DROP CONSTRAINT delivery_state;
ALTER TABLE delivery ADD CONSTRAINT delivery_state
  CHECK (state IN ('in_review', 'pending', 'claimed', 'transmitting', 'ready', 'printed', 'sent', 'failed', 'withdrawn'));
CREATE TABLE approval (
  entry_id    bigint CONSTRAINT approval_pkey PRIMARY KEY CONSTRAINT approval_entry_fkey REFERENCES entry,
  author_id   bigint NOT NULL CONSTRAINT approval_author_fkey REFERENCES agent,
  asked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- SHA-256 of everything that is to leave
  digest      bytea NOT NULL,
  -- the conversation's status afterwards
  then_status text NOT NULL CONSTRAINT approval_then CHECK (then_status IN ('open', 'waiting', 'resolved')),
  state       text NOT NULL DEFAULT 'waiting' CONSTRAINT approval_state CHECK (state IN ('waiting', 'approved', 'returned', 'withdrawn')),
  decided_by  bigint CONSTRAINT approval_decided_by_fkey REFERENCES agent,
  decided_at  timestamptz,
  reason      text,
  -- a supervisor released their own when nobody else was on shift
  alone       boolean NOT NULL DEFAULT false,
  CONSTRAINT approval_decided CHECK ((state = 'waiting') = (decided_at IS NULL) AND (state = 'waiting') = (decided_by IS NULL)),
  CONSTRAINT approval_reasoned CHECK (state <> 'returned' OR btrim(reason) <> ''),
  CONSTRAINT approval_by_another CHECK (state <> 'approved' OR alone = (decided_by = author_id))
);
CREATE INDEX approval_waiting ON approval (asked_at, entry_id) WHERE state = 'waiting';
CREATE INDEX approval_of_author ON approval (author_id, asked_at DESC);

ALTER TABLE work_item DROP CONSTRAINT work_item_kind;
ALTER TABLE work_item
  ADD CONSTRAINT work_item_kind CHECK (kind IN ('answer', 'callback', 'approval', 'check_arrival', 'check_scan')),
  -- of an approval: whoever wrote it is the one who cannot do it
  ADD COLUMN not_agent_id bigint CONSTRAINT work_item_not_agent_fkey REFERENCES agent,
  ADD CONSTRAINT work_item_not_agent CHECK ((kind = 'approval') = (not_agent_id IS NOT NULL)),
  ADD CONSTRAINT work_item_by_another CHECK (agent_id <> not_agent_id);

-- One post of somebody else, and what was decided about it.
CREATE TABLE post (
  arrival_id         bigint CONSTRAINT post_pkey PRIMARY KEY CONSTRAINT post_arrival_fkey REFERENCES arrival,
  channel_account_id bigint NOT NULL CONSTRAINT post_account_fkey REFERENCES channel_account,
  channel            text NOT NULL,
  -- as the network names it, with the network before it; the message id of its entry
  post_id            text NOT NULL,
  kind               text NOT NULL CONSTRAINT post_kind CHECK (kind IN ('mention', 'reply', 'quote', 'direct', 'found', 'item')),
  visibility         text NOT NULL CONSTRAINT post_visibility CHECK (visibility IN ('public', 'private')),
  url                text,
  -- value of the author's contact point
  author             text NOT NULL,
  -- handle, name, url, avatar, followers, bot
  author_card        jsonb NOT NULL DEFAULT '{}',
  body_text          text NOT NULL,
  language           text,
  written_at         timestamptz NOT NULL,
  -- ids of the posts above it, nearest first, as far as the post itself tells
  parents            text[] NOT NULL DEFAULT '{}',
  -- url, description, type
  pictures           jsonb NOT NULL DEFAULT '[]',
  -- the posts above it, oldest first, as the network told them: id, author, text, at, url, ours
  context            jsonb,
  context_error      text,
  -- asked again from then on: for what stands above it, for edits and deletions
  look_at            timestamptz,
  looks              integer NOT NULL DEFAULT 0,
  edited_at          timestamptz,
  deleted_at         timestamptz,
  verdict            text NOT NULL DEFAULT 'open' CONSTRAINT post_verdict CHECK (verdict IN ('open', 'answer', 'watch', 'none')),
  reason             text CONSTRAINT post_reason CHECK (reason IN ('abuse', 'spam', 'not_us', 'settled', 'other')),
  note               text NOT NULL DEFAULT '',
  -- which rule decided, or who
  rule               text,
  decided_by         bigint CONSTRAINT post_decided_by_fkey REFERENCES agent,
  decided_at         timestamptz,
  conversation_id    bigint CONSTRAINT post_conversation_fkey REFERENCES conversation,
  entry_id           bigint CONSTRAINT post_entry_fkey REFERENCES entry,
  version            integer NOT NULL DEFAULT 0,
  erased_at          timestamptz,
  CONSTRAINT post_decided CHECK ((verdict = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX post_once ON post (channel_account_id, post_id);
CREATE INDEX post_open ON post (arrival_id) WHERE verdict = 'open';
CREATE INDEX post_watched ON post (decided_at DESC, arrival_id DESC) WHERE verdict = 'watch';
CREATE INDEX post_decided_last ON post (decided_at DESC, arrival_id DESC) WHERE decided_at IS NOT NULL;
CREATE INDEX post_of_author ON post (channel, author, written_at DESC);
CREATE INDEX post_looking ON post (channel_account_id, look_at) WHERE look_at IS NOT NULL;
CREATE INDEX post_by_id ON post (post_id);
-- Every decision, with its name; undone ones too.
CREATE TABLE post_decision (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT post_decision_pkey PRIMARY KEY,
  arrival_id bigint NOT NULL CONSTRAINT post_decision_post_fkey REFERENCES post,
  verdict    text NOT NULL,
  reason     text,
  note       text NOT NULL DEFAULT '',
  rule       text,
  agent_id   bigint CONSTRAINT post_decision_agent_fkey REFERENCES agent,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX post_decision_of_post ON post_decision (arrival_id, id);
-- What it said before.
CREATE TABLE post_version (
  arrival_id bigint NOT NULL CONSTRAINT post_version_post_fkey REFERENCES post,
  number     integer NOT NULL,
  body_text  text NOT NULL,
  until      timestamptz NOT NULL,
  CONSTRAINT post_version_pkey PRIMARY KEY (arrival_id, number)
);
-- Pictures from elsewhere, fetched once and kept for a while; 0 is the author's.
CREATE TABLE post_picture (
  arrival_id bigint NOT NULL CONSTRAINT post_picture_post_fkey REFERENCES post,
  number     integer NOT NULL,
  type       text,
  content    bytea,
  -- why there is none
  error      text,
  fetched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT post_picture_pkey PRIMARY KEY (arrival_id, number)
);
ALTER TABLE post_picture ALTER COLUMN content SET STORAGE EXTERNAL;
-- How far each source has been taken, in the words of its network; moved in the transaction that records what came.
CREATE TABLE social_cursor (
  channel_account_id bigint CONSTRAINT social_cursor_pkey PRIMARY KEY CONSTRAINT social_cursor_account_fkey REFERENCES channel_account,
  -- another server or account counts anew
  source             text NOT NULL,
  cursor             jsonb NOT NULL,
  moved_at           timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- A post of ours as it stands there.
CREATE TABLE sent_post (
  entry_id     bigint CONSTRAINT sent_post_pkey PRIMARY KEY CONSTRAINT sent_post_entry_fkey REFERENCES entry,
  post_id      text NOT NULL,
  url          text,
  retracted_at timestamptz,
  retracted_by bigint CONSTRAINT sent_post_retracted_by_fkey REFERENCES agent
);

-- From public to private: whoever holds the link may leave an address here, once.
CREATE TABLE private_link (
  id               bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT private_link_pkey PRIMARY KEY,
  token_hash       bytea NOT NULL CONSTRAINT private_link_token UNIQUE,
  conversation_id  bigint NOT NULL CONSTRAINT private_link_conversation_fkey REFERENCES conversation,
  contact_point_id bigint NOT NULL CONSTRAINT private_link_contact_point_fkey REFERENCES contact_point,
  channel_account_id bigint NOT NULL CONSTRAINT private_link_account_fkey REFERENCES channel_account,
  made_by          bigint NOT NULL CONSTRAINT private_link_made_by_fkey REFERENCES agent,
  made_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at       timestamptz NOT NULL,
  used_at          timestamptz,
  arrival_id       bigint CONSTRAINT private_link_arrival_fkey REFERENCES arrival,
  CONSTRAINT private_link_used CHECK ((used_at IS NULL) = (arrival_id IS NULL))
);
CREATE INDEX private_link_of_conversation ON private_link (conversation_id);

-- What is said often, for each form of address.
CREATE TABLE text_module (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT text_module_pkey PRIMARY KEY,
  name       text NOT NULL CONSTRAINT text_module_name_not_blank CHECK (btrim(name) <> ''),
  -- typed after a slash
  shortcut   text NOT NULL,
  language   text NOT NULL DEFAULT 'de',
  purpose    text NOT NULL DEFAULT 'answer' CONSTRAINT text_module_purpose CHECK (purpose IN ('answer', 'netiquette', 'private', 'closing')),
  -- for this queue alone
  queue_id   bigint CONSTRAINT text_module_queue_fkey REFERENCES queue,
  text_du    text NOT NULL DEFAULT '',
  text_sie   text NOT NULL DEFAULT '',
  version    integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by bigint CONSTRAINT text_module_changed_by_fkey REFERENCES agent,
  CONSTRAINT text_module_says_something CHECK (btrim(text_du) <> '' OR btrim(text_sie) <> '')
);
CREATE UNIQUE INDEX text_module_shortcut ON text_module (lower(shortcut), language);
CREATE UNIQUE INDEX text_module_name ON text_module (lower(name), language);

-- Posts: what the timeline shows of one, as the contract's Entry.post; theirs and ours.
CREATE VIEW entry_post AS
SELECT p.entry_id,
       jsonb_strip_nulls(jsonb_build_object(
         'arrivalId', p.arrival_id, 'kind', p.kind, 'url', p.url,
         'author', (p.author_card - 'avatar') || jsonb_build_object('avatar', p.author_card -> 'avatar' IS NOT NULL),
         'pictures', coalesce((SELECT jsonb_agg(jsonb_build_object('number', x.place, 'description', x.picture -> 'description', 'type', x.picture -> 'type')
                                                ORDER BY x.place)
                                 FROM jsonb_array_elements(p.pictures) WITH ORDINALITY AS x(picture, place)), '[]'),
         'above', coalesce(p.context, '[]'), 'editedAt', p.edited_at, 'deletedAt', p.deleted_at)) AS document
  FROM post p WHERE p.entry_id IS NOT NULL
 UNION ALL
SELECT s.entry_id, jsonb_strip_nulls(jsonb_build_object('url', s.url, 'retractedAt', s.retracted_at, 'canRetract', s.retracted_at IS NULL))
  FROM sent_post s;
CREATE UNIQUE INDEX post_of_entry ON post (entry_id) WHERE entry_id IS NOT NULL;
