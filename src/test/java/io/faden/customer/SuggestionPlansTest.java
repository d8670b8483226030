package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Tx;
import io.faden.testing.CustomerFaces;
import io.faden.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Among very many customers nothing is looked for by reading all of them. */
class SuggestionPlansTest {
  private static TestDatabase db;

  @BeforeAll
  static void fill() {
    db = TestDatabase.create();
    db.database().inTransaction(SuggestionPlansTest::fill);
    db.database().execute("ANALYZE customer");
    db.database().execute("ANALYZE contact_point");
  }

  private static void fill(Tx tx) {
    // Nobody searches here: the triggers that make it possible would take minutes.
    tx.execute("SET LOCAL session_replication_role = replica");
    tx.execute(
        """
        INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE
        SELECT n, (ARRAY['Anna','Bert','Carla','Dieter','Eva','Fritz','Greta','Hans','Ida','Jan'])[1 + n % 10] || ' '
                  || (ARRAY['Ahrens','Behrens','Clausen','Detlefsen','Ehlers','Feddersen','Gosch','Hansen','Iversen','Jensen'])[1 + n / 10 % 10]
                  || substr(md5(n::text), 1, 4), n
          FROM generate_series(1, 100000) n
        """);
    tx.execute(
        """
        INSERT INTO contact_point (customer_id, channel, value, source, details)
        SELECT n, 'phone', '+49431' || (100000 + n / 2), 'import', '{}' FROM generate_series(1, 100000) n
        UNION ALL
        SELECT n, 'postal', 'de|' || (24000 + n % 900) || '|kiel|weg ' || n, 'import',
               jsonb_build_object('street', 'Weg ' || n, 'postalCode', (24000 + n % 900)::text, 'city', 'Kiel', 'country', 'DE')
          FROM generate_series(1, 100000) n
        """);
  }

  @AfterAll
  static void stop() {
    db.close();
  }

  @Test
  void suggestionsReadNoWholeTable() {
    String plan =
        db
            .database()
            .transaction(
                tx -> {
                  tx.rows("SELECT set_config('pg_trgm.similarity_threshold', '0.55', true)");
                  return tx.rows("EXPLAIN " + Suggestions.EVIDENCE, 50_000L);
                })
            .stream()
            .map(row -> row.getString(0))
            .reduce("", (all, line) -> all + line + "\n");
    List.of("customer", "contact_point", "contact_mention", "merge_refusal")
        .forEach(
            table -> assertFalse(plan.contains("Seq Scan on " + table + " "), table + "\n" + plan));
    CustomerFaces faces = CustomerFaces.on(db.database());
    assertEquals(
        1,
        faces.suggestions().of(new CustomerId(50_000)).orElseThrow().stream()
            .filter(each -> each.evidence().toString().contains("same_phone"))
            .count());
    for (long id = 60_000; id < 60_020; id++) {
      assertTrue(faces.suggestions().of(new CustomerId(id)).isPresent());
    }
    for (long id = 60_000; id < 60_020; id++) {
      assertTrue(faces.customers().find(db.database(), new CustomerId(id)).isPresent());
    }
  }
}
