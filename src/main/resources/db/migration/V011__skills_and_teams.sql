CREATE TABLE skill (
  id       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT skill_pkey PRIMARY KEY,
  name     text NOT NULL CONSTRAINT skill_name_not_blank CHECK (btrim(name) <> ''),
  kind     text NOT NULL CONSTRAINT skill_kind CHECK (kind IN ('topic', 'language', 'channel')),
  -- for a language its ISO 639-1 code, so that what a customer writes in can be met; for a channel its name
  code     text,
  version  integer NOT NULL DEFAULT 0,
  CONSTRAINT skill_code CHECK ((kind = 'topic') = (code IS NULL))
);
CREATE UNIQUE INDEX skill_name ON skill (lower(name));
CREATE UNIQUE INDEX skill_by_code ON skill (kind, code) WHERE code IS NOT NULL;

CREATE TABLE agent_skill (
  agent_id bigint NOT NULL CONSTRAINT agent_skill_agent_fkey REFERENCES agent ON DELETE CASCADE,
  skill_id bigint NOT NULL CONSTRAINT agent_skill_skill_fkey REFERENCES skill,
  level    smallint NOT NULL CONSTRAINT agent_skill_level CHECK (level BETWEEN 1 AND 5),
  CONSTRAINT agent_skill_pkey PRIMARY KEY (agent_id, skill_id)
);
CREATE INDEX agent_skill_of_skill ON agent_skill (skill_id);

CREATE TABLE team (
  id      bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT team_pkey PRIMARY KEY,
  name    text NOT NULL CONSTRAINT team_name_not_blank CHECK (btrim(name) <> ''),
  version integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX team_name ON team (lower(name));

CREATE TABLE team_member (
  team_id  bigint NOT NULL CONSTRAINT team_member_team_fkey REFERENCES team ON DELETE CASCADE,
  agent_id bigint NOT NULL CONSTRAINT team_member_agent_fkey REFERENCES agent ON DELETE CASCADE,
  CONSTRAINT team_member_pkey PRIMARY KEY (team_id, agent_id)
);
CREATE INDEX team_member_of_agent ON team_member (agent_id);

-- How other features see people at work. Part of this feature's face: change it only by adding.
CREATE VIEW staff_member AS
SELECT a.id, a.name, a.role, a.active, a.location,
       (SELECT coalesce(jsonb_object_agg(s.skill_id::text, s.level), '{}') FROM agent_skill s WHERE s.agent_id = a.id) AS skills,
       (SELECT coalesce(array_agg(t.team_id), '{}') FROM team_member t WHERE t.agent_id = a.id) AS teams
  FROM agent a;
CREATE VIEW known_skill AS SELECT id, name, kind, code FROM skill;
CREATE VIEW known_team AS SELECT id, name FROM team;
