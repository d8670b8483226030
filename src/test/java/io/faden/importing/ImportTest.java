package io.faden.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final String PATH = "/admin/customer-imports";
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static JsonObject uploaded(byte[] file) {
    Reply reply = app.admin.upload(PATH + "?name=Kunden.csv", file);
    assertEquals(201, reply.status(), reply.text());
    return reply.json();
  }

  private static JsonObject uploaded(String file) {
    return uploaded(file.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject await(long id, String state) {
    Awaitility.await("import " + id + " is " + state)
        .atMost(Duration.ofMinutes(2))
        .until(() -> app.admin.read(PATH + "/" + id).getString("state").equals(state));
    return app.admin.read(PATH + "/" + id);
  }

  private static JsonObject tried(JsonObject upload) {
    return tried(upload, "complete");
  }

  private static JsonObject tried(JsonObject upload, String existing) {
    long id = upload.getLong("id");
    Reply reply =
        app.admin.put(
            PATH + "/" + id + "/mapping",
            new JsonObject()
                .put("columns", upload.getJsonArray("columns"))
                .put("existing", existing));
    assertEquals(200, reply.status(), reply.text());
    return await(id, "tried");
  }

  private static JsonObject run(long id) {
    Reply reply = app.admin.post(PATH + "/" + id + "/run");
    assertEquals(200, reply.status(), reply.text());
    return await(id, "done");
  }

  private static JsonObject undone(long id) {
    Reply reply = app.admin.post(PATH + "/" + id + "/undo");
    assertEquals(200, reply.status(), reply.text());
    return await(id, "undone");
  }

  private static List<JsonObject> rows(long id, String outcome) {
    return app.admin.items(PATH + "/" + id + "/rows?limit=200&outcome=" + outcome);
  }

  private static List<JsonObject> found(String text) {
    return app.agent1.items("/customers?q=" + Caller.encoded(text));
  }

  @Test
  void headingsAreNoRowEvenIfTheyWereOneInARehearsalBefore() {
    JsonObject upload = uploaded("Name;Bemerkung\nIda " + unique() + ";x\n");
    long id = upload.getLong("id");
    for (boolean header : new boolean[] {false, true}) {
      Reply reply =
          app.admin.put(
              PATH + "/" + id + "/mapping",
              new JsonObject()
                  .put("columns", upload.getJsonArray("columns"))
                  .put("header", header));
      assertEquals(200, reply.status(), reply.text());
      assertEquals(header ? 1 : 2, await(id, "tried").getJsonObject("counts").getInteger("new"));
      assertEquals(header ? 1 : 2, rows(id, "new").size());
      assertEquals(header ? 1 : 2, app.admin.items(PATH + "/" + id + "/rows").size());
    }
  }

  @Test
  void underAnredeStandsAFormOfAddressOrHerrAndFrau() {
    assertEquals(
        JsonArray.of("name", "form_of_address"),
        uploaded("Name;Anrede\nIda;du\nOle;Sie\nEmma;\n").getJsonArray("columns"));
    assertEquals(
        JsonArray.of("name", "ignore"),
        uploaded("Name;Anrede\nIda;Frau\nOle;Herr\n").getJsonArray("columns"));
  }

  @Test
  void aFileIsTriedThenDoneThenTakenBack() {
    String mark = unique();
    app.filed(RawMail.from("Altkunde <alt-" + mark + "@kunde.example>").subject("x"));
    JsonObject upload =
        uploaded(
            """
            \uFEFFKundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Sprache
            K-MARK-1;Jörg;MARKeins;eins-MARK@kunde.example;0431/12 34-56;Hauptstr. 1;24103;Kiel;Deutsch
            K-MARK-2;Zoë;MARKzwei;;;;;;
            K-MARK-3;Alt;MARKdrei;ALT-MARK@kunde.example;;;;;en
            K-MARK-4;Doppel;MARKvier;eins-MARK@kunde.example;;;;;
            K-MARK-5;Falsch;MARKfünf;keine adresse;;;;;
            K-MARK-6;Halb;MARKsechs;;110;;;;
            ;;;;;;;;
            K-MARK-7;"O""Neil;
             jun.";MARKsieben;;;;;;
            """
                .replace("MARK", mark));
    assertEquals(";", upload.getString("separator"));
    assertTrue(upload.getBoolean("header"));
    assertEquals(
        List.of(
            "customer_number",
            "first_name",
            "last_name",
            "email",
            "phone",
            "street",
            "postal_code",
            "city",
            "language"),
        upload.getJsonArray("columns").stream().toList());
    long id = upload.getLong("id");
    assertEquals("import_not_ready", app.admin.post(PATH + "/" + id + "/run").code());
    JsonObject counts = tried(upload).getJsonObject("counts");
    assertEquals(3, counts.getInteger("new"), rows(id, "faulty").toString());
    assertEquals(1, counts.getInteger("existing"), counts.encode());
    assertEquals(1, counts.getInteger("duplicate"), counts.encode());
    assertEquals(2, rows(id, "duplicate").getFirst().getInteger("sameAsLine"));
    assertEquals(0, found(mark + "eins").size());
    assertTrue(
        rows(id, "faulty").stream()
            .anyMatch(row -> row.getString("detail", "").startsWith("keine adresse:")),
        rows(id, "faulty").toString());

    assertEquals(4, run(id).getJsonObject("counts").getInteger("done"));
    JsonObject first = found(mark + "eins").getFirst();
    JsonObject whole = app.agent1.read("/customers/" + first.getLong("id"));
    assertEquals("Jörg " + mark + "eins", whole.getString("name"));
    assertEquals(4, whole.getJsonArray("contactPoints").size(), whole.encode());
    assertEquals(1, found("alt-" + mark + "@kunde.example").size());
    assertEquals(
        "en",
        app.agent1
            .read("/customers/" + found("alt-" + mark).getFirst().getLong("id"))
            .getString("language"));

    // Whoever has written meanwhile stays.
    app.filed(RawMail.from("eins-" + mark + "@kunde.example").subject("Ich bin da"));
    JsonObject back = undone(id).getJsonObject("counts");
    assertEquals(1, back.getInteger("kept"), back.encode());
    assertEquals(3, back.getInteger("undone"), back.encode());
    assertEquals(1, found(mark + "eins").size());
    assertEquals(0, found(mark + "zwei").size());
    JsonObject old = app.agent1.read("/customers/" + found("alt-" + mark).getFirst().getLong("id"));
    assertFalse(old.containsKey("language"), old.encode());
    assertEquals(1, old.getJsonArray("contactPoints").size(), old.encode());
  }

  @Test
  void anOldSpreadsheetIsReadInItsCharacterSet() {
    String mark = unique();
    JsonObject upload =
        uploaded(
            ("Name,E-Mail\nMüller-" + mark + ",mueller-" + mark + "@kunde.example\n")
                .getBytes(Charset.forName("windows-1252")));
    assertEquals("windows-1252", upload.getString("charset"));
    assertEquals(",", upload.getString("separator"));
    assertEquals("Müller-" + mark, upload.getJsonArray("head").getJsonArray(1).getString(0));
    assertEquals("invalid_request", app.admin.upload(PATH + "?name=x", new byte[0]).code());
    byte[] picture = {
      (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    assertEquals("invalid_request", app.admin.upload(PATH + "?name=bild.png", picture).code());
    assertEquals("forbidden", app.supervisor.upload(PATH + "?name=x", new byte[10]).code());
    assertEquals(
        "not_signed_in", app.node.stranger().upload(PATH + "?name=x", new byte[10]).code());
  }

  @Test
  void aQuoteThatIsNeverClosedSpoilsItsOwnLineOnly() {
    String mark = unique();
    StringBuilder file = new StringBuilder("Name;Notiz\n");
    for (int line = 2; line <= 20_001; line++) {
      String name = "K" + mark + "x" + line;
      file.append(line % 5_000 == 7 ? "\"" + name + ";kaputt" : name + ";gut").append('\n');
    }
    JsonObject upload = uploaded(file.toString());
    assertEquals(20_001, upload.getInteger("lines"));
    JsonObject counts = tried(upload).getJsonObject("counts");
    assertEquals(4, counts.getInteger("faulty"), counts.encode());
    assertEquals(19_996, counts.getInteger("new"), counts.encode());
    assertEquals(
        List.of(7, 5_007, 10_007, 15_007),
        rows(upload.getLong("id"), "faulty").stream().map(row -> row.getInteger("line")).toList());
    assertEquals(19_996, run(upload.getLong("id")).getJsonObject("counts").getInteger("done"));
    assertEquals(19_996, undone(upload.getLong("id")).getJsonObject("counts").getInteger("undone"));
  }

  @Test
  void whatIsExportedIsHarmlessInASpreadsheetAndReadsBackTheSame() {
    String mark = unique();
    JsonObject upload =
        uploaded(
            "Kundennummer;Name;E-Mail;Telefon;Ort;Straße;PLZ;Notiz\n"
                + "N"
                + mark
                + ";=cmd|' /C calc'!A"
                + mark
                + ";a-"
                + mark
                + "@kunde.example, b-"
                + mark
                + "@kunde.example;+49 431 5550123;Kiel;Weg 2;24103;\"Zeile 1\nmit \"\"Zitat\"\"; und mehr\"\n");
    JsonObject counts = tried(upload).getJsonObject("counts");
    assertEquals(1, counts.getInteger("new"), rows(upload.getLong("id"), "faulty").toString());
    run(upload.getLong("id"));
    byte[] csv = app.admin.bytes("/exports/customers");
    String text = new String(csv, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("\uFEFFKundennummer;Name;"), text);
    assertTrue(text.contains("'=cmd|"), text);
    assertTrue(text.contains("'+49 431 5550123"), text);
    JsonObject again = uploaded(csv);
    JsonArray columns = again.getJsonArray("columns");
    assertFalse(columns.contains("ignore"), columns.encode());
    tried(again, "overwrite");
    List<JsonObject> mine =
        rows(again.getLong("id"), "existing").stream()
            .filter(row -> row.getJsonArray("cells").encode().contains(mark))
            .toList();
    assertEquals(1, mine.size());
    long customer = mine.getFirst().getJsonObject("customer").getLong("id");
    JsonObject before = app.agent1.read("/customers/" + customer);
    run(again.getLong("id"));
    assertEquals(before, app.agent1.read("/customers/" + customer));
    assertEquals("forbidden", app.supervisor.get("/exports/customers").code());
  }

  @Test
  void twoImportsOfTheSameFileMakeEachCustomerOnce() {
    String mark = unique();
    String file =
        "Name;E-Mail\nA"
            + mark
            + ";a-"
            + mark
            + "@kunde.example\nB"
            + mark
            + ";b-"
            + mark
            + "@kunde.example\n";
    JsonObject one = uploaded(file);
    JsonObject two = uploaded(file);
    tried(one);
    tried(two);
    app.admin.post(PATH + "/" + one.getLong("id") + "/run");
    app.admin.post(PATH + "/" + two.getLong("id") + "/run");
    await(one.getLong("id"), "done");
    await(two.getLong("id"), "done");
    assertEquals(2, found(mark).size());
  }
}
