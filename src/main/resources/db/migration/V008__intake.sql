-- The intake ledger: one row for each thing received, raw, kept as it came. Never deleted; its content never changes.
CREATE TABLE arrival (
  id                 bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT arrival_pkey PRIMARY KEY,
  channel_account_id bigint NOT NULL CONSTRAINT arrival_account_fkey REFERENCES channel_account,
  -- where the source keeps it: taking the same thing twice makes one row
  source_key         text NOT NULL,
  raw                bytea NOT NULL,
  sha256             bytea NOT NULL,
  size               bigint NOT NULL,
  received_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  state              text NOT NULL DEFAULT 'received'
                     CONSTRAINT arrival_state CHECK (state IN ('received', 'filed', 'duplicate', 'quarantined')),
  attempts           integer NOT NULL DEFAULT 0,
  error              text,
  filed_at           timestamptz,
  conversation_id    bigint CONSTRAINT arrival_conversation_fkey REFERENCES conversation,
  entry_id           bigint CONSTRAINT arrival_entry_fkey REFERENCES entry,
  duplicate_of       bigint CONSTRAINT arrival_duplicate_fkey REFERENCES arrival,
  CONSTRAINT arrival_source UNIQUE (channel_account_id, source_key),
  -- A filed arrival leads somewhere: its own entry, or (a delivery report) the conversation that it concerns.
  CONSTRAINT arrival_filed CHECK ((state = 'filed') = (conversation_id IS NOT NULL AND entry_id IS NOT NULL)),
  CONSTRAINT arrival_duplicate CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL))
);
ALTER TABLE arrival ALTER COLUMN raw SET STORAGE EXTERNAL;
CREATE INDEX arrival_pending ON arrival (id) WHERE state = 'received';
CREATE INDEX arrival_by_state ON arrival (state, id DESC);
CREATE INDEX arrival_same_bytes ON arrival (channel_account_id, sha256);

CREATE FUNCTION arrival_keeps_what_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an arrival is never deleted' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'arrival_never_deleted';
  END IF;
  IF NEW.raw IS DISTINCT FROM OLD.raw OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.source_key IS DISTINCT FROM OLD.source_key
     OR NEW.channel_account_id IS DISTINCT FROM OLD.channel_account_id OR NEW.received_at IS DISTINCT FROM OLD.received_at THEN
    RAISE EXCEPTION 'what arrived is never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'arrival_never_changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER arrival_never_deleted BEFORE DELETE ON arrival FOR EACH ROW EXECUTE FUNCTION arrival_keeps_what_came();
CREATE TRIGGER arrival_never_changed BEFORE UPDATE OF raw, sha256, source_key, channel_account_id, received_at ON arrival
  FOR EACH ROW EXECUTE FUNCTION arrival_keeps_what_came();


-- How other features read the bytes behind an entry. Part of this feature's face: change it only by adding.
CREATE VIEW arrival_raw AS SELECT id, raw FROM arrival;
