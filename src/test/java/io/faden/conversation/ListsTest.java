package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ListsTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static List<Long> view(Caller who, String view) {
    return who.items("/conversations?limit=200&view=" + view).stream()
        .map(row -> row.getLong("id"))
        .toList();
  }

  private static JsonObject row(Caller who, long conversation) {
    return who.items("/conversations?limit=200&view=all").stream()
        .filter(each -> each.getLong("id") == conversation)
        .findFirst()
        .orElseThrow();
  }

  private static void take(Colleague who, long conversation) {
    long item = app.conversation(conversation).getJsonObject("workItem").getLong("id");
    assertEquals(200, who.post("/work-items/" + item + "/take").status());
  }

  private static void change(Colleague who, long conversation, JsonObject wish) {
    wish.put("version", app.conversation(conversation).getInteger("version"));
    assertEquals(200, who.patch("/conversations/" + conversation, wish).status());
  }

  @Test
  void eachViewHoldsWhatItsNameSays() {
    Colleague me = app.hire("Mia", Role.AGENT);
    Colleague other = app.hire("Otto", Role.AGENT);
    long waiting = app.newConversation();
    long mine = app.newConversation();
    long theirs = app.newConversation();
    long parked = app.newConversation();
    long snoozed = app.newConversation();
    long resolved = app.newConversation();
    take(me, mine);
    take(other, theirs);
    change(me, parked, new JsonObject().put("status", "waiting"));
    change(
        me,
        snoozed,
        new JsonObject().put("status", "snoozed").put("snoozedUntil", "2030-01-01T00:00:00Z"));
    change(me, resolved, new JsonObject().put("status", "resolved"));

    assertEquals(List.of(mine), view(me, "mine"));
    assertEquals(
        List.of(mine), me.items("/conversations").stream().map(r -> r.getLong("id")).toList());
    assertTrue(view(me, "team").contains(waiting));
    assertFalse(
        view(me, "team").stream()
            .anyMatch(List.of(mine, theirs, parked, snoozed, resolved)::contains));
    assertEquals(List.of(snoozed, parked), view(me, "parked"));
    assertEquals(List.of(), view(other, "parked"));
    assertTrue(view(other, "resolved").contains(resolved));
    assertFalse(view(other, "resolved").contains(mine));
    assertTrue(view(other, "all").containsAll(List.of(waiting, mine, theirs, parked, resolved)));
    assertEquals(List.of(), view(me, "failed"));
    JsonObject counts = me.read("/me/work");
    assertEquals(1, counts.getInteger("mine"));
    assertEquals(2, counts.getInteger("parked"));
    assertEquals(view(me, "team").size(), counts.getInteger("team"));
    assertEquals("invalid_request", me.get("/conversations?view=foreign").code());
    assertEquals("invalid_request", me.get("/conversations?limit=0").code());
    assertEquals("invalid_request", me.get("/conversations?limit=201").code());
  }

  @Test
  void aRowTellsWhatAnAgentNeeds() {
    long id =
        app.filed(
            RawMail.from("Rita Zeile <rita-" + UUID.randomUUID() + "@kunde.example>")
                .subject("Betreff")
                .text("Erste Zeile\n\n\tzweite"));
    JsonObject row = row(app.agent1, id);
    assertEquals("Erste Zeile zweite", row.getString("preview"));
    assertEquals("email", row.getString("channel"));
    assertEquals("RZ", row.getJsonObject("customer").getString("initials"));
    assertEquals("queued", row.getJsonObject("workItem").getString("state"));
    assertFalse(row.getBoolean("hasDraft"));
    app.agent1.put(
        "/conversations/" + id + "/draft", new JsonObject().put("kind", "reply").put("text", "x"));
    assertTrue(row(app.agent1, id).getBoolean("hasDraft"));
    assertFalse(row(app.agent2, id).getBoolean("hasDraft"));
  }

  @Test
  void whatIsReadIsReadUntilTheCustomerWritesAgain() {
    long id = app.newConversation();
    String customer = app.conversation(id).getJsonObject("customer").getString("address");
    assertTrue(row(app.agent1, id).getBoolean("unread"));
    long first = app.messages(id).getFirst().getLong("id");
    assertEquals(204, read(app.agent1, id, first));
    assertFalse(row(app.agent1, id).getBoolean("unread"));
    assertTrue(row(app.agent2, id).getBoolean("unread"));
    // A mark beyond the end hides nothing that comes later.
    assertEquals(204, read(app.agent1, id, Long.MAX_VALUE));
    app.filed(RawMail.from(customer).subject("[#" + id + "]").text("Hallo?"));
    assertTrue(row(app.agent1, id).getBoolean("unread"));
    long second = app.messages(id).getFirst().getLong("id");
    assertEquals(204, read(app.agent1, id, second));
    assertEquals(204, read(app.agent1, id, first));
    assertEquals(second, app.agent1.read("/conversations/" + id).getLong("readUpTo"));
    // What we write ourselves is nothing new.
    app.agent2.post("/conversations/" + id + "/notes", new JsonObject().put("text", "Notiz"));
    app.answered(app.agent2, id, "Antwort");
    assertFalse(row(app.agent1, id).getBoolean("unread"));
    assertEquals(404, read(app.agent1, 999_999, 1));
  }

  private static int read(Caller who, long conversation, long upTo) {
    return who.post(
            "/conversations/" + conversation + "/read", new JsonObject().put("entryId", upTo))
        .status();
  }

  private static List<Long> pages(String path, Runnable between) {
    List<Long> seen = new ArrayList<>();
    JsonObject page = app.agent1.read(path);
    while (true) {
      Caller.objects(page.getJsonArray("items")).forEach(each -> seen.add(each.getLong("id")));
      if (!page.containsKey("nextCursor")) {
        return seen;
      }
      between.run();
      page = app.agent1.read(path + "&cursor=" + page.getString("nextCursor"));
    }
  }

  @Test
  void pagesHaveNeitherGapsNorDoublesWhileMoreComesIn() {
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Seiten"))
            .json()
            .getLong("id");
    List<Long> before = new ArrayList<>();
    for (int number = 0; number < 9; number++) {
      long id = app.newConversation();
      change(app.agent1, id, new JsonObject().put("queue", queue));
      before.add(id);
    }
    // Several at the very same time must not confuse the order.
    app.sql()
        .execute(
            "UPDATE conversation SET last_entry_at = '2026-01-01 12:00:00.123456+00' WHERE queue_id = $1 AND id % 2 = 0",
            queue);
    for (String view : List.of("all", "team")) {
      List<Long> seen =
          pages(
              "/conversations?limit=2&view=" + view + "&queue=" + queue,
              () -> app.newConversation());
      assertEquals(new HashSet<>(seen).size(), seen.size(), view);
      assertTrue(seen.containsAll(before), view);
    }
    assertEquals(before, view(app.agent1, "team&queue=" + queue));
  }

  @Test
  void theTimelineIsNewestFirstOverAllConversationsOfACustomer() {
    String customer = "tina-" + UUID.randomUUID() + "@kunde.example";
    List<Long> entries = new ArrayList<>();
    long first = 0;
    for (int number = 0; number < 7; number++) {
      JsonObject arrival =
          app.arrives(RawMail.from(customer).subject("Sache " + number).text("Text " + number));
      entries.addFirst(arrival.getLong("entryId"));
      first = first == 0 ? arrival.getLong("conversationId") : first;
    }
    app.agent1.post("/conversations/" + first + "/notes", new JsonObject().put("text", "Notiz"));
    long id = app.conversation(first).getJsonObject("customer").getLong("id");
    String path = "/customers/" + id + "/timeline?limit=3";
    assertEquals(entries, pages(path + "&kind=message", () -> {}));
    assertEquals(8, pages(path, () -> {}).size());
    assertEquals(2, pages(path + "&conversation=" + first, () -> {}).size());
    assertEquals(1, pages(path + "&kind=note", () -> {}).size());
    assertEquals("invalid_request", app.agent1.get(path + "&kind=secret").code());
  }

  @Test
  void aCursorThatIsNoneOfOursIsTheCallersFault() {
    List<String> garbage =
        List.of(
            "quatsch",
            "%00",
            "____",
            "MQ",
            encoded("1.2.3"),
            encoded("x.y"),
            encoded(Long.MAX_VALUE + ".1"),
            encoded(Long.MIN_VALUE + ".1"),
            encoded("99999999999999999999.1"),
            encoded("1."),
            encoded("\uD83D\uDE00"));
    long customer = app.conversation(app.newConversation()).getJsonObject("customer").getLong("id");
    for (String cursor : garbage) {
      for (String path :
          List.of("/conversations?view=all", "/customers/" + customer + "/timeline?limit=5")) {
        assertEquals("invalid_request", app.agent1.get(path + "&cursor=" + cursor).code(), cursor);
      }
    }
    assertEquals(200, app.agent1.get("/conversations?view=all&cursor=" + encoded("0.-5")).status());
  }

  private static String encoded(String cursor) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
  }
}
