package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueSetupTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String newQueue() {
    JsonObject named = new JsonObject().put("name", "Schlange " + NUMBER.incrementAndGet());
    return "/admin/queues/"
        + app.admin.post("/admin/queues", named).json().getLong("id")
        + "/settings";
  }

  private static long newSkill() {
    JsonObject named =
        new JsonObject().put("name", "Thema " + NUMBER.incrementAndGet()).put("kind", "topic");
    return app.admin.post("/admin/skills", named).json().getLong("id");
  }

  private static JsonObject wanted(int version, JsonObject settings, Object... members) {
    return new JsonObject()
        .put("version", version)
        .put("settings", settings)
        .put("everybody", members.length == 0)
        .put("members", JsonArray.of(members));
  }

  private static JsonObject step(long skill) {
    return new JsonObject()
        .put("needs", JsonArray.of(new JsonObject().put("skill", skill).put("level", 2)));
  }

  @Test
  void aNewQueueHasItsDefaultsAndEverybodyServesIt() {
    JsonObject queue = app.admin.read(newQueue());
    assertEquals(0, queue.getInteger("version"));
    assertTrue(queue.getBoolean("everybody"));
    assertTrue(queue.getJsonArray("members").isEmpty());
    assertEquals("forbidden", app.supervisor.get(newQueue()).code());
    assertEquals("not_found", app.admin.get("/admin/queues/999999/settings").code());
  }

  @Test
  void settingsAreReadAsTheyWereSet() {
    String path = newQueue();
    long skill = newSkill();
    JsonObject settings =
        new JsonObject()
            .put(
                "steps",
                JsonArray.of(
                    step(skill).put("seconds", 30).put("skipIfNobody", false), step(skill)))
            .put("boostSeconds", 0)
            .put("strictPriority", true)
            .put("place", "office")
            .put("firstAnswerMinutes", 240)
            .put("wrapUp", "timed")
            .put("wrapUpSeconds", 30)
            .put("dispositions", JsonArray.of("erledigt", "weitergegeben"))
            .put("personalAgent", false)
            .put(
                "channels",
                new JsonObject()
                    .put(
                        "phone", new JsonObject().put("offerSeconds", 15).put("autoAccept", true)));
    Reply set = app.admin.put(path, wanted(0, settings, app.agent1.id()));
    assertEquals(200, set.status(), set.text());
    JsonObject now = app.admin.read(path);
    assertEquals(1, now.getInteger("version"));
    assertEquals(app.agent1.name(), now.getJsonArray("members").getJsonObject(0).getString("name"));
    JsonObject read = now.getJsonObject("settings");
    for (String name : settings.fieldNames()) {
      if (!name.equals("steps")) {
        assertEquals(settings.getValue(name), read.getValue(name), name);
      }
    }
    JsonObject first = read.getJsonArray("steps").getJsonObject(0);
    assertEquals(30, first.getInteger("seconds"));
    assertEquals(false, first.getBoolean("skipIfNobody"));
    assertEquals(skill, first.getJsonArray("needs").getJsonObject(0).getLong("skill"));
    // What was read can be sent back as it is.
    assertEquals(200, app.admin.put(path, wanted(1, read, app.agent1.id())).status());
  }

  @Test
  void anotherVersionThanTheLastIsRefused() {
    String path = newQueue();
    JsonObject wanted = wanted(0, new JsonObject());
    assertEquals(200, app.admin.put(path, wanted).status());
    assertEquals("version_conflict", app.admin.put(path, wanted).code());
    assertEquals("not_found", app.admin.put("/admin/queues/999999/settings", wanted).code());
    assertEquals("forbidden", app.supervisor.put(path, wanted).code());
  }

  @Test
  void whatCannotBeMeantIsRefusedAndNothingIsSet() {
    String path = newQueue();
    long skill = newSkill();
    JsonObject twice = step(skill);
    twice.getJsonArray("needs").add(new JsonObject().put("skill", skill).put("level", 5));
    for (JsonObject faulty :
        List.of(
            new JsonObject().put("steps", JsonArray.of(step(skill), step(skill))),
            new JsonObject().put("steps", JsonArray.of(twice)),
            new JsonObject().put("steps", JsonArray.of(step(skill).put("seconds", -5))),
            new JsonObject().put("dispositions", JsonArray.of(" ")),
            new JsonObject().put("dispositions", JsonArray.of("Ja", "ja ")),
            new JsonObject().put("firstAnswerMinutes", -1),
            new JsonObject().put("channels", new JsonObject().put("fax", new JsonObject())))) {
      Reply refused = app.admin.put(path, wanted(0, faulty));
      assertEquals("invalid_request", refused.code(), faulty.encode());
    }
    assertEquals(
        "skill_not_found",
        app.admin
            .put(path, wanted(0, new JsonObject().put("steps", JsonArray.of(step(999_999)))))
            .code());
    assertEquals(
        "agent_not_found", app.admin.put(path, wanted(0, new JsonObject(), 999_999)).code());
    assertEquals(
        "hours_not_found",
        app.admin.put(path, wanted(0, new JsonObject()).put("hours", 999_999)).code());
    assertEquals(0, app.admin.read(path).getInteger("version"));
  }

  @Test
  void anotherCostCountsForOpenWorkAtOnce() {
    Colleague holder = app.hire("Lotte Last", Role.AGENT);
    long item = app.conversation(app.newConversation()).getJsonObject("workItem").getLong("id");
    assertEquals(200, holder.post("/work-items/" + item + "/take").status());
    long before = used(holder);
    JsonObject load =
        new JsonObject()
            .put("channel", "email")
            .put("cost", 33)
            .put("cap", 4)
            .put("parkedPercent", 10);
    JsonObject items = new JsonObject().put("items", JsonArray.of(load));
    Reply set = app.admin.put("/admin/channel-loads", items);
    assertEquals(200, set.status(), set.text());
    assertEquals(
        load,
        app.admin.items("/admin/channel-loads").stream()
            .filter(each -> each.getString("channel").equals("email"))
            .findFirst()
            .orElseThrow());
    assertEquals(before + 33 - 20, used(holder));
    assertEquals(
        0,
        app.count(
            """
            SELECT count(*) FROM work_item WHERE state <> 'done' AND channel = 'email' AND (cost <> 33 OR parked_cost <> 3)
            """));
    assertEquals("forbidden", app.supervisor.put("/admin/channel-loads", items).code());
    assertEquals(
        "invalid_request",
        app.admin
            .put("/admin/channel-loads", new JsonObject().put("items", JsonArray.of(load, load)))
            .code());
    assertEquals(
        "invalid_request",
        app.admin
            .put(
                "/admin/channel-loads",
                new JsonObject().put("items", JsonArray.of(load.copy().put("cost", -1))))
            .code());
    app.admin.put(
        "/admin/channel-loads",
        new JsonObject()
            .put(
                "items",
                JsonArray.of(
                    new JsonObject().put("channel", "email").put("cost", 20).put("cap", 5))));
    assertEquals(before, used(holder));
  }

  private static long used(Colleague who) {
    return app.count("SELECT used::bigint FROM agent_slot WHERE agent_id = $1", who.id());
  }
}
