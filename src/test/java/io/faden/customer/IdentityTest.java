package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.LivePage;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final AtomicInteger NUMBER = new AtomicInteger(200_000);
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** Somebody who wrote once. */
  private record Writer(String address, long id, long conversation) {
    static Writer of(String name) {
      String address = "w-" + UUID.randomUUID() + "@kunde.example";
      long conversation = app.filed(RawMail.from(name + " <" + address + ">").subject("Frage"));
      return new Writer(
          address,
          app.conversation(conversation).getJsonObject("customer").getLong("id"),
          conversation);
    }

    long writes(String text) {
      long filed = app.filed(RawMail.from("<" + address + ">").subject("Noch etwas").text(text));
      return filed;
    }

    JsonObject page() {
      return app.agent1.read("/customers/" + id);
    }

    long point() {
      return Caller.objects(page().getJsonArray("contactPoints")).stream()
          .filter(each -> each.getString("value").equals(address))
          .findFirst()
          .orElseThrow()
          .getLong("id");
    }

    List<Long> conversationsSeen() {
      return app.agent1.items("/customers/" + id + "/timeline?kind=message&limit=200").stream()
          .map(each -> each.getLong("conversationId"))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static JsonObject because(String reason) {
    return new JsonObject().put("reason", reason);
  }

  private static Reply merge(long survivor, long other) {
    return app.agent1.post(
        "/customers/" + survivor + "/merges", because("dieselbe Person").put("customer", other));
  }

  private static Reply undo(long merge) {
    return app.agent2.post("/customer-merges/" + merge + "/undo", because("doch zwei"));
  }

  private static Reply move(long point, long to, boolean conversations) {
    return app.agent1.post(
        "/contact-points/" + point + "/move",
        because("falsch zugeordnet").put("customer", to).put("conversations", conversations));
  }

  private static JsonObject create(JsonObject wish) {
    Reply reply = app.agent1.post("/customers", wish);
    assertEquals(201, reply.status(), reply.toString());
    return reply.json();
  }

  private static JsonObject named(String name, JsonObject... points) {
    return create(
        new JsonObject().put("name", name).put("contactPoints", new JsonArray(List.of(points))));
  }

  private static JsonObject phone(String number, boolean verified) {
    return new JsonObject().put("channel", "phone").put("value", number).put("verified", verified);
  }

  private static JsonObject door(String street, String code, String city) {
    return new JsonObject()
        .put("channel", "postal")
        .put(
            "postal",
            new JsonObject().put("street", street).put("postalCode", code).put("city", city));
  }

  private static String freshNumber() {
    return "0431 " + NUMBER.incrementAndGet();
  }

  private static List<JsonObject> suggestions(long customer) {
    return app.agent1.items("/customers/" + customer + "/suggestions");
  }

  private static JsonObject suggestion(long customer, long other) {
    return suggestions(customer).stream()
        .filter(each -> each.getJsonObject("customer").getLong("id") == other)
        .findFirst()
        .orElse(new JsonObject());
  }

  @Test
  void aMergeShowsBothAsOneAndUndoingGivesEachTheirOwn() {
    Writer vera = Writer.of("Vera Kundin");
    Writer work = Writer.of("V. Kundin");
    JsonObject change;
    try (LivePage page = LivePage.open(app.agent2)) {
      Reply merged = merge(vera.id(), work.id());
      assertEquals(201, merged.status(), merged.toString());
      change = merged.json();
      page.awaitEvent("customer_changed", "customerId", vera.id());
      page.awaitEvent("customer_changed", "customerId", work.id());
    }
    assertEquals("Anna Agentin", change.getJsonObject("by").getString("name"));
    assertEquals(work.id(), change.getJsonObject("absorbed").getLong("id"));
    JsonObject page = work.page();
    assertEquals(vera.id(), page.getLong("rootId"));
    assertEquals(vera.id(), page.getLong("id"));
    assertEquals("Vera Kundin", page.getString("name"));
    assertEquals(2, page.getJsonArray("contactPoints").size());
    assertEquals(2, page.getJsonArray("conversations").size());
    assertEquals(
        List.of(vera.id(), work.id()),
        Caller.objects(page.getJsonArray("members")).stream()
            .map(each -> each.getLong("id"))
            .toList());
    long later = work.writes("Guten Tag, noch eine Frage.");
    assertEquals(
        List.of(vera.conversation(), work.conversation(), later), vera.conversationsSeen());
    assertEquals(
        "Vera Kundin", app.conversation(later).getJsonObject("customer").getString("name"));

    assertEquals("already_merged", merge(vera.id(), work.id()).code());
    assertEquals("already_merged", merge(work.id(), vera.id()).code());
    assertEquals("already_merged", merge(vera.id(), vera.id()).code());
    assertEquals("customer_not_found", merge(vera.id(), 999_999).code());
    assertEquals("not_found", merge(999_999, vera.id()).code());
    assertEquals(
        "invalid_request",
        app.agent1
            .post("/customers/" + vera.id() + "/merges", because(" ").put("customer", work.id()))
            .code());

    Reply undone = undo(change.getLong("id"));
    assertEquals(
        "Bert Agent", undone.json().getJsonObject("undone").getJsonObject("by").getString("name"));
    assertEquals("doch zwei", undone.json().getJsonObject("undone").getString("reason"));
    assertEquals(List.of(vera.conversation()), vera.conversationsSeen());
    assertEquals(List.of(work.conversation(), later), work.conversationsSeen());
    assertEquals("V. Kundin", work.page().getString("name"));
    assertEquals("already_undone", undo(change.getLong("id")).code());
    assertEquals("not_found", undo(999_999).code());
    JsonObject told = app.agent1.items("/customers/" + work.id() + "/merges").getFirst();
    assertEquals("merge", told.getString("kind"));
    assertEquals("dieselbe Person", told.getString("reason"));
    assertEquals("not_found", app.agent1.get("/customers/999999/merges").code());
  }

  @Test
  void ofTwoOppositeMergesAtOnceOneWinsAndNoCircleComesOut() throws Exception {
    for (int round = 0; round < 10; round++) {
      long one = named("Eins").getLong("id");
      long two = named("Zwei").getLong("id");
      long three = named("Drei").getLong("id");
      List<Callable<String>> opposite =
          List.of(
              () -> merge(one, two).code(),
              () -> merge(two, one).code(),
              () -> merge(two, three).code(),
              () -> merge(three, one).code());
      List<String> codes = AtOnce.run(opposite).stream().sorted().toList();
      assertEquals(List.of("201", "201", "already_merged", "already_merged"), codes);
      assertEquals(
          1,
          app.count(
              "SELECT count(DISTINCT root_id) FROM customer WHERE id = ANY($1)",
              (Object) new Long[] {one, two, three}));
      assertEquals(
          1,
          app.count(
              "SELECT count(*) FROM customer WHERE id = ANY($1) AND merged_into IS NULL AND root_id = id",
              (Object) new Long[] {one, two, three}));
    }
  }

  @Test
  void anInnerMergeIsUndoneWhileAnOuterOneStands() {
    long a = named("A").getLong("id");
    long b = named("B").getLong("id");
    long c = named("C").getLong("id");
    long d = named("D").getLong("id");
    long inner = merge(b, c).json().getLong("id");
    long outer = merge(a, b).json().getLong("id");
    long more = merge(d, a).json().getLong("id");
    assertEquals(d, app.agent1.read("/customers/" + c).getLong("rootId"));
    assertEquals(200, undo(inner).status());
    assertEquals(c, app.agent1.read("/customers/" + c).getLong("rootId"));
    assertEquals(d, app.agent1.read("/customers/" + b).getLong("rootId"));
    assertEquals(200, undo(more).status());
    assertEquals(a, app.agent1.read("/customers/" + b).getLong("rootId"));
    assertEquals(200, undo(outer).status());
    assertEquals(b, app.agent1.read("/customers/" + b).getLong("rootId"));
  }

  @Test
  void whatIsKnownOfTheRootCountsAndTheRestIsLent() {
    JsonObject root = named("Vera");
    JsonObject other =
        create(
            new JsonObject()
                .put("name", "V.")
                .put("language", "da")
                .put("note", "ruft abends an")
                .put("formOfAddress", "du"));
    long id = root.getLong("id");
    JsonObject unwanted =
        new JsonObject()
            .put("version", other.getInteger("version"))
            .put(
                "doNotContact",
                new JsonObject()
                    .put("channels", new JsonArray(List.of("phone")))
                    .put("reason", "nie"));
    assertEquals(200, app.agent1.patch("/customers/" + other.getLong("id"), unwanted).status());
    assertEquals(201, merge(id, other.getLong("id")).status());
    JsonObject page = app.agent1.read("/customers/" + id);
    assertEquals("Vera", page.getString("name"));
    assertEquals("da", page.getString("language"));
    assertEquals("du", page.getString("formOfAddress"));
    assertEquals("ruft abends an", page.getString("note"));
    assertEquals("nie", page.getJsonObject("doNotContact").getString("reason"));
    // A page of before the merge must not be saved over either.
    for (JsonObject old : List.of(root, other)) {
      JsonObject wish = new JsonObject().put("version", old.getInteger("version")).put("note", "x");
      assertEquals(
          "version_conflict", app.agent1.patch("/customers/" + old.getLong("id"), wish).code());
    }
    JsonObject wish =
        new JsonObject()
            .put("version", page.getInteger("version"))
            .put("note", "VIP")
            .put("doNotContact", new JsonObject().put("channels", new JsonArray()));
    JsonObject changed = app.agent1.patch("/customers/" + other.getLong("id"), wish).json();
    assertEquals("VIP", changed.getString("note"));
    assertEquals(
        "ruft abends an", changed.getJsonArray("memberNotes").getJsonObject(0).getString("note"));
    assertFalse(changed.containsKey("doNotContact"));
    assertEquals(
        200,
        undo(app.agent1.items("/customers/" + id + "/merges").getFirst().getLong("id")).status());
    assertEquals(
        "nie",
        app.agent1
            .read("/customers/" + other.getLong("id"))
            .getJsonObject("doNotContact")
            .getString("reason"),
        "what the other had said comes back with them");
    assertFalse(app.agent1.read("/customers/" + id).containsKey("doNotContact"));
  }

  @Test
  void aContactPointMovesWithItsConversationsAndComesBack() {
    Writer wrong = Writer.of("Karl");
    Writer right = Writer.of("Vera");
    long point = wrong.point();
    Reply moved = move(point, right.id(), true);
    assertEquals(200, moved.status(), moved.toString());
    assertEquals(
        new JsonArray(List.of(wrong.conversation())), moved.json().getJsonArray("conversations"));
    assertEquals(wrong.address(), moved.json().getJsonObject("contactPoint").getString("value"));
    assertEquals(List.of(), wrong.conversationsSeen());
    assertEquals(List.of(wrong.conversation(), right.conversation()), right.conversationsSeen());
    long later = wrong.writes("Von derselben Adresse.");
    assertEquals(right.id(), app.conversation(later).getJsonObject("customer").getLong("id"));

    assertEquals("already_merged", move(point, right.id(), true).code());
    assertEquals("customer_not_found", move(point, 999_999, true).code());
    assertEquals("not_found", move(999_999, right.id(), true).code());
    long id = moved.json().getLong("id");
    long third = named("Dritte").getLong("id");
    long on = move(point, third, false).json().getLong("id");
    assertEquals(
        "version_conflict",
        app.agent1.post("/contact-point-moves/" + id + "/undo", because("zurück")).code());
    assertEquals(
        200, app.agent1.post("/contact-point-moves/" + on + "/undo", because("zurück")).status());
    assertEquals(
        200, app.agent1.post("/contact-point-moves/" + id + "/undo", because("zurück")).status());
    assertEquals(
        "already_undone",
        app.agent1.post("/contact-point-moves/" + id + "/undo", because("zurück")).code());
    assertEquals(List.of(wrong.conversation()), wrong.conversationsSeen());
    assertEquals(
        List.of("move", "move"),
        app.agent1.items("/customers/" + right.id() + "/merges").stream()
            .map(each -> each.getString("kind"))
            .toList());
  }

  @Test
  void whoWasErasedIsNotMergedNorGivenBack() {
    long one = named("Eins").getLong("id");
    long two = named("Zwei").getLong("id");
    long merge = merge(one, two).json().getLong("id");
    app.sql().execute("UPDATE customer SET erased_at = clock_timestamp() WHERE root_id = $1", one);
    assertEquals("customer_erased", undo(merge).code());
    long three = named("Drei").getLong("id");
    assertEquals("customer_erased", merge(three, one).code());
    assertEquals("customer_erased", merge(two, three).code());
    assertTrue(app.agent1.read("/customers/" + two).getBoolean("erased"));
    assertEquals(
        "customer_erased",
        app.agent1
            .post("/customers/" + one + "/contact-points", phone(freshNumber(), false))
            .code());
  }

  @Test
  void evidenceIsShownAndARefusalIsForGood() {
    String number = freshNumber();
    String street = "Weg " + NUMBER.incrementAndGet();
    long vera =
        named("Vera Sommer" + number, phone(number, false), door(street, "24103", "Kiel"))
            .getLong("id");
    long same = named("Sommer" + number + ", Vera", phone(number, false)).getLong("id");
    long family = named("Jens Winter", door(street, "24103", "Kiel")).getLong("id");
    long caller = named("Ganz Anders", phone(number, false)).getLong("id");
    long village = named("Vera Sommer" + number, door("Platz 1", "24103", "Kiel")).getLong("id");
    long similar = named("Vera Somer" + number, door("Allee 7", "24999", "Kiel")).getLong("id");
    assertEquals(
        "strong", suggestion(vera, same).getString("strength"), suggestions(vera).toString());
    assertEquals("fair", suggestion(vera, caller).getString("strength"));
    assertEquals("fair", suggestion(vera, village).getString("strength"));
    assertEquals("weak", suggestion(vera, family).getString("strength"));
    assertEquals("weak", suggestion(vera, similar).getString("strength"));
    assertEquals("strong", suggestions(vera).getFirst().getString("strength"));
    assertEquals(
        "same_address",
        suggestion(vera, family).getJsonArray("evidence").getJsonObject(0).getString("kind"));

    String refuse = "/customers/" + vera + "/suggestions/refuse";
    assertEquals(
        204,
        app.agent1
            .post(refuse, new JsonObject().put("customer", caller).put("reason", "Bruder"))
            .status());
    assertEquals(204, app.agent1.post(refuse, new JsonObject().put("customer", caller)).status());
    assertEquals(
        "customer_not_found",
        app.agent1.post(refuse, new JsonObject().put("customer", 999_999)).code());
    assertEquals(
        "already_merged", app.agent1.post(refuse, new JsonObject().put("customer", vera)).code());
    assertTrue(suggestion(vera, caller).isEmpty());
    assertTrue(suggestion(caller, vera).isEmpty());
    // Whoever else either of them turns out to be.
    long root = named("Noch Jemand").getLong("id");
    assertEquals(201, merge(root, caller).status());
    assertEquals(201, merge(same, vera).status());
    assertTrue(suggestion(same, root).isEmpty());
    assertTrue(suggestion(root, same).isEmpty());
    assertEquals("not_found", app.agent1.get("/customers/999999/suggestions").code());
  }

  @Test
  void whatACustomerWritesAboutAnotherAddressIsEvidence() {
    Writer vera = Writer.of("Vera");
    Writer work = Writer.of("Werkstatt");
    String number = freshNumber();
    long called = named("Anrufer", phone(number, false)).getLong("id");
    long conversation =
        vera.writes(
            "Guten Tag,\nSie erreichen mich auch unter "
                + work.address()
                + "\noder "
                + number
                + ".\n");
    JsonObject found = suggestion(vera.id(), work.id());
    assertEquals("fair", found.getString("strength"), suggestions(vera.id()).toString());
    JsonObject evidence = found.getJsonArray("evidence").getJsonObject(0);
    assertEquals("mentions_contact_point", evidence.getString("kind"));
    assertEquals(work.address(), evidence.getString("value"));
    assertTrue(evidence.getString("sentence").startsWith("Sie erreichen mich"));
    assertEquals(app.messages(conversation).getFirst().getLong("id"), evidence.getLong("entryId"));
    assertFalse(suggestion(work.id(), vera.id()).isEmpty(), "from the other side as well");
    assertFalse(suggestion(vera.id(), called).isEmpty());
  }

  @Test
  void oneNameAndOneVerifiedNumberAreMergedByThemselvesUnlessSomebodyKnowsBetter() {
    String number = freshNumber();
    JsonObject one = named("Vera Müller", phone(number, true));
    JsonObject brother = named("Jens Müller", phone(number, true));
    JsonObject two = named("Mueller, Vera", phone(number, false));
    long id = two.getLong("id");
    assertEquals(id, app.agent1.read("/customers/" + id).getLong("rootId"), "not verified");
    long point = two.getJsonArray("contactPoints").getJsonObject(0).getLong("id");
    Reply verified =
        app.agent1.patch("/contact-points/" + point, new JsonObject().put("verified", true));
    assertEquals(one.getLong("id"), verified.json().getLong("rootId"));
    assertEquals(2, verified.json().getJsonArray("members").size(), "the brother has another name");
    JsonObject merge = app.agent1.items("/customers/" + id + "/merges").getFirst();
    assertFalse(merge.containsKey("by"), "it happened by itself");
    assertEquals(
        "same_contact_point", merge.getJsonArray("evidence").getJsonObject(0).getString("kind"));
    assertEquals(200, undo(merge.getLong("id")).status());
    app.agent1.patch("/contact-points/" + point, new JsonObject().put("verified", true));
    assertEquals(id, app.agent1.read("/customers/" + id).getLong("rootId"), "somebody said no");
    long third = named("Vera Mueller").getLong("id");
    app.agent1.post(
        "/customers/" + third + "/suggestions/refuse",
        new JsonObject().put("customer", one.getLong("id")));
    app.agent1.post(
        "/customers/" + third + "/suggestions/refuse", new JsonObject().put("customer", id));
    app.agent1.post("/customers/" + third + "/contact-points", phone(number, true));
    assertEquals(third, app.agent1.read("/customers/" + third).getLong("rootId"), "refused");
    assertEquals(
        brother.getLong("id"),
        app.agent1.read("/customers/" + brother.getLong("id")).getLong("rootId"));
  }

  @Test
  void theFormOfAddressIsLearnedAndNeverOverAnAgentsChoice() {
    Writer vera = Writer.of("Vera");
    assertEquals("unknown", vera.page().getString("formOfAddress"));
    long first = vera.writes("Guten Tag,\nkönnen Sie mir bitte die Rechnung schicken?\n");
    JsonObject page = vera.page();
    assertEquals("Sie", page.getString("formOfAddress"));
    assertEquals(
        "können Sie mir bitte die Rechnung schicken?",
        page.getJsonObject("formLearned").getString("sentence"));
    assertEquals(
        app.messages(first).getFirst().getLong("id"),
        page.getJsonObject("formLearned").getLong("entryId"));
    vera.writes(
        "Danke dir, und kannst du mir noch die Anleitung schicken?\n\n> Sie schrieben, dass Sie warten.\n");
    assertEquals("du", vera.page().getString("formOfAddress"), "newer words win");
    page = vera.page();
    JsonObject choice =
        new JsonObject().put("version", page.getInteger("version")).put("formOfAddress", "Sie");
    assertFalse(
        app.agent1.patch("/customers/" + vera.id(), choice).json().containsKey("formLearned"));
    vera.writes("Hallo Lena, kannst du mir helfen?");
    assertEquals("Sie", vera.page().getString("formOfAddress"), "an agent's choice stays");
  }
}
