package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.letter.Letters;
import io.faden.intake.ArrivalId;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScanPagesTest {
  private static final byte[] TWO_PAGES =
      Letters.pdf(
          List.of(Letters.complaint("-"), List.of(new Letters.Line(25, 30, 11, "Seite zwei"))));

  private static TestApp app;
  private static ChannelAccountId letterbox;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    Reply account =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Post")
                .put("address", "Nordlicht, Hafenstraße 4a, 24103 Kiel")
                .put("displayName", "Nordlicht")
                .put("letter", new JsonObject()));
    assertEquals(201, account.status(), account::text);
    letterbox = new ChannelAccountId(account.json().getLong("id"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** A scan that lies in the ledger and is not read: pages are looked at whatever became of it. */
  private static long scan(String name, byte[] file) {
    return app.sql()
        .transaction(
            tx -> {
              ArrivalId arrival =
                  app.node
                      .ledger()
                      .record(tx, letterbox, UUID.randomUUID() + "/" + name, file)
                      .orElseThrow();
              tx.execute("UPDATE arrival SET state = 'quarantined' WHERE id = $1", arrival);
              tx.execute(
                  """
                  INSERT INTO scan (arrival_id, name, received_on, scanned_at)
                  VALUES ($1, $2, current_date, clock_timestamp())
                  """,
                  arrival,
                  name);
              return arrival.value();
            });
  }

  private static void read(long scan, int page) {
    JsonObject place =
        new JsonObject().put("left", 0.1).put("top", 0.2).put("width", 0.05).put("height", 0.01);
    JsonObject word =
        new JsonObject().put("text", "<b>Sehr</b>").put("place", place).put("confidence", 96.5);
    app.sql()
        .execute(
            """
            INSERT INTO scan_page (arrival_id, number, width_mm, height_mm, recognised, confidence, body_text, words)
            VALUES ($1, $2, 210, 297, true, 96.5, 'Sehr', $3)
            """,
            scan,
            page,
            new JsonArray().add(new JsonObject().put("words", new JsonArray().add(word))));
  }

  private static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static long kept(long scan) {
    return app.count("SELECT count(*) FROM scan_image WHERE arrival_id = $1", scan);
  }

  @Test
  void aPageIsDrawnOnceAndStaysInTheBrowser() throws IOException {
    long scan = scan("brief.pdf", TWO_PAGES);
    String path = "/letters/" + scan + "/pages/1/image?dpi=50";
    assertEquals(0, kept(scan));
    Reply first = app.agent1.get(path);
    assertEquals(200, first.status(), first::text);
    BufferedImage image = image(app.agent2.bytes(path));
    assertEquals(413, image.getWidth(), 1);
    assertEquals(585, image.getHeight(), 1);
    assertEquals(1, kept(scan));
    assertEquals("image/png", first.headers().firstValue("Content-Type").orElseThrow());
    String caching = first.headers().firstValue("Cache-Control").orElseThrow();
    assertTrue(caching.contains("private") && caching.contains("immutable"), caching);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    Reply again =
        app.agent1.send(
            "GET", "/api" + path, Map.of("If-None-Match", tag), BodyPublishers.noBody());
    assertEquals(304, again.status());
    assertEquals("", again.text());
  }

  @Test
  void pagesThatAreNotThereAreNotFound() {
    long scan = scan("brief.pdf", TWO_PAGES);
    String pages = "/letters/" + scan + "/pages/";
    assertEquals(200, app.agent1.get(pages + "2/image?dpi=50").status());
    assertEquals("not_found", app.agent1.get(pages + "3/image").code());
    assertEquals("not_found", app.agent1.get("/letters/999999/pages/1/image").code());
    assertEquals("not_found", app.agent1.get(pages + "2/words").code());
    assertEquals("not_found", app.agent1.get("/letters/999999/file").code());
    assertEquals("not_signed_in", app.node.stranger().get(pages + "1/image").code());
    read(scan, 2);
    assertEquals("not_found", app.agent1.get(pages + "3/image").code());
  }

  @Test
  void aPageThatCannotBeDrawnSaysSoAndIsNotTriedAtOnceAgain() {
    byte[] noise = new byte[20_000];
    new Random(7).nextBytes(noise);
    byte[] broken =
        ("%PDF-1.7\n" + new String(noise, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    long scan = scan("kaputt.pdf", broken);
    String path = "/letters/" + scan + "/pages/1/image";
    Reply refused = app.agent1.get(path);
    assertEquals("not_that_kind", refused.code());
    assertEquals("This page cannot be drawn.", refused.json().getString("detail"));
    assertEquals("not_that_kind", app.agent1.get(path).code());
    assertEquals(0, kept(scan));
  }

  @Test
  void manyWhoAskForTheSamePageGetTheSameImage() throws Exception {
    long scan = scan("brief.pdf", TWO_PAGES);
    List<Reply> replies =
        AtOnce.times(8, () -> app.agent1.get("/letters/" + scan + "/pages/1/image?dpi=110"));
    for (Reply each : replies) {
      assertEquals(200, each.status());
      assertEquals(replies.getFirst().text(), each.text());
    }
    assertEquals(1, kept(scan));
  }

  @Test
  void wordsComeWithTheirPlacesAndAsText() {
    long scan = scan("brief.pdf", TWO_PAGES);
    read(scan, 1);
    JsonObject line =
        app.agent1
            .read("/letters/" + scan + "/pages/1/words")
            .getJsonArray("lines")
            .getJsonObject(0);
    JsonObject word = line.getJsonArray("words").getJsonObject(0);
    assertEquals("<b>Sehr</b>", word.getString("text"));
    assertEquals(96.5, word.getDouble("confidence"));
    assertEquals(0.2, word.getJsonObject("place").getDouble("top"));
  }

  @Test
  void theFileComesBackByteForByteAndRunsNowhere() {
    byte[] large = new byte[3_500_000];
    new Random(11).nextBytes(large);
    long scan = scan("../<img src=x>\"\r\nSet-Cookie: a=b\".html", large);
    String path = "/letters/" + scan + "/file";
    assertArrayEquals(large, app.agent1.bytes(path));
    Reply reply = app.agent1.get(path);
    assertEquals(
        "application/octet-stream", reply.headers().firstValue("Content-Type").orElseThrow());
    String named = reply.headers().firstValue("Content-Disposition").orElseThrow();
    assertTrue(
        named.startsWith("attachment; filename=\"<img src=x>_Set-Cookie: a=b_.html\""), named);
    assertTrue(reply.headers().firstValue("Set-Cookie").isEmpty());
    assertEquals(
        "default-src 'none'; sandbox",
        reply.headers().firstValue("Content-Security-Policy").orElseThrow());
  }

  @Test
  void nothingIsLeftToLookAtOfALetterThatWasErased() {
    long scan = scan("brief.pdf", TWO_PAGES);
    read(scan, 1);
    String letter = "/letters/" + scan;
    assertEquals(200, app.agent1.get(letter + "/pages/1/image?dpi=50").status());
    app.sql().execute("UPDATE scan SET erased_at = clock_timestamp() WHERE arrival_id = $1", scan);
    for (String part : List.of("/pages/1/image?dpi=50", "/pages/1/words", "/file")) {
      assertEquals("customer_erased", app.agent1.get(letter + part).code());
    }
  }
}
