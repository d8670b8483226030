-- The conversation's reply_seq as the reply left it: while it is the same, nothing came that its author had not read. It counts in that
-- conversation only. NULL where the reply goes another way since, and for what was asked before these columns were.
ALTER TABLE approval ADD COLUMN asked_in bigint, ADD COLUMN reply_seq integer;
