CREATE TABLE customer (
  id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT customer_pkey PRIMARY KEY,
  -- '' when nobody told us a name yet
  name            text NOT NULL,
  language        text,
  form_of_address text NOT NULL DEFAULT 'unknown'
                  CONSTRAINT customer_form_of_address CHECK (form_of_address IN ('du', 'Sie', 'unknown')),
  note            text NOT NULL DEFAULT '',
  -- A merge re-points nothing: it hangs one tree below another, so that it can be undone exactly.
  merged_into     bigint CONSTRAINT customer_merged_into_fkey REFERENCES customer,
  root_id         bigint NOT NULL CONSTRAINT customer_root_fkey REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
  version         integer NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT customer_not_into_itself CHECK (merged_into <> id)
);
CREATE INDEX customer_of_root ON customer (root_id);

CREATE TABLE contact_point (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT contact_point_pkey PRIMARY KEY,
  customer_id bigint NOT NULL CONSTRAINT contact_point_customer_fkey REFERENCES customer,
  channel     text NOT NULL,
  -- normalised: equal means the same
  value       text NOT NULL,
  verified    boolean NOT NULL DEFAULT false,
  source      text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT contact_point_unique UNIQUE (channel, value)
);
CREATE INDEX contact_point_of_customer ON contact_point (customer_id);

-- Finding by any part of a name or address.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX customer_name_parts ON customer USING gin (lower(name) gin_trgm_ops);
CREATE INDEX contact_point_parts ON contact_point USING gin (value gin_trgm_ops);

-- How other features see customers. Part of this feature's face: change it only by adding.
CREATE VIEW customer_card AS
SELECT c.id, c.root_id, c.name,
       (SELECT p.value FROM contact_point p WHERE p.customer_id = c.id ORDER BY p.id LIMIT 1) AS address
  FROM customer c;
