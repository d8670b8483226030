package io.faden.textmodule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said often. */
class TextModulesTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @AfterEach
  void forget() {
    app.sql().execute("DELETE FROM text_module");
  }

  private static JsonObject body(String name, String shortcut) {
    return new JsonObject()
        .put("name", name)
        .put("shortcut", shortcut)
        .put("du", "Hallo {customer}, das tut uns leid.")
        .put("sie", "Guten Tag {customer}, das tut uns leid.");
  }

  private static Reply make(JsonObject body) {
    return app.supervisor.post("/admin/text-modules", body);
  }

  private static long made(JsonObject body) {
    Reply reply = make(body);
    assertEquals(201, reply.status(), reply::toString);
    return reply.json().getLong("id");
  }

  private static Reply change(long id, JsonObject body) {
    return app.supervisor.put("/admin/text-modules/" + id, body);
  }

  private static List<String> names(String query) {
    return app.agent1.items("/text-modules" + query).stream()
        .map(each -> each.getString("name"))
        .toList();
  }

  private static long newQueue(String name) {
    return app.admin.post("/admin/queues", new JsonObject().put("name", name)).json().getLong("id");
  }

  @Test
  void supervisorsKeepThemAndAgentsUseThem() {
    assertEquals("forbidden", app.agent1.post("/admin/text-modules", body("Leid", "leid")).code());
    long id = made(body("Leid", "leid"));
    JsonObject seen = app.agent1.items("/text-modules").getFirst();
    assertEquals("Leid", seen.getString("name"));
    assertEquals("leid", seen.getString("shortcut"));
    assertEquals("de", seen.getString("language"));
    assertEquals("answer", seen.getString("purpose"));
    assertEquals("Hallo {customer}, das tut uns leid.", seen.getString("du"));
    assertEquals(0, seen.getInteger("version"));
    assertFalse(seen.containsKey("queue"));
    assertEquals("forbidden", app.agent1.delete("/admin/text-modules/" + id).code());
    assertEquals(204, app.supervisor.delete("/admin/text-modules/" + id).status());
    assertEquals(List.of(), names(""));
    assertEquals("not_found", app.supervisor.delete("/admin/text-modules/" + id).code());
    assertEquals("not_found", change(id, body("Leid", "leid").put("version", 0)).code());
  }

  @Test
  void twoSupervisorsDoNotOverwriteEachOther() {
    long id = made(body("Leid", "leid"));
    JsonObject next = body("Leidwesen", "leid").put("purpose", "closing").put("version", 0);
    Reply changed = change(id, next);
    assertEquals(1, changed.json().getInteger("version"), changed::toString);
    assertEquals("closing", changed.json().getString("purpose"));
    assertEquals("version_conflict", change(id, next).code());
    next.remove("version");
    assertEquals("invalid_request", change(id, next).code());
    assertEquals(List.of("Leidwesen"), names(""));
  }

  @Test
  void aNameAndAShortcutMeanOneThingInALanguage() {
    long first = made(body("Leid", "leid"));
    assertEquals("name_taken", make(body("LEID", "anders")).code());
    Reply taken = make(body("Anders", "leid"));
    assertEquals("name_taken", taken.code());
    assertEquals(
        "shortcut", taken.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    made(body("Leid", "leid").put("language", "en"));
    made(body("Dank", "dank"));
    assertEquals("name_taken", change(first, body("Dank", "leid").put("version", 0)).code());
    assertEquals(List.of("Leid"), names("?language=en"));
    assertEquals(List.of("Dank", "Leid"), names("?language=de"));
  }

  @Test
  void whatSaysNothingOrIsForNoQueueIsRefused() {
    assertEquals(
        "invalid_request", make(body("Leid", "leid").put("du", " ").put("sie", "\n")).code());
    assertEquals("invalid_request", make(body(" ", "leid")).code());
    assertEquals("invalid_request", make(body("Leid", "Mit Blank")).code());
    assertEquals("queue_not_found", make(body("Leid", "leid").put("queue", 999_999)).code());
    made(body("Nur du", "nur-du").put("sie", ""));
    assertEquals("", app.agent1.items("/text-modules").getFirst().getString("sie"));
  }

  @Test
  void thoseOfAQueueComeWithThoseForAll() {
    long north = newQueue("Nord");
    long south = newQueue("Süd");
    made(body("Alle", "alle"));
    made(body("Norden", "nord").put("queue", north));
    made(body("Süden", "sued").put("queue", south));
    assertEquals(List.of("Alle", "Norden", "Süden"), names(""));
    assertEquals(List.of("Alle", "Norden"), names("?queue=" + north));
    assertEquals(
        "Nord",
        app.agent1
            .items("/text-modules?q=nord")
            .getFirst()
            .getJsonObject("queue")
            .getString("name"));
  }

  @Test
  void aSearchLooksIntoNameShortcutAndText() {
    made(body("Rechnung erklären", "re").put("du", "Der Abschlag beträgt 100 %.").put("sie", ""));
    made(body("Umzug", "umzug"));
    assertEquals(List.of("Rechnung erklären"), names("?q=RECHN"));
    assertEquals(List.of("Umzug"), names("?q=umz"));
    assertEquals(List.of("Rechnung erklären"), names("?q=abschlag"));
    assertEquals(List.of("Rechnung erklären"), names("?q=100+%25"));
    assertEquals(List.of(), names("?q=_"));
  }

  @Test
  void everyChangeIsTold() {
    long before = told();
    long id = made(body("Leid", "leid"));
    assertEquals("name_taken", make(body("Leid", "leid")).code());
    change(id, body("Leid", "leid").put("version", 0));
    app.supervisor.delete("/admin/text-modules/" + id);
    assertEquals(before + 3, told());
  }

  private static long told() {
    return app.count("SELECT count(*) FROM event WHERE type = 'text_modules_changed'");
  }

  @Test
  void somebodysSignIsMadeOfTheirNameUntilTheyChooseOne() {
    Colleague oezlem = app.hire("Özlem Maria Năstase-Bauer", io.faden.platform.Role.AGENT);
    assertEquals("öb", oezlem.read("/me").getString("sign"));
    assertEquals(
        "oz", oezlem.patch("/me", new JsonObject().put("sign", "oz")).json().getString("sign"));
    assertEquals("oz", oezlem.read("/me").getString("sign"));
    assertEquals("invalid_request", oezlem.patch("/me", new JsonObject().put("sign", "Oz")).code());
    assertEquals("oz", oezlem.patch("/me", new JsonObject()).json().getString("sign"));
    assertEquals("aa", app.agent1.read("/me").getString("sign"));
    assertEquals(1, app.count("SELECT count(*) FROM person_sign WHERE sign = 'oz'"));
  }
}
