package io.faden.erasure;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.customer.Erasable.Erasing;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All SQL about erasures. */
final class ErasureStore {
  private static final String SELECT =
      """
      SELECT x.id, x.state, x.reason, x.requested_by, p.name AS requested_by_name, x.requested_at, x.runs_at, x.hold_reason,
             x.hold_until::text AS hold_until, x.done_at, x.counts, x.digest,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind
        FROM erasure x
        JOIN person p ON p.id = x.requested_by
        JOIN customer_card k ON k.id = x.customer_id
      """;

  Optional<Erasure> find(Sql sql, ErasureId id) {
    return sql.row(SELECT + " WHERE x.id = $1", id).map(ErasureStore::erasure);
  }

  Optional<Erasure> lock(Tx tx, ErasureId id) {
    tx.rows("SELECT id FROM erasure WHERE id = $1 FOR UPDATE", id);
    return find(tx, id);
  }

  /** Newest first, below a number. */
  List<Erasure> list(Sql sql, Optional<String> state, Optional<Long> below, int limit) {
    return sql
        .rows(
            SELECT
                + """
                 WHERE ($1::text IS NULL OR x.state = $1) AND ($2::bigint IS NULL OR x.id < $2)
                 ORDER BY x.id DESC LIMIT $3
                """,
            state,
            below,
            limit)
        .stream()
        .map(ErasureStore::erasure)
        .toList();
  }

  /** One that is neither done nor cancelled, of any member of the tree. */
  Optional<Long> standing(Sql sql, List<CustomerId> members) {
    return sql
        .rows(
            """
            SELECT id FROM erasure WHERE customer_id = ANY($1) AND state IN ('planned', 'held', 'running') LIMIT 1
            """,
            (Object) Sql.ids(members))
        .stream()
        .findFirst()
        .map(row -> row.getLong("id"));
  }

  ErasureId insert(Tx tx, Actor actor, CustomerId root, String reason, int waitDays) {
    return new ErasureId(
        tx.row(
                """
                INSERT INTO erasure (customer_id, reason, requested_by, runs_at)
                VALUES ($1, $2, $3, clock_timestamp() + make_interval(days => $4)) RETURNING id
                """,
                root,
                reason,
                actor.id(),
                waitDays)
            .orElseThrow()
            .getLong("id"));
  }

  void hold(Tx tx, Actor actor, ErasureId id, String reason, Optional<LocalDate> until) {
    tx.execute(
        """
        UPDATE erasure SET state = 'held', hold_reason = $2, hold_until = $3, changed_by = $4 WHERE id = $1
        """,
        id,
        reason,
        until,
        actor.id());
  }

  void release(Tx tx, Actor actor, ErasureId id) {
    tx.execute(
        """
        UPDATE erasure SET state = 'planned', hold_reason = '', hold_until = NULL, changed_by = $2 WHERE id = $1
        """,
        id,
        actor.id());
  }

  void cancel(Tx tx, Actor actor, ErasureId id, String reason) {
    tx.execute(
        "UPDATE erasure SET state = 'cancelled', cancel_reason = $2, changed_by = $3 WHERE id = $1",
        id,
        reason,
        actor.id());
  }

  /**
   * What is to be worked on now: begun, due, or held until a day that is over. Index: erasure_due.
   */
  List<ErasureId> due(Sql sql) {
    return sql
        .rows(
            """
            SELECT id FROM erasure
             WHERE state = 'running'
                OR (state = 'planned' AND runs_at <= clock_timestamp())
                OR (state = 'held' AND hold_until < current_date AND runs_at <= clock_timestamp())
             ORDER BY state <> 'running', id LIMIT 100
            """)
        .stream()
        .map(row -> new ErasureId(row.getLong("id")))
        .toList();
  }

  void begin(Tx tx, Erasing erasing) {
    tx.execute(
        "UPDATE erasure SET state = 'running', members = $2, traces = $3 WHERE id = $1",
        erasing.erasure(),
        Sql.ids(erasing.members()),
        Sql.texts(erasing.traces()));
  }

  /** Empty unless it is running. Held still for the rest of the transaction. */
  Optional<Erasing> running(Tx tx, ErasureId id) {
    return tx.row(
            "SELECT members, traces FROM erasure WHERE id = $1 AND state = 'running' FOR UPDATE",
            id)
        .map(
            row ->
                new Erasing(
                    id.value(),
                    Arrays.stream(row.getArrayOfLongs("members")).map(CustomerId::new).toList(),
                    texts(row, "traces")));
  }

  /**
   * In the transaction that erased it, so that what is counted is gone and what is gone counted.
   */
  void count(Tx tx, ErasureId id, Map<String, Long> more) {
    tx.execute(
        """
        UPDATE erasure x
           SET counts = x.counts || (SELECT jsonb_object_agg(m.key, m.value::bigint + coalesce((x.counts ->> m.key)::bigint, 0))
                                       FROM jsonb_each_text($2::jsonb) AS m)
         WHERE id = $1
        """,
        id,
        new JsonObject(Map.copyOf(more)));
  }

  /** What names the customer goes, the reasons too if they do. */
  void finish(Tx tx, ErasureId id, List<String> names) {
    tx.execute(
        """
        UPDATE erasure x
           SET state = 'done', done_at = clock_timestamp(), traces = '{}',
               digest = (SELECT encode(sha256(coalesce(string_agg(encode(a.sha256, 'hex') || E'\\n', '' ORDER BY a.id), '')::bytea), 'hex')
                           FROM erased_arrival a WHERE a.erasure_id = x.id),
               reason = CASE WHEN EXISTS (SELECT FROM unnest($2::text[]) AS n WHERE position(lower(n) IN lower(x.reason)) > 0)
                             THEN '' ELSE x.reason END,
               hold_reason = CASE WHEN EXISTS (SELECT FROM unnest($2::text[]) AS n WHERE position(lower(n) IN lower(x.hold_reason)) > 0)
                                  THEN '' ELSE x.hold_reason END
         WHERE id = $1
        """,
        id,
        Sql.texts(names));
    // Wishes that came to nothing before are about the same person.
    tx.execute(
        """
        UPDATE erasure o SET reason = '', hold_reason = '', cancel_reason = ''
          FROM erasure x WHERE x.id = $1 AND o.id <> x.id AND o.customer_id = ANY(x.members)
        """,
        id);
  }

  private static Erasure erasure(Row row) {
    Map<String, Long> counts = new TreeMap<>();
    row.getJsonObject("counts")
        .forEach(count -> counts.put(count.getKey(), ((Number) count.getValue()).longValue()));
    return new Erasure(
        new ErasureId(row.getLong("id")),
        row.getString("state"),
        CustomerCard.of(row),
        row.getString("reason"),
        new Person(new AgentId(row.getLong("requested_by")), row.getString("requested_by_name")),
        instant(row, "requested_at"),
        instant(row, "runs_at"),
        optionalText(row, "hold_reason").filter(text -> !text.isEmpty()),
        optionalText(row, "hold_until"),
        optionalInstant(row, "done_at"),
        counts,
        optionalText(row, "digest"));
  }
}
