CREATE TABLE channel_account (
  id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT channel_account_pkey PRIMARY KEY,
  channel      text NOT NULL,
  name         text NOT NULL,
  address      text NOT NULL,
  display_name text NOT NULL DEFAULT '',
  queue_id     bigint NOT NULL CONSTRAINT channel_account_queue_fkey REFERENCES queue,
  active       boolean NOT NULL DEFAULT true,
  backfill     text NOT NULL DEFAULT 'all' CONSTRAINT channel_account_backfill CHECK (backfill IN ('all', 'new')),
  -- servers, ports, users; never a password
  settings     jsonb NOT NULL,
  -- passwords as JSON, sealed with the key outside the database
  secrets      bytea NOT NULL,
  version      integer NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- the last word of the node that serves it
  state        text NOT NULL DEFAULT 'connecting'
               CONSTRAINT channel_account_state CHECK (state IN ('connecting', 'ok', 'failing', 'off')),
  state_error  text,
  state_at     timestamptz,
  state_node   text
);
CREATE UNIQUE INDEX channel_account_name ON channel_account (lower(name));
CREATE UNIQUE INDEX channel_account_address ON channel_account (channel, lower(address));
