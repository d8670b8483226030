package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.platform.db.Database;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long works of the house, cut off by SIGKILL: the next process ends them, to the line. */
class KilledWorkTest {
  private static final int LINES = 8_000;
  private static final int ENTRIES = 10_000;

  @TempDir Path folder;

  @Test
  void anImportAndAnErasureThatWereKilledInTheMiddleEndExactly() {
    try (TestDatabase db = TestDatabase.create();
        ProcessNode killed = start(db)) {
      Database sql = db.database();
      SignedIn admin = SignedIn.firstAdmin(killed, "ada@tidenwerk.example", "correct-horse-9");
      long upload = triedImport(sql);
      long customer =
          admin.post("/customers", new JsonObject().put("name", "Weg Damit"), 201).getLong("id");
      talkedWith(sql, customer);
      admin.post("/admin/customer-imports/" + upload + "/run", null, 200);
      long erasure =
          admin
              .post(
                  "/customers/" + customer + "/erasures",
                  new JsonObject().put("reason", "Antrag").put("waitDays", 0),
                  201)
              .getLong("id");
      Awaitility.await("both are in the middle")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () ->
                  count(sql, "SELECT at_line FROM customer_import WHERE id = $1", upload) > 0
                      && erased(sql, erasure) > 0);
      killed.kill();
      assertEquals("running", state(sql, "customer_import", upload));
      assertEquals("running", state(sql, "erasure", erasure));

      try (ProcessNode next = start(db)) {
        Awaitility.await("both are done at " + next.url())
            .atMost(Duration.ofMinutes(3))
            .until(
                () ->
                    state(sql, "customer_import", upload).equals("done")
                        && state(sql, "erasure", erasure).equals("done"));
      }
      assertEquals(
          LINES,
          count(
              sql,
              "SELECT count(DISTINCT customer_id) FROM customer_import_row WHERE import_id = $1 AND outcome = 'done'",
              upload));
      assertEquals(
          LINES,
          count(sql, "SELECT count(*) FROM contact_point WHERE channel = $1", "customer_number"));
      assertEquals(
          LINES, count(sql, "SELECT count(*) FROM customer WHERE name LIKE $1", "Importiert %"));
      assertEquals(ENTRIES, erased(sql, erasure));
      assertEquals(
          ENTRIES,
          count(
              sql,
              "SELECT count(*) FROM entry WHERE customer_id = $1 AND body_text NOT LIKE 'Geheimnis%'",
              customer));
    }
  }

  private ProcessNode start(TestDatabase db) {
    return ProcessNode.start(db.options(), folder, Map.of()).awaitReady();
  }

  private static long count(Database sql, String query, Object bind) {
    return ((Number) sql.row(query, bind).orElseThrow().getValue(0)).longValue();
  }

  private static long erased(Database sql, long erasure) {
    return count(
        sql,
        "SELECT coalesce((counts ->> 'entries')::bigint, 0) FROM erasure WHERE id = $1",
        erasure);
  }

  private static String state(Database sql, String table, long id) {
    return sql.row("SELECT state FROM %s WHERE id = $1".formatted(table), id)
        .orElseThrow()
        .getString(0);
  }

  private static long triedImport(Database sql) {
    return sql.row(
            """
            WITH made AS (
              INSERT INTO customer_import (name, state, complete, by_id, lines, separator, charset, header, columns)
              SELECT 'Kunden.csv', 'tried', true, min(id), $1, ';', 'UTF-8', false, '{customer_number,name}' FROM agent
              RETURNING id),
            lines AS (
              INSERT INTO customer_import_row (import_id, line, cells, outcome)
              SELECT made.id, n, ARRAY['K-' || n, 'Importiert ' || n], 'new' FROM made, generate_series(1, $1) AS n)
            SELECT id FROM made
            """,
            LINES)
        .orElseThrow()
        .getLong("id");
  }

  private static void talkedWith(Database sql, long customer) {
    sql.execute(
        """
        WITH opened AS (
          INSERT INTO conversation (customer_id, subject, queue_id, status)
          SELECT $1, 'Viel Text', min(id), 'resolved' FROM queue RETURNING id)
        INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, body_text)
        SELECT opened.id, $1, 'note', 'internal', now(), 'Geheimnis ' || n FROM opened, generate_series(1, $2) AS n
        """,
        customer,
        ENTRIES);
  }
}
