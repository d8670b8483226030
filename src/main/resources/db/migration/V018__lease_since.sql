-- Since when the holder has it, in this epoch.
ALTER TABLE lease ADD COLUMN since timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE OR REPLACE VIEW held_lease AS SELECT name, holder, epoch, since FROM lease WHERE until > clock_timestamp();
