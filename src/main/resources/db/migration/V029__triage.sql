-- Posts as they are looked through: found fast while there are many, with what was told about them later.

-- of an item of a feed, or the start of its text
ALTER TABLE post ADD COLUMN subject text NOT NULL DEFAULT '';
CREATE INDEX post_open_of_channel ON post (channel, arrival_id) WHERE verdict = 'open';
CREATE INDEX post_open_of_account ON post (channel_account_id, arrival_id) WHERE verdict = 'open';
CREATE INDEX post_decided_when ON post (decided_at, verdict) WHERE decided_at IS NOT NULL;

-- Arrivals that say something about a post which another one brought: that it changed, that it is gone, or the same again.
CREATE TABLE post_told (
  arrival_id bigint CONSTRAINT post_told_pkey PRIMARY KEY CONSTRAINT post_told_arrival_fkey REFERENCES arrival,
  -- absent: nobody here had heard of the post
  about_id   bigint CONSTRAINT post_told_post_fkey REFERENCES post,
  -- whose it is, in that case
  channel    text,
  author     text
);
CREATE INDEX post_told_about ON post_told (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX post_told_of_author ON post_told (author) WHERE author IS NOT NULL;

-- How other features see posts: those that wait to be looked through.
CREATE VIEW open_post AS SELECT arrival_id FROM post WHERE verdict = 'open';
-- Channel: the accounts by name.
CREATE VIEW known_account AS SELECT id, channel, name, address FROM channel_account;
-- Conversation: where a message stands that another one refers to. Index: entry_by_message_id.
CREATE VIEW message_place AS
SELECT e.id AS entry_id, e.message_id, e.conversation_id FROM entry e WHERE e.message_id IS NOT NULL AND NOT e.withdrawn;
