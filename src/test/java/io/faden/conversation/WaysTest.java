package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** By which ways a customer can be answered. */
class WaysTest {
  private static TestApp app;
  private static long sales;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
    sales =
        app.addAccount("Verkauf", "verkauf@nordlicht.example", app.mail.getSmtp().getPort())
            .value();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static long point(long customer, String channel, String value) {
    return app.count(
        """
        INSERT INTO contact_point (customer_id, channel, value, source) VALUES ($1, $2, $3, 'agent') RETURNING id
        """,
        customer,
        channel,
        value);
  }

  private static String unique(String name) {
    return name + "-" + UUID.randomUUID() + "@kunde.example";
  }

  private static List<JsonObject> ways(long conversation) {
    return Caller.objects(app.conversation(conversation).getJsonArray("ways"));
  }

  private static List<String> values(long conversation) {
    return ways(conversation).stream()
        .map(way -> way.getJsonObject("contactPoint").getString("value"))
        .toList();
  }

  private static Reply reply(long conversation, JsonObject more) {
    return app.agent1.post(
        "/conversations/" + conversation + "/replies",
        app.answer(conversation, "Gern.").mergeIn(more));
  }

  @Test
  void messagesComeBeforeCallsAndCallsBeforeLetters() {
    long id = app.newConversation();
    String wrote = app.conversation(id).getJsonObject("customer").getString("address");
    String second = unique("zweite");
    point(customerOf(id), "postal", "kiel, holstenstr. 1");
    point(customerOf(id), "phone", "+49431123456");
    point(customerOf(id), "email", second);
    point(customerOf(id), "customer_number", UUID.randomUUID().toString());
    assertEquals(List.of(wrote, second, "+49431123456", "kiel, holstenstr. 1"), values(id));
    assertEquals(
        List.of("email", "email", "phone", "letter"),
        ways(id).stream().map(way -> way.getString("channel")).toList());
    assertEquals(
        List.of(2, 2, 0, 0),
        ways(id).stream().map(way -> way.getJsonArray("channelAccounts").size()).toList());
    assertEquals(
        TestApp.SERVICE,
        ways(id).getFirst().getJsonArray("channelAccounts").getJsonObject(0).getString("address"));
    JsonObject replyTo = app.conversation(id).getJsonObject("replyTo");
    assertEquals(wrote, replyTo.getJsonObject("contactPoint").getString("value"));
  }

  @Test
  void anAnswerGoesTheWayThatWasChosen() {
    long id = app.newConversation();
    String second = unique("zweite");
    long other = point(customerOf(id), "email", second);
    Reply reply =
        reply(id, new JsonObject().put("contactPointId", other).put("channelAccountId", sales));
    assertEquals(201, reply.status(), reply::toString);
    assertEquals(List.of(second), reply.json().getJsonArray("to").getList());
    assertEquals(
        "verkauf@nordlicht.example", reply.json().getJsonObject("from").getString("address"));
    app.sql().execute("UPDATE delivery SET due_at = clock_timestamp()");
    assertEquals(1, app.awaitDelivered(second) == null ? 0 : app.delivered(second).size());
  }

  @Test
  void whatIsNoWayIsRefused() {
    long id = app.newConversation();
    long phone = point(customerOf(id), "phone", "+49431654321");
    long foreign = point(customerOf(app.newConversation()), "email", unique("fremd"));
    for (JsonObject none :
        List.of(
            new JsonObject().put("contactPointId", phone),
            new JsonObject().put("contactPointId", foreign),
            new JsonObject().put("contactPointId", 999_999),
            new JsonObject().put("channelAccountId", 999_999))) {
      assertEquals("no_address", reply(id, none).code(), none::encode);
    }
    app.sql()
        .execute(
            "UPDATE contact_point SET removed_at = now() WHERE customer_id = $1", customerOf(id));
    assertEquals("no_address", reply(id, new JsonObject()).code());
    assertFalse(app.conversation(id).containsKey("replyTo"));
  }

  @Test
  void whoeverTookPartCanBeAnswered() {
    String customer = unique("er");
    String wife = unique("sie");
    long id = app.filed(RawMail.from(customer).to(TestApp.SERVICE).cc(wife).subject("Wir"));
    assertEquals(
        id, app.filed(RawMail.from(wife).to(TestApp.SERVICE).subject("Re: [#" + id + "]")));
    assertEquals(List.of(wife, customer), values(id));
  }

  @Test
  void whatCameBackIsNeverTheFirstChoice() {
    long id = app.newConversation();
    String wrote = app.conversation(id).getJsonObject("customer").getString("address");
    app.sql()
        .execute("UPDATE contact_point SET state = 'bad' WHERE customer_id = $1", customerOf(id));
    assertFalse(app.conversation(id).containsKey("replyTo"));
    assertEquals("no_address", reply(id, new JsonObject()).code());
    point(customerOf(id), "phone", "+49431222333");
    assertEquals(List.of("+49431222333", wrote), values(id));
    String second = unique("zweite");
    point(customerOf(id), "email", second);
    assertEquals(List.of(second, "+49431222333", wrote), values(id));
    long bad = ways(id).getLast().getJsonObject("contactPoint").getLong("id");
    assertEquals(201, reply(id, new JsonObject().put("contactPointId", bad)).status());
  }

  @Test
  void aWishNotToBeContactedIsKeptUnlessSomebodyInsists() {
    long id = app.newConversation();
    app.sql()
        .execute(
            "UPDATE customer SET do_not_contact = ARRAY['email'] WHERE id = $1", customerOf(id));
    assertTrue(ways(id).getFirst().getBoolean("unwanted"));
    assertEquals("do_not_contact", reply(id, new JsonObject()).code());
    assertEquals(1, app.messages(id).size());
    assertEquals(201, reply(id, new JsonObject().put("despiteDoNotContact", true)).status());
    assertEquals(1, app.eventsOf(id).get("against_wish"));
    app.sql()
        .execute("UPDATE customer SET do_not_contact = ARRAY['all'] WHERE id = $1", customerOf(id));
    assertEquals("do_not_contact", reply(id, new JsonObject()).code());
  }

  @Test
  void theWaysOfMergedCustomersAreOne() {
    long id = app.newConversation();
    long other = app.newConversation();
    app.sql()
        .execute(
            "UPDATE customer SET merged_into = $2, root_id = $2 WHERE id = $1",
            customerOf(other),
            customerOf(id));
    assertEquals(2, ways(id).size());
    assertEquals(values(id).reversed(), values(other));
  }
}
