package io.faden.social;

import static io.faden.testing.FakeNetwork.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.SocialNetwork;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.FakeNetwork;
import io.faden.testing.Printed;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posts are found, handed out and forgotten like everything else that a customer said. */
class PostRecordsTest {
  private static FakeNetwork network;
  private static TestApp app;
  private static Square square;

  @BeforeAll
  static void start() {
    network = new FakeNetwork("mastodon");
    app = TestApp.start(network);
    square = new Square(app, network);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String mark() {
    return "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private static long customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static void resolve(long conversation) {
    Reply reply =
        app.agent1.patch(
            "/conversations/" + conversation,
            new JsonObject()
                .put("version", app.conversation(conversation).getInteger("version"))
                .put("status", "resolved"));
    assertEquals(200, reply.status(), reply::text);
  }

  /**
   * Keys by which a source is asked again stay: without them what was forgotten would come back.
   */
  private static final Set<String> KEYS = Set.of("arrival.source_key");

  /** Every place of the database where this stands. */
  private static List<String> places(String words) {
    List<String> found = new ArrayList<>();
    for (Row column :
        app.sql()
            .rows(
                """
                SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
                  JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
                 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                """)) {
      String name = column.getString("column_name");
      String text =
          column.getString("data_type").equals("bytea")
              ? "encode(\"" + name + "\", 'escape')"
              : "\"" + name + "\"::text";
      String place = column.getString("table_name") + "." + name;
      if (!KEYS.contains(place)
          && app.count(
                  "SELECT count(*) FROM \"%s\" WHERE position($1 IN lower(%s)) > 0"
                      .formatted(column.getString("table_name"), text),
                  words)
              > 0) {
        found.add(place);
      }
    }
    return found;
  }

  @Test
  void afterAnErasureNothingOfWhatSomebodyPostedIsLeftAndTheLedgerBalances() {
    String mark = mark();
    String author = mark + "@markt.example";
    FakeNetwork.Words answered = words(author, "Eins von " + mark);
    long conversation = square.decided(square.says(answered), "answer").getLong("conversationId");
    Instant at = Instant.now();
    network.edits(square.account, answered.with("text", "Eins, neu, von " + mark), at);
    network.rings();
    square.arrival(answered.id() + "/edit/" + at);
    long watched = square.says(words(author, "Zwei von " + mark));
    square.decided(watched, "watch");
    long open = square.says(words(author, "Drei von " + mark));
    FakeNetwork.Words unknown = words(author, "Vier von " + mark);
    network.edits(square.account, unknown, at);
    network.rings();
    square.arrival(unknown.id() + "/edit/" + at);
    FakeNetwork.Words below = words(Square.somebody(), "Antwort darauf");
    network.stands(
        below.id(),
        new SocialNetwork.Above(
            "7", author, "Fünf von " + mark, Instant.now(), Optional.empty(), false));
    long other = square.says(below);
    Awaitility.await("what stands above is there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> square.post(other).containsKey("above"));
    resolve(conversation);
    long customer = customerOf(conversation);
    assertTrue(places(mark).size() > 5);

    Reply wish =
        app.admin.post(
            "/customers/" + customer + "/erasures",
            new JsonObject().put("reason", "Antrag vom 3. Mai").put("waitDays", 0));
    assertEquals(201, wish.status(), wish::text);
    long id = wish.json().getLong("id");
    Awaitility.await("it is erased")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                app.supervisor.items("/erasures?limit=200").stream()
                    .anyMatch(
                        each ->
                            each.getLong("id") == id && each.getString("state").equals("done")));
    assertEquals(List.of(), places(mark));
    assertEquals("triaged", square.state(open));
    assertEquals(409, app.agent1.get("/posts/" + open).status());
    assertTrue(square.open().stream().noneMatch(row -> row.getLong("id") == open));
    JsonObject balance = app.supervisor.read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
    JsonObject routing = app.supervisor.read("/supervision/balance");
    assertTrue(routing.getBoolean("holds"), routing::encode);
    assertEquals("Antwort darauf", square.post(other).getString("text"));
  }

  @Test
  void searchFindsAPostByItsWordsAndByItsAuthor() {
    String mark = mark();
    long conversation =
        square
            .decided(square.says(words(mark + "@markt.example", "Windrad brummt")), "answer")
            .getLong("conversationId");
    JsonObject found = app.agent1.read("/search?q=" + mark);
    assertTrue(
        found.encode().contains("\"conversationId\":" + conversation), found::encodePrettily);
  }

  @Test
  void dossierAndExportNamePostsAndWhatTheySaidBefore() throws IOException {
    String mark = mark();
    String author = mark + "@markt.example";
    FakeNetwork.Words words =
        words(author, "Zuerst " + mark).with("url", "https://markt.example/@" + mark + "/1");
    long conversation = square.decided(square.says(words), "answer").getLong("conversationId");
    Instant at = Instant.now();
    network.edits(square.account, words.with("text", "Danach " + mark), at);
    network.rings();
    square.arrival(words.id() + "/edit/" + at);
    network.rings();
    square.says(words(author, "Offen " + mark));
    long customer = customerOf(conversation);
    String paper = Printed.read(app.supervisor.bytes("/customers/" + customer + "/dossier")).text();
    assertTrue(paper.contains("Mastodon"), paper);
    assertTrue(paper.contains("https://markt.example/@" + mark + "/1"), paper);
    assertTrue(paper.contains("Danach " + mark), paper);
    assertTrue(paper.contains("Zuerst " + mark), paper);
    String timeline = file(customer, "timeline.json");
    assertTrue(timeline.contains("https://markt.example/@" + mark + "/1"), timeline);
    assertTrue(timeline.contains("Zuerst " + mark), timeline);
    String identity = file(customer, "customer.json");
    assertTrue(identity.contains("Offen " + mark), identity);
  }

  private static String file(long customer, String name) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(app.supervisor.bytes("/customers/" + customer + "/export")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError("no " + name);
  }
}
