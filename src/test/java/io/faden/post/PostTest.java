package io.faden.post;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.PostRoom;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An answer by letter, from the composer to the letterbox. */
class PostTest {
  private static TestApp app;
  private static PostRoom post;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    post = new PostRoom(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aLetterIsLaidOutPrintedPostedAndOnlyThenSent() throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    JsonObject entry = post.written(id, "danke für Ihren Brief.\n\nWir melden uns.");
    assertEquals("letter", entry.getString("channel"));
    assertEquals(List.of("Lerchenweg 12, 24103 Kiel"), entry.getJsonArray("to").getList());
    long number = entry.getLong("id");
    app.awaitReply(number, "ready");
    JsonObject listed = post.listed("ready", number);
    assertEquals(
        List.of("Oliver Reimann", "Lerchenweg 12", "24103 Kiel"),
        listed.getJsonArray("recipient").getList());
    assertTrue(listed.getString("reference").startsWith("F-" + id + "-"));
    JsonObject run = post.printed(number);
    assertEquals(1, run.getInteger("letters"));
    assertEquals(1, run.getInteger("open"));
    assertEquals("printed", app.replyOf(number).getString("status"));
    assertEquals("reply_already_left", app.agent1.post("/replies/" + number + "/undo").code());
    assertFalse(app.replyOf(number).containsKey("sentAt"));
    byte[] pdf = app.agent2.bytes("/print-runs/" + run.getLong("id") + "/pdf");
    assertTrue(PostRoom.text(pdf).contains("Wir melden uns."));
    Reply posted =
        app.agent2.post("/print-runs/" + run.getLong("id") + "/posting", new JsonObject());
    assertEquals(200, posted.status(), posted::toString);
    assertEquals(0, posted.json().getInteger("open"));
    assertEquals("sent", app.replyOf(number).getString("status"));
    assertTrue(app.replyOf(number).containsKey("sentAt"));
    assertEquals(
        LocalDate.now(PostRoom.ZONE).toString(),
        post.listed("posted", number).getString("postedOn"));
    assertEquals(1, app.eventsOf(id).get("letter_printed"));
    assertEquals(1, app.eventsOf(id).get("letter_posted"));
    byte[] kept = app.agent1.bytes("/entries/" + number + "/letter");
    assertArrayEquals(kept, app.agent1.bytes("/entries/" + number + "/raw"));
  }
}
