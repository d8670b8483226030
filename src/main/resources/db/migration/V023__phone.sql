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
