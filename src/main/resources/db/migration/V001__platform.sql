-- The event log: what happened, who did it, who may know. Append-only; also the audit trail.
CREATE TABLE event (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT event_pkey PRIMARY KEY,
  -- Readers take only events of transactions below pg_snapshot_xmin: none is skipped, no writer waits.
  xact            xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  type            text NOT NULL,
  audience        text NOT NULL,
  actor_id        bigint,
  customer_id     bigint,
  conversation_id bigint,
  entry_id        bigint,
  work_item_id    bigint,
  arrival_id      bigint,
  detail          jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX event_feed ON event (xact, id);
CREATE INDEX event_of_conversation ON event (conversation_id, id) WHERE conversation_id IS NOT NULL;

-- Who may do something alone, until when. The epoch grows with each new holder (fencing token).
CREATE TABLE lease (
  name   text CONSTRAINT lease_pkey PRIMARY KEY,
  holder text NOT NULL,
  epoch  bigint NOT NULL,
  until  timestamptz NOT NULL
);
