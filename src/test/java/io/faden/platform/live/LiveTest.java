package io.faden.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.AtOnce;
import io.faden.testing.Colleague;
import io.faden.testing.LivePage;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static TestApp app;
  private static TestApp.Node other;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    other = app.startNode();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void note(Colleague who, long conversation) {
    assertEquals(
        201,
        who.post("/conversations/" + conversation + "/notes", new JsonObject().put("text", "x"))
            .status());
  }

  private static List<String> cursors(LivePage page) {
    return page.events().stream().map(event -> event.getString("cursor")).toList();
  }

  private static List<Long> entries(LivePage page, long conversation) {
    return page.events().stream()
        .filter(event -> event.getString("type").equals("entry_added"))
        .filter(event -> event.getLong("conversationId") == conversation)
        .map(event -> event.getLong("entryId"))
        .toList();
  }

  @Test
  void whatHappensOnOneNodeIsSeenOnAllWithinSeconds() {
    long conversation = app.newConversation();
    try (LivePage here = LivePage.open(app.agent1);
        LivePage there = LivePage.open(app.agent2.at(other.origin()))) {
      assertEquals("hello", here.frames().getFirst().getString("type"));
      Instant begun = Instant.now();
      note(app.agent1, conversation);
      JsonObject event = here.awaitEvent("entry_added", "conversationId", conversation);
      there.awaitEvent("entry_added", "conversationId", conversation);
      assertTrue(Duration.between(begun, Instant.now()).toSeconds() < 10);
      assertEquals(app.agent1.name(), event.getJsonObject("actor").getString("name"));
      assertTrue(event.containsKey("entryId") && event.containsKey("customerId"));
      assertEquals(cursors(here), cursors(there));
    }
  }

  @Test
  void whoWasAwayIsToldWhatHappenedOnceAndInOrder() {
    long conversation = app.newConversation();
    LivePage first = LivePage.open(app.agent1);
    note(app.agent1, conversation);
    first.awaitEvent("entry_added", "conversationId", conversation);
    String cursor = first.cursor();
    first.close();
    for (int number = 0; number < 5; number++) {
      note(app.agent2, conversation);
    }
    // At the other node, which may not have read so far yet.
    try (LivePage again = LivePage.openAfter(app.agent1.at(other.origin()), cursor)) {
      note(app.agent2, conversation);
      Awaitility.await().until(() -> entries(again, conversation).size() == 6);
      assertEquals("hello", again.frames().getFirst().getString("type"));
      assertEquals(
          entries(again, conversation).stream().sorted().distinct().toList(),
          entries(again, conversation));
      assertFalse(again.types().contains("reload"));
    }
  }

  @Test
  void whoWasAwayForTooLongStartsAfresh() {
    long conversation = app.newConversation();
    LivePage first = LivePage.open(app.agent1);
    String cursor = first.cursor();
    first.close();
    app.sql()
        .execute(
            """
            INSERT INTO event (type, audience, conversation_id)
            SELECT 'entry_changed', 'staff', $1 FROM generate_series(1, 1100)
            """,
            conversation);
    for (String tooOld : List.of(cursor, "999999999999-1")) {
      try (LivePage again = LivePage.openAfter(app.agent1, tooOld)) {
        JsonObject reload =
            again.await("reload", frame -> frame.getString("type").equals("reload"));
        assertTrue(reload.containsKey("cursor"));
        note(app.agent2, conversation);
        again.awaitEvent("entry_added", "conversationId", conversation);
        assertEquals(
            1,
            again.events().stream().filter(e -> e.getString("type").equals("entry_added")).count());
      }
    }
    try (LivePage garbage = LivePage.openAfter(app.agent1, "quatsch")) {
      assertEquals("hello", garbage.frames().getFirst().getString("type"));
    }
  }

  @Test
  void everybodyIsToldOnlyWhatIsTheirs() {
    long conversation = app.newConversation();
    try (LivePage mine = LivePage.open(app.agent1);
        LivePage theirs = LivePage.open(app.agent2);
        LivePage boss = LivePage.open(app.supervisor);
        LivePage admin = LivePage.open(app.admin)) {
      app.agent1.put(
          "/conversations/" + conversation + "/draft",
          new JsonObject().put("kind", "reply").put("text", "x"));
      JsonObject broken = app.arrives(" ".getBytes(StandardCharsets.UTF_8));
      app.admin.post(
          "/admin/agents",
          new JsonObject()
              .put("name", "Neu")
              .put("email", "neu@haus.example")
              .put("role", "agent"));
      note(app.agent1, conversation);
      for (LivePage page : List.of(mine, theirs, boss, admin)) {
        page.awaitEvent("entry_added", "conversationId", conversation);
      }
      assertTrue(mine.types().contains("draft_changed"));
      for (LivePage page : List.of(theirs, boss, admin)) {
        assertFalse(page.types().contains("draft_changed"));
      }
      boss.awaitEvent("arrival_quarantined", "arrivalId", broken.getLong("id"));
      admin.awaitEvent("arrival_quarantined", "arrivalId", broken.getLong("id"));
      for (LivePage page : List.of(mine, theirs)) {
        assertTrue(page.types().stream().noneMatch(type -> type.startsWith("arrival_")));
        assertTrue(page.events().stream().noneMatch(event -> event.containsKey("arrivalId")));
        assertFalse(page.types().contains("agent_changed"));
      }
      assertTrue(admin.types().contains("agent_changed"));
      assertFalse(boss.types().contains("agent_changed"));
    }
  }

  private static int refusal(Map<String, String> headers) {
    return assertThrows(LivePage.Refused.class, () -> LivePage.open(app.node.origin(), headers, ""))
        .status();
  }

  @Test
  void onlyThePageItselfAndProgramsMayListen() {
    String cookie = "faden_session=" + app.agent1.session();
    assertEquals(401, refusal(Map.of("Origin", app.node.origin())));
    assertEquals(401, refusal(Map.of("Origin", app.node.origin(), "Cookie", "faden_session=x")));
    assertEquals(403, refusal(Map.of("Origin", "https://boese.example", "Cookie", cookie)));
    assertEquals(403, refusal(Map.of("Cookie", cookie)));
    assertEquals(401, refusal(Map.of("Authorization", "Bearer x")));
    String token =
        app.agent1
            .post("/me/tokens", new JsonObject().put("name", "Lauscher"))
            .json()
            .getString("secret");
    LivePage.open(app.node.origin(), Map.of("Authorization", "Bearer " + token), "").close();
  }

  @Test
  void whoseSessionEndsElsewhereIsCutOffAndWhoseRoleChangesComesBack() {
    Colleague leaver = app.hire("Lea", Role.SUPERVISOR);
    Colleague demoted = app.hire("Dieter", Role.SUPERVISOR);
    try (LivePage first = LivePage.open(leaver);
        LivePage second = LivePage.open(demoted)) {
      app.sql().execute("DELETE FROM session WHERE agent_id = $1", leaver.id());
      app.sql().execute("UPDATE agent SET role = 'agent' WHERE id = $1", demoted.id());
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> first.closeCode() != 0 && second.closeCode() != 0);
      assertEquals(4001, first.closeCode());
      assertEquals(1013, second.closeCode());
    }
  }

  /** Writes an event in a transaction that stays open until it is told to commit. */
  private static Thread slowWriter(
      long conversation, CountDownLatch written, CountDownLatch commit) {
    EventLog log = new EventLog(() -> {});
    return Thread.ofVirtual()
        .start(
            () ->
                app.sql()
                    .inTransaction(
                        tx -> {
                          log.append(
                              tx,
                              Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
                                  .conversation(conversation));
                          written.countDown();
                          try {
                            commit.await();
                          } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                          }
                        }));
  }

  @Test
  void aWriterThatTakesItsTimeDelaysOthersButNothingIsSkipped() throws Exception {
    long slow = app.newConversation();
    long quick = app.newConversation();
    try (LivePage here = LivePage.open(app.agent1);
        LivePage there = LivePage.open(app.agent1.at(other.origin()))) {
      CountDownLatch written = new CountDownLatch(1);
      CountDownLatch commit = new CountDownLatch(1);
      Thread writer = slowWriter(slow, written, commit);
      written.await();
      for (int number = 0; number < 5; number++) {
        note(app.agent2, quick);
      }
      // A page that joins now is not told too much either.
      try (LivePage late = LivePage.open(app.agent2)) {
        commit.countDown();
        writer.join();
        for (LivePage page : List.of(here, there, late)) {
          Awaitility.await().until(() -> entries(page, quick).size() == 5);
          JsonObject first = page.awaitEvent("conversation_changed", "conversationId", slow);
          List<String> order = cursors(page);
          assertTrue(
              order.indexOf(first.getString("cursor")) < order.size() - 5,
              "in the order of transactions");
        }
        assertEquals(cursors(here), cursors(there));
      }
    }
  }

  @Test
  void manyWritersAndJoinersLoseNothing() throws Exception {
    long conversation = app.newConversation();
    List<LivePage> pages = new ArrayList<>();
    pages.add(LivePage.open(app.agent1));
    pages.add(LivePage.open(app.agent1.at(other.origin())));
    String start = pages.getFirst().cursor();
    AtOnce.times(
        40,
        () -> {
          note(app.agent2, conversation);
          return 0;
        });
    for (int number = 0; number < 10; number++) {
      LivePage fleeting = LivePage.openAfter(app.agent2.at(other.origin()), start);
      if (number % 2 == 0) {
        fleeting.close();
      } else {
        pages.add(fleeting);
      }
    }
    for (LivePage page : pages) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> entries(page, conversation).size() >= 40);
      assertEquals(40, entries(page, conversation).stream().distinct().count());
      assertEquals(40, entries(page, conversation).size());
    }
    pages.forEach(LivePage::close);
  }
}
