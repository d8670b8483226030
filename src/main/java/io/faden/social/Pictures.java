package io.faden.social;

import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.SafeFetch;
import io.faden.intake.ArrivalId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Pictures of posts, fetched by us so that nobody out there learns who looks at what. Each is
 * fetched when it is first asked for and kept for a month, a failure for an hour.
 */
public final class Pictures {
  private static final SafeFetch.Limits LIMITS =
      new SafeFetch.Limits(10 << 20, Duration.ofSeconds(20));

  /** So many in memory at a time. */
  private static final int AT_ONCE = 8;

  private final Database database;
  private final SafeFetch fetch;
  private final Semaphore room = new Semaphore(AT_ONCE);

  public Pictures(Database database, SafeFetch fetch) {
    this.database = database;
    this.fetch = fetch;
  }

  /** What came of asking for one. */
  sealed interface Result {
    record Shown(String type, byte[] content) implements Result {}

    record NotFound() implements Result {}

    /** There is one, but it cannot be had. */
    record Failed(String why) implements Result {}
  }

  /** Input: the post, and which of its pictures from 1; 0 is its author's. Takes its time. */
  Result find(ArrivalId post, int number) {
    Optional<String> url = url(post, number);
    if (url.isEmpty()) {
      return new Result.NotFound();
    }
    Optional<Result> kept = kept(post, number);
    if (kept.isPresent()) {
      return kept.get();
    }
    room.acquireUninterruptibly();
    try {
      Result fetched = fetched(url.get());
      keep(post, number, url.get(), fetched);
      return fetched;
    } finally {
      room.release();
    }
  }

  private Optional<String> url(ArrivalId post, int number) {
    return database
        .row(
            """
            SELECT CASE WHEN $2::integer = 0 THEN author_card ->> 'avatar' ELSE pictures -> ($2::integer - 1) ->> 'url' END AS url
              FROM post WHERE arrival_id = $1 AND erased_at IS NULL
            """,
            post,
            number)
        .flatMap(row -> Columns.optionalText(row, "url"));
  }

  private Optional<Result> kept(ArrivalId post, int number) {
    return database
        .row(
            """
            SELECT type, content, error FROM post_picture
             WHERE arrival_id = $1 AND number = $2 AND (error IS NULL OR fetched_at > clock_timestamp() - interval '1 hour')
            """,
            post,
            number)
        .map(Pictures::result);
  }

  private static Result result(Row row) {
    return Columns.optionalText(row, "error")
        .<Result>map(Result.Failed::new)
        .orElseGet(() -> new Result.Shown(row.getString("type"), Columns.bytes(row, "content")));
  }

  private Result fetched(String url) {
    try {
      byte[] content = fetch.get(url, Map.of(), LIMITS).body();
      return PictureType.of(content)
          .<Result>map(type -> new Result.Shown(type, content))
          .orElseGet(() -> new Result.Failed("This is no PNG, JPEG, GIF or WebP picture."));
    } catch (NetworkFault fault) {
      return new Result.Failed(fault.getMessage());
    }
  }

  /** Unless the post was changed or erased meanwhile; what is old goes. Index: post_picture_age. */
  private void keep(ArrivalId post, int number, String url, Result result) {
    Optional<Result.Shown> shown =
        result instanceof Result.Shown picture ? Optional.of(picture) : Optional.empty();
    Optional<String> error =
        result instanceof Result.Failed failed ? Optional.of(failed.why()) : Optional.empty();
    database.inTransaction(
        tx -> {
          tx.execute(
              """
              INSERT INTO post_picture (arrival_id, number, type, content, error)
              SELECT arrival_id, $2::integer, $4::text, $5::bytea, $6::text FROM post
               WHERE arrival_id = $1 AND erased_at IS NULL
                 AND CASE WHEN $2::integer = 0 THEN author_card ->> 'avatar' ELSE pictures -> ($2::integer - 1) ->> 'url' END = $3
                 FOR SHARE
              ON CONFLICT ON CONSTRAINT post_picture_pkey DO UPDATE
                SET type = excluded.type, content = excluded.content, error = excluded.error, fetched_at = clock_timestamp()
              """,
              post,
              number,
              url,
              shown.map(Result.Shown::type),
              shown.map(Result.Shown::content),
              error);
          tx.execute(
              """
              DELETE FROM post_picture WHERE (arrival_id, number) IN (
                SELECT arrival_id, number FROM post_picture WHERE fetched_at < clock_timestamp() - interval '30 days'
                 ORDER BY fetched_at LIMIT 50 FOR UPDATE SKIP LOCKED)
              """);
        });
  }
}
