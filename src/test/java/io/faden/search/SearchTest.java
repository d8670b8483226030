package io.faden.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {
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
}
