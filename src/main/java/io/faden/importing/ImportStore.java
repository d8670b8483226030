package io.faden.importing;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.customer.CustomerBulk.Written;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All SQL about imports. */
final class ImportStore {
  private static final int HEAD = 6;

  private static final String SELECT =
      """
      SELECT i.id, i.name, i.state, i.error, i.by_id, p.name AS by_name, i.at, i.lines, i.separator, i.charset, i.header, i.existing,
             i.columns, i.counts, i.progress,
             (SELECT jsonb_agg(to_jsonb(h.cells) ORDER BY h.line)
                FROM (SELECT r.line, r.cells FROM customer_import_row r WHERE r.import_id = i.id ORDER BY r.line LIMIT %d) AS h) AS head
        FROM customer_import i JOIN person p ON p.id = i.by_id
      """
          .formatted(HEAD);

  /** A line with what is to be done about it. */
  record Work(
      int line, List<String> cells, Optional<String> broken, Optional<CustomerId> customer) {}

  /** What becomes of a line. */
  record Verdict(int line, String outcome, String detail, Integer sameAsLine, Long customer) {}

  ImportId insert(Sql sql, Actor actor, String name, CsvFile file) {
    return new ImportId(
        sql.row(
                """
                INSERT INTO customer_import (name, by_id, separator, charset, header) VALUES ($1, $2, $3, $4, false) RETURNING id
                """,
                name,
                actor.id(),
                Character.toString(file.separator()),
                file.charset().name())
            .orElseThrow()
            .getLong("id"));
  }

  void addLines(Sql sql, ImportId id, List<CsvLines.Line> lines) {
    sql.execute(
        """
        INSERT INTO customer_import_row (import_id, line, cells, broken)
        SELECT $1, l.line, ARRAY(SELECT jsonb_array_elements_text(l.cells::jsonb)), l.broken
          FROM unnest($2::integer[], $3::text[], $4::text[]) AS l(line, cells, broken)
        """,
        id,
        lines.stream().map(CsvLines.Line::number).toArray(Integer[]::new),
        lines.stream().map(line -> new JsonArray(line.cells()).encode()).toArray(String[]::new),
        lines.stream().map(line -> line.broken().orElse(null)).toArray(String[]::new));
  }

  void complete(Tx tx, ImportId id, int lines, boolean header, List<Target> columns) {
    tx.execute(
        "UPDATE customer_import SET complete = true, lines = $2, header = $3, columns = $4 WHERE id = $1",
        id,
        lines,
        header,
        labels(columns));
  }

  private static String[] labels(List<Target> columns) {
    return columns.stream().map(Target::label).toArray(String[]::new);
  }

  Optional<CustomerImport> find(Sql sql, ImportId id) {
    return sql.row(SELECT + " WHERE i.id = $1 AND i.complete", id).map(ImportStore::read);
  }

  Optional<CustomerImport> lock(Tx tx, ImportId id) {
    tx.rows("SELECT id FROM customer_import WHERE id = $1 FOR UPDATE", id);
    return find(tx, id);
  }

  List<CustomerImport> list(Sql sql, Optional<Long> below, int limit) {
    return sql
        .rows(
            SELECT
                + " WHERE i.complete AND ($1::bigint IS NULL OR i.id < $1) ORDER BY i.id DESC LIMIT $2",
            below,
            limit)
        .stream()
        .map(ImportStore::read)
        .toList();
  }

  void map(Tx tx, ImportId id, List<Target> columns, boolean header, String existing) {
    tx.execute(
        """
        UPDATE customer_import SET columns = $2, header = $3, existing = $4, state = 'trying', progress = 0, at_line = 0, counts = '{}'
         WHERE id = $1
        """,
        id,
        labels(columns),
        header,
        existing);
  }

  void state(Tx tx, ImportId id, String state) {
    tx.execute(
        """
        UPDATE customer_import SET state = $2, progress = CASE WHEN $2 IN ('running', 'undoing') THEN 0 ELSE progress END,
               at_line = CASE $2 WHEN 'undoing' THEN 2147483647 WHEN 'running' THEN 0 ELSE at_line END
         WHERE id = $1
        """,
        id,
        state);
  }

  void fail(Sql sql, ImportId id, String error) {
    sql.execute("UPDATE customer_import SET state = 'failed', error = $2 WHERE id = $1", id, error);
  }

  /** What is to be worked on, oldest first: one import at a time. */
  Optional<CustomerImport> next(Sql sql) {
    return sql
        .rows(
            SELECT
                + " WHERE i.complete AND i.state IN ('trying', 'running', 'undoing') ORDER BY i.id LIMIT 1")
        .stream()
        .findFirst()
        .map(ImportStore::read);
  }

  /** Uploads that were cut off long ago. */
  void sweep(Sql sql) {
    sql.execute(
        "DELETE FROM customer_import WHERE NOT complete AND at < clock_timestamp() - interval '1 day'");
  }

  int atLine(Tx tx, ImportId id) {
    return tx.row("SELECT at_line FROM customer_import WHERE id = $1 FOR UPDATE", id)
        .orElseThrow()
        .getInteger("at_line");
  }

  /** A dry run starts anew after a break: which lines are doubles is in nobody's memory then. */
  void restart(Sql sql, ImportId id) {
    sql.execute("UPDATE customer_import SET at_line = 0, progress = 0 WHERE id = $1", id);
  }

  List<Work> after(Sql sql, ImportId id, int line, int limit) {
    return work(
        sql.rows(
            """
            SELECT line, cells, broken, customer_id FROM customer_import_row
             WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3
            """,
            id,
            line,
            limit));
  }

  List<Work> toDo(Sql sql, ImportId id, int line, int limit) {
    return work(
        sql.rows(
            """
            SELECT line, cells, broken, customer_id FROM customer_import_row
             WHERE import_id = $1 AND line > $2 AND outcome IN ('new', 'existing') ORDER BY line LIMIT $3
            """,
            id,
            line,
            limit));
  }

  private static List<Work> work(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Work(
                    row.getInteger("line"),
                    texts(row, "cells"),
                    optionalText(row, "broken"),
                    Optional.ofNullable(row.getLong("customer_id")).map(CustomerId::new)))
        .toList();
  }

  /** What was done, from the last line on back. */
  List<Map.Entry<Integer, Written>> done(Sql sql, ImportId id, int below, int limit) {
    return sql
        .rows(
            """
            SELECT line, customer_id, version, before, points FROM customer_import_row
             WHERE import_id = $1 AND line < $2 AND outcome = 'done' ORDER BY line DESC LIMIT $3
            """,
            id,
            below,
            limit)
        .stream()
        .map(
            row ->
                Map.entry(
                    row.getInteger("line"),
                    new Written(
                        new CustomerId(Optional.ofNullable(row.getLong("customer_id")).orElse(0L)),
                        row.getInteger("version"),
                        Optional.ofNullable(row.getJsonObject("before")),
                        List.of(row.getArrayOfLongs("points")))))
        .toList();
  }

  void settle(Tx tx, ImportId id, List<Verdict> verdicts) {
    tx.execute(
        """
        UPDATE customer_import_row r
           SET outcome = v.outcome, detail = nullif(v.detail, ''), same_as_line = v.same_as_line, customer_id = v.customer_id
          FROM unnest($2::integer[], $3::text[], $4::text[], $5::integer[], $6::bigint[])
               AS v(line, outcome, detail, same_as_line, customer_id)
         WHERE r.import_id = $1 AND r.line = v.line
        """,
        id,
        column(verdicts, Verdict::line, Integer[]::new),
        column(verdicts, Verdict::outcome, String[]::new),
        column(verdicts, Verdict::detail, String[]::new),
        column(verdicts, Verdict::sameAsLine, Integer[]::new),
        column(verdicts, Verdict::customer, Long[]::new));
  }

  private static <T> T[] column(
      List<Verdict> verdicts,
      Function<Verdict, T> part,
      java.util.function.IntFunction<T[]> array) {
    return verdicts.stream().map(part).toArray(array);
  }

  /** In the transaction that did it. */
  void did(Tx tx, ImportId id, List<Integer> lines, List<Written> written) {
    tx.execute(
        """
        UPDATE customer_import_row r
           SET outcome = 'done', customer_id = v.customer_id, version = v.version, before = v.before::jsonb, made = v.before IS NULL,
               points = ARRAY(SELECT jsonb_array_elements_text(v.points::jsonb)::bigint)
          FROM unnest($2::integer[], $3::bigint[], $4::integer[], $5::text[], $6::text[]) AS v(line, customer_id, version, before, points)
         WHERE r.import_id = $1 AND r.line = v.line
        """,
        id,
        lines.toArray(Integer[]::new),
        written.stream().map(each -> each.id().value()).toArray(Long[]::new),
        written.stream().map(Written::version).toArray(Integer[]::new),
        written.stream()
            .map(each -> each.before().map(JsonObject::encode).orElse(null))
            .toArray(String[]::new),
        written.stream().map(each -> new JsonArray(each.points()).encode()).toArray(String[]::new));
  }

  void undone(Tx tx, ImportId id, List<Integer> lines, List<Boolean> gone) {
    tx.execute(
        """
        UPDATE customer_import_row r SET outcome = CASE WHEN u.gone THEN 'undone' ELSE 'kept' END
          FROM unnest($2::integer[], $3::boolean[]) AS u(line, gone)
         WHERE r.import_id = $1 AND r.line = u.line
        """,
        id,
        lines.toArray(Integer[]::new),
        gone.toArray(Boolean[]::new));
  }

  void progress(Tx tx, ImportId id, int atLine, int more) {
    tx.execute(
        "UPDATE customer_import SET at_line = $2, progress = progress + $3 WHERE id = $1",
        id,
        atLine,
        more);
  }

  /** Index: customer_import_row_outcome. */
  void count(Sql sql, ImportId id) {
    sql.execute(
        """
        UPDATE customer_import
           SET counts = coalesce((SELECT jsonb_object_agg(c.outcome, c.lines)
                                    FROM (SELECT outcome, count(*) AS lines FROM customer_import_row
                                           WHERE import_id = $1 AND outcome IS NOT NULL GROUP BY outcome) AS c), '{}')
         WHERE id = $1
        """,
        id);
  }

  List<ImportRow> rows(Sql sql, ImportId id, Optional<String> outcome, int after, int limit) {
    return sql
        .rows(
            """
            SELECT r.line, coalesce(r.outcome, CASE WHEN r.broken IS NULL THEN 'new' ELSE 'faulty' END) AS outcome,
                   coalesce(r.detail, r.broken) AS detail, r.same_as_line, r.cells,
                   k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind
              FROM customer_import_row r LEFT JOIN customer_card k ON k.id = r.customer_id
             WHERE r.import_id = $1 AND r.line > $3
               AND r.line > (SELECT CASE WHEN i.header THEN (SELECT min(h.line) FROM customer_import_row h WHERE h.import_id = $1) ELSE 0 END
                               FROM customer_import i WHERE i.id = $1)
               AND ($2::text IS NULL OR r.outcome = $2)
             ORDER BY r.line LIMIT $4
            """,
            id,
            outcome,
            after,
            limit)
        .stream()
        .map(
            row ->
                new ImportRow(
                    row.getInteger("line"),
                    row.getString("outcome"),
                    optionalText(row, "detail"),
                    Optional.ofNullable(row.getInteger("same_as_line")),
                    row.getLong("customer_id") == null
                        ? Optional.empty()
                        : Optional.of(CustomerCard.of(row)),
                    texts(row, "cells")))
        .toList();
  }

  private static CustomerImport read(Row row) {
    Map<String, Long> counts = new TreeMap<>();
    row.getJsonObject("counts")
        .forEach(count -> counts.put(count.getKey(), ((Number) count.getValue()).longValue()));
    JsonArray head = row.getJsonArray("head");
    return new CustomerImport(
        new ImportId(row.getLong("id")),
        row.getString("name"),
        row.getString("state"),
        optionalText(row, "error"),
        new Person(new AgentId(row.getLong("by_id")), row.getString("by_name")),
        instant(row, "at"),
        row.getInteger("lines"),
        row.getString("separator"),
        row.getString("charset"),
        row.getBoolean("header"),
        row.getString("existing"),
        Arrays.stream(row.getArrayOfStrings("columns")).map(Target::of).toList(),
        head == null
            ? List.of()
            : head.stream()
                .map(line -> ((JsonArray) line).stream().map(String::valueOf).toList())
                .toList(),
        counts,
        row.getInteger("progress"));
  }
}
