-- Whom an event is about, beside who did it.
ALTER TABLE event ADD COLUMN agent_id bigint;

-- What each person is doing now. A person without a row is offline.
CREATE TABLE presence (
  agent_id      bigint CONSTRAINT presence_pkey PRIMARY KEY CONSTRAINT presence_agent_fkey REFERENCES agent ON DELETE CASCADE,
  state         text NOT NULL CONSTRAINT presence_state
                CHECK (state IN ('offline', 'available', 'away', 'wrapping', 'disconnected', 'not_responding')),
  reason        text CONSTRAINT presence_reason CHECK (reason IN ('break', 'meal', 'meeting', 'training', 'back_office')),
  location      text NOT NULL CONSTRAINT presence_location CHECK (location IN ('home', 'office')),
  -- channels that the person does not take for now; empty takes all
  paused        text[] NOT NULL DEFAULT '{}',
  since         timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- what to return to when a lost line is back
  resume_state  text CONSTRAINT presence_resume CHECK (resume_state IN ('available', 'away', 'wrapping', 'not_responding')),
  resume_reason text,
  resume_set_by bigint,
  -- who set it, if not the person; no foreign key, which would hold that other person's row for as long as ours
  set_by        bigint,
  version       bigint NOT NULL DEFAULT 1,
  CONSTRAINT presence_away CHECK ((state = 'away') = (reason IS NOT NULL)),
  CONSTRAINT presence_resumable CHECK ((state = 'disconnected') = (resume_state IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX presence_on_shift ON presence (agent_id) WHERE state <> 'offline';

-- What each person did, when and where: one row for each stretch of time.
CREATE TABLE presence_interval (
  id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT presence_interval_pkey PRIMARY KEY,
  agent_id   bigint NOT NULL CONSTRAINT presence_interval_agent_fkey REFERENCES agent ON DELETE CASCADE,
  state      text NOT NULL,
  reason     text,
  location   text NOT NULL,
  set_by     bigint,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE UNIQUE INDEX presence_interval_open ON presence_interval (agent_id) WHERE ended_at IS NULL;
CREATE INDEX presence_interval_of_agent ON presence_interval (agent_id, started_at DESC);

-- One stretch ends where the next begins, whatever changes the presence.
CREATE FUNCTION keep_presence_intervals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  turn timestamptz := NEW.since;
  last timestamptz;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- Somebody who only changes the place has been at it since before.
    IF NEW.since = OLD.since THEN
      turn := clock_timestamp();
    END IF;
    UPDATE presence_interval SET ended_at = greatest(turn, started_at)
     WHERE agent_id = NEW.agent_id AND ended_at IS NULL
    RETURNING ended_at INTO last;
  END IF;
  INSERT INTO presence_interval (agent_id, state, reason, location, set_by, started_at)
  VALUES (NEW.agent_id, NEW.state, NEW.reason, NEW.location, NEW.set_by, coalesce(last, turn));
  RETURN NULL;
END $$;
CREATE TRIGGER presence_begun AFTER INSERT ON presence FOR EACH ROW EXECUTE FUNCTION keep_presence_intervals();
CREATE TRIGGER presence_turned AFTER UPDATE ON presence FOR EACH ROW
  WHEN ((OLD.state, OLD.reason, OLD.location) IS DISTINCT FROM (NEW.state, NEW.reason, NEW.location))
  EXECUTE FUNCTION keep_presence_intervals();

-- Each node says every ten seconds which of its people still answer. By the database's clock.
CREATE TABLE connection (
  agent_id bigint NOT NULL CONSTRAINT connection_agent_fkey REFERENCES agent ON DELETE CASCADE,
  node     text NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- a page is open there; a row that is not open says when somebody was last seen
  open     boolean NOT NULL DEFAULT true,
  CONSTRAINT connection_pkey PRIMARY KEY (agent_id, node)
) WITH (fillfactor = 50);

-- How other features see who is at work. Part of this feature's face: change it only by adding.
CREATE VIEW agent_presence AS
SELECT a.id AS agent_id, coalesce(p.state, 'offline') AS state, p.reason, coalesce(p.location, a.location) AS location,
       coalesce(p.paused, '{}') AS paused, p.since, p.set_by, coalesce(p.version, 0) AS version
  FROM agent a LEFT JOIN presence p ON p.agent_id = a.id;
-- What a node has left that died is not open, though nobody closed it.
CREATE VIEW agent_connection AS
SELECT agent_id, node, seen_at FROM connection WHERE open AND seen_at > clock_timestamp() - interval '1 minute';

-- Who is at work: on shift, or active without ever having said so.
CREATE VIEW on_duty AS
SELECT a.id AS agent_id FROM agent a LEFT JOIN presence p ON p.agent_id = a.id
 WHERE a.active AND coalesce(p.state <> 'offline', true);
