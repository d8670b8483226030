-- Four eyes: what leaves is what somebody else has looked at, whatever a program does.

-- SHA-256 of everything of an answer that its reader will see, and of where it goes.
CREATE FUNCTION reply_digest(wanted bigint) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
           e.channel, e.visibility, e.language, e.subject, e.body_text, e.body_html, e.answers_id, e.contact_point_id, e.to_addresses,
           e.cc_addresses, d.channel_account_id, d.to_address, d.to_name, d.in_reply_to,
           (SELECT jsonb_agg(jsonb_build_array(f.name, f.type, f.inline, f.content_id, encode(sha256(f.content), 'hex')) ORDER BY f.id)
              FROM attachment f WHERE f.entry_id = e.id))::text, 'UTF8'))
    FROM entry e JOIN delivery d ON d.entry_id = e.id WHERE e.id = wanted
$$;

-- Waiting, or approved and still in the house: nothing of it changes but by an erasure. What failed may be changed; it leaves only after
-- another look.
CREATE FUNCTION reply_is_settled(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM approval a JOIN delivery d ON d.entry_id = a.entry_id JOIN entry e ON e.id = a.entry_id
                  WHERE a.entry_id = wanted AND a.state IN ('waiting', 'approved') AND e.erased_at IS NULL
                    AND d.state IN ('in_review', 'pending', 'claimed', 'transmitting', 'ready', 'printed'))
$$;
CREATE FUNCTION refuse_in_review(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is looked at, or has been, stays as it is: %', what
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_version';
END $$;

CREATE FUNCTION approval_is_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'waiting' OR NOT EXISTS (SELECT FROM delivery d WHERE d.entry_id = NEW.entry_id AND d.state = 'in_review') THEN
    RAISE EXCEPTION 'an approval begins by waiting for one' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_over';
  END IF;
  NEW.author_id := (SELECT author_id FROM entry WHERE id = NEW.entry_id);
  NEW.digest := reply_digest(NEW.entry_id);
  RETURN NEW;
END $$;
CREATE TRIGGER approval_asked BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION approval_is_asked();

CREATE FUNCTION approval_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'who decided stays known' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_over';
  END IF;
  IF NEW.state = 'waiting' AND OLD.state = 'approved'
     AND EXISTS (SELECT FROM delivery d WHERE d.entry_id = OLD.entry_id AND d.state = 'failed') THEN
    -- It did not get through and goes another way: somebody looks again.
    NEW.entry_id := OLD.entry_id;
    NEW.author_id := OLD.author_id;
    NEW.digest := reply_digest(OLD.entry_id);
    NEW.alone := false;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'waiting'
     AND NOT (to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
              AND EXISTS (SELECT FROM entry e WHERE e.id = OLD.entry_id AND e.erased_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'it has been decided' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_over';
  END IF;
  IF (NEW.entry_id, NEW.author_id, NEW.asked_at, NEW.digest, NEW.then_status)
     IS DISTINCT FROM (OLD.entry_id, OLD.author_id, OLD.asked_at, OLD.digest, OLD.then_status) THEN
    PERFORM refuse_in_review('approval');
  END IF;
  IF NEW.state IN ('approved', 'returned') AND NEW.decided_by = NEW.author_id
     AND NOT (NEW.state = 'approved' AND NEW.alone
              AND EXISTS (SELECT FROM agent g WHERE g.id = NEW.decided_by AND g.role IN ('supervisor', 'admin'))) THEN
    RAISE EXCEPTION 'nobody decides about what they wrote' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_own';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_decided BEFORE UPDATE OR DELETE ON approval FOR EACH ROW EXECUTE FUNCTION approval_is_decided();

CREATE FUNCTION delivery_is_released() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  look approval;
BEGIN
  SELECT * INTO look FROM approval a WHERE a.entry_id = NEW.entry_id;
  IF OLD.state = 'in_review' AND NEW.state NOT IN ('in_review', 'pending', 'withdrawn') THEN
    RAISE EXCEPTION 'it waits for approval' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_missing';
  END IF;
  IF OLD.state <> 'in_review' AND NEW.state = 'in_review' AND (look.state = 'waiting') IS NOT TRUE THEN
    RAISE EXCEPTION 'nobody was asked' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_missing';
  END IF;
  IF (OLD.state = 'in_review' OR look.entry_id IS NOT NULL) AND OLD.state IS DISTINCT FROM NEW.state
     AND NEW.state IN ('pending', 'claimed', 'transmitting', 'ready', 'printed', 'sent') THEN
    IF (look.state = 'approved') IS NOT TRUE THEN
      RAISE EXCEPTION 'it waits for approval' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'approval_missing';
    END IF;
    IF NEW.state = 'pending' AND OLD.state IN ('in_review', 'failed', 'withdrawn') AND look.digest IS DISTINCT FROM reply_digest(NEW.entry_id) THEN
      PERFORM refuse_in_review('delivery');
    END IF;
  END IF;
  IF (NEW.channel_account_id, NEW.to_address, NEW.to_name, NEW.in_reply_to)
     IS DISTINCT FROM (OLD.channel_account_id, OLD.to_address, OLD.to_name, OLD.in_reply_to) AND reply_is_settled(OLD.entry_id) THEN
    PERFORM refuse_in_review('recipient');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_released BEFORE UPDATE ON delivery FOR EACH ROW
  WHEN ((OLD.state, OLD.channel_account_id, OLD.to_address, OLD.to_name, OLD.in_reply_to)
        IS DISTINCT FROM (NEW.state, NEW.channel_account_id, NEW.to_address, NEW.to_name, NEW.in_reply_to))
  EXECUTE FUNCTION delivery_is_released();

CREATE FUNCTION entry_stays_as_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erased_at IS NULL AND reply_is_settled(OLD.id) THEN
    PERFORM refuse_in_review('entry');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_approved BEFORE UPDATE ON entry FOR EACH ROW
  WHEN (OLD.direction = 'out'
        AND (OLD.channel, OLD.visibility, OLD.language, OLD.subject, OLD.body_text, OLD.body_html, OLD.answers_id, OLD.contact_point_id,
             OLD.to_addresses, OLD.cc_addresses, OLD.author_id)
            IS DISTINCT FROM
            (NEW.channel, NEW.visibility, NEW.language, NEW.subject, NEW.body_text, NEW.body_html, NEW.answers_id, NEW.contact_point_id,
             NEW.to_addresses, NEW.cc_addresses, NEW.author_id))
  EXECUTE FUNCTION entry_stays_as_approved();

CREATE FUNCTION attachment_stays_as_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND reply_is_settled(OLD.entry_id) OR TG_OP <> 'DELETE' AND reply_is_settled(NEW.entry_id) THEN
    PERFORM refuse_in_review('attachment');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER attachment_approved BEFORE INSERT OR UPDATE OR DELETE ON attachment FOR EACH ROW
  EXECUTE FUNCTION attachment_stays_as_approved();

-- Routing: who may not have an item.
CREATE OR REPLACE VIEW open_work AS
SELECT w.id, w.kind, w.conversation_id, w.arrival_id, w.queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
       w.state, w.agent_id, p.name AS agent_name, w.priority, w.entered_at, w.eligible_at, w.due_at, w.state_since, w.version,
       w.channel, w.language, w.cost, w.parked_cost, w.needs, w.team_id, w.preferred_agent_id, w.preferred_until, w.wrap_until,
       w.wrap_then, w.wrap_timed, w.touched_at, w.rank_at, w.urgent_at, w.steps_from, w.wake_at, w.not_agent_id
  FROM work_item w
  JOIN queue q ON q.id = w.queue_id
  LEFT JOIN person p ON p.id = w.agent_id
 WHERE w.state <> 'done';
-- Routing: whether of all who are on shift nobody but the author could approve what waits in a conversation.
CREATE FUNCTION alone_with_approval(conversation bigint, author bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT FROM open_work w
      JOIN known_queue q ON q.id = w.queue_id
      JOIN staff_member m ON m.active AND m.id <> author
      JOIN agent_presence p ON p.agent_id = m.id AND p.state <> 'offline'
     WHERE w.conversation_id = conversation AND w.kind = 'approval'
       AND (q.everybody OR w.agent_id = m.id OR EXISTS (SELECT FROM queue_membership b WHERE b.queue_id = q.id AND b.agent_id = m.id)))
$$;

-- Decided approvals, the newest first.
CREATE INDEX approval_decided_last ON approval (decided_at DESC, entry_id DESC) WHERE state <> 'waiting';
-- Conversation: what waits for a second pair of eyes, by conversation; of several answers the oldest. Part of its face.
CREATE VIEW waiting_approval AS
SELECT DISTINCT ON (e.conversation_id)
       e.conversation_id, c.queue_id, e.channel, a.author_id, a.asked_at
  FROM approval a JOIN entry e ON e.id = a.entry_id JOIN conversation c ON c.id = e.conversation_id
 WHERE a.state = 'waiting'
 ORDER BY e.conversation_id, a.asked_at, a.entry_id;
-- Conversation: who looked at what left the house.
CREATE VIEW entry_approval AS
SELECT a.entry_id, a.state, p.name AS decided_by, a.decided_at, a.alone
  FROM approval a LEFT JOIN person p ON p.id = a.decided_by;
