-- Telephone lines among the channel accounts: the telephone system opens its line by a token, of which we keep the SHA-256.
ALTER TABLE channel_account
  ADD COLUMN token_hash bytea,
  ADD COLUMN last_event_at timestamptz;
CREATE UNIQUE INDEX channel_account_token ON channel_account (token_hash) WHERE token_hash IS NOT NULL;
