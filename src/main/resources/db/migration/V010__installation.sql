-- What all nodes of this installation must agree on.
CREATE TABLE installation (
  name  text CONSTRAINT installation_pkey PRIMARY KEY,
  value bytea NOT NULL
);
