package io.faden.customer;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.customer.ContactPointTraffic.Moved;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.http.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL about who is one with whom. */
final class IdentityStore {
  private final ContactPointStore points;

  IdentityStore(ContactPointStore points) {
    this.points = points;
  }

  /** Who belongs to whom changes one after another; what was read since stays true. */
  static void lockTrees(Tx tx) {
    tx.rows("SELECT pg_advisory_xact_lock(hashtextextended('customer trees', 7))");
  }

  /** In order of their numbers; whoever changes a tree holds the lock of its root. */
  static void lock(Tx tx, CustomerId... roots) {
    tx.rows(
        "SELECT id FROM customer WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
        (Object) Arrays.stream(roots).map(CustomerId::value).toArray(Long[]::new));
  }

  /** Nothing else is touched. Index: customer_of_root. */
  void hang(Tx tx, CustomerId absorbed, CustomerId survivor) {
    // Whoever reads an older page of either must not save it: both begin a new version.
    tx.execute(
        """
        UPDATE customer SET version = (SELECT max(version) + 1 FROM customer WHERE id IN ($1, $2)),
               merged_into = CASE WHEN id = $1 THEN $2 ELSE merged_into END
         WHERE id IN ($1, $2)
        """,
        absorbed,
        survivor);
    // Nobody has said yet that the wishes of the newcomer count no more.
    tx.execute(
        """
        UPDATE customer SET wish_for_all = false
         WHERE id = $2 AND wish_for_all AND EXISTS (SELECT FROM customer m WHERE m.root_id = $1 AND m.do_not_contact <> '{}')
        """,
        absorbed,
        survivor);
    tx.execute("UPDATE customer SET root_id = $2 WHERE root_id = $1", absorbed, survivor);
  }

  /** Only what hangs below, however much else has been merged since. Index: customer_of_root. */
  void takeOff(Tx tx, CustomerId absorbed, CustomerId root) {
    tx.execute(
        """
        UPDATE customer SET version = (SELECT max(version) + 1 FROM customer WHERE id IN ($1, $2)),
               merged_into = CASE WHEN id = $1 THEN NULL ELSE merged_into END
         WHERE id IN ($1, $2)
        """,
        absorbed,
        root);
    tx.execute(
        """
        WITH RECURSIVE below AS (
          SELECT id FROM customer WHERE id = $1
          UNION ALL
          SELECT c.id FROM below JOIN customer c ON c.root_id = $2 AND c.merged_into = below.id)
        UPDATE customer SET root_id = $1 WHERE id IN (SELECT id FROM below)
        """,
        absorbed,
        root);
  }

  long merged(
      Tx tx,
      CustomerId survivor,
      CustomerId absorbed,
      Optional<Actor> actor,
      String reason,
      List<Evidence> evidence) {
    return tx.row(
            """
            INSERT INTO customer_merge (survivor_id, absorbed_id, merged_by, reason, evidence)
            VALUES ($1, $2, $3, $4, $5) RETURNING id
            """,
            survivor,
            absorbed,
            actor.map(who -> who.id().value()),
            reason,
            new JsonArray(evidence.stream().map(Json::document).toList()))
        .orElseThrow()
        .getLong("id");
  }

  /** A merge and whether it stands. */
  record Merge(CustomerId survivor, CustomerId absorbed, boolean undone) {}

  Optional<Merge> merge(Sql sql, long id) {
    return sql.row(
            "SELECT survivor_id, absorbed_id, undone_at IS NOT NULL AS undone FROM customer_merge WHERE id = $1",
            id)
        .map(
            row ->
                new Merge(
                    new CustomerId(row.getLong("survivor_id")),
                    new CustomerId(row.getLong("absorbed_id")),
                    row.getBoolean("undone")));
  }

  void undoneMerge(Tx tx, Actor actor, long id, String reason) {
    tx.execute(
        "UPDATE customer_merge SET undone_by = $2, undone_at = clock_timestamp(), undo_reason = $3 WHERE id = $1",
        id,
        actor.id(),
        reason);
  }

  /** Where a contact point is, by what name it is locked. */
  record Point(String channel, String value, CustomerId customer, boolean removed) {}

  Optional<Point> point(Sql sql, ContactPointId id) {
    return sql.row(
            "SELECT channel, value, customer_id, removed_at IS NOT NULL AS removed FROM contact_point WHERE id = $1",
            id)
        .map(
            row ->
                new Point(
                    row.getString("channel"),
                    row.getString("value"),
                    new CustomerId(row.getLong("customer_id")),
                    row.getBoolean("removed")));
  }

  void give(Tx tx, ContactPointId id, CustomerId to) {
    tx.execute("UPDATE contact_point SET customer_id = $2 WHERE id = $1", id, to);
  }

  long moved(
      Tx tx,
      ContactPointId point,
      CustomerId from,
      CustomerId to,
      Moved moved,
      Actor actor,
      String reason) {
    return tx.row(
            """
            INSERT INTO contact_point_move (contact_point_id, from_customer_id, to_customer_id, conversations, entries, moved_by, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
            """,
            point,
            from,
            to,
            moved.conversations().toArray(Long[]::new),
            moved.entries().toArray(Long[]::new),
            actor.id(),
            reason)
        .orElseThrow()
        .getLong("id");
  }

  /** A move and whether it stands. */
  record Move(ContactPointId point, CustomerId from, CustomerId to, Moved moved, boolean undone) {}

  Optional<Move> move(Sql sql, long id) {
    return sql.row(
            """
            SELECT contact_point_id, from_customer_id, to_customer_id, conversations, entries, undone_at IS NOT NULL AS undone
              FROM contact_point_move WHERE id = $1
            """,
            id)
        .map(
            row ->
                new Move(
                    new ContactPointId(row.getLong("contact_point_id")),
                    new CustomerId(row.getLong("from_customer_id")),
                    new CustomerId(row.getLong("to_customer_id")),
                    new Moved(
                        List.of(row.getArrayOfLongs("conversations")),
                        List.of(row.getArrayOfLongs("entries"))),
                    row.getBoolean("undone")));
  }

  void undoneMove(Tx tx, Actor actor, long id, String reason) {
    tx.execute(
        "UPDATE contact_point_move SET undone_by = $2, undone_at = clock_timestamp(), undo_reason = $3 WHERE id = $1",
        id,
        actor.id(),
        reason);
  }

  /**
   * Others with the same name who have the same contact point, both verified, unless somebody knows
   * them to be different. Indexes: contact_point_by_value, customer_of_root.
   */
  List<CustomerId> certainlyTheSame(Sql sql, ContactPointId id) {
    return sql
        .rows(
            """
            SELECT DISTINCT o.root_id
              FROM contact_point p
              JOIN customer c ON c.id = p.customer_id
              JOIN contact_point q ON q.channel = p.channel AND q.value = p.value AND q.verified AND q.removed_at IS NULL
              JOIN customer o ON o.id = q.customer_id
             WHERE p.id = $1 AND p.verified AND p.removed_at IS NULL AND p.channel IN ('phone', 'postal')
               AND o.root_id <> c.root_id AND o.name_key = c.name_key AND c.name_key <> '' AND o.kind = c.kind
               AND o.erased_at IS NULL AND c.erased_at IS NULL
               AND NOT EXISTS (SELECT FROM customer a, customer b, merge_refusal r
                                WHERE a.root_id = c.root_id AND b.root_id = o.root_id
                                  AND r.low_id = least(a.id, b.id) AND r.high_id = greatest(a.id, b.id))
               AND NOT EXISTS (SELECT FROM customer a, customer b, customer_merge m
                                WHERE a.root_id = c.root_id AND b.root_id = o.root_id AND m.undone_at IS NOT NULL
                                  AND (m.survivor_id, m.absorbed_id) IN ((a.id, b.id), (b.id, a.id)))
             ORDER BY o.root_id
            """,
            id)
        .stream()
        .map(row -> new CustomerId(row.getLong("root_id")))
        .toList();
  }

  private static final String CHANGES =
      """
      SELECT h.*, b.name AS by_name, u.name AS undone_by_name,
             s.id AS survivor_id, s.name AS survivor_name, s.kind AS survivor_kind, %s AS survivor_address,
             a.id AS absorbed_id, a.name AS absorbed_name, a.kind AS absorbed_kind, %s AS absorbed_address
        FROM (%%s) h
        JOIN customer s ON s.id = h.to_id
        JOIN customer a ON a.id = h.from_id
        LEFT JOIN person b ON b.id = h.by_id
        LEFT JOIN person u ON u.id = h.undone_by
       ORDER BY h.at DESC, h.id DESC
      """
          .formatted(address("s"), address("a"));

  /** By its own name and address, whatever it was merged into since. */
  private static String address(String customer) {
    return """
    (SELECT replace(coalesce(nullif(p.display, ''), p.value), E'\\n', ', ') FROM contact_point p
      WHERE p.customer_id = %s.id AND p.removed_at IS NULL ORDER BY p.id LIMIT 1)"""
        .formatted(customer);
  }

  private static final String MERGES =
      """
      SELECT m.id, 'merge' AS kind, m.merged_at AS at, m.merged_by AS by_id, m.reason, m.survivor_id AS to_id, m.absorbed_id AS from_id,
             NULL::bigint AS contact_point_id, '{}'::bigint[] AS conversations, m.evidence, m.undone_at, m.undone_by, m.undo_reason
        FROM customer_merge m
      """;

  private static final String MOVES =
      """
      SELECT m.id, 'move' AS kind, m.moved_at AS at, m.moved_by AS by_id, m.reason, m.to_customer_id AS to_id, m.from_customer_id AS from_id,
             m.contact_point_id, m.conversations, '[]'::jsonb AS evidence, m.undone_at, m.undone_by, m.undo_reason
        FROM contact_point_move m
      """;

  IdentityChange readMerge(Sql sql, long id) {
    return changes(sql, CHANGES.formatted(MERGES + " WHERE m.id = $1"), id).getFirst();
  }

  IdentityChange readMove(Sql sql, long id) {
    return changes(sql, CHANGES.formatted(MOVES + " WHERE m.id = $1"), id).getFirst();
  }

  /**
   * Of all members, newest first, 200 at most. Indexes: customer_merge_of_survivor,
   * customer_merge_of_absorbed, contact_point_move_of_from, contact_point_move_of_to.
   */
  List<IdentityChange> ofTree(Sql sql, CustomerId customer) {
    String members =
        "(SELECT id FROM customer WHERE root_id = (SELECT root_id FROM customer WHERE id = $1))";
    return changes(
        sql,
        CHANGES.formatted(
                "(%s WHERE m.survivor_id IN %s UNION %s WHERE m.absorbed_id IN %s) UNION ALL (%s WHERE m.from_customer_id IN %s UNION %s WHERE m.to_customer_id IN %s)"
                    .formatted(MERGES, members, MERGES, members, MOVES, members, MOVES, members))
            + " LIMIT 200",
        customer.value());
  }

  private List<IdentityChange> changes(Sql sql, String query, long about) {
    List<Row> rows = sql.rows(query, about);
    Long[] ids =
        rows.stream()
            .flatMap(row -> optionalLong(row, "contact_point_id").stream())
            .toArray(Long[]::new);
    Map<Long, ContactPoint> moved =
        ids.length == 0
            ? Map.of()
            : points.some(sql, ids).stream()
                .collect(Collectors.toMap(point -> point.id().value(), point -> point));
    return rows.stream()
        .map(row -> change(row, optionalLong(row, "contact_point_id").map(moved::get)))
        .toList();
  }

  private static IdentityChange change(Row row, Optional<ContactPoint> point) {
    return new IdentityChange(
        row.getLong("id"),
        row.getString("kind"),
        instant(row, "at"),
        person(row, "by_id", "by_name"),
        row.getString("reason"),
        CustomerCard.of(row, "survivor_"),
        CustomerCard.of(row, "absorbed_"),
        point,
        List.of(row.getArrayOfLongs("conversations")),
        row.getJsonArray("evidence").stream()
            .map(each -> Json.read((JsonObject) each, Evidence.class))
            .toList(),
        optionalInstant(row, "undone_at")
            .map(
                at ->
                    new IdentityChange.Undone(
                        at,
                        person(row, "undone_by", "undone_by_name"),
                        row.getString("undo_reason"))));
  }

  private static Optional<Person> person(Row row, String id, String name) {
    return optionalLong(row, id).map(who -> new Person(new AgentId(who), row.getString(name)));
  }
}
