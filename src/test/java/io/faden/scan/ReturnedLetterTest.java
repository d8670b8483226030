package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.LetterReference;
import io.faden.channel.letter.Letters.Line;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.PostRoom;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A letter of ours comes back: its reply failed, and somebody has to see to it. */
class ReturnedLetterTest {
  private static TestApp app;
  private static PostRoom out;
  private static Letterbox in;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    out = new PostRoom(app);
    in = Letterbox.of(app, new JsonObject());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** An answer by letter that was posted, to somebody with a door of their own. */
  private record Posted(long conversation, long entry, String street) {
    static Posted to(String street) {
      long conversation =
          out.conversation(
              "Oliver Reimann",
              new JsonObject()
                  .put("street", street)
                  .put("postalCode", "24103")
                  .put("city", "Kiel"));
      long entry = out.ready(conversation, "danke für Ihren Brief. Wir melden uns bald.");
      long run = out.printed(entry).getLong("id");
      Reply posted = app.agent2.post("/print-runs/" + run + "/posting", new JsonObject());
      assertEquals(200, posted.status(), posted::text);
      return new Posted(conversation, entry, street);
    }
  }

  private static JsonObject row(JsonObject letter) {
    return letter.getJsonObject("letter");
  }

  private static void assertCameBack(Posted posted, String reason) {
    JsonObject reply = app.replyOf(posted.entry());
    assertEquals("failed", reply.getString("status"), reply::encodePrettily);
    JsonObject conversation = app.conversation(posted.conversation());
    assertEquals("open", conversation.getString("status"));
    assertEquals(1, app.eventsOf(posted.conversation()).get("reply_failed"));
    long customer = conversation.getJsonObject("customer").getLong("id");
    JsonObject address =
        Caller.objects(app.agent1.read("/customers/" + customer).getJsonArray("contactPoints"))
            .stream()
            .filter(point -> point.getString("channel").equals("postal"))
            .findFirst()
            .orElseThrow();
    assertEquals("bad", address.getString("state"));
    assertEquals(reason, address.getString("stateReason"));
    assertEquals(posted.entry(), out.listed("returned", posted.entry()).getLong("entryId"));
  }

  @Test
  void theLetterItselfComesBackAndFailsItsReply() {
    Posted posted = Posted.to("Lerchenweg 12");
    JsonObject letter =
        in.settled(in.comes(app.agent1.bytes("/entries/" + posted.entry() + "/letter")));
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    assertEquals(posted.conversation(), row(letter).getLong("conversationId"));
    assertCameBack(posted, "The letter came back undelivered.");
    JsonObject entry = app.agent1.read("/entries/" + row(letter).getLong("entryId"));
    assertTrue(entry.getBoolean("automated"), "the customer wrote nothing");
  }

  @Test
  void whatTheCarrierWroteOnItIsTheReason() {
    Posted posted = Posted.to("Amselweg 3");
    List<Line> lines = new ArrayList<>(front(posted, posted.street()));
    lines.add(new Line(120, 90, 12, "Empfänger unbekannt verzogen"));
    JsonObject letter = in.letter(lines);
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    assertCameBack(posted, "Empfänger unbekannt verzogen");
  }

  /** The front of our letter with this street in the window. */
  private static List<Line> front(Posted posted, String street) {
    return List.of(
        new Line(25, 60, 7, PostRoom.HOUSE),
        new Line(25, 66, 10, "Oliver Reimann"),
        new Line(25, 71, 10, street),
        new Line(25, 76, 10, "24103 Kiel"),
        new Line(
            125,
            55,
            10,
            "Unser Zeichen " + new LetterReference(TestApp.KEYS).make(posted.conversation())),
        new Line(25, 105, 11, "Ihre Anfrage"),
        new Line(25, 115, 11, "Guten Tag Oliver Reimann,"),
        new Line(25, 125, 11, "danke für Ihren Brief. Wir melden uns bald bei Ihnen."));
  }

  @Test
  void whatOnlySeemsToBeAReturnIsForSomebodyToSay() {
    Posted posted = Posted.to("Meisenweg 8");
    JsonObject letter = in.letter(front(posted, "Mcisenwog 3"));
    assertEquals("checking", row(letter).getString("state"), letter::encodePrettily);
    JsonObject returned = letter.getJsonObject("returned");
    assertEquals(posted.entry(), returned.getLong("entryId"));
    assertTrue(returned.getJsonArray("recipient").contains("Meisenweg 8"));
    assertEquals("sent", app.replyOf(posted.entry()).getString("status"));
    Reply filed =
        in.file(
            app.agent1,
            row(letter).getLong("id"),
            new JsonObject()
                .put("returnOf", posted.entry())
                .put("returnReason", "Annahme verweigert"));
    assertEquals(200, filed.status(), filed::text);
    assertCameBack(posted, "Annahme verweigert");
  }

  @Test
  void nothingComesBackThatHasNotLeft() {
    long conversation = out.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = out.ready(conversation, "danke für Ihren Brief.");
    JsonObject letter =
        in.letter(
            Letterbox.letter(
                new Letterbox.Sender("Wiebke Fremdling", "Am Deich 3", "25899 Niebüll"),
                "Anfrage"));
    assertEquals(
        "letter_not_there_yet",
        in.file(app.agent1, row(letter).getLong("id"), new JsonObject().put("returnOf", entry))
            .code());
    assertEquals("checking", row(in.read(row(letter).getLong("id"))).getString("state"));
  }

  @Test
  void anAnswerThatBearsOurReferenceIsNoReturn() {
    Posted posted = Posted.to("Starenweg 5");
    JsonObject letter =
        in.letter(
            Letterbox.letter(
                new Letterbox.Sender("Oliver Reimann", "Starenweg 5", "24103 Kiel"),
                "Ihr Brief",
                "Ihr Zeichen: " + new LetterReference(TestApp.KEYS).make(posted.conversation())));
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    assertEquals(posted.conversation(), row(letter).getLong("conversationId"));
    assertEquals("sent", app.replyOf(posted.entry()).getString("status"));
  }
}
