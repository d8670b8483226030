-- What the demo company has done already, so that a start that was cut short goes on where it stopped.
CREATE TABLE demo_step (
  name    text CONSTRAINT demo_step_pkey PRIMARY KEY,
  done_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
