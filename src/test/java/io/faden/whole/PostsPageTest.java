package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.having;
import static io.faden.testing.FakeNetwork.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Chromium;
import io.faden.testing.Desk;
import io.faden.testing.FakeNetwork;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posts on the page: looked through by keys, by several people at once, and while things fail. */
class PostsPageTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  @AutoClose private static TestApp app;
  private static FakeNetwork network;

  @BeforeAll
  static void start() {
    Chromium.require();
    network = new FakeNetwork("mastodon");
    app = TestApp.start(network);
  }

  /** An account of its own for each test, so that nobody looks through another's posts. */
  private static long account() {
    String id = UUID.randomUUID().toString();
    Reply added =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "mastodon")
                .put("name", "Marktplatz " + id)
                .put("address", id + "@markt.example")
                .put("mastodon", new JsonObject().put("baseUrl", "https://" + id + ".example")));
    assertEquals(201, added.status(), added::text);
    return added.json().getLong("id");
  }

  /** So many people mention us, and all of it waits in the list. */
  private static void mentions(long account, int count) {
    for (int number = 1; number <= count; number++) {
      String author = "leute" + number + "@markt.example";
      network.says(account, words(author, "@nordlicht Beitrag " + number + " über den Strom."));
    }
    network.rings();
    Awaitility.await("all posts wait")
        .atMost(LONG_ENOUGH)
        .until(() -> verdicts(account, "open") == count);
  }

  private static long verdicts(long account, String verdict) {
    return app.count(
        "SELECT count(*) FROM post p JOIN arrival a ON a.id = p.arrival_id"
            + " WHERE a.channel_account_id = $1 AND p.verdict = $2",
        account,
        verdict);
  }

  private static long tasks(long account) {
    return app.count(
        "SELECT count(*) FROM work_item w JOIN conversation c ON c.id = w.conversation_id"
            + " JOIN entry e ON e.conversation_id = c.id JOIN arrival a ON a.id = e.arrival_id"
            + " WHERE a.channel_account_id = $1 AND w.kind = 'answer'",
        account);
  }

  private static Locator current(Desk desk) {
    return desk.page.locator(".post[aria-current]");
  }

  private static Locator post(Desk desk, int number) {
    return desk.page.locator(".post", having("Beitrag " + number + " über"));
  }

  @Test
  void hundredMentionsAreLookedThroughWithOneKeyEach() {
    long account = account();
    mentions(account, 100);
    try (Desk anna = Desk.of(app.agent1, app.node.origin(), "/posts?account=" + account)) {
      assertThat(current(anna)).containsText("Beitrag 1 über");
      for (int number = 1; number <= 100; number++) {
        anna.page
            .keyboard()
            .press(number == 40 || number == 80 ? "a" : number % 25 == 0 ? "b" : "n");
      }
      assertThat(anna.page.locator(".posts .empty")).containsText("Alles gesichtet");
      Awaitility.await("every decision is kept")
          .atMost(LONG_ENOUGH)
          .until(() -> verdicts(account, "open") == 0);
      assertEquals(2, verdicts(account, "answer"));
      assertEquals(4, verdicts(account, "watch"));
      assertEquals(94, verdicts(account, "none"));
      assertEquals(2, tasks(account), "only what needs an answer is work");

      anna.page.keyboard().press("z");
      assertThat(current(anna)).containsText("Beitrag 100 über");
      Awaitility.await("it is open again")
          .atMost(LONG_ENOUGH)
          .until(() -> verdicts(account, "open") == 1);
      anna.page.keyboard().press("m");
      Awaitility.await("misuse is noted with its reason")
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  app.agent1.items("/posts?view=decided&limit=1&account=" + account).stream()
                      .anyMatch(row -> "abuse".equals(row.getString("reason"))));
      anna.noComplaints();
    }
  }

  @Test
  void whatSomebodyElseDecidesSaysByWhomAndLeavesWhoReadsWhereTheyAre() {
    long account = account();
    mentions(account, 4);
    try (Desk anna = Desk.of(app.agent1, app.node.origin(), "/posts?account=" + account)) {
      assertThat(current(anna)).containsText("Beitrag 1 über");
      anna.page.keyboard().press("j");
      assertThat(current(anna)).containsText("Beitrag 2 über");
      decided(account, 1, "watch");
      decided(account, 3, "none");
      assertThat(post(anna, 1)).containsText("Bert Agent");
      assertThat(post(anna, 3)).containsText("Keine Antwort");
      assertThat(current(anna)).containsText("Beitrag 2 über");
      assertThat(post(anna, 1)).hasCount(0);
      assertThat(post(anna, 3)).hasCount(0);
      anna.page.keyboard().press("n");
      assertThat(current(anna)).containsText("Beitrag 4 über");
      anna.noComplaints();
    }
  }

  private static void decided(long account, int number, String verdict) {
    JsonObject post =
        app.agent2.items("/posts?account=" + account).stream()
            .filter(row -> row.getString("text").contains("Beitrag " + number + " "))
            .findFirst()
            .orElseThrow();
    Reply reply =
        app.agent2.post(
            "/posts/" + post.getLong("id") + "/decision",
            new JsonObject().put("verdict", verdict).put("version", post.getInteger("version")));
    assertEquals(200, reply.status(), reply::text);
  }

  @Test
  void decisionThatIsNotTakenBringsThePostBackWithTheReasonAndAnotherTry() {
    long account = account();
    mentions(account, 2);
    try (Desk anna = Desk.of(app.agent1, app.node.origin(), "/posts?account=" + account)) {
      anna.lineMayBreak();
      assertThat(current(anna)).containsText("Beitrag 1 über");
      anna.page.route("**/decision", Route::abort);
      anna.page.keyboard().press("n");
      assertThat(current(anna)).containsText("Beitrag 2 über");
      assertThat(post(anna, 1)).containsText("„Keine Antwort“ ist nicht gespeichert.");
      assertEquals(2, verdicts(account, "open"), "nothing was decided");
      anna.page.unroute("**/decision");
      Desk.press(post(anna, 1), "Noch einmal");
      assertThat(post(anna, 1)).hasCount(0);
      Awaitility.await("it is decided")
          .atMost(LONG_ENOUGH)
          .until(() -> verdicts(account, "none") == 1);
      assertTrue(verdicts(account, "open") == 1, "the other one still waits");
    }
  }
}
