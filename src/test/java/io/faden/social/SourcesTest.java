package io.faden.social;

import static io.faden.testing.FakeNetwork.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.SocialNetwork;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.routing.QueueId;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.FakeNetwork;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How what a network tells is taken: all of it, once, whatever the network does. */
class SourcesTest {
  private static FakeNetwork network;
  private static TestApp app;

  @BeforeAll
  static void start() {
    network = new FakeNetwork("mastodon");
    app = TestApp.start(network);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50));
  }

  private static JsonObject state(Square square) {
    return app.admin.items("/admin/channel-accounts").stream()
        .filter(account -> account.getLong("id") == square.account)
        .findFirst()
        .orElseThrow()
        .getJsonObject("state");
  }

  private static long taken(Square square) {
    return app.count("SELECT count(*) FROM arrival WHERE channel_account_id = $1", square.account);
  }

  @Test
  void moreThanAPageIsTakenToTheEndAndOnce() {
    Square square = new Square(app, network);
    for (int number = 0; number < 250; number++) {
      network.says(square.account, words(Square.somebody(), "Nummer " + number));
    }
    network.rings();
    await("all are filed")
        .until(
            () ->
                app.count(
                        "SELECT count(*) FROM arrival WHERE channel_account_id = $1 AND state = 'checking'",
                        square.account)
                    == 250);
    await("that is told").until(() -> state(square).getString("caughtUpAt") != null);
    assertEquals("ok", state(square).getString("status"));
    assertEquals(250, taken(square));
  }

  @Test
  void whatIsToldTwiceIsThereOnce() {
    Square square = new Square(app, network);
    FakeNetwork.Words words = words(Square.somebody(), "Zweimal");
    long post = square.says(words);
    network.says(square.account, words);
    network.tells(
        square.account, "found/" + words.id(), found(words).getBytes(StandardCharsets.UTF_8));
    network.rings();
    long again = square.arrival("found/" + words.id());
    assertEquals("duplicate", square.state(again));
    assertEquals(
        post,
        app.count("SELECT duplicate_of FROM arrival WHERE id = $1", again),
        "the same post by another way");
    assertEquals(2, taken(square));
    assertEquals(1, square.open().size());
  }

  @Test
  void whatASearchFoundIsWorkOnceWeAreToldThatItAnswersUs() {
    Square square = new Square(app, network);
    FakeNetwork.Words words = words(Square.somebody(), "Und wann kommt ihr?").kind("found");
    long post = square.says(words);
    assertEquals("checking", square.state(post));
    network.says(square.account, "reply/" + words.id(), words.kind("reply"));
    network.rings();
    assertEquals("duplicate", square.state(square.arrival("reply/" + words.id())));
    assertEquals("filed", square.state(post));
    assertEquals("answer", square.post(post).getString("verdict"));
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM work_item WHERE conversation_id = $1 AND state <> 'done'",
            square.post(post).getLong("conversationId")));
    JsonObject balance = app.supervisor.read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
  }

  /** The same post, as a search tells of it. */
  private static String found(FakeNetwork.Words words) {
    return new JsonObject()
        .put("event", "post")
        .put("id", words.id())
        .put("author", "jemand@markt.example")
        .put("handle", "jemand@markt.example")
        .put("name", "")
        .put("kind", "found")
        .put("open", true)
        .put("text", "Zweimal")
        .put("writtenAt", Instant.now().toString())
        .put("parents", new io.vertx.core.json.JsonArray())
        .put("pictures", new io.vertx.core.json.JsonArray())
        .encode();
  }

  @Test
  void whatCannotBeReadIsSetAsideAndHoldsUpNobody() {
    Square square = new Square(app, network);
    network.tells(square.account, "broken", "{".getBytes(StandardCharsets.UTF_8));
    long behind = square.says(words(Square.somebody(), "dahinter"));
    assertEquals("checking", square.state(behind));
    long broken = square.arrival("broken");
    assertEquals("quarantined", square.state(broken));
    assertEquals(200, app.supervisor.post("/intake/arrivals/" + broken + "/retry").status());
    assertEquals("quarantined", square.state(broken));
  }

  @Test
  void whatNobodySaidIsRecordedAndThatIsAll() {
    Square square = new Square(app, network);
    network.tells(square.account, "own", "{\"event\":\"own\"}".getBytes(StandardCharsets.UTF_8));
    network.rings();
    assertEquals("triaged", square.state(square.arrival("own")));
    assertEquals(0, square.open().size());
  }

  @Test
  void sourceThatIsAwayIsToldTheSecondTimeAndNothingIsSkipped() {
    Square square = new Square(app, network);
    square.says(words(Square.somebody(), "davor"));
    for (int times = 0; times < 3; times++) {
      network.fails(square.account, fault(NetworkFault.Kind.AWAY, "The server does not answer."));
    }
    network.says(square.account, words(Square.somebody(), "währenddessen"));
    network.rings();
    await("it is red").until(() -> state(square).getString("status").equals("failing"));
    String error = state(square).getString("error");
    assertTrue(error.matches("The server does not answer\\. \\(20.*Z\\)"), error);
    await("it goes on").until(() -> square.open().size() == 2);
    await("it is green").until(() -> state(square).getString("status").equals("ok"));
  }

  private static NetworkFault fault(NetworkFault.Kind kind, String reason) {
    return new NetworkFault(kind, reason);
  }

  @Test
  void limitIsWaitedOutAndTold() {
    Square square = new Square(app, network);
    square.says(words(Square.somebody(), "davor"));
    Instant until = Instant.now().plusSeconds(4);
    network.fails(
        square.account,
        new NetworkFault(NetworkFault.Kind.LIMITED, "Too many questions.", Optional.of(until)));
    network.rings();
    await("it is told").until(() -> state(square).getString("limitedUntil") != null);
    assertEquals("ok", state(square).getString("status"));
    FakeNetwork.Words words = words(Square.somebody(), "danach");
    network.says(square.account, words);
    network.rings();
    square.arrival(words.id());
    Instant came =
        app.sql()
            .row("SELECT received_at FROM arrival WHERE source_key = $1", words.id())
            .orElseThrow()
            .getOffsetDateTime("received_at")
            .toInstant();
    assertTrue(came.isAfter(until.minusMillis(50)), came + " is not after " + until);
    await("the limit is over").until(() -> state(square).getString("limitedUntil") == null);
  }

  @Test
  void whoeverHasToSignInIsToldAndChangedSettingsAreTriedAtOnce() {
    Square square = new Square(app, network);
    square.says(words(Square.somebody(), "davor"));
    network.fails(square.account, fault(NetworkFault.Kind.SIGN_IN, "Somebody has to sign in."));
    network.rings();
    await("it is red").until(() -> state(square).getString("status").equals("failing"));
    assertEquals("Somebody has to sign in.", state(square).getString("error"));
    network.says(square.account, words(Square.somebody(), "danach"));
    JsonObject account = app.admin.read("/admin/channel-accounts/" + square.account);
    Reply changed =
        app.admin.put(
            "/admin/channel-accounts/" + square.account,
            square.settings().put("version", account.getInteger("version")));
    assertEquals(200, changed.status(), changed::text);
    await("it goes on").until(() -> square.open().size() == 2);
  }

  // Transactions

  private static ChannelAccount account(long id, String server) {
    return new ChannelAccount(
        new ChannelAccountId(id),
        "mastodon",
        "Marktplatz",
        "nordlicht@markt.example",
        "",
        new QueueId(1),
        true,
        ChannelAccount.Backfill.ALL,
        new SocialSettings(
            new SocialSettings.Mastodon(server, Optional.empty(), false),
            List.of(),
            List.of(),
            List.of()),
        0);
  }

  private static SocialNetwork.Received page(int posts, String cursor) {
    List<SocialNetwork.Item> items = new ArrayList<>();
    for (int number = 0; number < posts; number++) {
      items.add(
          new SocialNetwork.Item(
              UUID.randomUUID().toString(),
              ("{\"event\":\"own\",\"n\":\"" + UUID.randomUUID() + "\"}")
                  .getBytes(StandardCharsets.UTF_8)));
    }
    return new SocialNetwork.Received(items, cursor, false);
  }

  /** An account that no poller of the running node serves. */
  private static Square unserved() {
    Square square = new Square(app, network);
    app.sql().execute("UPDATE channel_account SET active = false WHERE id = $1", square.account);
    return square;
  }

  @Test
  void whatIsRecordedAndTheCursorAreOneOrNothing() {
    Leases leases = new Leases(app.sql(), "somebody");
    SourceCursor cursor = new SourceCursor(app.sql(), leases, app.node.ledger());
    Square square = unserved();
    ChannelAccount account = account(square.account, "https://markt.example");
    Lease lease = leases.acquire("test:" + square.account, Duration.ofMinutes(1)).orElseThrow();
    long before = taken(square);
    assertThrows(
        PgException.class, () -> cursor.take(account, lease, page(3, "no document at all")));
    assertEquals(before, taken(square), "the cursor could not be written, so nothing was taken");
    assertEquals(3, cursor.take(account, lease, page(3, "{\"after\":\"x\"}")));
    assertEquals("{\"after\": \"x\"}", cursor.of(account).orElseThrow());
    assertEquals(before + 3, taken(square));
  }

  @Test
  void whoeverLostTheLeaseTakesNothing() {
    Leases leases = new Leases(app.sql(), "somebody");
    SourceCursor cursor = new SourceCursor(app.sql(), leases, app.node.ledger());
    Square square = unserved();
    ChannelAccount account = account(square.account, "https://markt.example");
    Lease lease = leases.acquire("test:" + square.account, Duration.ofMinutes(1)).orElseThrow();
    leases.release(lease);
    new Leases(app.sql(), "somebody else").acquire(lease.name(), Duration.ofMinutes(1));
    long before = taken(square);
    assertThrows(Leases.LeaseLost.class, () -> cursor.take(account, lease, page(3, "{}")));
    assertEquals(before, taken(square));
    assertEquals(Optional.empty(), cursor.of(account));
  }

  @Test
  void anotherServerCountsAnew() {
    Leases leases = new Leases(app.sql(), "somebody");
    SourceCursor cursor = new SourceCursor(app.sql(), leases, app.node.ledger());
    Square square = unserved();
    Lease lease = leases.acquire("test:" + square.account, Duration.ofMinutes(1)).orElseThrow();
    cursor.take(account(square.account, "https://alt.example"), lease, page(1, "{\"at\":1}"));
    assertEquals(Optional.empty(), cursor.of(account(square.account, "https://neu.example")));
  }

  @Test
  void pageThatIsTooLongForOneTransactionIsTakenInSeveral() {
    Leases leases = new Leases(app.sql(), "somebody");
    SourceCursor cursor = new SourceCursor(app.sql(), leases, app.node.ledger());
    Square square = unserved();
    ChannelAccount account = account(square.account, "https://markt.example");
    Lease lease = leases.acquire("test:" + square.account, Duration.ofMinutes(1)).orElseThrow();
    assertThrows(PgException.class, () -> cursor.take(account, lease, page(120, "oops")));
    assertEquals(100, taken(square), "the first hundred stay, and are told again");
    assertEquals(Optional.empty(), cursor.of(account));
  }

  // What happens to posts

  @Test
  void editIsNotedAndWhatStoodThereIsKept() {
    Square square = new Square(app, network);
    FakeNetwork.Words words = words(Square.somebody(), "Ihr seid Betrüger");
    long post = square.says(words);
    long conversation = square.decided(post, "answer").getLong("conversationId");
    int read = app.conversation(conversation).getInteger("replySeq");
    Instant at = Instant.now();
    network.edits(square.account, words.with("text", "Ich war verärgert"), at);
    network.rings();
    assertEquals("triaged", square.state(square.arrival(words.id() + "/edit/" + at)));
    JsonObject shown = square.post(post);
    assertEquals("Ich war verärgert", shown.getString("text"));
    assertEquals(
        "Ihr seid Betrüger", shown.getJsonArray("versions").getJsonObject(0).getString("text"));
    assertEquals("Ich war verärgert", app.messages(conversation).getFirst().getString("text"));
    assertEquals(1, app.eventsOf(conversation).get("post_edited"));
    assertTrue(
        app.conversation(conversation).getInteger("replySeq") > read,
        "an answer to the old words is stale");
    Instant late = at.minusSeconds(60);
    network.edits(square.account, words.with("text", "Ihr seid komisch"), late);
    network.rings();
    square.arrival(words.id() + "/edit/" + late);
    assertEquals("Ich war verärgert", square.post(post).getString("text"), "an older edit is late");
    FakeNetwork.Words unknown = words(Square.somebody(), "nie gehört");
    network.edits(square.account, unknown, at);
    network.rings();
    assertEquals("triaged", square.state(square.arrival(unknown.id() + "/edit/" + at)));
  }

  @Test
  void deletionIsNotedAndThePostIsKept() {
    Square square = new Square(app, network);
    FakeNetwork.Words words = words(Square.somebody(), "Upps");
    long post = square.says(words);
    long conversation = square.decided(post, "answer").getLong("conversationId");
    network.deletes(square.account, words.id());
    network.deletes(square.account, UUID.randomUUID().toString());
    network.rings();
    assertEquals("triaged", square.state(square.arrival(words.id() + "/delete")));
    JsonObject shown = square.post(post);
    assertTrue(shown.containsKey("deletedAt"));
    assertEquals("Upps", shown.getString("text"));
    assertEquals(1, app.eventsOf(conversation).get("post_deleted"));
    assertEquals(
        1,
        app.count(
            "SELECT count(*) FROM work_item WHERE conversation_id = $1 AND state <> 'done'",
            conversation),
        "somebody decides what is to be done now");
  }

  private static void lookNow(long post) {
    app.sql()
        .execute(
            "UPDATE post SET look_at = clock_timestamp() WHERE arrival_id = $1 AND look_at IS NOT NULL",
            post);
    network.rings();
  }

  @Test
  void whatStandsAboveIsFetchedOnceAndOursIsMarked() {
    Square square = new Square(app, network);
    FakeNetwork.Words words = words(Square.somebody(), "@nordlicht stimmt das?");
    network.stands(
        words.id(),
        new SocialNetwork.Above(
            "1", "nordlicht@markt.example", "Ab morgen!", Instant.now(), Optional.empty(), true),
        new SocialNetwork.Above(
            "2", "otto@markt.example", "Nie im Leben", Instant.now(), Optional.empty(), false));
    long post = square.says(words);
    await("it is there").until(() -> square.post(post).containsKey("above"));
    List<JsonObject> above =
        io.faden.testing.Caller.objects(square.post(post).getJsonArray("above"));
    assertEquals(
        List.of("Ab morgen!", "Nie im Leben"),
        above.stream().map(each -> each.getString("text")).toList());
    assertTrue(above.getFirst().getBoolean("ours"));
  }

  @Test
  void lookingAgainFindsWhatNobodyTold() {
    Square square = new Square(app, network);
    FakeNetwork.Words changed = words(Square.somebody(), "vorher");
    FakeNetwork.Words gone = words(Square.somebody(), "bald weg");
    long first = square.says(changed);
    long second = square.says(gone);
    await("both were looked at")
        .until(
            () ->
                square.post(first).containsKey("above")
                    && square.post(second).containsKey("above"));
    network.nowSays(changed.with("text", "nachher"), Instant.now());
    network.nowGone(gone.id());
    await("it is found")
        .until(
            () -> {
              lookNow(first);
              lookNow(second);
              return square.post(first).getString("text").equals("nachher")
                  && square.post(second).containsKey("deletedAt");
            });
    assertEquals(1, square.post(first).getJsonArray("versions").size());
    assertEquals(
        2,
        app.count(
            "SELECT count(*) FROM arrival WHERE channel_account_id = $1 AND source_key LIKE 'look/%'",
            square.account),
        "it went through the ledger");
  }

  @Test
  void whatNobodyWillAnswerIsNotLookedAtAgain() {
    Square square = new Square(app, network);
    long post = square.says(words(Square.somebody(), "egal"));
    await("it was looked at").until(() -> square.post(post).containsKey("above"));
    square.decided(post, "none");
    await("no more")
        .until(
            () -> {
              lookNow(post);
              return app.count(
                      "SELECT count(*) FROM post WHERE arrival_id = $1 AND look_at IS NULL", post)
                  == 1;
            });
  }
}
