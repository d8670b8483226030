package io.faden.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo company as a newcomer meets it: a process, real mail, nothing set up by hand. */
class DemoTest {
  private static final Map<String, String> DEMO =
      Map.of("FADEN_DEMO", "true", "FADEN_MAIL_POLL_SECONDS", "1", "FADEN_REPLY_UNDO_SECONDS", "0");

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private ProcessNode node;

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
    database.close();
  }

  private void start(Map<String, String> settings) {
    node = ProcessNode.start(database.options(), folder, settings).awaitReady();
  }

  private HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject letter(String subject) {
    return new JsonObject()
        .put("name", "Nele Neumann")
        .put("to", "service@tidenwerk.example")
        .put("subject", subject)
        .put("text", "Guten Tag,\n\nwie melde ich mich an?\n\nNele Neumann")
        .put(
            "files",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("name", "a.txt")
                        .put("type", "text/plain")
                        .put("content", "SGFsbG8=")));
  }

  private void awaitOpened() {
    Awaitility.await("the opening is over")
        .atMost(Duration.ofMinutes(2))
        .until(() -> count("SELECT count(*) AS n FROM demo_step WHERE name = 'opened'") == 1);
  }

  private long count(String sql) {
    return database.database().row(sql).orElseThrow().getLong("n");
  }

  @Test
  void aKilledFirstStartGoesOnAndNothingIsThereTwice() throws Exception {
    start(DEMO);
    Awaitility.await("some letters are in the ledger")
        .atMost(Duration.ofSeconds(60))
        .until(() -> count("SELECT count(*) AS n FROM arrival") > 3);
    node.kill();
    start(DEMO);
    awaitOpened();
    long told =
        StoryScript.read().stream()
            .flatMap(story -> story.steps().stream())
            .filter(step -> step.mail().isPresent())
            .count();
    long letters = Script.read().size() + told;
    long paper = storySteps("in") + storySteps("back");
    Awaitility.await("every letter is filed")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                count(
                        "SELECT count(*) AS n FROM arrival r JOIN channel_account a ON a.id = r.channel_account_id"
                            + " WHERE r.state = 'filed' AND a.channel IN ('email', 'letter')")
                    == letters + paper);
    Awaitility.await("somebody has to say whose the others are")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                count(
                        "SELECT count(*) AS n FROM arrival r JOIN channel_account a ON a.id = r.channel_account_id"
                            + " WHERE r.state = 'checking' AND a.channel = 'letter'")
                    == PostRoom.read().size());
    TownScript town = TownScript.read();
    long mentions = town.posts().stream().filter(post -> !post.from().equals(Town.COMPANY)).count();
    Awaitility.await("everything that was posted is there once")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> count("SELECT count(*) AS n FROM post") == mentions + town.feed().items().size());
    assertEquals(1, count("SELECT count(*) AS n FROM delivery WHERE state = 'in_review'"));
    assertEquals(
        letters,
        count(
            "SELECT count(DISTINCT message_id) AS n FROM entry WHERE direction = 'in' AND channel = 'email'"));
    long replies =
        Script.read().stream()
            .flatMap(scene -> scene.acts().stream())
            .filter(act -> act.act().equals("reply"))
            .count();
    long posted = town.acts().stream().filter(act -> act.act().equals("reply")).count();
    assertEquals(replies + storySteps("out") + posted, count("SELECT count(*) AS n FROM delivery"));
    assertEquals(1, count("SELECT count(*) AS n FROM delivery WHERE state = 'ready'"));
    assertEquals(
        1, count("SELECT count(*) AS n FROM delivery WHERE returned_at IS NOT NULL"), "came back");
    theStoriesStandInTheirOrder();
    node.close();

    long arrivals = count("SELECT count(*) AS n FROM arrival");
    long entries = count("SELECT count(*) AS n FROM entry");
    start(DEMO);
    Awaitility.await("the accounts are served again")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                count(
                        "SELECT count(*) AS n FROM channel_account WHERE state = 'ok' AND state_node = '%s'"
                            .formatted(node.name()))
                    == 5);
    assertEquals(arrivals, count("SELECT count(*) AS n FROM arrival"));
    assertEquals(entries, count("SELECT count(*) AS n FROM entry"));
    assertEquals(4, count("SELECT count(*) AS n FROM agent"));
    assertEquals(5, count("SELECT count(*) AS n FROM queue"));
  }

  private void theStoriesStandInTheirOrder() throws Exception {
    SignedIn lead = SignedIn.as(node.url(), "supervisor@demo.test", Company.PASSWORD);
    assertEquals(
        List.of(
            "phone in +49 431 5550164",
            "x in @maren_kiel",
            "x out Jens Albrecht",
            "email in maren.feddersen@post.example",
            "phone out Lena Möller"),
        story(lead, "Maren Feddersen"));
    assertEquals(
        List.of(
            "phone in +49 4351 5550177",
            "letter in Hinrich Claussen, Deichweg 3, 24340 Eckernförde",
            "phone out Jens Albrecht",
            "email in hinrich.claussen@post.example",
            "email out Lena Möller",
            "letter in Deichweg 3, 24340 Eckernförde",
            "phone out Sabine Krüger",
            "phone out Sabine Krüger",
            "letter out Sabine Krüger"),
        story(lead, "Hinrich Claussen"));
    JsonObject settled = matter(lead, "Maren Feddersen");
    assertEquals("resolved", settled.getString("status"));
    JsonObject open = matter(lead, "Hinrich Claussen");
    assertEquals(
        1, lead.get("/callbacks?conversation=" + open.getLong("id")).getJsonArray("items").size());
    assertInOrder(
        dossier(lead, customer(lead, "Hinrich Claussen")),
        "Herr Claussen bestellt Glasfaser 250",
        "in das Hinterhaus gelegt",
        "Falsche Leitung bestätigt",
        "zwei Rechnungen über je 44,90",
        "beide Rechnungen haben wir gesperrt",
        "Ich gebe die Sache an die Verbraucherzentrale",
        "Persönlich übernommen",
        "Leitung liegt im Vorderhaus",
        "Sie haben lange auf diesen Brief gewartet");
  }

  private static long storySteps(String letter) {
    return StoryScript.read().stream()
        .flatMap(story -> story.steps().stream())
        .filter(step -> step.letter().equals(Optional.of(letter)))
        .count();
  }

  private static long customer(SignedIn lead, String name) {
    JsonArray found =
        lead.get("/customers?q=" + URLEncoder.encode(name, UTF_8)).getJsonArray("items");
    assertEquals(1, found.size(), found.encode());
    return found.getJsonObject(0).getLong("id");
  }

  /** Messages in the order of time: channel, direction, who. */
  private static List<String> story(SignedIn lead, String name) {
    return lead
        .get("/customers/" + customer(lead, name) + "/timeline?kind=message")
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .map(
            entry ->
                entry.getString("channel")
                    + " "
                    + entry.getString("direction")
                    + " "
                    + (entry.getString("direction").equals("in")
                        ? entry.getJsonObject("from").getString("address")
                        : entry.getJsonObject("author").getString("name")))
        .toList()
        .reversed();
  }

  private static JsonObject matter(SignedIn lead, String name) {
    long newest =
        lead.get("/customers/" + customer(lead, name) + "/timeline?kind=message")
            .getJsonArray("items")
            .getJsonObject(0)
            .getLong("conversationId");
    return lead.get("/conversations/" + newest);
  }

  private static String dossier(SignedIn lead, long customer) throws IOException {
    byte[] pdf = lead.bytes("/customers/" + customer + "/dossier");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static void assertInOrder(String text, String... parts) {
    int place = 0;
    for (String part : parts) {
      int found = text.indexOf(part, place);
      assertTrue(found >= 0, "not there, or not after what was before: " + part + "\n" + text);
      place = found;
    }
  }

  @Test
  void whatANewCustomerSendsReachesTheDeskAndTheAnswerTheirMailbox() throws Exception {
    start(DEMO);
    awaitOpened();
    HttpResponse<String> sent =
        ask(
            "POST",
            "/demo/api/mailboxes/nele@post.example/mails",
            letter("Anmeldung").encode(),
            "Origin",
            node.url());
    assertEquals(201, sent.statusCode(), sent.body());
    SignedIn agent = SignedIn.as(node.url(), "agent2@demo.test", Company.PASSWORD);
    long id =
        Awaitility.await("it is on the desk")
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    agent.get("/conversations?view=team&limit=100").getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(row -> row.getString("subject").equals("Anmeldung"))
                        .map(row -> row.getLong("id"))
                        .findFirst()
                        .orElse(0L),
                found -> found > 0);
    agent.post(
        "/conversations/" + id + "/replies",
        new JsonObject()
            .put("text", "Guten Tag Frau Neumann")
            .put("replySeq", agent.get("/conversations/" + id).getInteger("replySeq")),
        201);
    JsonArray mails =
        Awaitility.await("the answer is in the mailbox")
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    new JsonObject(ask("GET", "/demo/api/mailboxes/nele@post.example", null).body())
                        .getJsonArray("mails"),
                found -> found.size() == 2);
    JsonObject answer = mails.getJsonObject(0);
    assertFalse(answer.getBoolean("sent"));
    assertEquals("Guten Tag Frau Neumann", answer.getString("text"));
    assertEquals(mails.getJsonObject(1).getString("thread"), answer.getString("thread"));
    HttpResponse<String> file =
        ask(
            "GET",
            "/demo/api/mailboxes/nele@post.example/mails/%s/files/0"
                .formatted(mails.getJsonObject(1).getString("id")),
            null);
    assertEquals("Hallo", file.body());

    HttpResponse<String> followUp =
        ask(
            "POST",
            "/demo/api/mailboxes/nele@post.example/mails",
            letter("Re: Anmeldung").put("answers", answer.getString("id")).encode());
    assertEquals(201, followUp.statusCode(), followUp.body());
    Awaitility.await("the answer to the answer is in the same conversation")
        .atMost(Duration.ofSeconds(30))
        .until(() -> agent.get("/conversations/" + id).getInteger("replySeq") == 3);
  }

  @Test
  void onlyTheOwnPageOnTheOwnMachineMayWrite() throws Exception {
    start(DEMO);
    String mails = "/demo/api/mailboxes/nele@post.example/mails";
    String body = letter("x").encode();
    assertEquals("foreign_origin", code(ask("POST", mails, body, "Origin", "http://evil.example")));
    assertEquals("not_found", code(ask("POST", mails, body, "X-Forwarded-For", "203.0.113.9")));
    assertEquals("not_found", code(ask("GET", "/api/demo", null, "Via", "1.1 proxy")));
    assertEquals("not_found", code(ask("GET", "/demo/mailbox", null, "Forwarded", "for=1.2.3.4")));
    assertEquals("not_found", code(ask("GET", "/demo/api/nothing", null)));
    String company = "/demo/api/mailboxes/service@tidenwerk.example";
    assertEquals("invalid_request", code(ask("GET", company, null)));
    assertEquals(
        "invalid_request",
        code(ask("POST", mails, letter("x").put("to", "boss@world.example").encode())));
    assertEquals("invalid_request", code(ask("POST", mails, "[]")));
    assertEquals("invalid_request", code(ask("POST", mails, "{}")));
    assertEquals(200, ask("GET", "/demo/mailbox", null).statusCode());
    JsonObject demo = new JsonObject(ask("GET", "/api/demo", null).body());
    assertEquals(4, demo.getJsonArray("signIns").size());
    assertEquals("admin", demo.getJsonArray("signIns").getJsonObject(3).getString("role"));
  }

  @Test
  void withoutTheDemoThereIsNothingOfIt() throws Exception {
    start(Map.of());
    for (String path :
        new String[] {"/api/demo", "/demo/mailbox", "/demo/mailbox.html", "/demo/api/mailboxes"}) {
      assertEquals("not_found", code(ask("GET", path, null)), path);
    }
    assertEquals(
        "not_found",
        code(ask("POST", "/demo/api/mailboxes/x@post.example/mails", letter("x").encode())));
    assertEquals(0, count("SELECT count(*) AS n FROM agent"));
    assertTrue(folder.resolve("demo-mail").toFile().list() == null, "no mailboxes");
  }

  private static String code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("code");
  }
}
