-- What is handed out about a customer, in full. Each view belongs to the feature named above it: change it only by adding.

-- Customers: everything about one, and every way to reach them, the removed ones too.
CREATE VIEW customer_record AS
SELECT c.id, c.root_id, c.merged_into, c.name, c.kind, c.language, c.form_of_address, c.form_source, c.form_sentence, c.note, c.organisation_id,
       o.name AS organisation_name, c.personal_agent_id, c.do_not_contact, c.do_not_contact_reason, c.do_not_contact_since, c.created_at,
       c.erased_at, c.version
  FROM customer c LEFT JOIN customer o ON o.id = c.organisation_id;
CREATE VIEW contact_record AS
SELECT p.id, p.customer_id, p.channel, p.value, coalesce(nullif(p.display, ''), p.value) AS display, p.label, p.verified, p.source, p.state,
       p.state_reason, p.details, p.created_at, p.removed_at
  FROM contact_point p;
CREATE VIEW merge_record AS
SELECT m.id, m.survivor_id, m.absorbed_id, p.name AS merged_by, m.merged_at, m.reason, m.evidence, u.name AS undone_by, m.undone_at, m.undo_reason
  FROM customer_merge m LEFT JOIN person p ON p.id = m.merged_by LEFT JOIN person u ON u.id = m.undone_by;

-- Staff: in which language somebody reads.
CREATE VIEW person_locale AS SELECT id, locale FROM agent;

-- Conversation: conversations, entries with their texts, files and what left the house.
CREATE VIEW conversation_record AS
SELECT c.id, c.customer_id, c.subject, c.status, c.opened_at, c.last_entry_at, c.follow_up_of, c.merged_into FROM conversation c;
CREATE VIEW entry_record AS
SELECT e.id, e.conversation_id, c.subject AS conversation_subject, e.customer_id, e.kind, e.channel, e.direction, e.occurred_at, e.recorded_at,
       e.written_at, p.name AS author, e.from_name, e.from_address, e.to_addresses, e.cc_addresses, e.subject, e.body_text, e.quoted_text,
       e.body_html, e.automated, e.message_id, e.arrival_id, e.event, e.call_seconds, e.call_outcome, d.state AS delivery_state,
       d.sent_at AS delivery_sent_at, d.error AS delivery_error, d.uncertain AS delivery_uncertain, d.raw IS NOT NULL AS has_sent_raw
  FROM entry e
  JOIN conversation c ON c.id = e.conversation_id
  LEFT JOIN person p ON p.id = e.author_id
  LEFT JOIN delivery d ON d.entry_id = e.id
 WHERE NOT e.withdrawn;
CREATE VIEW attachment_record AS
SELECT id, entry_id, name, type, size, inline, content FROM attachment WHERE entry_id IS NOT NULL;
CREATE VIEW sent_raw AS SELECT entry_id, raw FROM delivery WHERE raw IS NOT NULL;
