package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.AgentId;
import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With forty thousand conversations, what agents look at all day is found by index. */
class PlansTest {
  private static final String MANY =
      """
      WITH people AS (
        INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE
        SELECT n, 'Kunde ' || n, n FROM generate_series(100001, 140000) n RETURNING id),
      points AS (
        INSERT INTO contact_point (customer_id, channel, value, source)
        SELECT id, 'email', 'kunde' || id || '@kunde.example', 'message' FROM people),
      matters AS (
        INSERT INTO conversation (id, customer_id, subject, queue_id, last_entry_at) OVERRIDING SYSTEM VALUE
        SELECT id, id, 'Sache ' || id, 1, now() - (id % 9973) * interval '1 minute' FROM people RETURNING id),
      items AS (
        INSERT INTO work_item (kind, conversation_id, queue_id)
        SELECT 'answer', id, 1 FROM matters)
      INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, body_text)
      SELECT id, id, 'message', 'email', 'in', now() - n * interval '1 hour', repeat('Text ', 50)
        FROM matters, generate_series(1, 2) n
      """;

  /**
   * Of each conversation one answer; two hundred of them wait for tomorrow, the others have left.
   */
  private static final String ANSWERS =
      """
      WITH answers AS (
        INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, body_text, visibility)
        SELECT c.id, c.id, 'message', 'mastodon', 'out', now(), 'Gern.', 'public'
          FROM conversation c WHERE c.id > 100000 RETURNING id, conversation_id)
      INSERT INTO delivery (entry_id, channel_account_id, to_address, to_name, state, due_at, first_due_at)
      SELECT id, $1, 'oli@chaos.social', '', CASE WHEN conversation_id % 200 = 0 THEN 'pending' ELSE 'sent' END,
             now() + interval '1 day', now()
        FROM answers
      """;

  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    app.sql()
        .inTransaction(
            tx -> {
              // Nobody searches here: the triggers that make it possible would take minutes.
              tx.execute("SET LOCAL session_replication_role = replica");
              tx.execute(MANY);
              tx.execute(ANSWERS, app.account());
            });
    for (String table :
        List.of("customer", "contact_point", "conversation", "work_item", "entry", "delivery")) {
      app.sql().execute("ANALYZE " + table);
    }
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String plan(String query, Object... binds) {
    return app.sql().rows("EXPLAIN " + query, binds).stream()
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n"));
  }

  private static void assertByIndex(String plan) {
    for (String table :
        List.of("entry", "conversation", "contact_point", "customer", "attachment", "delivery")) {
      assertFalse(plan.contains("Seq Scan on " + table + " "), plan);
    }
  }

  @Test
  void aPageOfEveryListIsFoundByIndex() {
    for (Lists.View view : List.of(Lists.View.ALL, Lists.View.RESOLVED)) {
      assertByIndex(
          plan(
              view.query(false, false, 51),
              new AgentId(app.agent1.id()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
      String deep =
          plan(
              view.query(false, true, 51),
              new AgentId(app.agent1.id()),
              Optional.empty(),
              java.time.Instant.now(),
              100_000L);
      assertByIndex(deep);
    }
  }

  @Test
  void whatLeavesNextIsFoundByIndexHoweverMuchHasLeft() {
    String claim = plan(DeliveryStore.CLAIM, 60_000L);
    assertByIndex(claim);
    assertTrue(claim.contains("delivery_due"), claim);
    String next = plan(DeliveryStore.NEXT);
    assertByIndex(next);
    assertTrue(next.contains("delivery_due"), next);
  }

  @Test
  void fortyThousandConversationsAreCountedAndPaged() {
    JsonObject page = app.agent1.read("/conversations?view=all&limit=200");
    Set<Long> seen = new HashSet<>();
    for (int pages = 0; pages < 10; pages++) {
      Caller.objects(page.getJsonArray("items")).forEach(row -> seen.add(row.getLong("id")));
      page =
          app.agent1.read(
              "/conversations?view=all&limit=200&cursor=" + page.getString("nextCursor"));
    }
    assertEquals(2_000, seen.size());
    assertEquals(40_000, app.agent1.read("/me/work").getInteger("team"));
    assertEquals(3, app.agent1.items("/customers/100777/timeline").size());
    assertTrue(app.agent1.items("/customers?q=kunde100777").size() == 1);
  }
}
