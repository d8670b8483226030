CREATE TABLE queue (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT queue_pkey PRIMARY KEY,
  name       text NOT NULL CONSTRAINT queue_name_not_blank CHECK (btrim(name) <> ''),
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX queue_name ON queue (lower(name));
CREATE UNIQUE INDEX queue_one_default ON queue (is_default) WHERE is_default;
INSERT INTO queue (name, is_default) VALUES ('Kundenservice', true);

CREATE TABLE work_item (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT work_item_pkey PRIMARY KEY,
  kind            text NOT NULL CONSTRAINT work_item_kind CHECK (kind IN ('answer', 'check_arrival')),
  conversation_id bigint,
  arrival_id      bigint,
  queue_id        bigint NOT NULL CONSTRAINT work_item_queue_fkey REFERENCES queue,
  state           text NOT NULL DEFAULT 'queued'
                  CONSTRAINT work_item_state CHECK (state IN ('queued', 'offered', 'assigned', 'wrapping', 'parked', 'done')),
  -- who holds it; a parked item keeps its agent, so that the customer's answer returns to them
  agent_id        bigint CONSTRAINT work_item_agent_fkey REFERENCES agent,
  priority        smallint NOT NULL DEFAULT 0,
  entered_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- the age that counts in the queue; returning an item keeps it
  eligible_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at          timestamptz,
  state_since     timestamptz NOT NULL DEFAULT clock_timestamp(),
  version         integer NOT NULL DEFAULT 0,
  CONSTRAINT work_item_subject CHECK ((kind = 'check_arrival') = (arrival_id IS NOT NULL)
                                  AND (kind = 'answer') = (conversation_id IS NOT NULL)),
  CONSTRAINT work_item_held CHECK (state NOT IN ('assigned', 'wrapping') OR agent_id IS NOT NULL)
) WITH (fillfactor = 70);
-- At most one thing to do of a kind on a conversation.
CREATE UNIQUE INDEX work_item_open_of_conversation ON work_item (conversation_id, kind) WHERE state <> 'done';
CREATE UNIQUE INDEX work_item_open_of_arrival ON work_item (arrival_id) WHERE state <> 'done';
CREATE INDEX work_item_waiting ON work_item (queue_id, priority DESC, eligible_at, id) WHERE state = 'queued';
CREATE INDEX work_item_of_agent ON work_item (agent_id, state) WHERE state <> 'done';

-- How other features see open work. Part of this feature's face: change it only by adding.
CREATE VIEW open_work AS
SELECT w.id, w.kind, w.conversation_id, w.arrival_id, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
       w.state, w.agent_id, p.name AS agent_name, w.priority, w.entered_at, w.eligible_at, w.due_at
  FROM work_item w
  JOIN queue q ON q.id = w.queue_id
  LEFT JOIN person p ON p.id = w.agent_id
 WHERE w.state <> 'done';
