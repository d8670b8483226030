-- What is handed out about somebody's posts, and how they are forgotten.

CREATE INDEX post_by_author ON post (author) WHERE erased_at IS NULL;

-- Posts: the arrivals that brought somebody's posts or said something about them, also those that nobody had to answer. An author is known
-- by the value of their contact point.
CREATE FUNCTION posts_of(members bigint[], traces text[]) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  WITH theirs AS (
    SELECT p.arrival_id FROM post p WHERE p.author = ANY(traces) AND p.erased_at IS NULL
     UNION
    SELECT p.arrival_id FROM entry_owner o JOIN post p ON p.entry_id = o.entry_id WHERE o.customer_id = ANY(members)),
  told AS (
    SELECT arrival_id FROM theirs
     UNION
    SELECT t.arrival_id FROM post_told t WHERE t.about_id IN (SELECT arrival_id FROM theirs) OR t.author = ANY(traces))
  SELECT arrival_id FROM told
   UNION
  SELECT r.id FROM arrival_receipt r WHERE r.duplicate_of IN (SELECT arrival_id FROM told)
$$;

-- Intake: an erasure takes those, too, that nobody had to answer.
CREATE OR REPLACE FUNCTION arrival_is_being_erased(old_row arrival, new_row arrival) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT new_row.raw = '' AND old_row.erased_at IS NULL AND new_row.erased_at IS NOT NULL
     AND EXISTS (SELECT FROM erasure x
                  WHERE x.id = new_row.erasure_id AND x.state = 'running'
                    AND (old_row.state IN ('checking', 'quarantined')
                         OR EXISTS (SELECT FROM entry e WHERE e.arrival_id = coalesce(old_row.duplicate_of, old_row.id)
                                                          AND e.customer_id = ANY(x.members))
                         OR EXISTS (SELECT FROM call_party p WHERE p.call_id = old_row.call_id
                                                               AND (p.customer_id = ANY(x.members) OR p.number = ANY(x.traces)))
                         OR (old_row.state IN ('triaged', 'duplicate') AND old_row.id IN (SELECT posts_of(x.members, x.traces)))))
$$;

-- Posts: what is handed out of one that stands on a timeline, beside its entry; and of those that stand on none, by whose they are.
CREATE VIEW post_record AS
SELECT p.entry_id, p.channel, p.author, p.kind, p.visibility, p.url, p.written_at, p.body_text, p.edited_at, p.deleted_at, p.verdict,
       (SELECT jsonb_agg(jsonb_build_object('text', v.body_text, 'until', v.until) ORDER BY v.number) FROM post_version v
         WHERE v.arrival_id = p.arrival_id) AS versions
  FROM post p WHERE p.erased_at IS NULL;
