-- How much of an answer's text was added to what its author typed (mention and sign), before and behind it, in UTF-16 units: what does not
-- leave becomes a draft without that. What was written before these columns were is taken back as it is.
ALTER TABLE delivery
  ADD COLUMN added_before integer NOT NULL DEFAULT 0 CONSTRAINT delivery_added_before CHECK (added_before >= 0),
  ADD COLUMN added_behind integer NOT NULL DEFAULT 0 CONSTRAINT delivery_added_behind CHECK (added_behind >= 0);

-- What the conversation was when the approval was asked: only once that is given its timeline says that it is something else. NULL where it
-- was said already.
ALTER TABLE approval ADD COLUMN before_status text;
