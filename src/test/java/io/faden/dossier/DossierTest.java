package io.faden.dossier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.Printed;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DossierTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    assertEquals(
        201,
        app.admin
            .post(
                "/admin/business-hours",
                new JsonObject()
                    .put("name", "Haus")
                    .put("timeZone", "Europe/Berlin")
                    .put("week", new JsonArray())
                    .put("closed", new JsonArray()))
            .status());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static byte[] dossier(long customer) {
    return app.supervisor.bytes("/customers/" + customer + "/dossier");
  }

  private static String read(byte[] pdf) {
    return Printed.read(pdf).text();
  }

  private static int pages(byte[] pdf) {
    return Printed.read(pdf).pages();
  }

  private static Map<String, byte[]> archive(long customer) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(app.supervisor.bytes("/customers/" + customer + "/export")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static void note(long conversation, String text) {
    assertEquals(
        201,
        app.agent1
            .post("/conversations/" + conversation + "/notes", new JsonObject().put("text", text))
            .status());
  }

  /** Something on the timeline that no channel of this test brings. */
  private static void entry(
      long customer,
      long conversation,
      String kind,
      String channel,
      String direction,
      String at,
      String text) {
    app.sql()
        .execute(
            """
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, from_name, body_text)
            VALUES ($1, $2, $3, $4, $5, $6, 'Erna Beispiel', $7)
            """,
            conversation,
            customer,
            kind,
            channel,
            direction,
            Instant.parse(at),
            text);
  }

  private static void inOrder(String text, String... parts) {
    String flat = text.replaceAll("\\s+", " ");
    int place = -1;
    for (String part : parts) {
      int next = flat.indexOf(part, place + 1);
      assertTrue(next > place, part + " in its place of: " + flat);
      place = next;
    }
  }

  @Test
  void whoReleasedAReplyIsTold() throws IOException {
    long id = app.newConversation();
    JsonObject answer = app.answer(id, "Nach reiflicher Prüfung").put("review", true);
    long entry = app.agent1.post("/conversations/" + id + "/replies", answer).json().getLong("id");
    inOrder(read(dossier(customerOf(id))), "Stand", "wartet auf Freigabe");
    assertEquals(
        200,
        app.agent2
            .post(
                "/replies/" + entry + "/approve",
                new JsonObject().put("replySeq", app.conversation(id).getInteger("replySeq")))
            .status());
    inOrder(read(dossier(customerOf(id))), "Freigegeben von", "Bert Agent", "Nach reiflicher");
    String timeline =
        new String(archive(customerOf(id)).get("timeline.json"), StandardCharsets.UTF_8);
    assertTrue(timeline.contains("\"decidedBy\":\"Bert Agent\""), timeline);
  }

  @Test
  void theDossierTellsOneStoryOverAllChannelsInTheOrderOfTime() throws IOException {
    String address = "erna-" + UUID.randomUUID() + "@kunde.example";
    long first =
        app.filed(
            RawMail.from("Erna Beispiel <" + address + ">")
                .to(TestApp.SERVICE)
                .subject("Angebot über Dachrinnen")
                .header("Date", "Mon, 12 Jan 2026 09:15:00 +0100")
                .text("Guten Tag,\n\nwo bleibt das Angebot?\n"));
    long customer = customerOf(first);
    entry(customer, first, "message", "phone", "in", "2026-01-10T08:00:00Z", "Will ein Angebot.");
    app.sql()
        .execute(
            "UPDATE entry SET call_seconds = 250, call_outcome = 'reached' WHERE conversation_id = $1 AND channel = 'phone'",
            first);
    entry(customer, first, "message", "mastodon", "in", "2026-01-20T10:00:00Z", "Nie wieder!!!");
    app.answered(app.agent1, first, "Es tut uns leid, hier ist das Angebot.");
    note(first, "Kundin ist verärgert, bitte vorsichtig.");
    byte[] pdf = dossier(customer);
    Printed.keep("dossier", pdf);
    String text = read(pdf);
    inOrder(
        text,
        "Erna Beispiel",
        "Kunde Nr. " + customer,
        address,
        "erstellt",
        "10.01.2026, 09:00 Uhr · Telefonnotiz · Anruf vom Kunden",
        "#" + first,
        "4:10 min",
        "erreicht",
        "Will ein Angebot.",
        "12.01.2026, 09:15 Uhr · E-Mail eingegangen",
        "Erna Beispiel <" + address + ">",
        TestApp.SERVICE,
        "Angebot über Dachrinnen",
        "wo bleibt das Angebot?",
        "20.01.2026, 11:00 Uhr · Mastodon eingegangen",
        "Nie wieder!!!",
        "E-Mail ausgegangen",
        "Anna Agentin",
        "Es tut uns leid, hier ist das Angebot.",
        "INTERN",
        "Kundin ist verärgert, bitte vorsichtig.");
    assertTrue(text.contains("Seite 2 von " + pages(pdf)), text);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(
          "Akte", document.getDocumentCatalog().getDocumentOutline().getFirstChild().getTitle());
    }
  }

  @Test
  void everyScriptIsPrintedAndWhatNoFontHasIsNamed() throws IOException {
    String address = "s-" + UUID.randomUUID() + "@kunde.example";
    String words =
        """
        Grüße aus Köln, Zażółć gęślą jaźń, İstanbul'da ığdır, Καλημέρα κόσμε, Привет мир
        שלום עולם
        مرحبا بالعالم
        Daumen hoch \uD83D\uDC4D und Händler\u202Egnurhel
        <script>alert(1)</script> & {0} %d
        """;
    long conversation =
        app.filed(RawMail.from("\u202EŞükrü <" + address + ">").subject("x").text(words));
    byte[] pdf = dossier(customerOf(conversation));
    Printed.keep("dossier-scripts", pdf);
    String text = read(pdf);
    for (String part :
        List.of(
            "Grüße aus Köln",
            "Zażółć gęślą jaźń",
            "İstanbul'da ığdır",
            "Καλημέρα κόσμε",
            "Привет мир",
            "שלום עולם",
            "Daumen hoch [U+1F44D] und Händler[U+202E]gnurhel",
            "<script>alert(1)</script> & {0} %d")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
    // Letters that are joined are printed in their joined form.
    String joined = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
    assertTrue(joined.contains("مرحبا"), joined);
  }

  @Test
  void aLongHistoryFlowsOverPages() throws IOException {
    long conversation = app.newConversation();
    long customer = customerOf(conversation);
    app.sql()
        .execute(
            """
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, subject, body_text)
            SELECT $1, $2, 'message', 'email', 'in', timestamptz '2024-01-01' + n * interval '1 hour', 'Brief ' || n,
                   'Anfang ' || n || E'\\n' || repeat('Und noch ein Satz dazu. ', CASE WHEN n = 7 THEN 5000 ELSE 10 END) || E'\\nEnde ' || n
              FROM generate_series(1, 2000) AS n
            """,
            conversation,
            customer);
    byte[] pdf = dossier(customer);
    String text = read(pdf);
    inOrder(text, "Anfang 1 ", "Ende 7 ", "Anfang 1000 ", "Ende 2000 ");
    int pages = pages(pdf);
    assertTrue(pages > 100, pages + " pages");
    assertTrue(text.contains("Seite " + pages + " von " + pages), "the last page says so");
  }

  @Test
  void theArchiveHasEveryOriginalByteForByte() throws IOException {
    String address = "zip-" + UUID.randomUUID() + "@kunde.example";
    byte[] large = new byte[3_000_000];
    new java.util.Random(7).nextBytes(large);
    byte[] raw =
        ("From: Zippi <"
                + address
                + ">\r\nTo: "
                + TestApp.SERVICE
                + "\r\nSubject: Unterlagen\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/plain\r\n\r\nanbei\r\n"
                + "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"../../etc/passwd\"\r\n\r\nnicht böse\r\n"
                + "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"CON:\\\\a|b?.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + java.util.Base64.getMimeEncoder().encodeToString(large)
                + "\r\n--b--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    long conversation = app.arrives(raw).getLong("conversationId");
    app.answered(app.agent1, conversation, "Vielen Dank dafuer.");
    Map<String, byte[]> files = archive(customerOf(conversation));
    for (String name : files.keySet()) {
      assertTrue(name.matches("[\\p{L}\\p{N}_.-]+(/[\\p{L}\\p{N}_. ()-]+)?"), name);
      assertFalse(name.contains(".."), name);
    }
    List<String> messages =
        files.keySet().stream().filter(name -> name.startsWith("messages/")).toList();
    assertEquals(2, messages.size(), files.keySet().toString());
    assertArrayEquals(raw, files.get(messages.getFirst()));
    assertTrue(
        new String(files.get(messages.get(1)), StandardCharsets.UTF_8)
            .contains("Vielen Dank dafuer."));
    assertArrayEquals(
        large,
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".bin"))
            .findFirst()
            .orElseThrow()
            .getValue());
    assertTrue(read(files.get("dossier.pdf")).contains("Vielen Dank dafuer."));
    JsonArray timeline =
        new JsonArray(new String(files.get("timeline.json"), StandardCharsets.UTF_8));
    for (Object entry : timeline) {
      JsonObject told = (JsonObject) entry;
      if (told.containsKey("original")) {
        assertTrue(files.containsKey(told.getString("original")));
      }
      for (Object file : told.getJsonArray("attachments")) {
        assertTrue(files.containsKey(((JsonObject) file).getString("file")));
      }
    }
    JsonObject identity =
        new JsonObject(new String(files.get("customer.json"), StandardCharsets.UTF_8));
    assertEquals(
        address, identity.getJsonArray("contactPoints").getJsonObject(0).getString("value"));
    assertTrue(
        new String(files.get("README.txt"), StandardCharsets.UTF_8).contains("2 Nachrichten"));
  }

  @Test
  void onlyThoseWhoLeadTakeItOut() {
    long customer = customerOf(app.newConversation());
    assertEquals("forbidden", app.agent1.get("/customers/" + customer + "/dossier").code());
    assertEquals("forbidden", app.agent1.get("/customers/" + customer + "/export").code());
    assertEquals("not_found", app.supervisor.get("/customers/999999/dossier").code());
    assertEquals("not_found", app.supervisor.get("/customers/999999/export").code());
  }
}
