-- Who serves a customer by choice, whoever else has a free hand.
ALTER TABLE customer
  ADD COLUMN personal_agent_id bigint CONSTRAINT customer_personal_agent_fkey REFERENCES agent ON DELETE SET NULL;
CREATE OR REPLACE VIEW customer_card AS
SELECT c.id, c.root_id, c.name,
       (SELECT p.value FROM contact_point p WHERE p.customer_id = c.id ORDER BY p.id LIMIT 1) AS address,
       c.personal_agent_id
  FROM customer c;

-- What the rules of entry look at, for messages that are there already. Part of the face of conversations.
CREATE VIEW message_facts AS
SELECT e.id, a.id AS channel_account_id, a.queue_id AS account_queue_id, e.channel, e.from_address,
       e.to_addresses || e.cc_addresses AS recipients, e.subject, e.body_text, e.customer_id
  FROM entry e
  JOIN conversation c ON c.id = e.conversation_id
  LEFT JOIN arrival r ON r.id = e.arrival_id
  LEFT JOIN channel_account a ON a.id = coalesce(r.channel_account_id, c.channel_account_id)
 WHERE e.kind = 'message' AND e.direction = 'in';
