-- How far each mailbox folder has been taken, moved in the transaction that records the messages.
CREATE TABLE mailbox_cursor (
  channel_account_id bigint NOT NULL CONSTRAINT mailbox_cursor_account_fkey REFERENCES channel_account,
  folder             text NOT NULL,
  -- host and user: another mailbox counts anew, even if its numbers look the same
  mailbox            text NOT NULL,
  -- counts the times that numbers began anew although UIDVALIDITY did not say so
  generation         integer NOT NULL DEFAULT 1,
  uid_validity       bigint NOT NULL,
  last_uid           bigint NOT NULL,
  -- messages below this UID were there before us and are not taken …
  left_below         bigint NOT NULL DEFAULT 1,
  -- … unless the server got them on this day or later: numbers began anew after the first connect
  left_before        date,
  started_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT mailbox_cursor_pkey PRIMARY KEY (channel_account_id, folder)
);
