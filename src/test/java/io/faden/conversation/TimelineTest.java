package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One customer of four merged ones, with what was said on several channels. */
class TimelineTest {
  private static final AtomicLong NEXT = new AtomicLong(500_000);
  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** The members share a root; each has a conversation of the same number. */
  private record Family(long root, int members) {
    String timeline() {
      return "/customers/" + root + "/timeline?";
    }

    void says(long minute, String channel, String kind) {
      app.sql()
          .execute(
              """
              INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, author_id, body_text)
              VALUES ($1, $1, $2, $3, CASE WHEN $2 = 'message' THEN 'in' ELSE 'internal' END,
                      $4::timestamptz + $5::bigint * interval '1 minute',
                      CASE WHEN $2 = 'note' THEN $6::bigint END, $5::bigint::text)
              """,
              root + minute % members,
              kind,
              channel,
              START,
              minute,
              app.agent1.id());
    }
  }

  private static Family family(int members) {
    long root = NEXT.getAndAdd(1_000);
    app.sql()
        .execute(
            """
            WITH people AS (
              INSERT INTO customer (id, name, root_id, merged_into) OVERRIDING SYSTEM VALUE
              SELECT n, 'Mitglied ' || n, $1, CASE WHEN n > $1 THEN $1::bigint END FROM generate_series($1::bigint, $1::bigint + $2 - 1) n
              RETURNING id)
            INSERT INTO conversation (id, customer_id, subject, queue_id) OVERRIDING SYSTEM VALUE
            SELECT id, id, 'Sache ' || id, 1 FROM people
            """,
            root,
            members);
    return new Family(root, members);
  }

  private static Family talkative(int entries) {
    Family family = family(4);
    List<String> channels = List.of("email", "phone", "letter");
    for (int minute = 0; minute < entries; minute++) {
      family.says(minute, channels.get(minute % 3), minute % 10 == 9 ? "note" : "message");
    }
    return family;
  }

  private static JsonObject page(Family family, String query) {
    return app.agent1.read(family.timeline() + query);
  }

  private static List<Long> minutes(JsonObject page) {
    return Caller.objects(page.getJsonArray("items")).stream()
        .map(entry -> Long.parseLong(entry.getString("text")))
        .toList();
  }

  private static List<Long> down(long from, long to) {
    return LongStream.rangeClosed(to, from).boxed().toList().reversed();
  }

  @Test
  void allMembersAreOneStoryInTheOrderOfTime() {
    Family family = talkative(60);
    JsonObject page = page(family, "limit=25");
    assertEquals(down(59, 35), minutes(page));
    assertFalse(page.containsKey("newerCursor"));
    List<Long> all = new ArrayList<>(minutes(page));
    for (Optional<String> cursor = next(page); cursor.isPresent(); cursor = next(page)) {
      page = page(family, "limit=25&cursor=" + cursor.get());
      all.addAll(minutes(page));
    }
    assertEquals(down(59, 0), all);
    assertEquals(
        all, minutes(app.agent1.read("/customers/" + (family.root() + 2) + "/timeline?limit=200")));
  }

  private static Optional<String> next(JsonObject page) {
    return Optional.ofNullable(page.getString("nextCursor"));
  }

  @Test
  void whatComesInWhileSomebodyPagesNeitherHidesNorRepeatsAnything() {
    Family family = talkative(60);
    List<Long> seen = new ArrayList<>();
    JsonObject page = page(family, "limit=7");
    seen.addAll(minutes(page));
    long minute = 60;
    for (Optional<String> cursor = next(page); cursor.isPresent(); cursor = next(page)) {
      // Something new, and something that was written long before but reaches us now.
      family.says(minute++, "email", "message");
      family.says(minutes(page).getFirst(), "letter", "note");
      page = page(family, "limit=7&cursor=" + cursor.get());
      seen.addAll(minutes(page));
    }
    assertEquals(down(59, 0), seen);
  }

  @Test
  void entriesOfOneMomentAreOrderedByTheirNumber() {
    Family family = family(3);
    for (int time = 0; time < 9; time++) {
      app.sql()
          .execute(
              """
              INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, body_text)
              VALUES ($1, $1, 'note', 'internal', $2, $3)
              """,
              family.root() + time % 3,
              START,
              Integer.toString(time));
    }
    List<Long> seen = new ArrayList<>();
    JsonObject page = page(family, "limit=2");
    seen.addAll(minutes(page));
    for (Optional<String> cursor = next(page); cursor.isPresent(); cursor = next(page)) {
      page = page(family, "limit=2&cursor=" + cursor.get());
      seen.addAll(minutes(page));
    }
    assertEquals(down(8, 0), seen);
  }

  @Test
  void filtersNarrowAndCombine() {
    Family family = talkative(60);
    assertEquals(
        down(59, 0).stream().filter(minute -> minute % 3 == 1).toList(),
        minutes(page(family, "limit=200&channel=phone")));
    assertEquals(
        down(59, 0).stream().filter(minute -> minute % 4 == 2).toList(),
        minutes(page(family, "limit=200&member=" + (family.root() + 2))));
    assertEquals(
        down(59, 0).stream().filter(minute -> minute % 10 == 9).toList(),
        minutes(page(family, "limit=200&author=" + app.agent1.id())));
    assertEquals(
        down(59, 0).stream().filter(minute -> minute % 10 == 9 && minute % 3 == 0).toList(),
        minutes(page(family, "limit=200&kind=note&channel=email")));
    assertEquals(
        down(59, 0).stream().filter(minute -> minute % 4 == 3).toList(),
        minutes(page(family, "limit=200&conversation=" + (family.root() + 3))));
    assertEquals(List.of(), minutes(page(family, "member=" + (family.root() + 999))));
    assertEquals("invalid_request", app.agent1.get(family.timeline() + "channel=pigeon").code());
    assertEquals(
        family.root() + 2,
        Caller.objects(page(family, "limit=1&member=" + (family.root() + 2)).getJsonArray("items"))
            .getFirst()
            .getLong("customerId"));
  }

  @Test
  void jumpingToADateLeadsOnInBothDirections() {
    Family family = talkative(60);
    String at = Caller.encoded(START.plusSeconds(30 * 60 + 30).toString());
    JsonObject there = page(family, "limit=10&at=" + at);
    assertEquals(down(30, 21), minutes(there));
    JsonObject newer = page(family, "limit=10&newer=" + there.getString("newerCursor"));
    assertEquals(down(40, 31), minutes(newer));
    assertEquals(
        down(30, 21), minutes(page(family, "limit=10&cursor=" + newer.getString("nextCursor"))));
    JsonObject older = page(family, "limit=10&cursor=" + there.getString("nextCursor"));
    assertEquals(down(20, 11), minutes(older));
    assertEquals(
        down(30, 21), minutes(page(family, "limit=10&newer=" + older.getString("newerCursor"))));
    JsonObject last = page(family, "limit=50&newer=" + newer.getString("newerCursor"));
    assertEquals(down(59, 41), minutes(last));
    assertFalse(last.containsKey("newerCursor"));
    JsonObject before = page(family, "at=" + Caller.encoded("1900-01-01T00:00:00+01:00"));
    assertEquals(List.of(), minutes(before));
    assertEquals(
        down(4, 0), minutes(page(family, "limit=5&newer=" + before.getString("newerCursor"))));
    JsonObject after = page(family, "limit=5&at=" + Caller.encoded("9999-12-31T23:59:59Z"));
    assertEquals(down(59, 55), minutes(after));
    assertFalse(after.containsKey("newerCursor"));
    for (String wrong : List.of("at=gestern", "at=2026-01-01", "newer=x", "cursor=%25")) {
      assertEquals("invalid_request", app.agent1.get(family.timeline() + wrong).code(), wrong);
    }
  }

  @Test
  void whatIsNewIsSaidUntilItWasRead() {
    Family family = talkative(8);
    List<JsonObject> entries = app.agent1.items(family.timeline());
    assertTrue(entries.stream().allMatch(entry -> entry.getBoolean("unread")));
    JsonObject read = entries.get(3);
    app.agent1.post(
        "/conversations/" + read.getLong("conversationId") + "/read",
        new JsonObject().put("entryId", read.getLong("id")));
    List<Long> unread =
        app.agent1.items(family.timeline()).stream()
            .filter(entry -> entry.getBoolean("unread"))
            .map(entry -> Long.parseLong(entry.getString("text")))
            .toList();
    // Of that conversation, this one and what stands before it.
    assertEquals(
        down(7, 0).stream().filter(minute -> minute % 4 != 0 || minute > 4).toList(), unread);
  }

  @Test
  void manyMembersAndFarPagesAreFoundByIndex() {
    Family family = family(200);
    app.sql()
        .execute(
            """
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, body_text)
            SELECT $1::bigint + n % 200, $1::bigint + n % 200, CASE WHEN n % 50 = 0 THEN 'note' ELSE 'message' END, 'email', 'in',
                   $2::timestamptz + n * interval '1 second', n::text
              FROM generate_series(0, 39999) n
            """,
            family.root(), START);
    app.sql().execute("ANALYZE entry");
    app.sql().execute("ANALYZE customer");
    String plan =
        app
            .sql()
            .rows(
                "EXPLAIN " + EntryStore.timelineQuery(false),
                app.agent1.id(),
                family.root(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("note"),
                Optional.empty(),
                Optional.empty(),
                START.plusSeconds(20_000),
                1L,
                51)
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));
    assertTrue(plan.contains("entry_timeline"), plan);
    assertFalse(plan.contains("Seq Scan on entry "), plan);
    String at = Caller.encoded(START.plusSeconds(20_000).toString());
    assertEquals(down(20_000, 19_951), minutes(page(family, "limit=50&at=" + at)));
  }
}
