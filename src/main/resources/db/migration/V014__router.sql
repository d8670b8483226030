-- Work that is in the hands of an agent, in units. Kept by the trigger below, so that no way of changing an item forgets it.
CREATE TABLE agent_slot (
  agent_id       bigint CONSTRAINT agent_slot_pkey PRIMARY KEY CONSTRAINT agent_slot_agent_fkey REFERENCES agent ON DELETE CASCADE,
  used           integer NOT NULL DEFAULT 0 CONSTRAINT agent_slot_used CHECK (used >= 0),
  capacity       integer NOT NULL DEFAULT 100 CONSTRAINT agent_slot_capacity CHECK (capacity BETWEEN 0 AND 1000),
  -- a customer's reply, a transfer or a person's own choice may go above the capacity; the router never does
  over_capacity  boolean GENERATED ALWAYS AS (used > capacity) STORED,
  -- when the agent last accepted or declined; signing in or out does not change it
  last_served_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  offers_on      date NOT NULL DEFAULT current_date,
  offers_today   integer NOT NULL DEFAULT 0,
  -- offers let pass in a row
  misses         integer NOT NULL DEFAULT 0,
  version        bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

ALTER TABLE work_item DROP CONSTRAINT work_item_kind;
ALTER TABLE work_item
  ADD CONSTRAINT work_item_kind CHECK (kind IN ('answer', 'check_arrival')),
  ADD COLUMN channel text NOT NULL DEFAULT 'email',
  ADD COLUMN language text,
  -- the order of the queue: the age that counts, less what the priority is worth there
  ADD COLUMN rank_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- the steps of the queue count from here
  ADD COLUMN steps_from timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- from then on it outranks what is not due soon
  ADD COLUMN urgent_at timestamptz,
  -- units while offered, held or in wrap-up, and while parked
  ADD COLUMN cost smallint NOT NULL DEFAULT 20,
  ADD COLUMN parked_cost smallint NOT NULL DEFAULT 0,
  ADD COLUMN needs jsonb NOT NULL DEFAULT '[]',
  -- only this team is asked
  ADD COLUMN team_id bigint CONSTRAINT work_item_team_fkey REFERENCES team,
  -- step 0: asked before everybody else, until then
  ADD COLUMN preferred_agent_id bigint CONSTRAINT work_item_preferred_fkey REFERENCES agent,
  ADD COLUMN preferred_until timestamptz,
  -- the agent who holds it has begun: a draft, a note, an answer
  ADD COLUMN touched_at timestamptz,
  ADD COLUMN wrap_until timestamptz,
  ADD COLUMN wrap_then text CONSTRAINT work_item_wrap_then CHECK (wrap_then IN ('done', 'parked')),
  ADD COLUMN wrap_timed boolean NOT NULL DEFAULT false,
  ADD COLUMN disposition text,
  ADD CONSTRAINT work_item_wrap CHECK (state <> 'wrapping' OR (wrap_until IS NOT NULL AND wrap_then IS NOT NULL));
-- An offered item names the agent, too.
ALTER TABLE work_item DROP CONSTRAINT work_item_held;
ALTER TABLE work_item ADD CONSTRAINT work_item_held CHECK (state NOT IN ('offered', 'assigned', 'wrapping') OR agent_id IS NOT NULL);
ALTER TABLE work_item ADD CONSTRAINT work_item_free CHECK (state <> 'queued' OR agent_id IS NULL);
UPDATE work_item SET rank_at = eligible_at, steps_from = entered_at;
DROP INDEX work_item_waiting;
CREATE INDEX work_item_waiting ON work_item (rank_at, entered_at, id) WHERE state = 'queued';
CREATE INDEX work_item_of_queue ON work_item (queue_id, state) WHERE state <> 'done';
CREATE INDEX work_item_urgent ON work_item (urgent_at) WHERE state = 'queued' AND urgent_at IS NOT NULL;
CREATE INDEX work_item_queued ON work_item (id) WHERE state = 'queued';
CREATE INDEX work_item_wrapping ON work_item (wrap_until) WHERE state = 'wrapping';

CREATE TABLE offer (
  id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT offer_pkey PRIMARY KEY,
  work_item_id bigint NOT NULL CONSTRAINT offer_work_item_fkey REFERENCES work_item,
  agent_id     bigint NOT NULL CONSTRAINT offer_agent_fkey REFERENCES agent,
  -- phone and chat ring beside one other offer; nothing else does
  live         boolean NOT NULL,
  step         smallint NOT NULL,
  offered_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at   timestamptz NOT NULL,
  outcome      text CONSTRAINT offer_outcome CHECK (outcome IN ('accepted', 'declined', 'timed_out', 'withdrawn')),
  reason       text,
  ended_at     timestamptz,
  -- of the lease under which it was made
  epoch        bigint NOT NULL,
  CONSTRAINT offer_ended CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
-- An item is offered to one agent at a time, and an agent has one offer of a kind at a time.
CREATE UNIQUE INDEX offer_open_of_item ON offer (work_item_id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX offer_open_of_agent ON offer (agent_id, live) WHERE outcome IS NULL;
CREATE INDEX offer_open_until ON offer (expires_at) WHERE outcome IS NULL;
CREATE INDEX offer_of_item ON offer (work_item_id, id);
CREATE INDEX offer_refused ON offer (ended_at) WHERE outcome IN ('declined', 'timed_out');
CREATE INDEX offer_missed ON offer (agent_id, ended_at) WHERE outcome = 'timed_out';

CREATE FUNCTION work_weight(state text, cost smallint, parked_cost smallint) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN state IN ('offered', 'assigned', 'wrapping') THEN cost WHEN state = 'parked' THEN parked_cost ELSE 0 END::integer $$;

-- Slots are locked in the order of agents, after the items: nobody waits in a circle.
CREATE FUNCTION keep_slots_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM new_items WHERE agent_id IS NOT NULL AND work_weight(state, cost, parked_cost) <> 0) THEN
    RETURN NULL;
  END IF;
  INSERT INTO agent_slot (agent_id) SELECT DISTINCT agent_id FROM new_items WHERE agent_id IS NOT NULL
      ON CONFLICT ON CONSTRAINT agent_slot_pkey DO NOTHING;
  UPDATE agent_slot s SET used = s.used + d.units, version = s.version + 1
    FROM (SELECT agent_id, sum(work_weight(state, cost, parked_cost)) AS units FROM new_items WHERE agent_id IS NOT NULL GROUP BY agent_id) d
   WHERE s.agent_id = d.agent_id AND d.units <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION keep_slots_updated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[];
  units   bigint[];
BEGIN
  SELECT array_agg(d.agent_id ORDER BY d.agent_id), array_agg(d.units ORDER BY d.agent_id) INTO touched, units
    FROM (SELECT m.agent_id, sum(m.units) AS units
            FROM (SELECT agent_id, -work_weight(state, cost, parked_cost) AS units FROM old_items
                  UNION ALL
                  SELECT agent_id, work_weight(state, cost, parked_cost) FROM new_items) m
           WHERE m.agent_id IS NOT NULL GROUP BY m.agent_id HAVING sum(m.units) <> 0) d;
  IF touched IS NULL THEN
    RETURN NULL;
  END IF;
  IF cardinality(touched) > 1 THEN
    PERFORM FROM agent_slot WHERE agent_id = ANY (touched) ORDER BY agent_id FOR UPDATE;
  END IF;
  UPDATE agent_slot s SET used = s.used + d.units, version = s.version + 1
    FROM unnest(touched, units) AS d(agent_id, units)
   WHERE s.agent_id = d.agent_id;
  INSERT INTO agent_slot (agent_id, used)
  SELECT d.agent_id, d.units FROM unnest(touched, units) AS d(agent_id, units)
   WHERE NOT EXISTS (SELECT FROM agent_slot s WHERE s.agent_id = d.agent_id);
  RETURN NULL;
END $$;

INSERT INTO agent_slot (agent_id) SELECT id FROM agent;
UPDATE agent_slot s SET used = d.units
  FROM (SELECT agent_id, sum(work_weight(state, cost, parked_cost)) AS units FROM work_item
         WHERE agent_id IS NOT NULL AND state <> 'done' GROUP BY agent_id) d
 WHERE s.agent_id = d.agent_id;
CREATE TRIGGER work_item_slots_inserted AFTER INSERT ON work_item
  REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION keep_slots_inserted();
CREATE TRIGGER work_item_slots_updated AFTER UPDATE ON work_item
  REFERENCING OLD TABLE AS old_items NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION keep_slots_updated();

-- Which item stands for an arrival, for the balance. An arrival that nobody has to answer has none.
CREATE TABLE arrival_work (
  arrival_id   bigint CONSTRAINT arrival_work_pkey PRIMARY KEY,
  work_item_id bigint NOT NULL CONSTRAINT arrival_work_item_fkey REFERENCES work_item
);
CREATE INDEX arrival_work_of_item ON arrival_work (work_item_id);
CREATE INDEX event_of_work_item ON event (work_item_id, id) WHERE work_item_id IS NOT NULL;

-- What the reconciler found and what it did about it.
CREATE TABLE routing_alarm (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT routing_alarm_pkey PRIMARY KEY,
  kind       text NOT NULL,
  detail     jsonb NOT NULL DEFAULT '{}',
  raised_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- somebody has seen it
  seen_at    timestamptz,
  seen_by    bigint CONSTRAINT routing_alarm_seen_by_fkey REFERENCES agent
);
CREATE INDEX routing_alarm_unseen ON routing_alarm (id) WHERE seen_at IS NULL;

DROP VIEW open_work;
CREATE VIEW open_work AS
SELECT w.id, w.kind, w.conversation_id, w.arrival_id, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
       w.state, w.agent_id, p.name AS agent_name, w.priority, w.entered_at, w.eligible_at, w.due_at, w.state_since, w.version,
       w.channel, w.language, w.cost, w.parked_cost, w.needs, w.team_id, w.preferred_agent_id, w.preferred_until, w.wrap_until,
       w.wrap_then, w.wrap_timed, w.touched_at, w.rank_at, w.urgent_at, w.steps_from
  FROM work_item w
  JOIN queue q ON q.id = w.queue_id
  LEFT JOIN person p ON p.id = w.agent_id
 WHERE w.state <> 'done';

-- What is in the hands of each agent, for the live state. Part of this feature's face: change it only by adding.
CREATE VIEW agent_load AS
SELECT agent_id, used, capacity, over_capacity, misses, offers_on, CASE WHEN offers_on = current_date THEN offers_today ELSE 0 END AS offers_today,
       last_served_at, version
  FROM agent_slot;
