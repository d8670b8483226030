CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What two spellings of the same have in common: small letters without accents, and ü = ue = u, ß = ss. The collation is PostgreSQL's own,
-- so that every database folds alike whatever its locale. Used in indexes: a change of it needs them built again.
CREATE FUNCTION search_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT replace(replace(replace(translate(regexp_replace(normalize(replace(lower($1 COLLATE "pg_c_utf8"), 'ß', 'ss'), NFKD),
     '[\u0300-\u036f]', '', 'g'), 'øłđæœ', 'oldao'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u') $$;

-- Letters and digits in small letters: an address, a number with dashes or a link is then the row of its parts.
CREATE FUNCTION search_words(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT regexp_replace(lower(normalize($1, NFC) COLLATE "pg_c_utf8"), '[^[:alnum:]]+', ' ', 'g') $$;

-- Words as they are written, for phrases, then the stems of German and English. Stems keep their places, though nobody asks for them: a
-- phrase whose last word is unfinished meets them, too, and one without a place would undo it. A vector holds 1 MB: only the first 50,000 characters count. Whatever a stranger writes must never keep a message from being filed, so what cannot be indexed is not.
CREATE FUNCTION search_vector(written text) RETURNS tsvector LANGUAGE plpgsql STABLE SET client_min_messages = error AS $$
DECLARE
  words text;
BEGIN
  words := search_words(left(written, 50000));
  RETURN to_tsvector('pg_catalog.simple', left(search_fold(words), 50000))
      || to_tsvector('pg_catalog.german', words) || to_tsvector('pg_catalog.english', words);
EXCEPTION WHEN OTHERS THEN
  RETURN ''::tsvector;
END $$;

-- Numbers and addresses of a text, for finding them by any part.
CREATE FUNCTION search_codes(written text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT left(string_agg(DISTINCT part, ' '), 8000)
            FROM regexp_split_to_table(search_fold(left(written, 50000)), '\s+') AS part
           WHERE part ~ '[0-9@]' AND length(part) BETWEEN 3 AND 120);
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

-- One thing that is looked for, in every form that counts: exact (in quotes) only as written; open (still being typed) also as a beginning.
-- Null for what asks for nothing: signs only, or a word that says nothing such as "und".
CREATE FUNCTION search_term(written text, exact boolean, open boolean) RETURNS tsquery LANGUAGE plpgsql STABLE SET client_min_messages = error AS $$
DECLARE
  words   text := search_words(written);
  parts   text[] := string_to_array(btrim(search_fold(words)), ' ');
  plain   tsquery := phraseto_tsquery('pg_catalog.simple', search_fold(words));
  german  tsquery;
  english tsquery;
BEGIN
  IF open AND length(parts[cardinality(parts)]) >= 3 THEN
    plain := (parts[cardinality(parts)] || ':*')::tsquery;
    IF cardinality(parts) > 1 THEN
      plain := phraseto_tsquery('pg_catalog.simple', array_to_string(parts[:cardinality(parts) - 1], ' ')) <-> plain;
    END IF;
  END IF;
  IF exact OR cardinality(parts) <> 1 THEN
    RETURN CASE WHEN numnode(plain) > 0 THEN plain END;
  END IF;
  german := plainto_tsquery('pg_catalog.german', words);
  english := plainto_tsquery('pg_catalog.english', words);
  IF NOT open AND (numnode(german) = 0 OR numnode(english) = 0) THEN
    RETURN NULL;
  END IF;
  plain := plain || german || english;
  RETURN CASE WHEN numnode(plain) > 0 THEN plain END;
END $$;

-- Everything that is wanted and nothing that is not; null where nothing is asked for. Words that say nothing count only if there is nothing else.
CREATE FUNCTION search_query(wanted text[], exact boolean[], open boolean[], unwanted text[]) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  found tsquery;
  term  tsquery;
BEGIN
  FOR pass IN 1..2 LOOP
    FOR place IN 1..cardinality(wanted) LOOP
      term := search_term(wanted[place], exact[place] OR pass = 2, open[place]);
      found := CASE WHEN found IS NULL THEN term WHEN term IS NULL THEN found ELSE found && term END;
    END LOOP;
    EXIT WHEN found IS NOT NULL;
  END LOOP;
  FOR place IN 1..cardinality(unwanted) LOOP
    term := search_term(unwanted[place], false, false);
    found := CASE WHEN term IS NULL THEN found ELSE found && !!term END;
  END LOOP;
  RETURN found;
END $$;

-- What a search looks through. Kept by the triggers below, so that no way of changing an entry forgets it.
CREATE TABLE search_entry (
  entry_id        bigint CONSTRAINT search_entry_pkey PRIMARY KEY CONSTRAINT search_entry_entry_fkey REFERENCES entry ON DELETE CASCADE,
  conversation_id bigint NOT NULL,
  occurred_at     timestamptz NOT NULL,
  channel         text,
  direction       text NOT NULL,
  words           tsvector NOT NULL,
  codes           text
);
CREATE TABLE search_conversation (
  conversation_id bigint CONSTRAINT search_conversation_pkey PRIMARY KEY
                  CONSTRAINT search_conversation_fkey REFERENCES conversation ON DELETE CASCADE,
  words           tsvector NOT NULL,
  subject         text NOT NULL
);

CREATE FUNCTION search_joined(words tsvector, more tsvector) RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN words || more;
EXCEPTION WHEN OTHERS THEN
  RETURN words;
END $$;

CREATE FUNCTION search_keep_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  people text := concat_ws(' ', NEW.from_name, NEW.from_address, array_to_string((NEW.to_addresses || NEW.cc_addresses)[:100], ' '));
BEGIN
  IF NEW.withdrawn OR NEW.kind = 'event' THEN
    DELETE FROM search_entry WHERE entry_id = NEW.id;
    RETURN NULL;
  END IF;
  INSERT INTO search_entry (entry_id, conversation_id, occurred_at, channel, direction, words, codes)
  VALUES (NEW.id, NEW.conversation_id, NEW.occurred_at, NEW.channel, NEW.direction,
          search_joined(search_vector(concat_ws(E'\n', left(NEW.subject, 1000), left(people, 5000))), search_vector(NEW.body_text)),
          search_codes(concat_ws(' ', left(NEW.subject, 1000), left(people, 5000), left(NEW.body_text, 44000))))
  ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE
     SET conversation_id = excluded.conversation_id, occurred_at = excluded.occurred_at, channel = excluded.channel,
         direction = excluded.direction, words = excluded.words, codes = excluded.codes;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_search AFTER INSERT OR UPDATE OF conversation_id, occurred_at, subject, body_text, from_name, from_address, to_addresses,
  cc_addresses, withdrawn ON entry FOR EACH ROW EXECUTE FUNCTION search_keep_entry();

CREATE FUNCTION search_keep_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry
     SET words = search_joined(words, search_vector(left(NEW.name, 500))),
         codes = left(concat_ws(' ', codes, search_codes(left(NEW.name, 500))), 12000)
   WHERE entry_id = NEW.entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER attachment_search AFTER INSERT OR UPDATE OF entry_id ON attachment
  FOR EACH ROW WHEN (NEW.entry_id IS NOT NULL) EXECUTE FUNCTION search_keep_attachment();

CREATE FUNCTION search_keep_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_conversation (conversation_id, words, subject) VALUES (NEW.id, search_vector(NEW.subject), search_fold(NEW.subject))
  ON CONFLICT ON CONSTRAINT search_conversation_pkey DO UPDATE SET words = excluded.words, subject = excluded.subject;
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_search AFTER INSERT OR UPDATE OF subject ON conversation
  FOR EACH ROW EXECUTE FUNCTION search_keep_conversation();

-- What is there already.
INSERT INTO search_entry (entry_id, conversation_id, occurred_at, channel, direction, words, codes)
SELECT e.id, e.conversation_id, e.occurred_at, e.channel, e.direction,
       search_joined(search_joined(search_vector(concat_ws(E'\n', left(e.subject, 1000), left(p.people, 5000))), search_vector(e.body_text)),
                     search_vector(a.names)),
       left(concat_ws(' ', search_codes(concat_ws(' ', left(e.subject, 1000), left(p.people, 5000), left(e.body_text, 44000))),
                      search_codes(a.names)), 12000)
  FROM entry e,
       LATERAL (SELECT concat_ws(' ', e.from_name, e.from_address, array_to_string((e.to_addresses || e.cc_addresses)[:100], ' ')) AS people) p,
       LATERAL (SELECT coalesce(string_agg(left(t.name, 500), ' '), '') AS names FROM attachment t WHERE t.entry_id = e.id) a
 WHERE NOT e.withdrawn AND e.kind <> 'event';
INSERT INTO search_conversation (conversation_id, words, subject) SELECT id, search_vector(subject), search_fold(subject) FROM conversation;

CREATE INDEX search_entry_words ON search_entry USING gin (words);
CREATE INDEX search_entry_codes ON search_entry USING gin (codes gin_trgm_ops);
CREATE INDEX search_entry_newest ON search_entry (occurred_at DESC, entry_id DESC);
CREATE INDEX search_conversation_words ON search_conversation USING gin (words);
CREATE INDEX search_conversation_subject ON search_conversation USING gin (subject gin_trgm_ops);
CREATE INDEX customer_search ON customer USING gin (search_fold(name) gin_trgm_ops);
CREATE INDEX contact_point_search ON contact_point USING gin (search_fold(value) gin_trgm_ops);
ANALYZE search_entry, search_conversation;

-- How the search sees customers and conversations. Part of the faces of their features: change them only by adding.
CREATE VIEW contact_address AS
SELECT p.id, k.root_id AS customer_id, p.value FROM contact_point p JOIN customer k ON k.id = p.customer_id;
CREATE VIEW conversation_card AS
SELECT c.id, c.customer_id, c.subject, c.status, c.queue_id, q.name AS queue_name, c.opened_at, c.last_entry_at
  FROM conversation c JOIN queue q ON q.id = c.queue_id;
CREATE VIEW entry_card AS
SELECT e.id, e.kind, e.channel, e.direction, e.occurred_at, e.customer_id, e.from_name, e.from_address, e.to_addresses, e.subject,
       e.body_text, e.author_id, e.conversation_id
  FROM entry e WHERE NOT e.withdrawn;
CREATE VIEW attachment_name AS SELECT id, entry_id, name FROM attachment WHERE entry_id IS NOT NULL;
