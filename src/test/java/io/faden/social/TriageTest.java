package io.faden.social;

import static io.faden.testing.FakeNetwork.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.FakeNetwork;
import io.faden.testing.LivePage;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looking posts through: what waits, what becomes work, and what becomes of nothing. */
class TriageTest {
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

  private static long work(long conversation) {
    return app.count(
        "SELECT count(*) FROM work_item WHERE conversation_id = $1 AND kind = 'answer' AND state <> 'done'",
        conversation);
  }

  private static long customersOf(String handle) {
    return app.count(
        "SELECT count(*) FROM contact_point WHERE channel = 'mastodon' AND value = $1", handle);
  }

  private static void assertBalanced() {
    JsonObject balance = app.supervisor.read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
    JsonObject routing = app.supervisor.read("/supervision/balance");
    assertTrue(routing.getBoolean("holds"), routing::encode);
    assertEquals(balance.getInteger("triage"), routing.getInteger("triage"), "the same is told");
  }

  @Test
  void mentionWaitsInTheListAndIsNobodysWork() {
    String author = Square.somebody();
    long post = square.says(words(author, "@nordlicht Moin, was für ein Tag!"));
    assertEquals("checking", square.state(post));
    JsonObject shown = square.post(post);
    assertEquals("open", shown.getString("verdict"));
    assertEquals("mention", shown.getString("kind"));
    assertEquals("public", shown.getString("visibility"));
    assertEquals(author, shown.getJsonObject("author").getString("handle"));
    assertTrue(square.open().stream().anyMatch(row -> row.getLong("id") == post));
    assertEquals(0, customersOf(author), "nobody becomes a customer by being talked about");
    assertEquals(
        0, app.count("SELECT count(*) FROM work_item WHERE arrival_id = $1", post), "no work");
    assertBalanced();
  }

  @Test
  void whatNeedsAnAnswerBecomesWorkWithTheNameOfWhoSaidSo() {
    String author = Square.somebody();
    long post = square.says(words(author, "@nordlicht Mein Paket ist nicht da."));
    JsonObject decided = square.decided(post, "answer");
    long conversation = decided.getLong("conversationId");
    assertEquals("filed", square.state(post));
    assertEquals(1, work(conversation));
    assertEquals("Anna Agentin", decided.getJsonObject("decidedBy").getString("name"));
    assertNull(decided.getString("rule"));
    JsonObject entry = app.messages(conversation).getFirst();
    assertEquals("public", entry.getString("visibility"));
    assertEquals("mastodon", entry.getString("channel"));
    assertEquals("Mein Paket ist nicht da.", app.conversation(conversation).getString("subject"));
    assertEquals(post, entry.getJsonObject("post").getLong("arrivalId"));
    assertEquals(1, app.eventsOf(conversation).get("triaged"));
    assertFalse(square.open().stream().anyMatch(row -> row.getLong("id") == post));
    assertBalanced();
  }

  @Test
  void whatNobodyHasToAnswerIsSettledWithoutATrace() {
    String author = Square.somebody();
    long post = square.says(words(author, "@nordlicht ihr seid toll"));
    JsonObject decided = square.decided(post, "none");
    assertEquals("none", decided.getString("verdict"));
    assertEquals("triaged", square.state(post));
    assertEquals(0, customersOf(author));
    assertBalanced();
  }

  @Test
  void ofAKnownCustomerEvenThatStandsOnTheTimelineSettled() {
    String author = Square.somebody();
    long conversation =
        square
            .decided(square.says(words(author, "@nordlicht Wo bleibt ihr?")), "answer")
            .getLong("conversationId");
    long second = square.says(words(author, "@nordlicht ach, schon gut"));
    JsonObject decided = square.decided(second, "none");
    assertEquals("filed", square.state(second));
    long quiet = decided.getLong("conversationId");
    assertFalse(quiet == conversation);
    assertEquals("resolved", app.conversation(quiet).getString("status"));
    assertEquals(0, work(quiet));
    assertEquals(1, app.messages(quiet).size());
    assertBalanced();
  }

  @Test
  void repliesAndDirectMessagesAreWorkAtOnce() {
    long reply = square.says(words(Square.somebody(), "Und jetzt?").kind("reply"));
    long direct = square.says(words(Square.somebody(), "Unter uns:").kind("direct"));
    for (long post : List.of(reply, direct)) {
      JsonObject shown = square.post(post);
      assertEquals("answer", shown.getString("verdict"));
      assertEquals(1, work(shown.getLong("conversationId")));
    }
    assertEquals("reply", square.post(reply).getString("rule"));
    JsonObject message = app.messages(square.post(direct).getLong("conversationId")).getFirst();
    assertEquals("private", message.getString("visibility"));
  }

  @Test
  void theSameAuthorInTheSameThreadGoesOnAndSomebodyElseDoesNot() {
    String author = Square.somebody();
    FakeNetwork.Words first = words(author, "@nordlicht Licht geht nicht");
    long conversation = square.decided(square.says(first), "answer").getLong("conversationId");
    long next = square.says(words(author, "seit gestern").answers(first.id()));
    assertEquals("answer", square.post(next).getString("verdict"), "it goes on with what is open");
    assertEquals(conversation, square.post(next).getLong("conversationId"));
    long other =
        square.says(words(Square.somebody(), "bei mir auch").kind("reply").answers(first.id()));
    assertFalse(square.post(other).getLong("conversationId") == conversation);
    assertEquals(2, app.messages(conversation).size());
  }

  @Test
  void privateMessagesGoOnWithTheChatThatIsOpenAndNobodyElsesDo() {
    String author = Square.somebody();
    Square second = new Square(app, network);
    long first = square.says(words(author, "Unter uns: das Licht").kind("direct"));
    long conversation = square.post(first).getLong("conversationId");
    long next = square.says(words(author, "geht immer noch nicht").kind("direct"));
    assertEquals(conversation, square.post(next).getLong("conversationId"));
    assertEquals(1, work(conversation));
    long other = square.says(words(Square.somebody(), "bei mir auch").kind("direct"));
    assertFalse(square.post(other).getLong("conversationId") == conversation);
    long open = square.says(words(author, "@nordlicht hört mich wer?").kind("reply"));
    assertFalse(square.post(open).getLong("conversationId") == conversation, "that is another");
    long elsewhere = second.says(words(author, "Frage an den Vertrieb").kind("direct"));
    assertFalse(
        second.post(elsewhere).getLong("conversationId") == conversation, "another account");

    app.sql()
        .execute(
            "UPDATE conversation SET status = 'resolved', resolved_at = clock_timestamp() WHERE id = $1",
            conversation);
    long again = square.says(words(author, "jetzt wieder").kind("direct"));
    assertEquals(conversation, square.post(again).getLong("conversationId"));
    assertEquals("open", app.conversation(conversation).getString("status"));

    app.sql()
        .execute(
            "UPDATE conversation SET status = 'resolved', resolved_at = clock_timestamp() - interval '1 year' WHERE id = $1",
            conversation);
    long later = square.says(words(author, "Etwas ganz anderes").kind("direct"));
    long fresh = square.post(later).getLong("conversationId");
    assertFalse(fresh == conversation, "settled long ago");
    long then = square.says(words(author, "noch dazu").kind("direct"));
    assertEquals(fresh, square.post(then).getLong("conversationId"));
    assertBalanced();
  }

  @Test
  void whatIsSaidInPrivateAnswersOurPrivateMessageWhereverItBegan() {
    String author = Square.somebody();
    long conversation =
        square
            .decided(square.says(words(author, "@nordlicht Hilfe")), "answer")
            .getLong("conversationId");
    JsonObject way =
        Caller.objects(app.conversation(conversation).getJsonArray("ways")).stream()
            .filter(one -> "private".equals(one.getString("visibility")))
            .findFirst()
            .orElseThrow();
    Reply sent =
        app.agent1.post(
            "/conversations/" + conversation + "/replies",
            app.answer(conversation, "Wie ist deine Kundennummer?")
                .put("contactPointId", way.getJsonObject("contactPoint").getLong("id"))
                .put("visibility", "private"));
    assertEquals(201, sent.status(), sent::text);
    long next = square.says(words(author, "0815").kind("direct"));
    assertEquals(conversation, square.post(next).getLong("conversationId"));
  }

  @Test
  void rulesOfTheAccountDecideWithTheirName() {
    Square ruled =
        new Square(
            app,
            network,
            new JsonObject()
                .put("name", "Gewinnspiele")
                .put("words", new JsonArray().add("Gewinnspiel"))
                .put("then", "none"),
            new JsonObject()
                .put("name", "Große Konten")
                .put("minFollowers", 1000)
                .put("then", "answer"));
    long spam = ruled.says(words(Square.somebody(), "Mein GEWINNSPIEL läuft!"));
    assertEquals("triaged", ruled.state(spam));
    assertEquals("Gewinnspiele", ruled.post(spam).getString("rule"));
    long big = ruled.says(words(Square.somebody(), "Hört ihr?").with("followers", 20_000));
    assertEquals("Große Konten", ruled.post(big).getString("rule"));
    assertEquals(1, work(ruled.post(big).getLong("conversationId")));
    long plain = ruled.says(words(Square.somebody(), "Gewinnspiele mag ich nicht"));
    assertEquals("open", ruled.post(plain).getString("verdict"), "a part of a word is none");
  }

  @Test
  void undoneItIsOpenAgainAndItsWorkIsGone() {
    long post = square.says(words(Square.somebody(), "@nordlicht Hilfe"));
    long conversation = square.decided(post, "answer").getLong("conversationId");
    Reply undone = app.agent2.post("/posts/" + post + "/decision/undo");
    assertEquals(200, undone.status(), undone::text);
    assertEquals("open", undone.json().getString("verdict"));
    assertEquals(0, work(conversation));
    assertEquals("resolved", app.conversation(conversation).getString("status"));
    assertTrue(square.open().stream().anyMatch(row -> row.getLong("id") == post));
    assertBalanced();
    assertEquals(conversation, square.decided(post, "answer").getLong("conversationId"));
    assertEquals(1, work(conversation));
    assertEquals("open", app.conversation(conversation).getString("status"));
    assertEquals(1, app.messages(conversation).size());
    JsonArray decisions = square.post(post).getJsonArray("decisions");
    assertEquals(3, decisions.size(), decisions::encode);
    assertBalanced();
  }

  @Test
  void undoingWhatSomebodyHoldsIsRefused() {
    long post = square.says(words(Square.somebody(), "@nordlicht Frage"));
    long conversation = square.decided(post, "answer").getLong("conversationId");
    long item = app.conversation(conversation).getJsonObject("workItem").getLong("id");
    assertEquals(200, app.agent2.post("/work-items/" + item + "/take").status());
    Reply undo = app.agent1.post("/posts/" + post + "/decision/undo");
    assertEquals(409, undo.status());
    assertEquals("work_item_taken", undo.json().getString("code"));
    assertEquals("Bert Agent", undo.json().getJsonObject("takenBy").getString("name"));
    assertEquals("answer", square.post(post).getString("verdict"));
    assertEquals(1, work(conversation));
  }

  @Test
  void undoneNoOneHasToAnswerItWaitsAgain() {
    long post = square.says(words(Square.somebody(), "@nordlicht hm"));
    square.decided(post, "watch");
    assertEquals(200, app.agent1.post("/posts/" + post + "/decision/undo").status());
    assertEquals("checking", square.state(post));
    assertEquals(200, app.agent1.post("/posts/" + post + "/decision/undo").status());
    assertEquals("open", square.post(post).getString("verdict"));
    assertBalanced();
  }

  @Test
  void ofTwoAtOnceTheSecondIsToldWhatTheFirstDecided() {
    long post = square.says(words(Square.somebody(), "@nordlicht hallo"));
    int seen = square.post(post).getInteger("version");
    square.decided(post, "watch");
    Reply late =
        app.agent2.post(
            "/posts/" + post + "/decision",
            new JsonObject().put("verdict", "answer").put("version", seen));
    assertEquals(409, late.status());
    assertEquals("post_decided", late.json().getString("code"));
    assertEquals("watch", late.json().getJsonObject("post").getString("verdict"));
    Reply same =
        app.agent2.post(
            "/posts/" + post + "/decision",
            new JsonObject().put("verdict", "watch").put("version", seen));
    assertEquals(200, same.status(), "the same again is harmless");
    assertEquals("answer", square.decided(post, "answer").getString("verdict"));
    assertEquals("none", square.decided(post, "none").getString("verdict"));
  }

  @Test
  void everyPageHearsOfADecision() {
    try (LivePage page = LivePage.open(app.agent2)) {
      long post = square.says(words(Square.somebody(), "@nordlicht moin"));
      square.decided(post, "watch");
      JsonObject event =
          page.await(
              "the decision",
              frame ->
                  "post_changed".equals(frame.getString("type"))
                      && frame.getLong("arrivalId") == post
                      && frame.containsKey("actor"));
      assertEquals("Anna Agentin", event.getJsonObject("actor").getString("name"));
    }
  }

  @Test
  void listsArePagedWithoutLosingAnything() {
    Square busy = new Square(app, network);
    for (int number = 0; number < 7; number++) {
      busy.says(words(Square.somebody(), "Nummer " + number));
    }
    JsonObject first = app.agent1.read("/posts?limit=5&account=" + busy.account);
    JsonObject rest =
        app.agent1.read(
            "/posts?limit=5&account=" + busy.account + "&cursor=" + first.getString("nextCursor"));
    assertEquals(5, first.getJsonArray("items").size());
    assertTrue(rest.getJsonArray("items").size() >= 2);
    assertEquals("Nummer 0", first.getJsonArray("items").getJsonObject(0).getString("text"));
    for (JsonObject post : busy.open()) {
      busy.decided(post.getLong("id"), "watch");
    }
    JsonObject watched = app.agent1.read("/posts?view=watched&limit=3&account=" + busy.account);
    JsonObject more =
        app.agent1.read(
            "/posts?view=watched&limit=3&account="
                + busy.account
                + "&cursor="
                + io.faden.testing.Caller.encoded(watched.getString("nextCursor")));
    assertEquals(3, more.getJsonArray("items").size());
    assertEquals("Nummer 6", watched.getJsonArray("items").getJsonObject(0).getString("text"));
    assertEquals(400, app.agent1.get("/posts?cursor=garbage").status());
    JsonObject counts = watched.getJsonObject("counts");
    assertTrue(counts.getInteger("watched") >= 7, counts::encode);
    assertTrue(counts.getInteger("decidedToday") >= 7, counts::encode);
  }
}
