package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SkillsAndTeamsTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject topic(String name) {
    return new JsonObject().put("name", name).put("kind", "topic");
  }

  private static long skill(String name) {
    return app.admin.post("/admin/skills", topic(name)).json().getLong("id");
  }

  private static JsonObject team(String name, Object... members) {
    return new JsonObject().put("name", name).put("members", JsonArray.of(members));
  }

  private static JsonObject routing(String member, Object value) {
    return new JsonObject().put(member, value);
  }

  private static String agentPath(long id) {
    return "/admin/agents/" + id + "/routing";
  }

  private static JsonObject level(long skill, int level) {
    return new JsonObject().put("skill", skill).put("level", level);
  }

  @Test
  void skillsHaveNamesOfTheirOwnAndLanguagesTheirCode() {
    JsonObject german =
        new JsonObject().put("name", " Isländisch ").put("kind", "language").put("code", "IS");
    Reply added = app.admin.post("/admin/skills", german);
    assertEquals(201, added.status(), added.text());
    assertEquals("Isländisch", added.json().getString("name"));
    assertEquals("is", added.json().getString("code"));
    assertEquals("forbidden", app.supervisor.post("/admin/skills", topic("Anderes")).code());
    assertEquals("name_taken", app.admin.post("/admin/skills", topic("ISLÄNDISCH")).code());
    assertEquals(
        "name_taken", app.admin.post("/admin/skills", german.copy().put("name", "Neu")).code());
    for (JsonObject faulty :
        List.of(
            topic("  "),
            topic("Thema").put("code", "de"),
            new JsonObject().put("name", "Sprache").put("kind", "language"),
            german.copy().put("name", "Sprache").put("code", "xx"),
            new JsonObject().put("name", "Medium").put("kind", "channel").put("code", "fax"))) {
      assertEquals(
          "invalid_request", app.admin.post("/admin/skills", faulty).code(), faulty.encode());
    }
    assertTrue(
        app.agent1.items("/skills").stream()
            .anyMatch(each -> each.getString("name").equals("Isländisch")));
  }

  @Test
  void renamingASkillNamesTheVersionLastRead() {
    long id = skill("Alter Name");
    JsonObject change = new JsonObject().put("version", 0).put("name", "Neuer Name");
    assertEquals(
        "Neuer Name", app.admin.patch("/admin/skills/" + id, change).json().getString("name"));
    assertEquals("version_conflict", app.admin.patch("/admin/skills/" + id, change).code());
    assertEquals("not_found", app.admin.patch("/admin/skills/999999", change).code());
    assertEquals(
        "invalid_request",
        app.admin
            .patch("/admin/skills/" + id, new JsonObject().put("version", 1).put("name", " "))
            .code());
  }

  @Test
  void peopleLoseASkillThatGoesAndOpenWorkAsksForItNoLonger() {
    long id = skill("Vergänglich");
    app.admin.put(agentPath(app.agent1.id()), routing("skills", JsonArray.of(level(id, 3))));
    long conversation = app.newConversation();
    app.sql()
        .execute(
            "UPDATE work_item SET needs = $2 WHERE conversation_id = $1",
            conversation,
            JsonArray.of(level(id, 2)));
    assertEquals(204, app.admin.delete("/admin/skills/" + id).status());
    assertEquals("not_found", app.admin.delete("/admin/skills/" + id).code());
    assertEquals(0, app.count("SELECT count(*) FROM agent_skill WHERE skill_id = $1", id));
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM work_item WHERE conversation_id = $1 AND needs = '[]'",
            conversation));
  }

  @Test
  void aSkillThatAQueueAsksForStays() {
    long id = skill("Gebraucht");
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Braucht etwas"))
            .json()
            .getLong("id");
    JsonObject steps =
        new JsonObject()
            .put("steps", JsonArray.of(new JsonObject().put("needs", JsonArray.of(level(id, 2)))));
    assertEquals(
        200,
        app.admin
            .put(
                "/admin/queues/" + queue + "/settings",
                new JsonObject()
                    .put("version", 0)
                    .put("settings", steps)
                    .put("everybody", true)
                    .put("members", new JsonArray()))
            .status());
    Reply refused = app.admin.delete("/admin/skills/" + id);
    assertEquals("in_use", refused.code());
    assertTrue(refused.json().getString("detail").contains("Braucht etwas"), refused.text());
  }

  @Test
  void aSkillNeverGoesWhileSettingsThatAskForItAreSaved() throws Exception {
    for (int round = 0; round < 8; round++) {
      long id = skill("Wettlauf " + round);
      long queue =
          app.admin
              .post("/admin/queues", new JsonObject().put("name", "Wettlauf " + round))
              .json()
              .getLong("id");
      JsonObject wanted =
          new JsonObject()
              .put("version", 0)
              .put("everybody", true)
              .put("members", new JsonArray())
              .put(
                  "settings",
                  new JsonObject()
                      .put(
                          "steps",
                          JsonArray.of(new JsonObject().put("needs", JsonArray.of(level(id, 1))))));
      List<Callable<String>> both =
          List.of(
              () -> app.admin.put("/admin/queues/" + queue + "/settings", wanted).code(),
              () -> app.admin.delete("/admin/skills/" + id).code());
      List<String> codes = AtOnce.run(both);
      assertTrue(
          codes.equals(List.of("200", "in_use")) || codes.equals(List.of("skill_not_found", "204")),
          codes::toString);
    }
  }

  @Test
  void teamsHaveMembersWhoExist() {
    Reply added = app.admin.post("/admin/teams", team("Nord", app.agent1.id(), app.agent2.id()));
    assertEquals(201, added.status(), added.text());
    JsonObject north = added.json();
    assertEquals(2, north.getJsonArray("members").size());
    String path = "/admin/teams/" + north.getLong("id");
    assertEquals("name_taken", app.admin.post("/admin/teams", team("NORD")).code());
    assertEquals("agent_not_found", app.admin.post("/admin/teams", team("Süd", 999_999)).code());
    assertEquals("invalid_request", app.admin.post("/admin/teams", team(" ")).code());
    assertEquals("invalid_request", app.admin.put(path, team("Nord")).code());
    JsonObject smaller = team("Nord", app.agent2.id()).put("version", 0);
    JsonObject changed = app.admin.put(path, smaller).json();
    assertEquals(1, changed.getJsonArray("members").size());
    assertEquals("version_conflict", app.admin.put(path, smaller).code());
    assertEquals("not_found", app.admin.put("/admin/teams/999999", smaller).code());
    assertEquals(
        "agent_not_found", app.admin.put(path, team("Nord", 999_999).put("version", 1)).code());
    assertTrue(
        app.agent1.items("/teams").stream()
            .anyMatch(each -> each.getJsonArray("members").size() == 1));
  }

  @Test
  void aTeamGoesOnceNoOpenWorkIsBoundToIt() {
    long id = app.admin.post("/admin/teams", team("Auf Zeit")).json().getLong("id");
    long conversation = app.newConversation();
    app.sql()
        .execute("UPDATE work_item SET team_id = $2 WHERE conversation_id = $1", conversation, id);
    assertEquals("in_use", app.admin.delete("/admin/teams/" + id).code());
    app.sql()
        .execute("UPDATE work_item SET state = 'done' WHERE conversation_id = $1", conversation);
    assertEquals(204, app.admin.delete("/admin/teams/" + id).status());
    assertEquals("not_found", app.admin.delete("/admin/teams/" + id).code());
  }

  @Test
  void whatAPersonIsAskedToDoIsSetInPartsAndWhatIsAbsentStays() {
    long skill = skill("Könnerschaft");
    long queue =
        app.admin
            .post("/admin/queues", new JsonObject().put("name", "Wenige"))
            .json()
            .getLong("id");
    app.admin.put(
        "/admin/queues/" + queue + "/settings",
        new JsonObject()
            .put("version", 0)
            .put("settings", new JsonObject())
            .put("everybody", false)
            .put("members", new JsonArray()));
    long team = app.admin.post("/admin/teams", team("West")).json().getLong("id");
    String path = agentPath(app.agent2.id());
    assertEquals(100, app.admin.read(path).getInteger("capacity"));
    app.admin.put(path, routing("skills", JsonArray.of(level(skill, 4))));
    app.admin.put(path, routing("queues", JsonArray.of(queue)));
    app.admin.put(path, routing("teams", JsonArray.of(team)));
    JsonObject now = app.admin.put(path, routing("capacity", 60)).json();
    assertEquals(60, now.getInteger("capacity"));
    assertEquals(4, now.getJsonArray("skills").getJsonObject(0).getInteger("level"));
    assertEquals(
        "Könnerschaft",
        now.getJsonArray("skills").getJsonObject(0).getJsonObject("skill").getString("name"));
    assertEquals("Wenige", now.getJsonArray("queues").getJsonObject(0).getString("name"));
    assertEquals("West", now.getJsonArray("teams").getJsonObject(0).getString("name"));
    // A page that has the queue's or the team's members open is told when it saves.
    assertEquals(2, app.admin.read("/admin/queues/" + queue + "/settings").getInteger("version"));
    assertEquals(
        "version_conflict",
        app.admin.put("/admin/teams/" + team, team("West").put("version", 0)).code());
    assertTrue(
        app.admin
            .put(path, routing("skills", new JsonArray()))
            .json()
            .getJsonArray("skills")
            .isEmpty());
    assertFalse(app.admin.read(path).getJsonArray("teams").isEmpty());
    assertEquals("invalid_request", app.admin.put(path, routing("capacity", -1)).code());
    assertEquals(
        "skill_not_found",
        app.admin.put(path, routing("skills", JsonArray.of(level(999_999, 1)))).code());
    assertEquals(
        "invalid_request",
        app.admin
            .put(path, routing("skills", JsonArray.of(level(skill, 1), level(skill, 2))))
            .code());
    assertEquals(
        "queue_not_found", app.admin.put(path, routing("queues", JsonArray.of(999_999))).code());
    assertEquals(
        "team_not_found", app.admin.put(path, routing("teams", JsonArray.of(999_999))).code());
    assertEquals("not_found", app.admin.put(agentPath(999_999), routing("capacity", 10)).code());
    assertEquals("not_found", app.admin.get(agentPath(999_999)).code());
    assertEquals(60, app.admin.read(path).getInteger("capacity"));
  }
}
