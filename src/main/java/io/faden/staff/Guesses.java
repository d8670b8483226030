package io.faden.staff;

import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Limits how often somebody may guess, over all nodes, within a sliding minute. A guess is written
 * down as failed before it is checked, and struck out when it was right: however many come at the
 * same time, no more than the limit are ever checked.
 */
public final class Guesses {
  private final Database database;

  public Guesses(Database database) {
    this.database = database;
  }

  /** At most so many failures a minute of one kind by or against one subject. */
  public record Limit(String kind, String subject, int most) {
    byte[] hash() {
      return Secret.sha256(kind + "\n" + subject);
    }
  }

  /** Whether a guess may be checked. */
  public sealed interface Verdict {}

  /** Go ahead; the marks are the failures written down for it, left is what remains after it. */
  public record Go(List<Limit> limits, Long[] marks, int left) implements Verdict {}

  /** Not before that. */
  public record Wait(Duration retryAfter) implements Verdict {}

  /** Asks before a guess is checked. The first limit is the one that a success clears. */
  public Verdict begin(List<Limit> limits) {
    Buffer[] subjects =
        limits.stream().map(limit -> Buffer.buffer(limit.hash())).toArray(Buffer[]::new);
    Integer[] most = limits.stream().map(Limit::most).toArray(Integer[]::new);
    return database.transaction(
        tx -> {
          prune(tx);
          lock(tx, limits);
          Row state = state(tx, subjects, most);
          long wait = state.getLong("wait_ms");
          return wait > 0
              ? new Wait(Duration.ofMillis(wait))
              : new Go(limits, record(tx, subjects), state.getInteger("remaining") - 1);
        });
  }

  /** Serialises the guesses about a subject; in one order for all, against deadlocks. */
  private static void lock(Tx tx, List<Limit> limits) {
    Long[] keys =
        limits.stream()
            .map(limit -> ByteBuffer.wrap(limit.hash()).getLong())
            .sorted()
            .toArray(Long[]::new);
    List<Row> unused =
        tx.rows(
            "SELECT pg_advisory_xact_lock(key)::text FROM unnest($1::bigint[]) AS key",
            (Object) keys);
  }

  /**
   * Index: sign_in_failure_recent. No more than the limit are ever there, so the oldest decides.
   */
  private static Row state(Tx tx, Buffer[] subjects, Integer[] most) {
    return tx.row(
            """
            SELECT min(most - failures)::int AS remaining,
                   coalesce(max(wait_ms) FILTER (WHERE failures >= most), 0)::bigint AS wait_ms
              FROM (SELECT w.most, count(f.id) AS failures,
                           greatest(1, ceil(extract(epoch FROM min(f.at) + interval '1 minute' - clock_timestamp()) * 1000)) AS wait_ms
                      FROM unnest($1::bytea[], $2::int[]) AS w (subject, most)
                      LEFT JOIN sign_in_failure f
                        ON f.subject = w.subject AND f.at > clock_timestamp() - interval '1 minute'
                     GROUP BY w.subject, w.most) AS each
            """,
            subjects,
            most)
        .orElseThrow();
  }

  private static Long[] record(Tx tx, Buffer[] subjects) {
    return tx
        .rows(
            "INSERT INTO sign_in_failure (subject) SELECT unnest($1::bytea[]) RETURNING id",
            (Object) subjects)
        .stream()
        .map(row -> row.getLong("id"))
        .toArray(Long[]::new);
  }

  /** The oldest have the lowest numbers; more go with each guess than come, so none pile up. */
  private static void prune(Tx tx) {
    tx.execute(
        """
        DELETE FROM sign_in_failure WHERE id IN (
          SELECT id FROM (SELECT id, at FROM sign_in_failure ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED) AS oldest
           WHERE at < clock_timestamp() - interval '10 minutes')
        """);
  }

  /** The guess was right: it was no failure, and those before it were typing errors. */
  public void succeeded(Go guess) {
    database.execute(
        "DELETE FROM sign_in_failure WHERE id = ANY ($1) OR subject = $2",
        guess.marks(),
        guess.limits().getFirst().hash());
  }
}
