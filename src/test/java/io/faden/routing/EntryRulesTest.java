package io.faden.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EntryRulesTest {
  private static final String PATH = "/admin/entry-rules";
  private static TestApp app;
  private static long queue;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    queue = newQueue("Besonderes");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @AfterEach
  void noRules() {
    app.admin.items(PATH).forEach(rule -> app.admin.delete(PATH + "/" + rule.getLong("id")));
  }

  private static long newQueue(String name) {
    return app.admin.post("/admin/queues", new JsonObject().put("name", name)).json().getLong("id");
  }

  private static JsonObject rule(String name, JsonObject conditions) {
    return new JsonObject()
        .put("name", name)
        .put("active", true)
        .put("conditions", conditions)
        .put("queue", queue);
  }

  private static JsonObject when(String condition, Object... values) {
    return new JsonObject().put(condition, JsonArray.of(values));
  }

  private static long add(JsonObject rule) {
    Reply added = app.admin.post(PATH, rule);
    assertEquals(201, added.status(), added.text());
    return added.json().getLong("id");
  }

  private static RawMail mail(String from) {
    return RawMail.from(from).to(TestApp.SERVICE);
  }

  private static String someone() {
    return "kunde-" + UUID.randomUUID() + "@kunde.example";
  }

  private static JsonObject trial(long conversation, JsonObject conditions) {
    JsonObject wanted =
        new JsonObject().put("entry", app.messages(conversation).getFirst().getLong("id"));
    if (conditions != null) {
      wanted.put("conditions", conditions);
    }
    Reply reply = app.admin.post(PATH + "/try", wanted);
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  @Test
  void theRuleDecidesQueuePriorityAndNeedsOfANewMatter() {
    long skill =
        app.admin
            .post("/admin/skills", new JsonObject().put("name", "Eilt").put("kind", "topic"))
            .json()
            .getLong("id");
    JsonObject need = new JsonObject().put("skill", skill).put("level", 2).put("hard", true);
    add(
        rule("Eiliges", when("subject", "dringend"))
            .put("priority", 3)
            .put("needs", JsonArray.of(need)));
    long urgent = app.filed(mail(someone()).subject("DRINGEND: Zähler defekt"));
    JsonObject item = app.conversation(urgent).getJsonObject("workItem");
    assertEquals(queue, item.getJsonObject("queue").getLong("id"));
    assertEquals(queue, app.count("SELECT queue_id FROM conversation WHERE id = $1", urgent));
    assertEquals(
        1,
        app.count(
            """
            SELECT count(*) FROM work_item WHERE conversation_id = $1 AND priority = 3 AND language = 'de' AND needs = $2
            """,
            urgent,
            JsonArray.of(need)));
    Reply refused = app.admin.delete("/admin/skills/" + skill);
    assertEquals("in_use", refused.code());
    assertTrue(refused.json().getString("detail").contains("Eiliges"), refused.text());
    long other = app.filed(mail(someone()).subject("Hat Zeit"));
    assertTrue(
        app.conversation(other)
            .getJsonObject("workItem")
            .getJsonObject("queue")
            .getBoolean("isDefault"));
  }

  @Test
  void aKnownMatterStaysInItsQueue() {
    String customer = someone();
    long conversation = app.filed(mail(customer).subject("Hat Zeit"));
    add(rule("Alles", new JsonObject()));
    app.filed(mail(customer).subject("Re: Hat Zeit [#" + conversation + "]"));
    assertTrue(
        app.conversation(conversation)
            .getJsonObject("workItem")
            .getJsonObject("queue")
            .getBoolean("isDefault"));
    assertEquals(
        queue,
        app.conversation(app.filed(mail(customer).subject("Etwas anderes")))
            .getJsonObject("workItem")
            .getJsonObject("queue")
            .getLong("id"));
  }

  @Test
  void eachConditionHoldsOrIsNamedAsTheOneThatDoesNot() {
    String customer = someone();
    RawMail mail =
        mail("Jemand <" + customer + ">")
            .cc("rechnung@nordlicht.example")
            .subject("Meine  Rechnung vom Oktober")
            .text("Hello, where is my invoice? I have been waiting for two weeks.\n");
    long conversation = app.filed(mail);
    long number = app.conversation(conversation).getJsonObject("customer").getLong("id");
    Map<JsonObject, JsonObject> holdAndNot = new LinkedHashMap<>();
    holdAndNot.put(
        when("channelAccounts", app.account().value()), when("channelAccounts", 999_999));
    holdAndNot.put(when("channels", "phone", "email"), when("channels", "phone"));
    holdAndNot.put(
        when("from", customer.toUpperCase(java.util.Locale.ROOT)), when("from", "x" + customer));
    holdAndNot.put(when("from", "@Kunde.example"), when("from", "@unde.example"));
    holdAndNot.put(when("to", "rechnung@nordlicht.example"), when("to", "@andere.example"));
    holdAndNot.put(when("subject", "meine rechnung"), when("subject", "Rechnungen", "rechn"));
    holdAndNot.put(when("subject", "Rechn*"), when("subject", "*echnungs"));
    holdAndNot.put(when("text", "invoice"), when("text", "rechnung"));
    holdAndNot.put(when("languages", "pl", "EN"), when("languages", "de"));
    holdAndNot.put(when("customers", number), when("customers", 999_999));
    holdAndNot.forEach(
        (holds, not) -> {
          assertTrue(trial(conversation, holds).getBoolean("matches"), holds.encode());
          JsonObject refused = trial(conversation, not);
          assertFalse(refused.getBoolean("matches"), not.encode());
          assertEquals(not.fieldNames().iterator().next(), refused.getString("failed"));
        });
    JsonObject both = when("text", "invoice").put("languages", JsonArray.of("de"));
    assertEquals("languages", trial(conversation, both).getString("failed"));
    assertEquals("en", trial(conversation, null).getString("language"));
    assertEquals(
        "not_found", app.admin.post(PATH + "/try", new JsonObject().put("entry", 999_999)).code());
  }

  @Test
  void theFirstRuleThatHoldsDecidesAndTheOrderCanBeChanged() {
    long conversation = app.filed(mail(someone()).subject("Frage zur Rechnung"));
    long off = add(rule("Aus", new JsonObject()).put("active", false));
    long never = add(rule("Nie", when("subject", "Kündigung")));
    long broad = add(rule("Alles", new JsonObject()).put("queue", newQueue("Breit")));
    long narrow = add(rule("Rechnung", when("subject", "Rechnung")));
    JsonObject verdict = trial(conversation, null);
    assertEquals(broad, verdict.getLong("rule"));
    assertEquals("Breit", verdict.getJsonObject("queue").getString("name"));
    assertFalse(verdict.containsKey("matches"));
    assertEquals(4, verdict.getJsonArray("rules").size());
    assertEquals("subject", verdict.getJsonArray("rules").getJsonObject(1).getString("failed"));
    List<Long> order = new ArrayList<>(List.of(off, never, broad, narrow));
    Collections.reverse(order);
    JsonObject wanted = new JsonObject().put("ids", new JsonArray(order));
    assertEquals(200, app.admin.put(PATH + "/order", wanted).status());
    assertEquals(order, app.admin.items(PATH).stream().map(rule -> rule.getLong("id")).toList());
    assertEquals(narrow, trial(conversation, null).getLong("rule"));
    assertEquals("version_conflict", order(narrow, broad).code());
    assertEquals("invalid_request", order(narrow, broad, never, off, off).code());
    order.forEach(id -> app.admin.delete(PATH + "/" + id));
    JsonObject nothing = trial(conversation, null);
    assertFalse(nothing.containsKey("rule"));
    assertTrue(nothing.getJsonObject("queue").getBoolean("isDefault"));
  }

  private static Reply order(Object... ids) {
    return app.admin.put(PATH + "/order", new JsonObject().put("ids", JsonArray.of(ids)));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    JsonObject good = rule("Gut", when("subject", "gut"));
    assertEquals("forbidden", app.supervisor.post(PATH, good).code());
    assertEquals("invalid_request", app.admin.post(PATH, rule(" ", new JsonObject())).code());
    assertEquals("invalid_request", app.admin.post(PATH, rule("X", when("subject", " * "))).code());
    assertEquals(
        "invalid_request", app.admin.post(PATH, rule("X", when("languages", "xx"))).code());
    assertEquals("queue_not_found", app.admin.post(PATH, good.copy().put("queue", 999_999)).code());
    JsonObject need = new JsonObject().put("skill", 999_999).put("level", 1);
    assertEquals(
        "skill_not_found",
        app.admin.post(PATH, good.copy().put("needs", JsonArray.of(need))).code());
    assertTrue(app.admin.items(PATH).isEmpty());
    long id = add(good);
    assertEquals("invalid_request", app.admin.put(PATH + "/" + id, good).code());
    JsonObject change = good.copy().put("version", 0).put("priority", 5);
    assertEquals(5, app.admin.put(PATH + "/" + id, change).json().getInteger("priority"));
    assertEquals("version_conflict", app.admin.put(PATH + "/" + id, change).code());
    assertEquals("not_found", app.admin.put(PATH + "/999999", change).code());
    assertEquals(204, app.admin.delete(PATH + "/" + id).status());
    assertEquals("not_found", app.admin.delete(PATH + "/" + id).code());
  }

  @Test
  void aCustomerCanBeGivenAPersonalAgent() {
    long conversation = app.newConversation();
    String path =
        "/customers/" + app.conversation(conversation).getJsonObject("customer").getLong("id");
    int version = app.agent1.read(path).getInteger("version");
    JsonObject given =
        new JsonObject().put("version", version).put("personalAgent", app.agent2.id());
    JsonObject now = app.agent1.patch(path, given).json();
    assertEquals(app.agent2.name(), now.getJsonObject("personalAgent").getString("name"));
    JsonObject note = new JsonObject().put("version", version + 1).put("note", "bleibt");
    assertTrue(app.agent1.patch(path, note).json().containsKey("personalAgent"));
    JsonObject unknown = new JsonObject().put("version", version + 2).put("personalAgent", 999_999);
    assertEquals("agent_not_found", app.agent1.patch(path, unknown).code());
    JsonObject nobody = new JsonObject().put("version", version + 2).putNull("personalAgent");
    assertFalse(app.agent1.patch(path, nobody).json().containsKey("personalAgent"));
  }

  @Test
  void shortOrMixedTextsHaveNoLanguageAndASlowRecognitionHoldsNobodyUp() throws Exception {
    Languages languages = new Languages();
    assertEquals(Optional.of("de"), languages.of("Seit zwei Wochen warte ich auf meine Rechnung."));
    assertEquals(
        Optional.of("pl"),
        languages.of("Dzień dobry, kiedy przyjdzie mój rachunek? Proszę o odpowiedź."));
    assertEquals(Optional.empty(), languages.of("Hallo"));
    assertEquals(Optional.empty(), languages.of("4711 0815 12345678"));
    java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
    Languages slow =
        new Languages(
            text -> {
              try {
                never.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              return Optional.of("de");
            },
            java.time.Duration.ofMillis(50));
    assertEquals(Optional.empty(), slow.of("Seit zwei Wochen warte ich."));
    Languages broken =
        new Languages(
            text -> {
              throw new IllegalStateException("kaputt");
            },
            java.time.Duration.ofSeconds(5));
    assertEquals(Optional.empty(), broken.of("Seit zwei Wochen warte ich."));
    never.countDown();
  }
}
