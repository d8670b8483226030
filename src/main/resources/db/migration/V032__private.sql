-- Staff: what somebody chose to stand behind their public posts; null where it is made of the name.
CREATE VIEW person_sign AS SELECT id AS agent_id, sign FROM agent;
