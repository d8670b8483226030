-- What two spellings of the same have in common: small letters without accents, and ü = ue = u, ß = ss. The collation is PostgreSQL's own,
-- so that every database folds alike whatever its locale. Used in indexes: a change of it needs them built again.
CREATE FUNCTION search_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT replace(replace(replace(translate(regexp_replace(normalize(replace(lower($1 COLLATE "pg_c_utf8"), 'ß', 'ss'), NFKD),
     '[\u0300-\u036f]', '', 'g'), 'øłđæœ', 'oldao'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u') $$;

-- Letters and digits in small letters: an address, a number with dashes or a link is then the row of its parts.
CREATE FUNCTION search_words(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT regexp_replace(lower(normalize($1, NFC) COLLATE "pg_c_utf8"), '[^[:alnum:]]+', ' ', 'g') $$;

-- Words as they are written, for phrases, then the stems of German and English. Stems keep their places, though nobody asks for them: a
-- phrase whose last word is unfinished meets them, too, and one without a place would undo it. A vector holds 1 MB: only the first 50,000
-- characters count. Whatever a stranger writes must never keep a message from being filed, so what cannot be indexed is not.
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

-- The digits of a number however it is written: 0431/12 34-56 and (0431) 123456 are 431123456. What stands before the number within a
-- country is left out, so that +49 (0)431 ends like 0431.
CREATE FUNCTION search_digits(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT ltrim(regexp_replace(replace(written, '(0)', ''), '[^0-9]', '', 'g'), '0') $$;

-- Numbers and addresses of a text, for finding them by any part: as they are written, and numbers with blanks and signs in between as one.
CREATE FUNCTION search_codes(written text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  start text := left(written, 50000);
BEGIN
  IF start !~ '[0-9@]' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT left(string_agg(DISTINCT part, ' '), 8000)
            FROM (SELECT part FROM regexp_split_to_table(search_fold(start), '\s+') AS part
                   WHERE part ~ '[0-9@]' AND length(part) BETWEEN 3 AND 120
                  UNION ALL
                  SELECT search_digits(number[1]) FROM regexp_matches(start, '\+?[0-9(][0-9 ()/.-]{4,28}[0-9]', 'g') AS number
                   WHERE number[1] ~ '[^0-9]') AS parts
           WHERE part <> '');
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

-- What a search looks through. Kept by the triggers below, so that no way of changing something forgets it.
CREATE TABLE search_entry (
  entry_id        bigint CONSTRAINT search_entry_pkey PRIMARY KEY CONSTRAINT search_entry_entry_fkey REFERENCES entry ON DELETE CASCADE,
  conversation_id bigint NOT NULL,
  occurred_at     timestamptz NOT NULL,
  channel         text,
  direction       text NOT NULL,
  words           tsvector NOT NULL,
  codes           text
);
-- Beside the row, not in a table of their own: a phrase is looked up in the words of thousands.
ALTER TABLE search_entry ALTER COLUMN words SET STORAGE MAIN, ALTER COLUMN codes SET STORAGE MAIN;
CREATE TABLE search_conversation (
  conversation_id bigint CONSTRAINT search_conversation_pkey PRIMARY KEY
                  CONSTRAINT search_conversation_fkey REFERENCES conversation ON DELETE CASCADE,
  words           tsvector NOT NULL,
  subject         text NOT NULL
);
-- One row for each name, note and contact point. Not for each customer: nobody waits for somebody who adds another one.
CREATE TABLE search_customer (
  source          text NOT NULL,
  source_id       bigint NOT NULL,
  customer_id     bigint NOT NULL CONSTRAINT search_customer_customer_fkey REFERENCES customer ON DELETE CASCADE,
  -- folded, with a blank in front, so that each word begins behind one
  written         text NOT NULL,
  -- of numbers, each without signs in between
  digits          text,
  CONSTRAINT search_customer_pkey PRIMARY KEY (source, source_id)
);

CREATE FUNCTION search_joined(words tsvector, more tsvector) RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN words || more;
EXCEPTION WHEN OTHERS THEN
  RETURN words;
END $$;

-- Takes up an entry as it is now, with the names of its attachments.
CREATE FUNCTION search_put_entry(one entry) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- Not our own addresses: all that was written to rechnung@ would be about bills.
  others  text := (SELECT string_agg(address, ' ') FROM unnest((one.to_addresses || one.cc_addresses)[:100]) AS r(address)
                    WHERE NOT EXISTS (SELECT FROM channel_account a WHERE lower(a.address) = lower(r.address)));
  heading text := concat_ws(E'\n', left(one.subject, 1000), left(concat_ws(' ', one.from_name, one.from_address, others), 5000));
  names   text := (SELECT left(string_agg(left(a.name, 500), E'\n' ORDER BY a.id), 4000) FROM attachment a WHERE a.entry_id = one.id);
BEGIN
  IF one.withdrawn OR one.kind = 'event' THEN
    DELETE FROM search_entry WHERE entry_id = one.id;
    RETURN;
  END IF;
  INSERT INTO search_entry AS kept (entry_id, conversation_id, occurred_at, channel, direction, words, codes)
  VALUES (one.id, one.conversation_id, one.occurred_at, one.channel, one.direction,
          search_joined(search_vector(concat_ws(E'\n', heading, names)), search_vector(one.body_text)),
          search_codes(concat_ws(E'\n', heading, names, left(one.body_text, 40000))))
  ON CONFLICT ON CONSTRAINT search_entry_pkey DO UPDATE
     SET conversation_id = excluded.conversation_id, occurred_at = excluded.occurred_at, channel = excluded.channel,
         direction = excluded.direction, words = excluded.words, codes = excluded.codes;
END $$;

CREATE FUNCTION search_keep_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put_entry(NEW);
  RETURN NULL;
END $$;
CREATE TRIGGER entry_search AFTER INSERT OR UPDATE OF conversation_id, occurred_at, channel, direction, subject, body_text, from_name,
  from_address, to_addresses, cc_addresses, withdrawn ON entry FOR EACH ROW EXECUTE FUNCTION search_keep_entry();

-- A name that comes is added to what is there: the text is not read again for each of many files.
CREATE FUNCTION search_add_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry
     SET words = search_joined(words, search_vector(left(NEW.name, 500))),
         codes = left(concat_ws(' ', codes, search_codes(left(NEW.name, 500))), 12000)
   WHERE entry_id = NEW.entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER attachment_search_add AFTER INSERT OR UPDATE OF entry_id ON attachment
  FOR EACH ROW WHEN (NEW.entry_id IS NOT NULL) EXECUTE FUNCTION search_add_attachment();
CREATE FUNCTION search_drop_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put_entry(e) FROM entry e WHERE e.id = OLD.entry_id;
  RETURN NULL;
END $$;
CREATE TRIGGER attachment_search_drop AFTER DELETE OR UPDATE OF name ON attachment
  FOR EACH ROW WHEN (OLD.entry_id IS NOT NULL) EXECUTE FUNCTION search_drop_attachment();

CREATE FUNCTION search_put_conversation(one conversation) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_conversation (conversation_id, words, subject)
  VALUES (one.id, search_vector(one.subject), search_fold(left(one.subject, 2000)))
  ON CONFLICT ON CONSTRAINT search_conversation_pkey DO UPDATE SET words = excluded.words, subject = excluded.subject;
$$;
CREATE FUNCTION search_keep_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put_conversation(NEW);
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_search AFTER INSERT OR UPDATE OF subject ON conversation
  FOR EACH ROW EXECUTE FUNCTION search_keep_conversation();

-- Takes up a text about a customer. Whatever else is to be found of customers needs only a trigger that calls this.
CREATE FUNCTION search_put_customer(source text, source_id bigint, customer_id bigint, written text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  folded  text := ' ' || btrim(search_fold(left(written, 10000)));
  numbers text := (SELECT string_agg(DISTINCT search_digits(number[1]), ' ')
                     FROM regexp_matches(left(written, 10000), '\+?[0-9(][0-9 ()/.-]{1,28}[0-9]', 'g') AS number);
BEGIN
  IF coalesce(folded, ' ') = ' ' THEN
    DELETE FROM search_customer c WHERE c.source = $1 AND c.source_id = $2;
    RETURN;
  END IF;
  INSERT INTO search_customer AS kept (source, source_id, customer_id, written, digits) VALUES ($1, $2, $3, folded, numbers)
  ON CONFLICT ON CONSTRAINT search_customer_pkey DO UPDATE
     SET customer_id = excluded.customer_id, written = excluded.written, digits = excluded.digits
   WHERE (kept.customer_id, kept.written, kept.digits) IS DISTINCT FROM (excluded.customer_id, excluded.written, excluded.digits);
END $$;

CREATE FUNCTION search_keep_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put_customer('name', NEW.id, NEW.id, NEW.name);
  PERFORM search_put_customer('note', NEW.id, NEW.id, NEW.note);
  RETURN NULL;
END $$;
CREATE TRIGGER customer_search AFTER INSERT OR UPDATE OF name, note ON customer FOR EACH ROW EXECUTE FUNCTION search_keep_customer();

-- Of a contact point every text counts that is no mark of its kind, also in columns that come later: how it is written and how it is compared.
CREATE FUNCTION search_text_of(one contact_point) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(DISTINCT part #>> '{}', E'\n')
    FROM jsonb_each(to_jsonb(one) - '{channel,kind,source,state,state_reason}'::text[]) AS field, jsonb_path_query(field.value, 'strict $.**') AS part
   WHERE field.key !~ '_(at|id|by)$' AND jsonb_typeof(part) = 'string'
     -- a contact point that is kept though it is removed
     AND to_jsonb(one) ->> 'removed_at' IS NULL
$$;
CREATE FUNCTION search_keep_contact_point() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_customer WHERE source = 'contact_point' AND source_id = OLD.id;
  ELSE
    PERFORM search_put_customer('contact_point', NEW.id, NEW.customer_id, search_text_of(NEW));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_point_search AFTER INSERT OR UPDATE OR DELETE ON contact_point
  FOR EACH ROW EXECUTE FUNCTION search_keep_contact_point();

-- What is there already.
SELECT count(search_put_entry(e)) FROM entry e;
SELECT count(search_put_conversation(c)) FROM conversation c;
SELECT count(search_put_customer('name', c.id, c.id, c.name)), count(search_put_customer('note', c.id, c.id, c.note)) FROM customer c;
SELECT count(search_put_customer('contact_point', p.id, p.customer_id, search_text_of(p))) FROM contact_point p;

-- New words go into the index at once: a list of those still to be sorted in would be read by every search.
CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_entry_codes ON search_entry USING gin (codes gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_entry_newest ON search_entry (occurred_at DESC, entry_id DESC);
CREATE INDEX search_conversation_words ON search_conversation USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_conversation_subject ON search_conversation USING gin (subject gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_customer_written ON search_customer USING gin (written gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_customer_digits ON search_customer USING gin (digits gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_customer_of_customer ON search_customer (customer_id);
-- Few are merged: to know their roots takes less than to read those of all.
CREATE INDEX customer_merged ON customer (id, root_id) WHERE root_id <> id;
ANALYZE search_entry, search_conversation, search_customer;

-- How the search sees customers and conversations. Part of the faces of their features: change them only by adding.
CREATE VIEW contact_address AS
SELECT p.id, k.root_id AS customer_id, p.value FROM contact_point p JOIN customer k ON k.id = p.customer_id;
CREATE VIEW conversation_card AS
SELECT c.id, c.customer_id, c.subject, c.status, c.queue_id, q.name AS queue_name, c.opened_at, c.last_entry_at
  FROM conversation c JOIN queue q ON q.id = c.queue_id;
CREATE VIEW entry_card AS
SELECT e.id, e.kind, e.channel, e.direction, e.occurred_at, e.customer_id, e.from_name, e.from_address, e.to_addresses || e.cc_addresses AS to_addresses, e.subject,
       e.body_text, e.author_id, e.conversation_id
  FROM entry e WHERE NOT e.withdrawn;
CREATE VIEW attachment_name AS SELECT id, entry_id, name FROM attachment WHERE entry_id IS NOT NULL;
CREATE VIEW customer_note AS SELECT c.id AS customer_id, c.root_id, c.note FROM customer c WHERE c.note <> '';
CREATE VIEW merged_customer AS SELECT id, root_id FROM customer WHERE root_id <> id;
