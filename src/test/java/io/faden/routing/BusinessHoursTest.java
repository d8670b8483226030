package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.live.EventLog;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {
  private static final String PATH = "/admin/business-hours";
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject time(String day, String from, String to) {
    return new JsonObject().put("day", day).put("from", from).put("to", to);
  }

  private static JsonObject hours(String name, JsonObject... week) {
    return new JsonObject()
        .put("name", name)
        .put("timeZone", "Europe/Berlin")
        .put("holidayRegion", "de-sh")
        .put("week", new JsonArray(List.of(week)))
        .put("closed", new JsonArray());
  }

  @Test
  void hoursAreReadAsTheyWereSet() {
    JsonObject wanted =
        hours("Werktags", time("mon", "08:00", "18:00"), time("sat", "09:00", "24:00"));
    wanted
        .getJsonArray("closed")
        .add(new JsonObject().put("date", "2026-12-24").put("name", "Ruhe"));
    Reply added = app.admin.post(PATH, wanted);
    assertEquals(201, added.status(), added.text());
    JsonObject kept = added.json();
    for (String member : wanted.fieldNames()) {
      assertEquals(wanted.getValue(member), kept.getValue(member), member);
    }
    assertEquals("forbidden", app.supervisor.post(PATH, wanted).code());
    assertEquals("name_taken", app.admin.post(PATH, wanted.copy().put("name", "WERKTAGS")).code());
    String path = PATH + "/" + kept.getLong("id");
    assertEquals("invalid_request", app.admin.put(path, wanted).code());
    JsonObject change = wanted.copy().put("version", 0).put("name", "Werktage");
    change.remove("holidayRegion");
    JsonObject changed = app.admin.put(path, change).json();
    assertEquals("Werktage", changed.getString("name"));
    assertFalse(changed.containsKey("holidayRegion"));
    assertEquals("version_conflict", app.admin.put(path, change).code());
    assertEquals("not_found", app.admin.put(PATH + "/999999", change).code());
  }

  @Test
  void whatCannotBeMeantIsRefusedInASentence() {
    Map<JsonObject, String> faulty =
        Map.of(
            hours("A").put("timeZone", "Mars/Olympus"), "Mars/Olympus",
            hours("B").put("holidayRegion", "de-zz"), "de-zz",
            hours("C", time("mon", "18:00", "08:00")), "18:00 is not before 08:00",
            hours("D", time("mon", "08:00", "12:00"), time("mon", "11:00", "13:00")), "overlap",
            hours(" "), "name");
    faulty.forEach(
        (wanted, words) -> {
          Reply refused = app.admin.post(PATH, wanted);
          assertEquals("invalid_request", refused.code(), wanted.encode());
          assertTrue(refused.json().getString("detail").contains(words), refused.text());
        });
  }

  @Test
  void theComingDaysShowWhyTheyAreClosed() {
    JsonObject wanted = hours("Vorschau");
    for (String day : List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")) {
      wanted.getJsonArray("week").add(time(day, "13:00", "17:00")).add(time(day, "08:00", "12:00"));
    }
    String path = PATH + "/" + app.admin.post(PATH, wanted).json().getLong("id") + "/days";
    List<JsonObject> year = app.admin.items(path + "?days=366");
    assertEquals(366, year.size());
    assertEquals(30, app.admin.items(path).size());
    JsonObject reformation =
        year.stream()
            .filter(day -> day.getString("date").endsWith("-10-31"))
            .findFirst()
            .orElseThrow();
    assertEquals("Reformationstag", reformation.getString("holiday"));
    assertTrue(reformation.getJsonArray("open").isEmpty());
    JsonObject open =
        year.stream().filter(day -> !day.containsKey("holiday")).findFirst().orElseThrow();
    assertEquals(
        JsonArray.of(
            new JsonObject().put("from", "08:00").put("to", "12:00"),
            new JsonObject().put("from", "13:00").put("to", "17:00")),
        open.getJsonArray("open"));
    assertEquals("not_found", app.admin.get(PATH + "/999999/days").code());
  }

  @Test
  void regionsOfThreeCountriesCanBeChosen() {
    List<String> codes =
        app.admin.items("/admin/holiday-regions").stream()
            .map(region -> region.getString("code"))
            .toList();
    assertTrue(
        codes.containsAll(List.of("de", "de-sh", "de-by-ag", "at-9", "ch-zh")), codes::toString);
    assertEquals("forbidden", app.supervisor.get("/admin/holiday-regions").code());
  }

  @Test
  void hoursThatAQueueKeepsStayAndAChangeCountsAtOnce() {
    JsonObject closed = hours("Nie");
    long id = app.admin.post(PATH, closed).json().getLong("id");
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Mit Zeiten"))
            .json()
            .getLong("id");
    JsonObject settings =
        new JsonObject()
            .put("version", 0)
            .put("settings", new JsonObject())
            .put("everybody", true)
            .put("members", new JsonArray())
            .put("hours", id);
    JsonObject set = app.admin.put("/admin/queues/" + queue + "/settings", settings).json();
    assertEquals("Nie", set.getJsonObject("hours").getString("name"));
    BusinessTimes times = new BusinessTimes(app.sql(), new EventLog(() -> {}));
    Instant monday = Instant.parse("2026-11-23T10:00:00Z");
    assertFalse(times.of(app.sql(), new QueueId(queue)).openAt(monday));
    Reply refused = app.admin.delete(PATH + "/" + id);
    assertEquals("in_use", refused.code());
    assertTrue(refused.json().getString("detail").contains("Mit Zeiten"), refused.text());
    // By another node than the one whose times are asked.
    JsonObject change = hours("Nie", time("mon", "08:00", "18:00")).put("version", 0);
    assertEquals(200, app.admin.put(PATH + "/" + id, change).status());
    assertTrue(times.of(app.sql(), new QueueId(queue)).openAt(monday));
    settings.remove("hours");
    app.admin.put("/admin/queues/" + queue + "/settings", settings.put("version", 1));
    assertEquals(204, app.admin.delete(PATH + "/" + id).status());
    assertEquals("not_found", app.admin.delete(PATH + "/" + id).code());
    assertTrue(times.of(app.sql(), new QueueId(queue)).openAt(monday));
  }
}
