CREATE TABLE agent (
  id            bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT agent_pkey PRIMARY KEY,
  name          text NOT NULL CONSTRAINT agent_name_not_blank CHECK (btrim(name) <> ''),
  email         text NOT NULL,
  role          text NOT NULL CONSTRAINT agent_role CHECK (role IN ('agent', 'supervisor', 'admin')),
  -- argon2id in its own encoding; null until the person has set one
  password_hash text,
  active        boolean NOT NULL DEFAULT true,
  -- a sign-in of the demo company: works only in demo mode and only on loopback
  demo          boolean NOT NULL DEFAULT false,
  locale        text NOT NULL DEFAULT 'de' CONSTRAINT agent_locale CHECK (locale IN ('de', 'en')),
  location      text NOT NULL DEFAULT 'office' CONSTRAINT agent_location CHECK (location IN ('home', 'office')),
  version       integer NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX agent_email ON agent (lower(email));

-- How other features see people. Part of this feature's face: change it only by adding.
CREATE VIEW person AS SELECT id, name FROM agent;

-- Tokens are stored as SHA-256 only: who reads the table can sign in with none of them.
CREATE TABLE session (
  token_hash   bytea CONSTRAINT session_pkey PRIMARY KEY,
  agent_id     bigint NOT NULL CONSTRAINT session_agent_fkey REFERENCES agent ON DELETE CASCADE,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at   timestamptz NOT NULL
);
CREATE INDEX session_of_agent ON session (agent_id);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE api_token (
  id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT api_token_pkey PRIMARY KEY,
  agent_id     bigint NOT NULL CONSTRAINT api_token_agent_fkey REFERENCES agent ON DELETE CASCADE,
  name         text NOT NULL,
  token_hash   bytea NOT NULL CONSTRAINT api_token_hash_unique UNIQUE,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_used_at timestamptz,
  expires_at   timestamptz
);
CREATE INDEX api_token_of_agent ON api_token (agent_id);

CREATE TABLE one_time_link (
  token_hash bytea CONSTRAINT one_time_link_pkey PRIMARY KEY,
  purpose    text NOT NULL CONSTRAINT one_time_link_purpose CHECK (purpose IN ('first_admin', 'password')),
  agent_id   bigint CONSTRAINT one_time_link_agent_fkey REFERENCES agent ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  CONSTRAINT one_time_link_agent CHECK ((purpose = 'password') = (agent_id IS NOT NULL))
);

-- Failed sign-ins, for the rate limit; shared by all nodes. Subjects are hashes of address and of network address.
CREATE TABLE sign_in_failure (
  id      bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sign_in_failure_pkey PRIMARY KEY,
  subject bytea NOT NULL,
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sign_in_failure_recent ON sign_in_failure (subject, at);
