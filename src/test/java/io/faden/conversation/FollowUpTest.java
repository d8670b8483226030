package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written about a matter that was settled long ago. */
class FollowUpTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private record Matter(long id, String customer, String ours) {
    RawMail answer(String subject) {
      return RawMail.from(customer).to(TestApp.SERVICE).subject(subject).inReplyTo(ours);
    }
  }

  private static Matter settled(int daysAgo) {
    String customer = "kunde-" + UUID.randomUUID() + "@kunde.example";
    long id = app.filed(RawMail.from(customer).to(TestApp.SERVICE).subject("Heizung"));
    JsonObject answer = app.answer(id, "Erledigt.").put("then", "resolved");
    long entry = app.agent1.post("/conversations/" + id + "/replies", answer).json().getLong("id");
    longAgo(id, daysAgo);
    return new Matter(id, customer, app.messageId(entry));
  }

  private static void longAgo(long conversation, int days) {
    app.sql()
        .execute(
            """
            UPDATE conversation SET resolved_at = resolved_at - make_interval(days => $2) WHERE id = $1
            """,
            conversation,
            days);
  }

  private static void resolve(long conversation) {
    JsonObject now = app.conversation(conversation);
    app.supervisor.patch(
        "/conversations/" + conversation,
        new JsonObject().put("version", now.getInteger("version")).put("status", "resolved"));
  }

  private static JsonObject link(long conversation, String relation) {
    return Caller.objects(app.conversation(conversation).getJsonArray("links")).stream()
        .filter(link -> link.getString("relation").equals(relation))
        .findFirst()
        .orElseThrow()
        .getJsonObject("conversation");
  }

  @Test
  void aMatterThatWasSettledLatelyOpensAgain() {
    Matter matter = settled(29);
    assertEquals(matter.id(), app.filed(matter.answer("Re: Heizung")));
    assertEquals("open", app.conversation(matter.id()).getString("status"));
  }

  @Test
  void oneThatWasSettledLongAgoIsTakenUpByANewOne() {
    Matter matter = settled(31);
    long next = app.filed(matter.answer("Re: Heizung, schon wieder"));
    assertNotEquals(matter.id(), next);
    assertEquals("resolved", app.conversation(matter.id()).getString("status"));
    JsonObject fresh = app.conversation(next);
    assertEquals("open", fresh.getString("status"));
    assertEquals("Re: Heizung, schon wieder", fresh.getString("subject"));
    assertEquals("queued", fresh.getJsonObject("workItem").getString("state"));
    assertEquals(matter.id(), link(next, "follow_up_of").getLong("id"));
    assertEquals(next, link(matter.id(), "followed_up_by").getLong("id"));
    assertFalse(Caller.objects(fresh.getJsonArray("links")).getFirst().containsKey("changeId"));
    assertEquals(1, app.eventsOf(matter.id()).get("followed_up"));
    assertEquals(1, app.eventsOf(next).get("followed_up"));
  }

  @Test
  void whatComesNextGoesOnThere() {
    Matter matter = settled(31);
    long next = app.filed(matter.answer("Re: Heizung"));
    assertEquals(next, app.filed(matter.answer("Re: Heizung, und noch etwas")));
    // Also if that is settled, until it is long ago, too.
    resolve(next);
    assertEquals(next, app.filed(matter.answer("Re: Heizung, tropft")));
    resolve(next);
    longAgo(next, 31);
    long third = app.filed(matter.answer("Re: Heizung, zum dritten"));
    assertNotEquals(next, third);
    assertEquals(next, link(third, "follow_up_of").getLong("id"));
  }

  @Test
  void aFollowUpThatWasPutBackIntoItsMatterIsNone() {
    Matter matter = settled(31);
    long next = app.filed(matter.answer("Re: Heizung"));
    JsonObject into =
        new JsonObject()
            .put("into", matter.id())
            .put("version", app.conversation(next).getInteger("version"));
    assertEquals(200, app.agent1.post("/conversations/" + next + "/merge", into).status());
    resolve(matter.id());
    longAgo(matter.id(), 31);
    long third = app.filed(matter.answer("Re: Heizung, neu"));
    assertEquals(matter.id(), link(third, "follow_up_of").getLong("id"));
  }

  @Test
  void aMachineTakesNothingUpAgain() {
    Matter matter = settled(31);
    assertEquals(
        matter.id(), app.filed(matter.answer("Abwesend").header("Auto-Submitted", "auto-replied")));
    assertEquals("resolved", app.conversation(matter.id()).getString("status"));
  }
}
