CREATE TABLE business_hours (
  id             bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT business_hours_pkey PRIMARY KEY,
  name           text NOT NULL CONSTRAINT business_hours_name_not_blank CHECK (btrim(name) <> ''),
  time_zone      text NOT NULL,
  -- whose public holidays are kept, such as de-sh; none if null
  holiday_region text,
  -- [{"day": "mon", "from": "08:00", "to": "18:00"}, …]; several of a day do not overlap
  week           jsonb NOT NULL,
  -- [{"date": "2026-12-24", "name": "…"}, …]: closed beside the public holidays
  closed         jsonb NOT NULL DEFAULT '[]',
  version        integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX business_hours_name ON business_hours (lower(name));

-- The settings of a queue are one document, checked by the product (QueueSettings): they are read and written as a whole.
ALTER TABLE queue
  ADD COLUMN settings jsonb NOT NULL DEFAULT '{}',
  -- every active agent is a member; otherwise those in queue_member
  ADD COLUMN everybody boolean NOT NULL DEFAULT true,
  ADD COLUMN hours_id bigint CONSTRAINT queue_hours_fkey REFERENCES business_hours,
  ADD COLUMN version integer NOT NULL DEFAULT 0;

CREATE TABLE queue_member (
  queue_id bigint NOT NULL CONSTRAINT queue_member_queue_fkey REFERENCES queue ON DELETE CASCADE,
  agent_id bigint NOT NULL CONSTRAINT queue_member_agent_fkey REFERENCES agent ON DELETE CASCADE,
  CONSTRAINT queue_member_pkey PRIMARY KEY (queue_id, agent_id)
);
CREATE INDEX queue_member_of_agent ON queue_member (agent_id);

-- Which queue an arrival enters: the first active rule that matches, in this order; else the queue of its account.
CREATE TABLE entry_rule (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT entry_rule_pkey PRIMARY KEY,
  position   integer NOT NULL,
  name       text NOT NULL CONSTRAINT entry_rule_name_not_blank CHECK (btrim(name) <> ''),
  active     boolean NOT NULL DEFAULT true,
  conditions jsonb NOT NULL,
  queue_id   bigint NOT NULL CONSTRAINT entry_rule_queue_fkey REFERENCES queue,
  priority   smallint NOT NULL DEFAULT 0 CONSTRAINT entry_rule_priority CHECK (priority BETWEEN 0 AND 5),
  -- [{"skill": 3, "level": 2, "hard": true}, …]
  needs      jsonb NOT NULL DEFAULT '[]',
  version    integer NOT NULL DEFAULT 0
);
CREATE INDEX entry_rule_order ON entry_rule (position, id);

-- What an item of a channel costs an agent, and how many of it one may have.
CREATE TABLE channel_load (
  channel        text CONSTRAINT channel_load_pkey PRIMARY KEY,
  cost           smallint NOT NULL CONSTRAINT channel_load_cost CHECK (cost BETWEEN 0 AND 100),
  cap            smallint CONSTRAINT channel_load_cap CHECK (cap BETWEEN 1 AND 100),
  parked_percent smallint NOT NULL DEFAULT 0 CONSTRAINT channel_load_parked CHECK (parked_percent BETWEEN 0 AND 100),
  version        integer NOT NULL DEFAULT 0
);
INSERT INTO channel_load (channel, cost, cap) VALUES
  ('phone', 100, 1), ('chat', 30, 3), ('email', 20, 5), ('letter', 20, 5), ('mastodon', 20, 5), ('bluesky', 20, 5),
  ('x', 20, 5), ('facebook', 20, 5), ('feed', 20, 5), ('sms', 20, 5);
