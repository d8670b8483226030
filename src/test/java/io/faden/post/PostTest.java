package io.faden.post;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.Paper;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.PostRoom;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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

  /** As if a node had taken it and had died before it was ready. */
  private static void dies(long entry) {
    app.sql()
        .execute(
            """
            UPDATE delivery SET state = 'claimed', claim = claim + 1, raw = NULL, claimed_until = clock_timestamp() - interval '1 second'
             WHERE entry_id = $1
            """,
            entry);
  }

  private static Reply print(long... entries) {
    JsonArray numbers = new JsonArray();
    for (long entry : entries) {
      numbers.add(entry);
    }
    return app.agent2.post("/print-runs", new JsonObject().put("entries", numbers));
  }

  private static Reply posted(long run, JsonObject body) {
    return app.agent2.post("/print-runs/" + run + "/posting", body);
  }

  @Test
  void anAnswerToALetterGoesByLetterAndNamesIt() throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    JsonObject mail = app.conversation(id).getJsonObject("replyTo").getJsonObject("contactPoint");
    assertEquals("email", mail.getString("channel"));
    post.wrote(id, LocalDate.of(2026, 5, 5));
    JsonObject to = app.conversation(id).getJsonObject("replyTo");
    assertEquals("postal", to.getJsonObject("contactPoint").getString("channel"));
    assertEquals(post.account(), to.getJsonObject("channelAccount").getLong("id"));
    JsonObject entry = app.reply(app.agent1, id, "Gern.").json();
    assertEquals("letter", entry.getString("channel"));
    assertEquals("Frage", entry.getString("subject"));
    app.awaitReply(entry.getLong("id"), "ready");
    String text = PostRoom.text(app.agent1.bytes("/entries/" + entry.getLong("id") + "/letter"));
    assertTrue(text.contains("Brief vom 5. Mai 2026"), text);
    assertTrue(text.contains("Guten Tag Oliver Reimann,"), text);
    assertTrue(text.contains("Anna Agentin"), text);
  }

  @Test
  void twoWhoPrintAtOnceShareTheLettersBetweenThem() throws Exception {
    List<Long> ready = new ArrayList<>();
    for (int letter = 0; letter < 6; letter++) {
      ready.add(post.ready(post.conversation("Kunde " + letter, PostRoom.KIEL), "Text " + letter));
    }
    long[] all = ready.stream().mapToLong(each -> each).toArray();
    List<Reply> runs = AtOnce.times(4, () -> print(all));
    List<Reply> prints = runs.stream().filter(run -> run.status() == 201).toList();
    assertEquals(6, prints.stream().mapToInt(run -> run.json().getInteger("letters")).sum());
    assertTrue(
        runs.stream()
            .filter(run -> run.status() != 201)
            .allMatch(run -> run.code().equals("nothing_to_print")),
        runs::toString);
    assertEquals(
        6,
        app.count(
            "SELECT count(*) FROM print_run_letter WHERE entry_id = ANY ($1)",
            (Object) ready.toArray(Long[]::new)));
  }

  @Test
  void aLetterWhoseNodeDiedIsLaidOutOnceMoreAndThereIsExactlyOne() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.ready(id, "Einmal.");
    dies(entry);
    app.awaitReply(entry, "ready");
    assertEquals(
        1,
        app.agent1.items("/print-list?state=ready&limit=200").stream()
            .filter(letter -> letter.getLong("conversationId") == id)
            .count());
    assertEquals(1, post.printed(entry).getInteger("letters"));
    assertEquals("nothing_to_print", print(entry).code());
  }

  @Test
  void postingTwiceChangesNothingAndOnlyPrintedLettersArePosted() {
    long first = post.ready(post.conversation("Ada Eins", PostRoom.KIEL), "Eins");
    long second = post.ready(post.conversation("Bea Zwei", PostRoom.KIEL), "Zwei");
    long other = post.ready(post.conversation("Cem Drei", PostRoom.KIEL), "Drei");
    long run = post.printed(first, second).getLong("id");
    JsonObject onlyFirst = new JsonObject().put("entries", new JsonArray().add(first));
    assertEquals(1, posted(run, onlyFirst).json().getInteger("open"));
    assertEquals("sent", app.replyOf(first).getString("status"));
    assertEquals("printed", app.replyOf(second).getString("status"));
    String sentAt = app.replyOf(first).getString("sentAt");
    assertEquals(200, posted(run, onlyFirst).status());
    assertEquals(sentAt, app.replyOf(first).getString("sentAt"));
    assertEquals(
        "letter_not_there_yet",
        posted(run, new JsonObject().put("entries", new JsonArray().add(other))).code());
    assertEquals("ready", app.replyOf(other).getString("status"));
    LocalDate today = LocalDate.now(PostRoom.ZONE);
    for (LocalDate wrong : List.of(today.plusDays(1), today.minusDays(1))) {
      assertEquals(
          "invalid_request",
          posted(run, new JsonObject().put("postedOn", wrong.toString())).code());
    }
    assertEquals(
        "invalid_request", posted(run, new JsonObject().put("postedOn", "2026-02-30")).code());
    JsonObject whole = posted(run, new JsonObject().put("postedOn", today.toString())).json();
    assertEquals(0, whole.getInteger("open"));
    assertEquals(today.toString(), whole.getString("postedOn"));
    assertEquals("not_found", posted(run + 1_000_000, new JsonObject()).code());
    assertEquals(
        "letter_not_there_yet", app.agent1.post("/print-list/" + first + "/reprint").code());
  }

  @Test
  void anEarlierDayIsWhenTheyWereSent() {
    long entry = post.ready(post.conversation("Ada Eins", PostRoom.KIEL), "Eins");
    long run = post.printed(entry).getLong("id");
    app.sql()
        .execute(
            "UPDATE print_run SET printed_at = printed_at - interval '3 days' WHERE id = $1", run);
    LocalDate day = LocalDate.now(PostRoom.ZONE).minusDays(2);
    assertEquals(200, posted(run, new JsonObject().put("postedOn", day.toString())).status());
    Instant sent = Instant.parse(app.replyOf(entry).getString("sentAt"));
    assertEquals(day, LocalDate.ofInstant(sent, PostRoom.ZONE));
    assertEquals(day.toString(), post.listed("posted", entry).getString("postedOn"));
  }

  @Test
  void whatCannotBePrintedIsRefusedWhenItIsWrittenAndNothingIsLost() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    Reply chinese = post.write(app.agent1, id, "Das ist 李.");
    assertEquals("letter_unprintable", chinese.code());
    assertEquals(422, chinese.status());
    assertTrue(chinese.json().getString("detail").contains("李"), chinese::toString);
    assertEquals("letter_unprintable", post.write(app.agent1, id, "\u202E\u200B").code());
    assertEquals(
        "letter_unprintable", post.write(app.agent1, id, "Zu lang.\n".repeat(9_000)).code());
    app.agent1.upload(
        "/conversations/" + id + "/draft/attachments?name=kaputt.pdf&type=application/pdf",
        "%PDF-1.7 nichts".getBytes(StandardCharsets.UTF_8));
    Reply broken = post.write(app.agent1, id, "Siehe Anlage.");
    assertEquals("letter_unprintable", broken.code());
    assertTrue(broken.json().getString("detail").endsWith("kaputt.pdf"), broken::toString);
    assertEquals(0, app.messages(id).stream().filter(PostTest::isOurs).count());
    assertEquals(1, app.conversation(id).getJsonObject("draft").getJsonArray("attachments").size());
  }

  private static boolean isOurs(JsonObject entry) {
    return entry.getString("direction").equals("out");
  }

  @Test
  void whatCannotBePrintedAfterAllFailsVisibly() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.ready(id, "Gut.");
    app.sql()
        .execute(
            "UPDATE contact_point SET details = details || '{\"city\": \"李\"}' WHERE id = $1",
            post.way(id).getJsonObject("contactPoint").getLong("id"));
    dies(entry);
    JsonObject failed = app.awaitReply(entry, "failed").getJsonObject("reply");
    assertTrue(failed.getString("error").contains("李"), failed::encode);
    assertEquals("open", app.conversation(id).getString("status"));
  }

  @Test
  void anAddressAbroadNamesItsCountryAndComesLast() throws Exception {
    long home = post.ready(post.conversation("Ada Zuhause", PostRoom.KIEL), "Hier");
    JsonObject vienna =
        new JsonObject()
            .put("street", "Ring 1")
            .put("postalCode", "1010")
            .put("city", "Wien")
            .put("country", "AT");
    long abroad = post.ready(post.conversation("Zoe Fern", vienna), "Dort");
    assertEquals(
        List.of("Zoe Fern", "Ring 1", "1010 WIEN", "ÖSTERREICH"),
        post.listed("ready", abroad).getJsonArray("recipient").getList());
    // The list is the house's: whoever prints reads the product in English.
    app.sql().execute("UPDATE agent SET locale = 'en' WHERE name = 'Bert Agent'");
    long run = post.printed(abroad, home).getLong("id");
    String print = PostRoom.text(app.agent1.bytes("/print-runs/" + run + "/pdf"));
    assertTrue(print.indexOf("Ada Zuhause") < print.indexOf("Zoe Fern"), print);
    assertTrue(print.contains("Druckliste vom"), print);
  }

  @Test
  void anOrganisationStandsAboveWhoIsMeantAndCustomersAreGreetedInTheirLanguage() throws Exception {
    long id =
        post.conversation("Harbour Lights Ltd", PostRoom.KIEL.copy().put("recipient", "Accounts"));
    post.rename(
        id,
        "Harbour Lights Ltd",
        new JsonObject()
            .put("kind", "organisation")
            .put("language", "en")
            .put("formOfAddress", "Sie"));
    long entry = post.ready(id, "Thank you.");
    assertEquals(
        List.of("Harbour Lights Ltd", "Accounts", "Lerchenweg 12", "24103 Kiel"),
        post.listed("ready", entry).getJsonArray("recipient").getList());
    String text = PostRoom.text(app.agent1.bytes("/entries/" + entry + "/letter"));
    assertTrue(text.contains("Dear Sir or Madam,"), text);
    assertTrue(text.contains("Our reference"), text);
  }

  @Test
  void thePrintedLetterFitsItsEnvelope() throws Exception {
    long entry =
        post.ready(
            post.conversation("Zażółć Gęślą Jaźń İğdır", PostRoom.KIEL), "Viele Grüße aus Kiel.");
    long run = post.printed(entry).getLong("id");
    try (Paper paper = new Paper(app.agent1.bytes("/print-runs/" + run + "/pdf"))) {
      paper.keep("print-run");
      // A list, its blank other side, the letter, its blank other side.
      assertEquals(4, paper.pages());
      assertTrue(Paper.blank(paper.image(2)));
      List<Paper.Sign> window =
          paper.signs(3).stream()
              .filter(sign -> sign.lower() > 44 && sign.upper() < 98 && sign.left() < 120)
              .toList();
      assertTrue(
          Paper.joined(window).endsWith("ZażółćGęśląJaźńİğdırLerchenweg1224103Kiel"),
          () -> Paper.joined(window));
      for (Paper.Sign sign : window) {
        assertTrue(sign.left() >= 20 && sign.right() <= 105, sign::toString);
        assertTrue(sign.upper() >= 45 && sign.lower() <= 90, sign::toString);
      }
      List<Float> marks = Paper.marks(paper.image(3), 7);
      assertEquals(3, marks.size(), marks::toString);
      assertEquals(105, marks.get(0), 0.3);
      assertEquals(148.5, marks.get(1), 0.3);
      assertEquals(210, marks.get(2), 0.3);
    }
  }

  @Test
  void enclosuresArePrintedBehindTheLetterOnPaperOfTheirOwn() throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    byte[] plan = PostRoom.document("Der Plan");
    String upload = "/conversations/" + id + "/draft/attachments?type=application/pdf&name=";
    app.agent1.upload(upload + "Plan.pdf", plan);
    app.agent1.upload(upload + "Bild.png", PostRoom.picture());
    app.agent1.upload(upload + "Muster.docx", new byte[] {'P', 'K', 3, 4});
    long entry = post.ready(id, "Siehe Anlagen.");
    JsonObject listed = post.listed("ready", entry);
    assertEquals(3, listed.getInteger("pages"));
    assertEquals(List.of("Muster.docx"), listed.getJsonArray("byHand").getList());
    long run = post.printed(entry).getLong("id");
    try (Paper paper = new Paper(app.agent1.bytes("/print-runs/" + run + "/pdf"))) {
      paper.keep("enclosures");
      assertEquals(8, paper.pages());
      assertTrue(paper.text(1).contains("beizulegen: Muster.docx"), paper.text(1));
      String letter = paper.text(3);
      assertTrue(letter.contains("Anlagen") && letter.contains("Plan\nBild\nMuster.docx"), letter);
      assertTrue(Paper.blank(paper.image(4)));
      assertTrue(paper.text(5).contains("Der Plan"));
      assertFalse(Paper.blank(paper.image(7)));
    }
    Reply oneSide = app.agent2.post("/print-list/" + entry + "/reprint");
    assertEquals(200, oneSide.status(), oneSide::toString);
    Reply again =
        app.agent2.post(
            "/print-runs",
            new JsonObject().put("entries", new JsonArray().add(entry)).put("bothSides", false));
    assertEquals(4, again.json().getInteger("pages"));
    assertEquals(200, app.agent1.get("/entries/" + entry + "/letter/pages/3?dpi=50").status());
    assertEquals(404, app.agent1.get("/entries/" + entry + "/letter/pages/4?dpi=50").status());
  }

  @Test
  void aLetterIsTakenBackWhileItLiesReadyAndNotOnceItIsPrinted() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.ready(id, "Doch nicht.");
    assertEquals(200, app.agent1.post("/replies/" + entry + "/undo").status());
    assertEquals("Doch nicht.", app.conversation(id).getJsonObject("draft").getString("text"));
    assertEquals("nothing_to_print", print(entry).code());
    assertEquals("not_found", app.agent1.post("/print-list/" + entry + "/reprint").code());
    assertEquals(404, app.agent1.get("/entries/" + entry + "/letter").status());
    long second = post.ready(id, "Also gut.");
    JsonObject unused = post.printed(second);
    assertEquals("reply_already_left", app.agent1.post("/replies/" + second + "/undo").code());
    assertEquals(200, app.agent2.post("/print-list/" + second + "/reprint").status());
    assertEquals(200, app.agent1.post("/replies/" + second + "/undo").status());
  }

  @Test
  void aSpoiltPrintIsPrintedOnceMoreAndEachPrintCanBeFetchedAgain() throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.ready(id, "Wichtig.");
    long first = post.printed(entry).getLong("id");
    JsonObject again = app.agent2.post("/print-list/" + entry + "/reprint").json();
    assertEquals("ready", again.getString("state"));
    assertFalse(again.containsKey("printRunId"));
    assertEquals(1, app.eventsOf(id).get("letter_print_again"));
    long second = post.printed(entry).getLong("id");
    assertEquals(0, run(first).getInteger("open"));
    assertEquals(1, run(second).getInteger("open"));
    assertEquals(
        PostRoom.text(app.agent1.bytes("/print-runs/" + first + "/pdf")),
        PostRoom.text(app.agent1.bytes("/print-runs/" + second + "/pdf")));
    assertEquals(
        "letter_not_there_yet",
        posted(first, new JsonObject().put("entries", new JsonArray().add(entry))).code());
    assertEquals(200, posted(second, new JsonObject()).status());
  }

  private static JsonObject run(long id) {
    return app.agent1.items("/print-runs?limit=200").stream()
        .filter(run -> run.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDamagedDocumentIsLeftOutNamedAndCanBeMadeAnew() {
    long good = post.ready(post.conversation("Ada Gut", PostRoom.KIEL), "Gut.");
    long id = post.conversation("Bea Kaputt", PostRoom.KIEL);
    long bad = post.ready(id, "Kaputt.");
    String reference = post.listed("ready", bad).getString("reference");
    app.sql().execute("UPDATE delivery SET raw = '%PDF-1.4 weg' WHERE entry_id = $1", bad);
    JsonObject run = post.printed(good, bad);
    assertEquals(1, run.getInteger("letters"));
    assertEquals(List.of(reference), run.getJsonArray("leftOut").getList());
    assertEquals("failed", app.replyOf(bad).getString("status"));
    assertEquals("open", app.conversation(id).getString("status"));
    assertEquals(200, app.agent1.post("/replies/" + bad + "/retry").status());
    app.awaitReply(bad, "ready");
    assertEquals(1, post.printed(bad).getInteger("letters"));
  }

  @Test
  void aLetterThatComesBackFailsAndGoesToTheNewAddress() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long entry = post.ready(id, "Wo sind Sie?");
    long run = post.printed(entry).getLong("id");
    assertEquals(200, posted(run, new JsonObject()).status());
    long sent = post.cameBack(entry, "unbekannt verzogen");
    assertEquals(id, sent);
    JsonObject returned = post.listed("returned", entry);
    assertTrue(returned.getString("error").contains("unbekannt verzogen"), returned::encode);
    assertEquals("failed", app.replyOf(entry).getString("status"));
    assertEquals("open", app.conversation(id).getString("status"));
    long old = post.way(id).getJsonObject("contactPoint").getLong("id");
    app.agent1.patch(
        "/contact-points/" + old,
        new JsonObject().put("state", "bad").put("stateReason", "unbekannt verzogen"));
    JsonObject luebeck =
        new JsonObject()
            .put("street", "Neue Gasse 2")
            .put("postalCode", "23552")
            .put("city", "Lübeck");
    Reply silent = app.agent1.post("/replies/" + entry + "/retry");
    assertEquals("address_bad", silent.code());
    assertEquals(409, silent.status());
    assertEquals("address_bad", post.write(app.agent1, id, "Noch einmal.").code());
    long fresh = post.addAddress(id, luebeck);
    assertEquals(fresh, post.way(id).getJsonObject("contactPoint").getLong("id"));
    assertEquals("address_bad", app.agent1.post("/replies/" + entry + "/retry").code());
    long foreign =
        post.way(post.conversation("Ada Fremd", PostRoom.KIEL.copy().put("street", "Weg 3")))
            .getJsonObject("contactPoint")
            .getLong("id");
    assertEquals("no_address", retried(entry, "contactPointId", foreign).code());
    assertEquals("failed", app.replyOf(entry).getString("status"));
    Reply retried = retried(entry, "contactPointId", fresh);
    assertEquals(200, retried.status(), retried::toString);
    JsonObject again = app.awaitReply(entry, "ready");
    assertEquals(List.of("Neue Gasse 2, 23552 Lübeck"), again.getJsonArray("to").getList());
    JsonObject listed = post.listed("ready", entry);
    assertEquals("23552 Lübeck", listed.getJsonArray("recipient").getList().getLast());
    assertFalse(listed.containsKey("postedOn"));
    assertFalse(again.getJsonObject("reply").containsKey("sentAt"), again::encode);
    // It had left once: what was said then stays on the timeline.
    assertEquals("reply_already_left", app.agent1.post("/replies/" + entry + "/undo").code());
    // What was printed then was another letter.
    assertEquals(404, app.agent1.get("/print-runs/" + run + "/pdf").status());
  }

  private static Reply retried(long entry, String what, Object how) {
    return app.agent1.post("/replies/" + entry + "/retry", new JsonObject().put(what, how));
  }

  @Test
  void aLetterGoesToABadAddressIfSomebodySaysSoAndNamesNoReturnAsTheCustomersLetter()
      throws Exception {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    post.wrote(id, LocalDate.of(2026, 5, 5));
    long entry = post.ready(id, "Wo sind Sie?");
    long run = post.printed(entry).getLong("id");
    assertEquals(200, posted(run, new JsonObject()).status());
    long unused = post.cameBack(entry, "unbekannt verzogen");
    long address = post.way(id).getJsonObject("contactPoint").getLong("id");
    app.agent1.patch(
        "/contact-points/" + address,
        new JsonObject().put("state", "bad").put("stateReason", "unbekannt verzogen"));
    post.wrote(id, LocalDate.of(2026, 6, 6));
    app.sql()
        .execute(
            "UPDATE entry SET automated = true WHERE conversation_id = $1 AND written_at > '2026-06-01'",
            id);
    assertEquals("address_bad", retried(entry, "contactPointId", address).code());
    assertEquals(200, retried(entry, "despiteBadAddress", true).status());
    app.awaitReply(entry, "ready");
    String text = PostRoom.text(app.agent1.bytes("/entries/" + entry + "/letter"));
    assertTrue(text.contains("Brief vom 5. Mai 2026"), text);
    Reply despite =
        app.agent1.post(
            "/conversations/" + id + "/replies",
            app.answer(id, "Noch einmal.")
                .put("contactPointId", address)
                .put("despiteBadAddress", true));
    assertEquals(201, despite.status(), despite::toString);
  }

  @Test
  void whoWantsNoLettersGetsNone() {
    long id = post.conversation("Oliver Reimann", PostRoom.KIEL);
    long customer = post.customer(id);
    int version = app.agent1.read("/customers/" + customer).getInteger("version");
    Reply wish =
        app.agent1.patch(
            "/customers/" + customer,
            new JsonObject()
                .put("version", version)
                .put(
                    "doNotContact",
                    new JsonObject().put("channels", new JsonArray().add("letter"))));
    assertEquals(200, wish.status(), wish::toString);
    assertEquals("do_not_contact", post.write(app.agent1, id, "Werbung").code());
  }

  @Test
  void anErasedCustomerLeavesNoLetterToPrint() {
    long id = post.conversation("Mina Vergessen", PostRoom.KIEL);
    long entry = post.ready(id, "Geheim.");
    long customer = post.customer(id);
    post.resolve(id);
    assertEquals("erasure_blocked", post.erase(customer).code());
    long run = post.printed(entry).getLong("id");
    assertEquals("erasure_blocked", post.erase(customer).code());
    assertEquals(200, posted(run, new JsonObject()).status());
    post.resolve(id);
    Reply erased = post.erase(customer);
    assertEquals(201, erased.status(), erased::toString);
    post.awaitErased(erased.json().getLong("id"));
    assertEquals(404, app.agent1.get("/print-runs/" + run + "/pdf").status());
    assertEquals(
        0,
        app.count(
            "SELECT count(*) FROM letter WHERE entry_id = $1 AND recipient::text LIKE '%Vergessen%'",
            entry));
    assertEquals(404, app.agent1.get("/entries/" + entry + "/letter").status());
  }

  @Test
  void theListIsReadPageByPage() {
    for (int letter = 0; letter < 3; letter++) {
      long unused = post.ready(post.conversation("Kunde " + letter, PostRoom.KIEL), "Text");
    }
    for (String state : List.of("ready", "printed", "posted", "returned", "")) {
      String query = "/print-list?limit=2" + (state.isEmpty() ? "" : "&state=" + state);
      List<Long> whole =
          app.agent1.items(query.replace("limit=2", "limit=200")).stream()
              .map(letter -> letter.getLong("entryId"))
              .toList();
      List<Long> paged = new ArrayList<>();
      JsonObject page = app.agent1.read(query);
      while (true) {
        Caller.objects(page.getJsonArray("items"))
            .forEach(letter -> paged.add(letter.getLong("entryId")));
        if (!page.containsKey("nextCursor")) {
          break;
        }
        page = app.agent1.read(query + "&cursor=" + page.getString("nextCursor"));
      }
      assertEquals(whole, paged, state);
    }
    assertEquals("invalid_request", app.agent1.get("/print-list?cursor=xx").code());
    assertEquals("invalid_request", app.agent1.get("/print-runs?cursor=xx").code());
  }
}
