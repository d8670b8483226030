-- One thing that is looked for, as before, but a word that is still being typed is taken apart as the words of a text are: 81e82abc is a number and a
-- word to the database, and was not found as one word that begins so.
CREATE OR REPLACE FUNCTION search_term(written text, exact boolean, open boolean) RETURNS tsquery LANGUAGE plpgsql STABLE
  SET client_min_messages = error AS $$
DECLARE
  words   text := search_words(written);
  parts   text[] := string_to_array(btrim(search_fold(words)), ' ');
  plain   tsquery := phraseto_tsquery('pg_catalog.simple', search_fold(words));
  german  tsquery;
  english tsquery;
BEGIN
  IF open AND length(parts[cardinality(parts)]) >= 3 AND numnode(plain) > 0 THEN
    plain := (plain::text || ':*')::tsquery;
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
