package io.faden.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Database;
import io.faden.platform.db.Migrations;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final SearchFilter NO_FILTER =
      new SearchFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static TestApp app;
  private static long invoice;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    invoice =
        app.filed(
            RawMail.from("Jürgen Großmann <juergen.grossmann@fernwaerme-sued.example>")
                .to(TestApp.SERVICE)
                .subject("Rechnung RE-2024-00817 für die Wärmepumpe")
                .text("Guten Tag,\n\nwann kommt der Brief der Stadtwerke? Ich zahle 84,50 €.\n"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject found(String q, String more) {
    return app.agent1.read("/search?q=" + Caller.encoded(q) + more);
  }

  private static List<JsonObject> hits(String q, String kind) {
    return Caller.objects(found(q, "").getJsonObject(kind).getJsonArray("items"));
  }

  private static List<Long> entries(String q) {
    return hits(q, "entries").stream().map(hit -> hit.getLong("conversationId")).toList();
  }

  private static List<Long> conversations(String q) {
    return hits(q, "conversations").stream().map(hit -> hit.getLong("id")).toList();
  }

  private static List<String> customers(String q) {
    return hits(q, "customers").stream()
        .map(hit -> hit.getJsonObject("customer").getString("name"))
        .toList();
  }

  private static String marked(JsonArray parts) {
    return Caller.objects(parts).stream()
        .map(
            part ->
                part.getBoolean("hit")
                    ? "[" + part.getString("text") + "]"
                    : part.getString("text"))
        .collect(Collectors.joining());
  }

  @Test
  void aWordIsFoundInEveryFormAndSpelling() {
    for (String q :
        List.of(
            "Rechnungen",
            "RECHNUNG",
            "rechn",
            "Wärmepumpen",
            "Waermepumpe",
            "warmepumpe",
            "Stadtwerk")) {
      assertTrue(entries(q).contains(invoice), q);
    }
    for (String q : List.of("Rechnungen", "wärmepum", "Waermepumpe")) {
      assertTrue(conversations(q).contains(invoice), q);
    }
    assertFalse(entries("Gutschrift").contains(invoice));
    assertTrue(entries("wann kommt die Rechnung").contains(invoice));
    assertFalse(entries("Rechnung -Wärmepumpe").contains(invoice));
    long english =
        app.filed(
            RawMail.from("en@kunde.example").subject("Orders").text("My deliveries are late.\n"));
    assertEquals(List.of(english), entries("delivery"));
  }

  @Test
  void aPhraseIsFoundAsItStands() {
    assertTrue(entries("\"der Brief der Stadtwerke\"").contains(invoice));
    assertTrue(entries("„Brief der“").contains(invoice));
    assertTrue(entries("\"Brief der Stadtw").contains(invoice));
    assertFalse(entries("\"Stadtwerke der Brief\"").contains(invoice));
    assertFalse(entries("\"Briefe der Stadtwerke\"").contains(invoice));
  }

  @Test
  void aPartOfAnAddressOrANumberIsEnough() {
    for (String q :
        List.of(
            "00817", "0081", "2024-00817", "RE-2024", "24-008", "juergen.gross", "mann@fernw")) {
      assertTrue(entries(q).contains(invoice), q);
    }
    for (String q :
        List.of("großm", "GROSSMANN", "jurgen", "rossman", "waerme-sued", "ernwärme", "Gro Jür")) {
      assertTrue(customers(q).contains("Jürgen Großmann"), q);
    }
    assertTrue(conversations("24-008").contains(invoice));
  }

  @Test
  void theNameOfAnAttachmentIsFound() {
    String name = "Zählerstand_Keller-" + UUID.randomUUID().toString().substring(0, 8) + ".pdf";
    long id =
        app.filed(
            RawMail.from("anhang@kunde.example")
                .subject("Anhang")
                .type("multipart/mixed; boundary=b")
                .text(
                    "--b\nContent-Type: text/plain\n\nSiehe Anhang.\n--b\nContent-Type: application/pdf\n"
                        + "Content-Disposition: attachment; filename*=UTF-8''"
                        + name.replace("ä", "%C3%A4")
                        + "\n\nPDF\n--b--\n"));
    assertEquals(List.of(id), entries("Zaehlerstand"));
    assertEquals(List.of(id), entries(name));
    JsonObject hit = hits("zählerst", "entries").getFirst();
    assertEquals(
        name.replace("Zählerstand", "[Zählerstand]"),
        marked(hit.getJsonArray("attachments").getJsonArray(0)));
  }

  @Test
  void theConversationOfThatNumberComesFirst() {
    app.filed(RawMail.from("nummer@kunde.example").subject("Zu " + invoice));
    assertEquals(invoice, conversations("#" + invoice).getFirst());
    assertEquals(invoice, conversations(Long.toString(invoice)).getFirst());
    assertEquals(2, conversations(Long.toString(invoice)).size());
    assertEquals(
        "[" + invoice + "]",
        marked(hits("#" + invoice, "conversations").getFirst().getJsonArray("number")));
  }

  @Test
  void whatWasFoundIsMarkedInPlainText() {
    long id =
        app.filed(
            RawMail.from("\"<b>Böse</b>\" <boese@kunde.example>")
                .subject("<script>Kesselflicker</script>")
                .text(
                    "x ".repeat(500)
                        + "Hier ist die Kesselflickerei & <i>mehr</i>. "
                        + "y ".repeat(500)));
    JsonObject hit = hits("Kesselflicker", "entries").getFirst();
    assertEquals(id, hit.getLong("conversationId"));
    assertEquals("<script>[Kesselflicker]</script>", marked(hit.getJsonArray("subject")));
    String excerpt = marked(hit.getJsonArray("excerpt"));
    assertTrue(excerpt.contains("die [Kesselflickerei] & <i>mehr</i>."), excerpt);
    assertTrue(excerpt.startsWith("… ") && excerpt.endsWith(" …"), excerpt);
    assertEquals(
        "[Jür]gen Großmann",
        marked(
                hits("juer", "customers").stream()
                    .filter(
                        one -> one.getJsonObject("customer").getString("name").contains("Großmann"))
                    .findFirst()
                    .orElseThrow()
                    .getJsonArray("name"))
            .replace("[Jürgen]", "[Jür]gen"));
  }

  @Test
  void filtersNarrowWhatIsFound() {
    String word = "filterwort" + UUID.randomUUID().toString().replace("-", "");
    long queue =
        app.admin.post("/admin/queues", new JsonObject().put("name", word)).json().getLong("id");
    long one = app.filed(RawMail.from("eins@kunde.example").subject(word));
    long two = app.filed(RawMail.from("zwei@kunde.example").subject(word));
    app.agent1.patch(
        "/conversations/" + one,
        new JsonObject()
            .put("version", app.conversation(one).getInteger("version"))
            .put("queue", queue));
    app.agent1.post("/conversations/" + two + "/notes", new JsonObject().put("text", word));
    assertEquals(
        List.of(one),
        ids(found(word, "&kind=entries&queue=" + queue), "entries", "conversationId"));
    assertEquals(
        List.of(one),
        ids(found(word, "&kind=conversations&queue=" + queue), "conversations", "id"));
    assertEquals(
        List.of(two),
        ids(found(word, "&kind=entries&direction=internal"), "entries", "conversationId"));
    assertEquals(2, ids(found(word, "&kind=entries&channel=email"), "entries", "id").size());
    assertEquals(0, ids(found(word, "&kind=entries&status=resolved"), "entries", "id").size());
    assertEquals(
        3,
        ids(found(word, "&kind=entries&status=open&from=2020-01-01T00:00:00Z"), "entries", "id")
            .size());
    assertEquals(
        0, ids(found(word, "&kind=entries&to=2020-01-01T00:00:00Z"), "entries", "id").size());
    assertFalse(found(word, "&kind=entries").containsKey("customers"));
    assertEquals("invalid_request", app.agent1.get("/search?q=x&from=gestern").code());
  }

  private static List<Long> ids(JsonObject found, String kind, String member) {
    return Caller.objects(found.getJsonObject(kind).getJsonArray("items")).stream()
        .map(hit -> hit.getLong(member))
        .toList();
  }

  @Test
  void pagesHaveNeitherGapsNorDoublesAlsoOfWhatThousandsHave() {
    app.sql()
        .execute(
            """
            WITH people AS (
              INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE
              SELECT n, 'Seitenkunde ' || n, n FROM generate_series(700001, 700040) n RETURNING id),
            matters AS (
              INSERT INTO conversation (id, customer_id, subject, queue_id) OVERRIDING SYSTEM VALUE
              SELECT id, id, 'Seitensache ' || id, 1 FROM people RETURNING id)
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, body_text)
            SELECT id, id, 'message', 'email', 'in', '2026-01-01'::timestamptz + (n / 3) * interval '1 second',
                   'gemeinsam ' || CASE WHEN n % 20 = 0 THEN 'selten' ELSE '' END
              FROM matters, generate_series(1, 140) n
            """);
    for (String q : List.of("gemeinsam", "selten", "Seitensache", "Seitenkunde")) {
      for (String kind : List.of("customers", "conversations", "entries")) {
        List<Long> seen = pages(q, kind);
        assertEquals(new HashSet<>(seen).size(), seen.size(), q + kind);
        int wanted =
            switch (q + " " + kind) {
              case "gemeinsam entries" -> 5_600;
              case "selten entries" -> 280;
              case "Seitensache conversations", "Seitenkunde customers" -> 40;
              default -> 0;
            };
        assertEquals(wanted, seen.size(), q + " " + kind);
      }
    }
    for (String garbage : List.of("quatsch", "MQ", "____")) {
      assertEquals(
          "invalid_request",
          app.agent1.get("/search?q=selten&kind=entries&cursor=" + garbage).code());
    }
    assertEquals("invalid_request", app.agent1.get("/search?q=selten&cursor=MC4x").code());
  }

  private static List<Long> pages(String q, String kind) {
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    while (true) {
      int limit = q.equals("gemeinsam") ? 100 : 7;
      JsonObject page = found(q, "&kind=" + kind + "&limit=" + limit + cursor).getJsonObject(kind);
      Caller.objects(page.getJsonArray("items"))
          .forEach(
              hit ->
                  seen.add(
                      kind.equals("customers")
                          ? hit.getJsonObject("customer").getLong("id")
                          : hit.getLong("id")));
      if (!page.containsKey("nextCursor")) {
        return seen;
      }
      cursor = "&cursor=" + page.getString("nextCursor");
    }
  }

  @Test
  void whateverIsTypedIsNoError() {
    List<String> typed =
        List.of(
            "",
            " ",
            "'",
            "\"",
            "\"\"",
            "\\",
            "%",
            "_",
            "%%%",
            "a%",
            "&",
            "|",
            "!",
            "!!(",
            ":*",
            "<->",
            "-",
            "--",
            "-nur -minus",
            "und",
            "der die das",
            "'; DROP TABLE entry; --",
            "\u0000",
            "a\u0000b",
            "🎉",
            "🎉🎉 💥",
            "שלום עולם",
            "مرحبا",
            "\u202Egnp.exe",
            "#",
            "#99999999999999999999999",
            "@",
            "@@@",
            "a@",
            "1",
            "é\u0301",
            "x".repeat(900),
            "wort ".repeat(190),
            "\uFDFA",
            "ǅ",
            "İ",
            "a:b",
            "a'b:*",
            "(((",
            "\"a\" \"b",
            "ab -\"c d");
    for (String q : typed) {
      Reply reply = app.agent1.get("/search?q=" + Caller.encoded(q));
      assertEquals(200, reply.status(), () -> q + " " + reply);
    }
    Reply huge = app.agent1.get("/search?q=" + "x".repeat(10_000));
    assertTrue(huge.status() >= 400 && huge.status() < 500, huge::toString);
    assertEquals("not_signed_in", app.node.stranger().get("/search?q=rechnung").code());
  }

  @Test
  void percentAndUnderscoreAreSignsNotWildcards() {
    long id = app.filed(RawMail.from("rabatt_100@kunde.example").subject("x").text("Rabatt\n"));
    assertEquals(List.of(id), entries("rabatt_100"));
    assertEquals(List.of(), entries("r%100@kunde"));
    assertEquals(List.of(), customers("rabatt%100"));
  }

  @Test
  void aWordOfFiguresAndLettersIsFoundWhileOneTypesIt() {
    long id =
        app.filed(
            RawMail.from("kunde@kunde.example").subject("Auftrag 81e82baba804").text("kurz\n"));
    for (String typed :
        List.of(
            "81e8", "81e82", "81e82b", "81e82baba804", "Auftrag 81e82bab", "\"81e82baba804\"")) {
      assertEquals(List.of(id), entries(typed), typed);
    }
  }

  @Test
  void aHostileMailIsFiledAndFoundByItsSubject() {
    String subject = "Kaskadenbruch " + UUID.randomUUID();
    long word =
        app.filed(
            RawMail.from("boese@kunde.example")
                .subject(subject)
                .text("ä".repeat(5_000_000) + "\n"));
    assertEquals(List.of(word), entries(subject));
    StringBuilder many = new StringBuilder();
    for (int number = 0; number < 300_000; number++) {
      many.append(Integer.toString(number * 7919, 36)).append(number % 20 == 19 ? '\n' : ' ');
    }
    String other = "Wortlawine " + UUID.randomUUID();
    long words =
        app.filed(RawMail.from("boese@kunde.example").subject(other).text(many.toString()));
    assertEquals(List.of(words), entries(other));
    String expanding = "Ausdehnung " + UUID.randomUUID();
    long signs =
        app.filed(
            RawMail.from("boese@kunde.example")
                .subject(expanding)
                .text("\uFDFA ".repeat(60_000) + "\n"));
    assertEquals(List.of(signs), entries(expanding));
  }

  @Test
  void whatIsWithdrawnOrADraftIsNotFound() {
    String word = "entwurfswort" + UUID.randomUUID().toString().replace("-", "");
    long id = app.newConversation();
    app.agent1.put(
        "/conversations/" + id + "/draft", new JsonObject().put("kind", "reply").put("text", word));
    assertEquals(List.of(), entries(word));
    app.agent1.post("/conversations/" + id + "/notes", new JsonObject().put("text", word));
    assertEquals(List.of(id), entries(word));
    app.sql().execute("UPDATE entry SET withdrawn = true WHERE body_text = $1", word);
    assertEquals(List.of(), entries(word));
  }

  @Test
  void aNewSubjectIsFoundAndTheOldOneNoLonger() {
    String before = "vorher" + UUID.randomUUID().toString().replace("-", "");
    String after = "nachher" + UUID.randomUUID().toString().replace("-", "");
    long id = app.filed(RawMail.from("betreff@kunde.example").subject(before));
    assertEquals(List.of(id), conversations(before));
    app.agent1.patch(
        "/conversations/" + id,
        new JsonObject()
            .put("version", app.conversation(id).getInteger("version"))
            .put("subject", after));
    assertEquals(List.of(id), conversations(after));
    assertEquals(List.of(), conversations(before));
  }

  @Test
  void aTelephoneNumberIsFoundInEverySpellingAndByAPart() {
    long customer =
        app.filed(RawMail.from("Telefon Tanja <tanja@telefon.example>").subject("Nummer folgt"));
    long id = app.conversation(customer).getJsonObject("customer").getLong("id");
    app.sql()
        .execute(
            "INSERT INTO contact_point (customer_id, channel, value, source) VALUES ($1, 'phone', '+494315559871', 'agent')",
            id);
    long mentioned =
        app.filed(
            RawMail.from("sie@kunde.example")
                .subject("Rückruf")
                .text("Bitte unter 0431/555 98-72 zurückrufen.\n"));
    for (String q :
        List.of(
            "0431/555 98-71",
            "0431 5559871",
            "+49 (0)431 555 98 71",
            "00494315559871",
            "+4943155598",
            "555 98 71",
            "59871",
            "(0431) 555-98",
            "5559871 ")) {
      assertTrue(customers(q).contains("Telefon Tanja"), q);
    }
    for (String q : List.of("0431/555 98-72", "04315559872", "+49 431 55598 72", "555-98 72")) {
      assertTrue(entries(q).contains(mentioned), q);
    }
    JsonObject hit = hits("04 31 555 98-72", "entries").getFirst();
    assertEquals("Bitte unter 0[431/555 98-72] zurückrufen.", marked(hit.getJsonArray("excerpt")));
    assertFalse(customers("0431 5559872").contains("Telefon Tanja"));
  }

  @Test
  void everyKindOfContactPointIsFoundAndForgottenWithIt() {
    long conversation =
        app.filed(RawMail.from("Adele Adressat <adele@adresse.example>").subject("Post"));
    long id = app.conversation(conversation).getJsonObject("customer").getLong("id");
    app.sql()
        .execute(
            """
            INSERT INTO contact_point (customer_id, channel, value, source)
            VALUES ($1, 'postal', 'Königstraße 17 b, 24837 Schleswig', 'agent'), ($1, 'customer_number', 'KD-0099-4711', 'import'),
                   ($1, 'mastodon', '@adele@troet.example', 'agent')
            """,
            id);
    for (String q :
        List.of(
            "koenigstr",
            "24837",
            "Konigstraße 17 b",
            "Adele Schleswig",
            "4711",
            "KD-0099",
            "@troet")) {
      assertEquals(List.of("Adele Adressat"), customers(q), q);
    }
    assertEquals(List.of(), customers("Adele Flensburg"));
    app.sql()
        .execute(
            "UPDATE contact_point SET value = 'Am Markt 3, 24937 Flensburg' WHERE customer_id = $1 AND channel = 'postal'",
            id);
    assertEquals(List.of("Adele Adressat"), customers("Adele Flensburg"));
    app.sql()
        .execute("DELETE FROM contact_point WHERE customer_id = $1 AND channel = 'postal'", id);
    assertEquals(List.of(), customers("Adele Flensburg"));
  }

  @Test
  void aTextInAColumnThatComesLaterIsFoundWithoutAnyChange() {
    try (TestDatabase later = TestDatabase.create()) {
      later
          .database()
          .execute("ALTER TABLE contact_point ADD COLUMN shown text, ADD COLUMN parts jsonb");
      later
          .database()
          .execute(
              "INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE VALUES (1, 'Später', 1)");
      later
          .database()
          .execute(
              """
              INSERT INTO contact_point (customer_id, channel, value, source, shown, parts)
              VALUES (1, 'postal', 'x', 'agent', 'Hafenweg 9', '{"town": {"name": "Eckernförde"}}')
              """);
      Search search = new Search(later.database());
      for (String q : List.of("hafenw", "eckernfoerde", "spater")) {
        assertEquals(
            1,
            search
                .find(q, Optional.of(Search.Kind.CUSTOMERS), NO_FILTER, Optional.empty(), 10)
                .customers()
                .orElseThrow()
                .items()
                .size(),
            q);
      }
    }
  }

  @Test
  void whoIsMergedIsFoundOnceUnderTheirRoot() {
    String name = "verschmolzen" + UUID.randomUUID().toString().substring(0, 8);
    long one = app.filed(RawMail.from(name + " Alt <alt@" + name + ".example>").subject(name));
    long two = app.filed(RawMail.from("Neue Wurzel <neu@" + name + ".example>").subject(name));
    long member = app.conversation(one).getJsonObject("customer").getLong("id");
    long root = app.conversation(two).getJsonObject("customer").getLong("id");
    app.sql()
        .execute("UPDATE customer SET merged_into = $2, root_id = $2 WHERE id = $1", member, root);
    List<JsonObject> found = hits(name, "customers");
    assertEquals(1, found.size(), found::toString);
    assertEquals(root, found.getFirst().getJsonObject("customer").getLong("id"));
    assertEquals("Neue Wurzel", marked(found.getFirst().getJsonArray("name")));
    assertEquals("[" + name + "] Alt", marked(found.getFirst().getJsonArray("alias")));
    assertEquals(List.of("Neue Wurzel"), customers(name + " Wurzel"));
    for (String kind : List.of("conversations", "entries")) {
      assertEquals(
          List.of(root, root),
          hits(name, kind).stream()
              .map(hit -> hit.getJsonObject("customer").getLong("id"))
              .toList());
    }
    app.sql().execute("UPDATE customer SET merged_into = NULL, root_id = id WHERE id = $1", member);
    assertEquals(2, hits(name, "customers").size());
  }

  @Test
  void theNoteAboutACustomerIsFound() {
    long conversation = app.filed(RawMail.from("Notiz Nora <nora@notiz.example>").subject("N"));
    JsonObject customer =
        app.agent1.read(
            "/customers/" + app.conversation(conversation).getJsonObject("customer").getLong("id"));
    app.agent1.patch(
        "/customers/" + customer.getLong("id"),
        new JsonObject()
            .put("version", customer.getInteger("version"))
            .put("note", "Hat einen Blindenführhund, bitte große Schrift."));
    JsonObject hit = hits("blindenfuehr", "customers").getFirst();
    assertEquals("Notiz Nora", hit.getJsonObject("customer").getString("name"));
    assertEquals(
        "Hat einen [Blindenführhund], bitte große Schrift.", marked(hit.getJsonArray("note")));
  }

  @Test
  void namesOfFilesStayThroughLaterChangesAndGoWithTheFile() {
    String file = "zaehlerfoto" + UUID.randomUUID().toString().substring(0, 8);
    long id = app.newConversation();
    long entry = app.messages(id).getFirst().getLong("id");
    app.sql()
        .execute(
            "INSERT INTO attachment (entry_id, name, type, size, content) VALUES ($1, $2, 'image/png', 1, 'x')",
            entry,
            file + ".png");
    assertEquals(List.of(id), entries(file));
    app.sql().execute("UPDATE entry SET subject = 'Anders' WHERE id = $1", entry);
    assertEquals(List.of(id), entries(file));
    app.sql().execute("DELETE FROM attachment WHERE entry_id = $1", entry);
    assertEquals(List.of(), entries(file));
  }

  @Test
  void whatWasThereBeforeTheSearchIsFound() {
    PgConnectOptions where = TestDatabase.createBlank();
    Flyway before =
        Flyway.configure()
            .dataSource(
                "jdbc:postgresql://%s:%d/%s"
                    .formatted(where.getHost(), where.getPort(), where.getDatabase()),
                where.getUser(),
                where.getPassword())
            .locations("classpath:db/migration")
            .target("18")
            .load();
    before.migrate();
    try (Database old = new Database(app.db.vertx(), where, 2)) {
      old.execute(
          "INSERT INTO customer (id, name, note, root_id) OVERRIDING SYSTEM VALUE VALUES (1, 'Früher Vogel', 'mag Körner', 1)");
      old.execute(
          "INSERT INTO contact_point (customer_id, channel, value, source) VALUES (1, 'phone', '+4943177001', 'agent')");
      old.execute(
          "INSERT INTO conversation (id, customer_id, subject, queue_id) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'Altlast', 1)");
      old.execute(
          """
          INSERT INTO entry (id, conversation_id, customer_id, kind, channel, direction, occurred_at, body_text, withdrawn) OVERRIDING SYSTEM VALUE
          VALUES (1, 1, 1, 'message', 'email', 'in', now(), 'Wo bleibt der Wurm?', false),
                 (2, 1, 1, 'message', 'email', 'out', now(), 'Zurückgezogener Wurm', true)
          """);
      old.execute(
          "INSERT INTO attachment (entry_id, name, type, size, content) VALUES (1, 'Nistkasten.pdf', 'application/pdf', 1, 'x')");
      Migrations.run(where);
      Search search = new Search(old);
      assertEquals(1, found(search, "vogel").customers().orElseThrow().items().size());
      assertEquals(1, found(search, "körner").customers().orElseThrow().items().size());
      assertEquals(1, found(search, "0431 77001").customers().orElseThrow().items().size());
      assertEquals(1, found(search, "altlast").conversations().orElseThrow().items().size());
      assertEquals(1, found(search, "Würmer").entries().orElseThrow().items().size());
      assertEquals(1, found(search, "Nistkasten").entries().orElseThrow().items().size());
    }
  }

  private static Search.Found found(Search search, String q) {
    return search.find(q, Optional.empty(), NO_FILTER, Optional.empty(), 10);
  }

  @Test
  void umlautsFindEachOtherInEverySpelling() {
    List<String> spellings = List.of("Müllerßen", "Muellerssen", "Mullerssen", "MÜLLERSSEN");
    for (String spelling : spellings) {
      app.filed(
          RawMail.from("umlaut-" + UUID.randomUUID() + "@kunde.example")
              .subject("Umlaut " + spelling));
    }
    for (String q : spellings) {
      assertEquals(4, conversations(q).size(), q);
      assertEquals(4, entries(q).size(), q);
    }
  }

  @Test
  void aWalkThatFindsLittleSaysHowFarItLooked() {
    app.sql()
        .execute(
            """
            WITH someone AS (
              INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE VALUES (800001, '', 800001) RETURNING id),
            matter AS (
              INSERT INTO conversation (id, customer_id, subject, queue_id) OVERRIDING SYSTEM VALUE
              SELECT 800001, id, '', 1 FROM someone RETURNING id, customer_id)
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, body_text)
            SELECT id, customer_id, 'message', CASE n WHEN 3 THEN 'letter' ELSE 'phone' END, 'in',
                   '2010-01-01'::timestamptz + n * interval '1 minute', 'uralt'
              FROM matter, generate_series(1, 26000) n
            """);
    JsonObject first =
        found("uralt", "&kind=entries&channel=letter&to=2011-01-01T00:00:00Z")
            .getJsonObject("entries");
    assertEquals(List.of(), first.getJsonArray("items").getList());
    assertEquals("2010-01-05T04:01:00Z", first.getString("lookedBackTo"));
    JsonObject second =
        found(
                "uralt",
                "&kind=entries&channel=letter&to=2011-01-01T00:00:00Z&cursor="
                    + first.getString("nextCursor"))
            .getJsonObject("entries");
    assertEquals(1, second.getJsonArray("items").size());
    assertFalse(second.containsKey("nextCursor"));
    assertFalse(second.containsKey("lookedBackTo"));
    assertEquals(
        20, found("uralt", "&kind=entries").getJsonObject("entries").getJsonArray("items").size());
  }

  @Test
  void whomElseTheyWroteToIsFoundButNotOurOwnAddress() {
    String other = "hausverwaltung-" + UUID.randomUUID().toString().substring(0, 8);
    long id =
        app.filed(
            RawMail.from("mieter@kunde.example")
                .to(TestApp.SERVICE + ", " + other + "@kunde.example")
                .subject("An beide"));
    assertEquals(List.of(id), entries(other));
    assertEquals(
        "mieter@kunde.example → " + TestApp.SERVICE + ", [" + other + "]@kunde.example",
        marked(hits(other, "entries").getFirst().getJsonArray("from")));
    assertFalse(entries("nordlicht.example").contains(id));
  }

  @Test
  void aCodeInQuotesIsFoundAsItStands() {
    assertTrue(entries("\"RE-2024-00817\"").contains(invoice));
    assertTrue(entries("\"00817\"").contains(invoice));
  }
}
