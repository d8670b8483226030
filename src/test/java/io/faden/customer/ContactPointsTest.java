package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.CustomerFaces;
import io.faden.testing.LivePage;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContactPointsTest {
  private static final AtomicInteger NUMBER = new AtomicInteger(100_000);
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String freshMail() {
    return "p-" + UUID.randomUUID() + "@kunde.example";
  }

  /** Without the 0 in front. */
  private static String freshNumber() {
    return "431 " + NUMBER.incrementAndGet();
  }

  private static JsonObject point(String channel, String value) {
    return new JsonObject().put("channel", channel).put("value", value);
  }

  private static JsonObject door(String street) {
    return new JsonObject()
        .put("channel", "postal")
        .put(
            "postal",
            new JsonObject().put("street", street).put("postalCode", "24103").put("city", "Kiel"));
  }

  private static Reply create(String name, JsonObject... points) {
    return app.agent1.post(
        "/customers",
        new JsonObject().put("name", name).put("contactPoints", new JsonArray(List.of(points))));
  }

  private static JsonObject created(String name, JsonObject... points) {
    Reply reply = create(name, points);
    assertEquals(201, reply.status(), reply.toString());
    return reply.json();
  }

  private static List<JsonObject> points(JsonObject customer) {
    return Caller.objects(customer.getJsonArray("contactPoints"));
  }

  private static Reply add(JsonObject customer, JsonObject point) {
    return app.agent1.post("/customers/" + customer.getLong("id") + "/contact-points", point);
  }

  private static JsonObject meaning(String channel, String value) {
    return app.agent1.read(
        "/contact-points/read?channel=" + channel + "&value=" + Caller.encoded(value));
  }

  @Test
  void aCustomerIsMadeByHandOrNotAtAll() {
    String mail = freshMail();
    String number = freshNumber();
    JsonObject made =
        created(
            "Vera Kundin",
            point("email", mail.toUpperCase(java.util.Locale.ROOT)),
            point("phone", "0" + number),
            door("Hauptstr. 5"));
    assertEquals(made.getLong("id"), made.getLong("rootId"));
    assertEquals("person", made.getString("kind"));
    assertEquals(0, made.getJsonArray("conversations").size());
    List<JsonObject> points = points(made);
    assertEquals(
        List.of("email", "phone", "postal"),
        points.stream().map(each -> each.getString("channel")).toList());
    assertEquals(mail, points.get(0).getString("value"));
    assertEquals("agent", points.get(0).getString("source"));
    assertEquals("+49" + number.replace(" ", ""), points.get(1).getString("value"));
    assertEquals("+49 " + number, points.get(1).getString("display"));
    assertEquals("landline", points.get(1).getString("numberKind"));
    assertTrue(points.get(1).getString("dial").startsWith("tel:+49-431-"));
    assertEquals("Hauptstr. 5", points.get(2).getJsonObject("postal").getString("street"));
    assertEquals("Hauptstr. 5\n24103 Kiel", points.get(2).getString("display"));

    long before = app.count("SELECT count(*) FROM customer");
    Reply taken = create("Wer Anders", point("phone", "0" + freshNumber()), point("email", mail));
    assertEquals("contact_point_taken", taken.code());
    assertEquals(made.getLong("id"), taken.json().getJsonObject("customer").getLong("id"));
    Reply wrong = create("Wer Anders", point("email", freshMail()), point("phone", "0431 12"));
    assertEquals("contact_point_invalid", wrong.code());
    assertTrue(wrong.json().getString("detail").contains("numbering plan"), wrong.toString());
    Reply nowhere =
        create(
            "Wer Anders",
            new JsonObject()
                .put("channel", "postal")
                .put("postal", new JsonObject().put("city", "Nirgends").put("country", "XX")));
    assertEquals("contact_point_invalid", nowhere.code(), nowhere::toString);
    assertEquals("invalid_request", create(" ").code());
    assertEquals(before, app.count("SELECT count(*) FROM customer"), "nothing is made then");
  }

  @Test
  void aSpellingOfWhatIsThereIsNotAddedAgain() {
    String number = freshNumber();
    JsonObject vera = created("Vera", point("phone", "0" + number));
    for (String spelling :
        List.of(
            "+49 (0)" + number, "0049" + number, "49" + number, "(0431) " + number.substring(4))) {
      Reply reply = add(vera, point("phone", spelling).put("label", "mobil").put("verified", true));
      assertEquals(201, reply.status(), spelling + reply);
      assertEquals(1, points(reply.json()).size(), spelling);
      assertTrue(points(reply.json()).getFirst().getBoolean("verified"));
    }
    // A number may belong to a family; an address for mail may not.
    JsonObject karl = created("Karl", point("phone", "0" + number));
    assertNotEquals(vera.getLong("id"), karl.getLong("id"));
    String mail = freshMail();
    assertEquals(201, add(vera, point("email", mail)).status());
    Reply taken = add(karl, point("email", mail));
    assertEquals("contact_point_taken", taken.code());
    assertEquals(vera.getLong("id"), taken.json().getJsonObject("customer").getLong("id"));
    assertEquals(
        "not_found", add(new JsonObject().put("id", 999_999), point("email", mail)).code());
    assertEquals(2, meaning("phone", "0" + number).getJsonArray("customers").size());
    assertEquals(
        2,
        CustomerFaces.on(app.sql())
            .points()
            .candidates(app.sql(), ContactChannel.PHONE, "+49" + number.replace(" ", ""))
            .size());
  }

  @Test
  void whatIsWrittenIsReadAloud() {
    String number = freshNumber();
    JsonObject vera =
        created(
            "Vera",
            point("phone", "0" + number),
            point("external", "x1").put("system", "shop-" + number));
    JsonObject read = meaning("phone", "0" + number);
    assertTrue(read.getBoolean("valid"));
    assertEquals("+49 " + number, read.getString("display"));
    assertEquals("landline", read.getString("numberKind"));
    assertEquals(
        vera.getLong("id"),
        Caller.objects(read.getJsonArray("customers")).getFirst().getLong("id"));
    assertEquals(
        1, meaning("external", "Shop-" + number + ": x1").getJsonArray("customers").size());

    JsonObject half = meaning("phone", number.substring(4));
    assertFalse(half.getBoolean("valid"), "half a number " + half);
    assertEquals(
        vera.getLong("id"),
        Caller.objects(half.getJsonArray("customers")).getFirst().getLong("id"));
    for (String odd :
        List.of(
            "anonymous",
            "unknown",
            "12",
            "0900",
            "\u202E",
            "'; --",
            "x".repeat(500),
            "%",
            "+",
            "\uD83D\uDE00")) {
      JsonObject answer = meaning("phone", odd);
      assertFalse(answer.getBoolean("valid"), odd);
      assertFalse(answer.getString("detail").isEmpty());
      assertEquals(0, answer.getJsonArray("customers").size(), odd);
    }
    assertEquals("emergency", meaning("phone", "112").getString("numberKind"));
    JsonObject premium = meaning("phone", "0900 1 123456");
    assertEquals("premium", premium.getString("numberKind"));
    JsonObject costly = created("Teuer", point("phone", "0900 1 " + NUMBER.incrementAndGet()));
    assertNull(points(costly).getFirst().getString("dial"), "one click must not cost a fortune");
    assertEquals(
        "invalid_request", app.agent1.get("/contact-points/read?channel=telex&value=1").code());
    assertEquals(
        "invalid_request",
        app.agent1.get("/contact-points/read?channel=phone&value=" + "1".repeat(501)).code());
  }

  @Test
  void aContactPointIsChangedAndTakenOff() {
    String mail = freshMail();
    long conversation = app.filed(RawMail.from("Vera <" + mail + ">").subject("Frage"));
    long vera = app.conversation(conversation).getJsonObject("customer").getLong("id");
    JsonObject customer = app.agent1.read("/customers/" + vera);
    long id = points(customer).getFirst().getLong("id");
    JsonObject bad =
        new JsonObject()
            .put("label", "privat")
            .put("verified", true)
            .put("state", "bad")
            .put("stateReason", "mailbox full");
    JsonObject changed = points(app.agent1.patch("/contact-points/" + id, bad).json()).getFirst();
    assertEquals("privat", changed.getString("label"));
    assertEquals("bad", changed.getString("state"));
    assertEquals("mailbox full", changed.getString("stateReason"));
    JsonObject good =
        points(
                app.agent1
                    .patch("/contact-points/" + id, new JsonObject().put("state", "ok"))
                    .json())
            .getFirst();
    assertEquals("", good.getString("stateReason"));
    assertTrue(good.getBoolean("verified"));
    assertEquals("not_found", app.agent1.patch("/contact-points/999999", bad).code());

    try (LivePage page = LivePage.open(app.agent2)) {
      assertEquals(0, points(app.agent1.delete("/contact-points/" + id).json()).size());
      page.awaitEvent("customer_changed", "customerId", vera);
    }
    assertEquals("not_found", app.agent1.delete("/contact-points/" + id).code());
    assertEquals("not_found", app.agent1.patch("/contact-points/" + id, bad).code());
    assertEquals(1, app.messages(conversation).size(), "what came over it stays");
    assertEquals(0, meaning("email", mail).getJsonArray("customers").size());
    // Nobody's address: who writes from there is somebody new, until somebody says otherwise.
    long later = app.filed(RawMail.from("Vera <" + mail + ">").subject("Nochmal"));
    assertNotEquals(vera, app.conversation(later).getJsonObject("customer").getLong("id"));
    Reply again = app.agent1.post("/customers/" + vera + "/contact-points", point("email", mail));
    assertEquals("contact_point_taken", again.code());
  }

  @Test
  void twoWhoAddTheSameAddressAtOnceGiveItToOne() throws Exception {
    String mail = freshMail();
    List<JsonObject> customers = List.of(created("Eins"), created("Zwei"), created("Drei"));
    List<String> codes =
        AtOnce.run(
            customers.stream()
                .<java.util.concurrent.Callable<String>>map(
                    each -> () -> add(each, point("email", mail)).code())
                .toList());
    assertEquals(
        List.of("201", "contact_point_taken", "contact_point_taken"),
        codes.stream().sorted().toList());
  }

  @Test
  void whoeverBelongsToAnOrganisationIsShownBesideIt() {
    Reply firm =
        app.agent1.post(
            "/customers", new JsonObject().put("name", "Werft GmbH").put("kind", "organisation"));
    long id = firm.json().getLong("id");
    Reply karl =
        app.agent1.post("/customers", new JsonObject().put("name", "Karl").put("organisation", id));
    assertEquals("Werft GmbH", karl.json().getJsonObject("organisation").getString("name"));
    JsonObject page = app.agent1.read("/customers/" + id);
    assertEquals("Karl", page.getJsonArray("people").getJsonObject(0).getString("name"));
    JsonObject wish = new JsonObject().put("version", page.getInteger("version"));
    assertEquals(
        "not_that_kind",
        app.agent1.patch("/customers/" + id, wish.copy().put("organisation", id)).code());
    assertEquals(
        "not_that_kind",
        app.agent1
            .patch("/customers/" + id, wish.copy().put("organisation", karl.json().getLong("id")))
            .code());
    assertEquals(
        "customer_not_found",
        app.agent1.patch("/customers/" + id, wish.copy().put("organisation", 999_999)).code());
    JsonObject away =
        new JsonObject().put("version", karl.json().getInteger("version")).putNull("organisation");
    assertFalse(
        app.agent1
            .patch("/customers/" + karl.json().getLong("id"), away)
            .json()
            .containsKey("organisation"));
  }

  @Test
  void doNotContactIsSaidWithAReason() {
    JsonObject vera = created("Vera");
    JsonObject wish =
        new JsonObject()
            .put("version", vera.getInteger("version"))
            .put(
                "doNotContact",
                new JsonObject()
                    .put("channels", new JsonArray(List.of("phone", "x")))
                    .put("reason", "shift work"));
    JsonObject told = app.agent1.patch("/customers/" + vera.getLong("id"), wish).json();
    assertEquals(
        new JsonArray(List.of("phone", "x")),
        told.getJsonObject("doNotContact").getJsonArray("channels"));
    assertEquals("shift work", told.getJsonObject("doNotContact").getString("reason"));
    assertTrue(told.getJsonObject("doNotContact").containsKey("since"));
    wish.put("version", told.getInteger("version"))
        .put("doNotContact", new JsonObject().put("channels", new JsonArray()));
    assertFalse(
        app.agent1
            .patch("/customers/" + vera.getLong("id"), wish)
            .json()
            .containsKey("doNotContact"));
  }

  @Test
  void anythingCanBeAName() {
    for (String name :
        List.of(
            "x".repeat(200),
            "محمد بن سلمان",
            "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "Robert'); DROP TABLE customer; --",
            "<script>alert(1)</script>",
            "%_\\",
            "O’Brien-Müller, Dr. h. c.")) {
      JsonObject made = created(name, point("facebook", name + UUID.randomUUID()));
      assertEquals(name, made.getString("name"));
      assertEquals(name, app.agent1.read("/customers/" + made.getLong("id")).getString("name"));
    }
    assertEquals("invalid_request", create("x".repeat(201)).code());
    assertEquals(
        "Verevil",
        created("Ver\u202Eevil", point("facebook", UUID.randomUUID().toString())).getString("name"),
        "a mark that turns the reading direction is no part of a name");
  }
}
