package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.scan.Letterbox.Sender;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.PostRoom;
import io.faden.testing.Printed;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Letters in what is handed out about a customer, and in what is forgotten. */
class LetterRecordsTest {
  private static TestApp app;
  private static Letterbox post;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    post = Letterbox.of(app, new JsonObject());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject row(JsonObject letter) {
    return letter.getJsonObject("letter");
  }

  private static Map<String, byte[]> archive(long customer) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] packed = app.supervisor.bytes("/customers/" + customer + "/export");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] original(Map<String, byte[]> archive, long entry, String ending) {
    return archive.entrySet().stream()
        .filter(file -> file.getKey().matches("messages/.*_" + entry + "_.*\\." + ending))
        .findFirst()
        .orElseThrow(() -> new AssertionError(archive.keySet()))
        .getValue();
  }

  @Test
  void theArchiveHasTheScanAndTheSentLetterAndTheDossierSaysTheirDates() throws IOException {
    long customer = post.customer("Jürgen Böttcher", "customer_number", "204817");
    byte[] file =
        Letterbox.pdf(
            Letterbox.letter(
                Sender.of("Jürgen Böttcher"),
                "Reklamation",
                "Kundennummer: KD-204817",
                "Büsum, 12. März 2026"));
    JsonObject letter =
        post.settled(
            post.comes("brief.pdf", file, "&receivedOn=2026-03-14&originalPlace=Ordner+7"));
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    long conversation = row(letter).getLong("conversationId");
    PostRoom room = new PostRoom(app);
    long answer = room.ready(conversation, "Wir schicken einen Techniker.");

    Map<String, byte[]> archive = archive(customer);
    assertArrayEquals(file, original(archive, row(letter).getLong("entryId"), "pdf"));
    byte[] sent = original(archive, answer, "pdf");
    assertTrue(Printed.read(sent).flat().contains("Techniker"));
    String dossier = Printed.read(archive.get("dossier.pdf")).flat();
    assertTrue(dossier.contains("Datum des Briefs 12.03.2026"), dossier);
    assertTrue(dossier.contains("Eingegangen 14.03.2026"), dossier);
    assertTrue(dossier.contains("Gescannt"), dossier);
    assertTrue(dossier.contains("Original Ordner 7"), dossier);
    assertTrue(dossier.contains("liegt zum Drucken bereit"), dossier);
    Reply raw = app.agent1.get("/entries/" + row(letter).getLong("entryId") + "/raw");
    assertTrue(raw.headers().firstValue("Content-Disposition").orElseThrow().contains("brief.pdf"));
  }

  @Test
  void withTheirCustomerLettersAreForgottenAlsoThoseOfWhichNobodyHasSaidWhoseTheyAre() {
    long customer =
        post.customer("Berta Vergessen", "customer_number", "311001", "email", "berta@weg.example");
    long other = post.customer("Otto Anders", "customer_number", "311002");
    JsonObject filed =
        post.letter(
            Letterbox.letter(
                new Sender("Berta Vergessen", "Am Siel 4", "25899 Niebüll"),
                "Kündigung",
                "Kundennummer: KD-311001"));
    assertEquals(customer, row(filed).getJsonObject("customer").getLong("id"));
    JsonObject disputed =
        post.letter(
            Letterbox.letter(
                new Sender("Ute Unklar", "Am Deich 9", "25899 Niebüll"),
                "Zwei Nummern",
                "Kundennummer: KD-311001",
                "Kundennummer: KD-311002"));
    assertEquals("checking", row(disputed).getString("state"), disputed::encodePrettily);
    JsonObject others =
        post.letter(
            Letterbox.letter(
                new Sender("Otto Anders", "Am Deich 8", "25899 Niebüll"),
                "Bestellung",
                "Kundennummer: KD-311002"));
    assertEquals(other, row(others).getJsonObject("customer").getLong("id"));
    long first = row(filed).getLong("id");
    long second = row(disputed).getLong("id");
    String image = "/pages/1/image?dpi=50";
    assertEquals(200, app.agent1.get("/letters/" + first + image).status());
    assertEquals(200, app.agent1.get("/letters/" + second + image).status());
    resolve(row(filed).getLong("conversationId"));
    JsonObject preview = app.supervisor.read("/customers/" + customer + "/erasure-preview");
    assertEquals(2, preview.getJsonObject("counts").getInteger("scans"), preview::encodePrettily);

    Reply asked =
        app.admin.post(
            "/customers/" + customer + "/erasures",
            new JsonObject().put("reason", "Antrag vom 3. Mai").put("waitDays", 0));
    assertEquals(201, asked.status(), asked::text);
    long erasure = asked.json().getLong("id");
    Awaitility.await("it is erased")
        .atMost(Duration.ofSeconds(90))
        .until(() -> erasure(erasure).getString("state").equals("done"));

    assertEquals(2, erasure(erasure).getJsonObject("counts").getInteger("scans"));
    for (long each : List.of(first, second)) {
      for (String part : List.of(image, "/pages/1/words", "/file")) {
        assertEquals("customer_erased", app.agent1.get("/letters/" + each + part).code());
      }
      assertEquals(0, app.count("SELECT count(*) FROM scan_page WHERE arrival_id = $1", each));
      assertEquals(0, app.count("SELECT count(*) FROM scan_image WHERE arrival_id = $1", each));
      assertEquals(
          1,
          app.count(
              "SELECT count(*) FROM scan WHERE arrival_id = $1 AND name = '' AND subject = '' AND clues = '[]'",
              each));
      assertEquals(1, app.count("SELECT count(*) FROM arrival WHERE id = $1 AND raw = ''", each));
    }
    assertEquals(0, app.count("SELECT count(*) FROM open_work WHERE arrival_id = $1", second));
    assertEquals(
        "customer_erased",
        post.file(app.agent1, second, new JsonObject().put("customerId", other)).code());
    assertFalse(
        app.agent1.get("/search?q=" + Caller.encoded("Kündigung")).text().contains("Kündigung\""));
    byte[] kept = app.agent1.bytes("/letters/" + row(others).getLong("id") + "/file");
    assertEquals("%PDF-", new String(kept, 0, 5, StandardCharsets.US_ASCII));
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
    assertTrue(app.supervisor.read("/supervision/balance").getBoolean("holds"));
  }

  private static JsonObject erasure(long id) {
    return app.supervisor.items("/erasures?limit=200").stream()
        .filter(each -> each.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }

  private static void resolve(long conversation) {
    int version = app.conversation(conversation).getInteger("version");
    Reply reply =
        app.agent1.patch(
            "/conversations/" + conversation,
            new JsonObject().put("version", version).put("status", "resolved"));
    assertEquals(200, reply.status(), reply::text);
  }
}
