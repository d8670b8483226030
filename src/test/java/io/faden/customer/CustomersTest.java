package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.CustomerFaces;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomersTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long customer(String mailbox) {
    long conversation = app.filed(RawMail.from(mailbox).subject("Frage"));
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static List<Long> found(String text) {
    return app.agent1.items("/customers?q=" + Caller.encoded(text)).stream()
        .map(each -> each.getLong("id"))
        .toList();
  }

  private static Reply change(long id, JsonObject wish) {
    return app.agent1.patch("/customers/" + id, wish);
  }

  @Test
  void aCustomerIsFoundByAnyPartOfNameOrAddress() {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    long id = customer("=?utf-8?q?=C3=84RGER_M=C3=BCller?= <" + unique + "%_x+y@post.example>");
    for (String text :
        List.of(
            unique, "ärger", "ÄRGER MÜ", "müll", unique + "%_x", "%_x+y@", " " + unique + " ")) {
      assertTrue(found(text).contains(id), text);
    }
    for (String text :
        List.of(
            unique + "?", "%%", "__", "' OR 1=1 --", "\\\\", "\uD83D\uDE00\uD83D\uDE00", "a\0b")) {
      assertFalse(found(text).contains(id), text);
    }
    assertEquals("invalid_request", app.agent1.get("/customers?q=x").code());
    assertEquals("invalid_request", app.agent1.get("/customers").code());
    assertEquals("invalid_request", app.agent1.get("/customers?q=" + "x".repeat(201)).code());
  }

  @Test
  void aNameOfWhatCannotBeSeenIsRefusedAndOneThatTurnsTheReadingDirectionStraightened() {
    for (String unseen : List.of("\u200B", " \u2060\uFEFF\u200D ", "\u202E\u202C", "\u3164")) {
      assertEquals(
          "invalid_request",
          app.agent1.post("/customers", new JsonObject().put("name", unseen)).code());
    }
    JsonObject made =
        app.agent1
            .post("/customers", new JsonObject().put("name", "Ann\u202Ea \u2066Lang\u2069"))
            .json();
    assertEquals("Anna Lang", made.getString("name"));
    long id = made.getLong("id");
    assertEquals(
        "invalid_request",
        change(id, new JsonObject().put("version", 0).put("name", "\u200B")).code());
    assertEquals(
        "Anne",
        change(id, new JsonObject().put("version", 0).put("name", "\u202BAnne"))
            .json()
            .getString("name"));
  }

  @Test
  void anOrganisationWithPeopleDoesNotBecomeAPerson() {
    long house =
        app.agent1
            .post("/customers", new JsonObject().put("name", "Haus").put("kind", "organisation"))
            .json()
            .getLong("id");
    JsonObject member =
        app.agent1
            .post("/customers", new JsonObject().put("name", "Mia").put("organisation", house))
            .json();
    JsonObject person = new JsonObject().put("version", 0).put("kind", "person");
    Reply refused = change(house, person);
    assertEquals("in_use", refused.code());
    assertEquals(409, refused.status());
    Reply gone =
        change(member.getLong("id"), new JsonObject().put("version", 0).putNull("organisation"));
    assertEquals(200, gone.status(), gone.text());
    assertEquals(200, change(house, person).status());
  }

  @Test
  void aCustomerShowsWhatIsKnown() {
    String address = "vera-" + UUID.randomUUID() + "@kunde.example";
    long id = customer(address);
    JsonObject customer = app.agent1.read("/customers/" + id);
    assertEquals(address, customer.getString("name"));
    assertEquals("unknown", customer.getString("formOfAddress"));
    assertEquals(1, customer.getJsonArray("conversations").size());
    assertEquals(
        address, customer.getJsonArray("contactPoints").getJsonObject(0).getString("value"));
    // A name that comes later is welcome; one that an agent gave stays.
    app.filed(RawMail.from("Vera Kundin <" + address + ">").subject("Nochmal"));
    assertEquals("Vera Kundin", app.agent1.read("/customers/" + id).getString("name"));
    app.filed(RawMail.from("Wer Anders <" + address + ">").subject("Und nochmal"));
    customer = app.agent1.read("/customers/" + id);
    assertEquals("Vera Kundin", customer.getString("name"));
    assertEquals(3, customer.getJsonArray("conversations").size());
    assertEquals("not_found", app.agent1.get("/customers/999999").code());
  }

  @Test
  void whatAgentsKnowIsKeptAndAnOlderViewDoesNotOverwriteIt() throws Exception {
    long id = customer("w-" + UUID.randomUUID() + "@kunde.example");
    int version = app.agent1.read("/customers/" + id).getInteger("version");
    JsonObject wish =
        new JsonObject()
            .put("version", version)
            .put("name", " '; DROP TABLE customer; -- \0\uD83D\uDE00 ")
            .put("language", "de")
            .put("formOfAddress", "Sie")
            .put("note", "<img src=x onerror=alert(1)>\u202E\0" + "ß".repeat(9_000));
    JsonObject changed = change(id, wish).json();
    assertEquals("'; DROP TABLE customer; -- \uD83D\uDE00", changed.getString("name"));
    assertEquals("Sie", changed.getString("formOfAddress"));
    assertTrue(changed.getString("note").startsWith("<img src=x onerror=alert(1)>\u202Eß"));
    assertEquals("version_conflict", change(id, wish).code());
    int now = changed.getInteger("version");
    List<Callable<String>> both =
        List.of(
            () -> change(id, new JsonObject().put("version", now).put("name", "Eins")).code(),
            () -> change(id, new JsonObject().put("version", now).put("name", "Zwei")).code());
    assertEquals(List.of("200", "version_conflict"), AtOnce.run(both).stream().sorted().toList());
    JsonObject again = new JsonObject().put("version", now + 1);
    assertEquals("invalid_request", change(id, again.copy().put("name", " \0")).code());
    assertEquals("invalid_request", change(id, again.copy().put("formOfAddress", "Ihr")).code());
    assertEquals(
        "invalid_request", change(id, again.copy().put("note", "x".repeat(10_001))).code());
    assertEquals("not_found", change(999_999, again).code());
  }

  @Test
  void twoMessagesOfSomebodyNewAtOnceMakeOneCustomer() {
    String address = "x-" + UUID.randomUUID() + "@kunde.example";
    Customers customers = CustomerFaces.on(app.sql()).customers();
    List<Long> ids;
    try {
      ids =
          AtOnce.times(
              8,
              () ->
                  app.sql()
                      .transaction(tx -> customers.byContactPoint(tx, "email", address, "X"))
                      .customer()
                      .value());
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
    assertEquals(1, ids.stream().distinct().count());
  }

  @Test
  void nobodyJoinsAnOrganisationInTheMomentItBecomesAPerson() throws Exception {
    for (int round = 0; round < 20; round++) {
      JsonObject house = new JsonObject().put("name", "Haus").put("kind", "organisation");
      long id = app.agent1.post("/customers", house).json().getLong("id");
      JsonObject member = new JsonObject().put("name", "Mia").put("organisation", id);
      JsonObject person = new JsonObject().put("version", 0).put("kind", "person");
      List<Reply> both =
          AtOnce.run(
              List.of(() -> app.agent2.post("/customers", member), () -> change(id, person)));
      assertEquals(1, both.stream().filter(each -> each.status() < 300).count(), both::toString);
    }
  }
}
