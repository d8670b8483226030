package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.Letters;
import io.faden.platform.cluster.Cluster;
import io.faden.scan.Letterbox.Sender;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.Recogniser;
import io.faden.testing.TestApp;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters that came while there was no text recognition. */
class RereadingTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

  @TempDir Path folder;
  private TestApp app;
  private Letterbox post;
  private Path tesseract;

  @BeforeEach
  void start() {
    Recogniser.require();
    tesseract = folder.resolve("tesseract");
    app = TestApp.start(Map.of("FADEN_SCAN_TESSERACT", tesseract.toString()));
    post = Letterbox.of(app, new JsonObject());
  }

  @AfterEach
  void stop() {
    if (app != null) {
      app.close();
    }
  }

  /** From now on there is one; a node that starts notices at once. */
  private void tesseractAppears() throws IOException {
    Files.writeString(tesseract, "#!/bin/sh\nexec tesseract \"$@\"\n");
    Files.setPosixFilePermissions(tesseract, PosixFilePermissions.fromString("rwxr-xr-x"));
    app.startNode(
        Cluster.alone(Vertx.vertx(), "127.0.0.1"),
        Map.of("FADEN_SCAN_TESSERACT", tesseract.toString()));
  }

  private static byte[] scanned(List<Letters.Line> lines) {
    return Letters.file(Letters.scanned(lines, 200, 0, 4), "png");
  }

  private static JsonObject row(JsonObject letter) {
    return letter.getJsonObject("letter");
  }

  private JsonObject awaitRead(long letter) {
    Awaitility.await("letter " + letter + " is read")
        .atMost(LONG_ENOUGH)
        .until(() -> post.read(letter).getJsonObject("reading").getString("state").equals("read"));
    return post.read(letter);
  }

  @Test
  void whatWaitedForSomebodyIsFiledByItselfAndWhatWasFiledGetsItsText() throws IOException {
    long known = post.customer("Jürgen Böttcher", "customer_number", "204817");
    long other = post.customer("Wiebke Fremdling");
    long certain =
        post.comes(
            "a.png",
            scanned(
                Letterbox.letter(
                    Sender.of("Jürgen Böttcher"), "Reklamation", "Kundennummer: KD-204817")),
            "");
    long stranger =
        post.comes(
            "b.png",
            scanned(
                Letterbox.letter(
                    new Sender("Ute Unbekannt", "Am Deich 3", "25899 Niebüll"), "Frage")),
            "");
    long byHand =
        post.comes(
            "c.png",
            scanned(
                Letterbox.letter(
                    new Sender("Wiebke Fremdling", "Am Siel 1", "25899 Niebüll"), "Anfrage")),
            "");
    for (long each : List.of(certain, stranger, byHand)) {
      JsonObject letter = post.settled(each);
      assertEquals("checking", row(letter).getString("state"), letter::encodePrettily);
      assertEquals("unread", letter.getJsonObject("reading").getString("state"));
      assertTrue(letter.getJsonObject("reading").getBoolean("again"));
    }
    long item = row(post.read(stranger)).getJsonObject("workItem").getLong("id");
    Reply decided = post.file(app.agent1, byHand, new JsonObject().put("customerId", other));
    assertEquals(200, decided.status(), decided::text);
    long conversation = row(decided.json()).getLong("conversationId");
    JsonObject unread = app.messages(conversation).getFirst();
    assertEquals("", unread.getString("text"));
    assertTrue(unread.getJsonObject("letter").getString("unread").contains("tesseract"));
    assertEquals(byHand, unread.getJsonObject("letter").getLong("arrivalId"));
    assertEquals(1, unread.getJsonObject("letter").getInteger("pages"));

    tesseractAppears();

    JsonObject filed = awaitRead(certain);
    assertEquals("filed", row(filed).getString("state"), filed::encodePrettily);
    assertEquals(known, row(filed).getJsonObject("customer").getLong("id"));
    JsonObject waiting = awaitRead(stranger);
    assertEquals("checking", row(waiting).getString("state"));
    assertEquals(item, row(waiting).getJsonObject("workItem").getLong("id"));
    assertFalse(waiting.getJsonObject("reading").getBoolean("again"));
    awaitRead(byHand);
    JsonObject read = app.messages(conversation).getFirst();
    assertTrue(read.getString("text").contains("Waschmaschine"), read::encodePrettily);
    assertFalse(read.getJsonObject("letter").containsKey("unread"));
    assertEquals("Anfrage", app.conversation(conversation).getString("subject"));
    assertTrue(
        app.agent1.get("/search?q=" + Caller.encoded("Waschmaschine")).text().contains("Anfrage"));
    assertEquals(3, app.count("SELECT count(*) FROM arrival v JOIN scan s ON s.arrival_id = v.id"));
    assertEquals(2, app.count("SELECT count(*) FROM entry WHERE arrival_id IS NOT NULL"));
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
  }
}
