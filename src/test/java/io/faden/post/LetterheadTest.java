package io.faden.post;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.Paper;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.PostRoom;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands on every letter of a queue, and what letters look like before they are sent. */
class LetterheadTest {
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

  private static long newQueue() {
    Reply made =
        app.admin.post("/admin/queues", new JsonObject().put("name", "Q " + UUID.randomUUID()));
    assertEquals(201, made.status(), made::toString);
    return made.json().getLong("id");
  }

  private static long defaultQueue() {
    return app.count("SELECT id FROM queue WHERE is_default");
  }

  private static JsonObject head(int version, String name) {
    return new JsonObject()
        .put("version", version)
        .put("lines", new JsonArray().add(name).add("Energie für Kiel").add(" "))
        .put(
            "footer",
            new JsonArray()
                .add(new JsonArray().add(name).add("Am Kai 3, 24149 Kiel"))
                .add(new JsonArray())
                .add(new JsonArray().add("Beispielbank")))
        .put("senderLine", name + " · Am Kai 3 · 24149 Kiel")
        .put("phone", "+49 431 5550 0")
        .put("email", "post@nordlicht.example")
        .put("country", "de");
  }

  private static Reply set(Colleague who, long queue, JsonObject head) {
    return who.put("/queues/" + queue + "/letterhead", head);
  }

  private static Reply setPicture(Colleague who, long queue, String which, byte[] file) {
    return who.send(
        "PUT",
        "/api/queues/" + queue + "/letterhead/images/" + which,
        Map.of("Content-Type", "application/octet-stream"),
        BodyPublishers.ofByteArray(file));
  }

  private static String letterFrom(long queue) throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    app.sql().execute("UPDATE conversation SET queue_id = $2 WHERE id = $1", id, queue);
    long entry = post.ready(id, "Gern.");
    return PostRoom.text(app.agent1.bytes("/entries/" + entry + "/letter"));
  }

  @Test
  void aQueueHasItsOwnLetterheadElseThatOfTheDefaultQueueElseTheAccounts() throws Exception {
    long own = newQueue();
    long other = newQueue();
    assertTrue(letterFrom(other).contains("Nordlicht Service"));
    JsonObject empty = app.agent1.read("/queues/" + other + "/letterhead");
    assertEquals(0, empty.getInteger("version"));
    assertFalse(empty.getBoolean("own"));
    assertEquals(200, set(app.admin, defaultQueue(), head(0, "Haus Nord")).status());
    JsonObject saved = set(app.admin, own, head(0, "Haus Süd")).json();
    assertEquals(1, saved.getInteger("version"));
    assertEquals(List.of("Haus Süd", "Energie für Kiel"), saved.getJsonArray("lines").getList());
    assertEquals(2, saved.getJsonArray("footer").size());
    assertEquals("DE", saved.getString("country"));
    String south = letterFrom(own);
    assertTrue(south.contains("Haus Süd · Am Kai 3 · 24149 Kiel"), south);
    assertTrue(south.contains("+49 431 5550 0") && south.contains("Beispielbank"), south);
    assertTrue(letterFrom(other).contains("Haus Nord · Am Kai 3"));
    JsonObject borrowed = app.agent1.read("/queues/" + other + "/letterhead");
    assertFalse(borrowed.getBoolean("own"));
    assertEquals(0, borrowed.getInteger("version"));
    assertEquals("Haus Nord", borrowed.getJsonArray("lines").getString(0));
    assertEquals(204, app.admin.delete("/queues/" + own + "/letterhead").status());
    assertTrue(letterFrom(own).contains("Haus Nord · Am Kai 3"));
    assertEquals(204, app.admin.delete("/queues/" + defaultQueue() + "/letterhead").status());
    assertTrue(letterFrom(own).contains("Nordlicht Service"));
  }

  @Test
  void twoAdministratorsDoNotOverwriteEachOtherAndAgentsOnlyRead() {
    long queue = newQueue();
    assertEquals("forbidden", set(app.supervisor, queue, head(0, "Haus")).code());
    assertEquals(200, set(app.admin, queue, head(0, "Haus")).status());
    assertEquals("version_conflict", set(app.admin, queue, head(0, "Haus")).code());
    assertEquals(2, set(app.admin, queue, head(1, "Haus")).json().getInteger("version"));
    assertEquals("version_conflict", set(app.admin, queue, head(1, "Haus")).code());
    assertEquals(
        "invalid_request", set(app.admin, queue, head(2, "Haus").put("country", "QQ")).code());
    assertEquals(
        "invalid_request",
        set(
                app.admin,
                queue,
                head(2, "Haus")
                    .put("lines", new JsonArray(List.of("a", "b", "c", "d", "e", "f", "g"))))
            .code());
    assertEquals("not_found", set(app.admin, queue + 1_000_000, head(0, "Haus")).code());
    assertEquals(404, app.agent1.get("/queues/" + (queue + 1_000_000) + "/letterhead").status());
  }

  @Test
  void picturesAreCheckedKeptAndPrinted() throws Exception {
    long queue = newQueue();
    byte[] logo = PostRoom.picture();
    assertEquals("forbidden", setPicture(app.agent1, queue, "logo", logo).code());
    assertEquals(
        "picture_invalid",
        setPicture(app.admin, queue, "logo", "<svg/>".getBytes(StandardCharsets.UTF_8)).code());
    assertEquals(
        "picture_invalid", setPicture(app.admin, queue, "logo", new byte[5_000_001]).code());
    assertEquals(404, app.agent1.get("/queues/" + queue + "/letterhead/images/logo").status());
    assertEquals(204, setPicture(app.admin, queue, "logo", logo).status());
    assertEquals(204, setPicture(app.admin, queue, "signature", logo).status());
    JsonObject shown = app.agent1.read("/queues/" + queue + "/letterhead");
    assertTrue(shown.getBoolean("hasLogo") && shown.getBoolean("hasSignature"), shown::encode);
    assertTrue(shown.getBoolean("own"));
    byte[] kept = app.agent1.bytes("/queues/" + queue + "/letterhead/images/logo");
    assertEquals(200, ImageIO.read(new ByteArrayInputStream(kept)).getWidth());
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    app.sql().execute("UPDATE conversation SET queue_id = $2 WHERE id = $1", id, queue);
    long entry = post.ready(id, "Gern.");
    try (Paper paper = new Paper(app.agent1.bytes("/entries/" + entry + "/letter"))) {
      paper.keep("pictures");
      // In the middle of the logo, 67 mm from the left and 25 mm from above at 300 dpi.
      assertEquals(0x0b6b73, paper.image(1).getRGB(791, 295) & 0xFFFFFF);
    }
    byte[] sample = app.agent1.bytes("/queues/" + queue + "/letterhead/sample");
    assertEquals(910, ImageIO.read(new ByteArrayInputStream(sample)).getWidth(), 1);
    assertEquals(204, app.admin.delete("/queues/" + queue + "/letterhead/images/logo").status());
    assertEquals(404, app.admin.delete("/queues/" + queue + "/letterhead/images/logo").status());
    assertArrayEquals(kept, app.agent1.bytes("/queues/" + queue + "/letterhead/images/signature"));
  }

  private static JsonObject preview(long conversation, JsonObject body) {
    Reply seen = app.agent1.post("/conversations/" + conversation + "/letter-preview", body);
    assertEquals(200, seen.status(), seen::toString);
    return seen.json();
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("text", text);
  }

  @Test
  void aLetterIsSeenWhileItIsWritten() throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    app.agent1.upload(
        "/conversations/" + id + "/draft/attachments?name=Plan.pdf&type=application/pdf",
        PostRoom.document("Plan"));
    JsonObject seen = preview(id, text("Gern.\n\n".repeat(100) + "\uD83D\uDE80"));
    assertEquals(5, seen.getInteger("pages"));
    assertEquals(1, seen.getInteger("page"));
    assertEquals(20 / 210.0, seen.getJsonObject("window").getDouble("left"), 0.001);
    assertEquals(List.of("\uD83D\uDE80"), seen.getJsonArray("leftOut").getList());
    byte[] png = Base64.getDecoder().decode(seen.getString("image"));
    assertEquals(910, ImageIO.read(new ByteArrayInputStream(png)).getWidth(), 1);
    JsonObject last = preview(id, text("Gern.").put("page", 9).put("dpi", 50));
    assertEquals(1, last.getInteger("page"));
    assertTrue(
        app.messages(id).stream().allMatch(each -> each.getString("direction").equals("in")));
  }

  @Test
  void whatIsMissingForALetterIsSaidWhileItIsWritten() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    assertEquals("no_text", preview(id, text(" ")).getString("problem"));
    JsonObject chinese = preview(id, text("李"));
    assertEquals("unprintable", chinese.getString("problem"));
    assertEquals(List.of("李"), chinese.getJsonArray("unprintable").getList());
    assertFalse(chinese.containsKey("image"));
    assertEquals("too_long", preview(id, text("a\n".repeat(9_000))).getString("problem"));
    long homeless = app.newConversation();
    assertEquals("no_address", preview(homeless, text("Gern.")).getString("problem"));
    assertEquals(
        "no_address",
        preview(id, text("Gern.").put("contactPointId", 9_999_999)).getString("problem"));
    assertEquals(
        404, app.agent1.post("/conversations/9999999/letter-preview", text("Gern.")).status());
  }

  @Test
  void whatCannotBeEnclosedIsSaidWhileItIsWritten() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    String upload = "/conversations/" + id + "/draft/attachments?type=application/pdf&name=";
    app.agent1.upload(upload + "Plan.pdf", PostRoom.document("Plan"));
    app.agent1.upload(upload + "enc.docx", new byte[] {'P', 'K', 3, 4});
    JsonObject fine = preview(id, text("Anbei."));
    assertFalse(fine.containsKey("problem"), fine::encode);
    assertEquals(List.of("enc.docx"), fine.getJsonArray("byHand").getList());
    app.agent1.upload(upload + "kaputt.pdf", "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8));
    for (int pause = 0; pause < 2; pause++) {
      JsonObject broken = preview(id, text("Anbei."));
      assertEquals("broken_enclosure", broken.getString("problem"));
      assertEquals("kaputt.pdf", broken.getString("detail"));
      assertEquals(List.of("enc.docx"), broken.getJsonArray("byHand").getList());
    }
  }

  @Test
  void withoutAnAccountForLettersNoneIsWritten() {
    try (TestApp bare = TestApp.start()) {
      long id = bare.newConversation();
      assertEquals(
          "no_letter_account",
          bare.agent1.post("/conversations/" + id + "/letter-preview", text("Gern.")).code());
    }
  }
}
