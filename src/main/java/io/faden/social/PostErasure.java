package io.faden.social;

import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.util.List;
import java.util.Map;

/**
 * Forgets what somebody posted, whether anybody had to answer it or not, and what others' posts
 * show of it. That there was a post, when, and what was decided stays. Comes after the arrivals:
 * whatever the ledger has forgotten is forgotten here.
 */
public final class PostErasure implements Erasable {
  private static final int PART = 100;

  /** Others' posts show what stands above them. */
  private static final String QUOTING =
      """
      SELECT p.arrival_id FROM post p
       WHERE p.context IS NOT NULL
         AND EXISTS (SELECT FROM jsonb_array_elements(p.context) x JOIN unnest($1::text[]) t ON lower(t) = lower(ltrim(x ->> 'author', '@')))
      """;

  private final EventLog events;

  public PostErasure(EventLog events) {
    this.events = events;
  }

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "posts",
        sql.row(
                """
                SELECT count(*) FROM post p
                 WHERE p.erased_at IS NULL AND p.arrival_id IN (SELECT posts_of($1, $2))
                """,
                Sql.ids(erasing.members()),
                Sql.texts(erasing.traces()))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    tx.execute(
        """
        UPDATE post_told SET author = NULL, channel = NULL
         WHERE author IS NOT NULL AND arrival_id IN (SELECT id FROM erased_arrival WHERE erasure_id = $1)
        """,
        erasing.erasure());
    List<Long> part =
        tx
            .rows(
                """
                UPDATE post SET post_id = 'erased:' || arrival_id, url = NULL, author = '', author_card = '{}', subject = '', body_text = '',
                       parents = '{}', pictures = '[]', context = NULL, context_error = NULL, note = '', look_at = NULL,
                       verdict = CASE WHEN verdict = 'open' THEN 'none' ELSE verdict END,
                       decided_at = coalesce(decided_at, clock_timestamp()), version = version + 1, erased_at = clock_timestamp()
                 WHERE arrival_id IN (SELECT p.arrival_id FROM post p JOIN erased_arrival x ON x.id = p.arrival_id
                                       WHERE p.erased_at IS NULL AND x.erasure_id = $1 ORDER BY p.arrival_id LIMIT $2 FOR UPDATE OF p)
                RETURNING arrival_id
                """,
                erasing.erasure(),
                PART)
            .stream()
            .map(row -> row.getLong("arrival_id"))
            .toList();
    if (part.isEmpty()) {
      long quoting = quoting(tx, erasing);
      return quoting == 0 ? Map.of() : Map.of("posts", 0L);
    }
    Long[] ids = part.toArray(Long[]::new);
    tx.execute("DELETE FROM post_picture WHERE arrival_id = ANY($1)", (Object) ids);
    tx.execute("DELETE FROM post_version WHERE arrival_id = ANY($1)", (Object) ids);
    tx.execute("UPDATE post_decision SET note = '' WHERE arrival_id = ANY($1)", (Object) ids);
    events.append(
        tx,
        part.stream()
            .map(id -> Change.of(EventType.POST_CHANGED, Audience.STAFF).arrival(id))
            .toList());
    return Map.of("posts", (long) part.size());
  }

  private static long quoting(Tx tx, Erasing erasing) {
    return tx.execute(
        """
        UPDATE post SET context = (SELECT jsonb_agg(CASE WHEN lower(ltrim(x ->> 'author', '@')) IN (SELECT lower(t) FROM unnest($1::text[]) t)
                                                         THEN (x - 'url' - 'id') || '{"author": "", "text": ""}' ELSE x END ORDER BY place)
                                     FROM jsonb_array_elements(context) WITH ORDINALITY AS e(x, place))
         WHERE arrival_id IN (%s LIMIT $2)
        """
            .formatted(QUOTING),
        Sql.texts(erasing.traces()),
        PART);
  }
}
