package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.BlueskyServer;
import io.faden.testing.MastodonServer;
import io.faden.testing.SocialDesk;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Networks on their bad days: a clear state, nothing lost, nothing said twice. */
class BadDaysTest {
  private static final String NOTIFICATIONS = "GET /api/v1/notifications";
  private static final String STATUSES = "POST /api/v1/statuses";
  private static final String RECORDS = "POST /xrpc/com.atproto.repo.createRecord";

  private static final MastodonServer MASTODON = new MastodonServer();
  private static final BlueskyServer BLUESKY = new BlueskyServer();
  private static TestApp app;
  private static long mastodon;
  private static long bluesky;

  @BeforeAll
  static void start() {
    app = TestApp.start(Map.of("FADEN_SOCIAL_POLL_SECONDS", "1"));
    new SocialDesk(app).withoutApproval();
    mastodon = connected(MASTODON.account());
    bluesky = connected(BLUESKY.account());
  }

  @AfterAll
  static void stop() {
    app.close();
    MASTODON.close();
    BLUESKY.close();
  }

  @AfterEach
  void well() {
    MASTODON.troubles.over();
    MASTODON.repeatsAtSeams(false);
    MASTODON.unordered(false);
    MASTODON.pageLimit(40);
    MASTODON.skew(Duration.ZERO);
    BLUESKY.troubles.over();
    BLUESKY.skew(Duration.ZERO);
  }

  private static long connected(JsonObject body) {
    Reply made = app.admin.post("/admin/channel-accounts", body);
    assertEquals(201, made.status(), made::text);
    return made.json().getLong("id");
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50));
  }

  private static JsonObject state(long account) {
    return app.admin.read("/admin/channel-accounts/" + account).getJsonObject("state");
  }

  private static String word() {
    return "w" + UUID.randomUUID();
  }

  private static long posts(String word) {
    return app.count("SELECT count(*) FROM post WHERE position($1 IN body_text) > 0", word);
  }

  /** It has come and needs an answer; the conversation. */
  private static long asked(String word) {
    await("it came").until(() -> posts(word) == 1);
    long post = app.count("SELECT arrival_id FROM post WHERE position($1 IN body_text) > 0", word);
    Reply decided =
        app.agent1.post(
            "/posts/" + post + "/decision",
            new JsonObject()
                .put("verdict", "answer")
                .put("version", app.agent1.read("/posts/" + post).getInteger("version")));
    assertEquals(200, decided.status(), decided::text);
    return decided.json().getLong("conversationId");
  }

  private static long toot(String word) {
    MASTODON.mention("kunde" + word.substring(1, 9) + "@chaos.example", word);
    return asked(word);
  }

  private static long skeet(String word) {
    BLUESKY.mention("kunde" + word.substring(1, 9) + ".bsky.example", word);
    return asked(word);
  }

  private static long answered(long conversation, String words) {
    Reply reply = app.reply(app.agent1, conversation, words);
    assertEquals(201, reply.status(), reply::text);
    return reply.json().getLong("id");
  }

  private static long tooted(String words) {
    return MASTODON.posted().stream().filter(post -> post.text().contains(words)).count();
  }

  private static long skeeted(String words) {
    return BLUESKY.posted().stream().filter(post -> post.text().contains(words)).count();
  }

  private static JsonObject waiting(long entry) {
    await("it waits for another attempt")
        .until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
    return app.replyOf(entry);
  }

  @Test
  void aTokenThatIsRefusedIsToldAndNothingIsLostUntilANewOneIsThere() {
    MASTODON.refuse(MastodonServer.TOKEN);
    String word = word();
    try {
      MASTODON.mention("ada@chaos.example", word);
      await("it is red").until(() -> state(mastodon).getString("status").equals("failing"));
      assertFalse(state(mastodon).getString("error").isBlank());
      assertEquals(0, posts(word));
    } finally {
      MASTODON.accept(MastodonServer.TOKEN);
      int version = app.admin.read("/admin/channel-accounts/" + mastodon).getInteger("version");
      Reply changed =
          app.admin.put(
              "/admin/channel-accounts/" + mastodon, MASTODON.account().put("version", version));
      assertEquals(200, changed.status(), changed::text);
    }
    await("it came").until(() -> posts(word) == 1);
    await("it is green").until(() -> state(mastodon).getString("status").equals("ok"));
  }

  @Test
  void aTokenThatEndsIsRenewedAndNobodyNotices() {
    String word = word();
    long conversation = skeet(word);
    BLUESKY.endTokens();
    app.awaitReply(answered(conversation, "Antwort " + word), "sent");
    BLUESKY.endTokens();
    String next = word();
    skeet(next);
    assertEquals(1, skeeted("Antwort " + word));
    assertEquals("ok", state(bluesky).getString("status"));
  }

  @Test
  void aLimitIsKeptInBothDirectionsAndEverythingComesAfterwards() {
    String word = word();
    long conversation = toot(word);
    Instant reset = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
    Map<String, String> headers =
        Map.of(
            "X-RateLimit-Limit",
            "300",
            "X-RateLimit-Remaining",
            "0",
            "X-RateLimit-Reset",
            reset.toString());
    String error = "{\"error\":\"Too many requests\"}";
    MASTODON.troubles.answer(NOTIFICATIONS, 1, 429, headers, error);
    MASTODON.troubles.answer(STATUSES, 1, 429, headers, error);
    String later = word();
    MASTODON.mention("ada@chaos.example", later);
    long entry = answered(conversation, "Antwort " + word);
    await("both were told")
        .until(
            () ->
                MASTODON.troubles.calls(STATUSES) > 0
                    && state(mastodon).getString("limitedUntil") != null);
    assertEquals("ok", state(mastodon).getString("status"));
    app.awaitReply(entry, "sent");
    assertFalse(Instant.now().isBefore(reset), "it left before the server wanted it");
    assertEquals(1, tooted("Antwort " + word));
    await("it came").until(() -> posts(later) == 1);
  }

  @Test
  void serversOutOfOrderAreTriedAgainAndEachAnswerStandsThereOnce() {
    String first = word();
    long here = toot(first);
    String second = word();
    long there = skeet(second);
    MASTODON.troubles.answer(STATUSES, 1, 503, Map.of(), "down");
    BLUESKY.troubles.answer(RECORDS, 1, 502, Map.of(), "down");
    long one = answered(here, "Antwort " + first);
    long other = answered(there, "Antwort " + second);
    for (long entry : List.of(one, other)) {
      JsonObject reply = waiting(entry);
      assertTrue(reply.getString("error").matches(".*50[23].*"), reply::encode);
      app.makeDue(entry);
      app.awaitReply(entry, "sent");
    }
    assertEquals(1, tooted("Antwort " + first));
    assertEquals(1, skeeted("Antwort " + second));
  }

  @Test
  void aSourceOutOfOrderIsRedAndTakenWholeAfterwards() {
    MASTODON.troubles.answer(NOTIFICATIONS, 3, 500, Map.of(), "down");
    String word = word();
    for (int number = 0; number < 5; number++) {
      MASTODON.mention("ada@chaos.example", word + " " + number);
    }
    await("it is red").until(() -> state(mastodon).getString("status").equals("failing"));
    await("all came").until(() -> posts(word) == 5);
    await("it is green").until(() -> state(mastodon).getString("status").equals("ok"));
  }

  @Test
  void aRefusalForGoodIsFinalAndSaysWhy() {
    String word = word();
    long conversation = toot(word);
    long before = MASTODON.troubles.calls(STATUSES);
    MASTODON.troubles.answer(STATUSES, 1, 403, Map.of(), "{\"error\":\"Your account is limited\"}");
    long entry = answered(conversation, "Antwort " + word);
    JsonObject reply = app.awaitReply(entry, "failed").getJsonObject("reply");
    assertTrue(reply.getString("error").contains("Your account is limited"), reply::encode);
    assertEquals("open", app.conversation(conversation).getString("status"));
    assertEquals(before + 1, MASTODON.troubles.calls(STATUSES), "once is enough");
    assertEquals(0, tooted("Antwort " + word));
  }

  @Test
  void clocksThatGoWrongMixUpNothing() {
    MASTODON.skew(Duration.ofHours(3));
    BLUESKY.skew(Duration.ofHours(-3));
    String ahead = word();
    long here = toot(ahead);
    String behind = word();
    long there = skeet(behind);
    app.awaitReply(answered(here, "Antwort " + ahead), "sent");
    app.awaitReply(answered(there, "Antwort " + behind), "sent");
    for (long conversation : List.of(here, there)) {
      List<String> directions =
          app.messages(conversation).stream().map(entry -> entry.getString("direction")).toList();
      assertEquals(List.of("out", "in"), directions, "newest first");
    }
    assertEquals(1, tooted("Antwort " + ahead));
    assertEquals(1, skeeted("Antwort " + behind));
  }

  @Test
  void pagesThatOverlapAndAreOutOfOrderAreTakenWholeAndOnce() {
    MASTODON.pageLimit(3);
    MASTODON.repeatsAtSeams(true);
    MASTODON.unordered(true);
    String word = word();
    for (int number = 0; number < 50; number++) {
      MASTODON.mention("kunde" + number + "@chaos.example", word + " " + number);
    }
    await("all came").until(() -> posts(word) == 50);
    assertEquals(
        50,
        app.count(
            "SELECT count(DISTINCT body_text) FROM post WHERE position($1 IN body_text) > 0",
            word));
    JsonObject balance = app.supervisor.read("/intake/balance");
    assertTrue(balance.getBoolean("balanced"), balance::encode);
  }

  @Test
  void aPostThatIsDeletedWhileItIsAnsweredIsSaidAndTheAnswerStandsNowhere() {
    String word = word();
    String id = MASTODON.mention("ada" + word.substring(1, 9) + "@chaos.example", word);
    long conversation = asked(word);
    MASTODON.delete(id);
    long entry = answered(conversation, "Antwort " + word);
    JsonObject reply = app.awaitReply(entry, "failed").getJsonObject("reply");
    assertEquals("The post that this answers is not there any more.", reply.getString("error"));
    assertEquals(0, tooted("Antwort " + word));
    assertEquals("open", app.conversation(conversation).getString("status"));
    String uri = BLUESKY.mention("ada" + word.substring(1, 9) + ".bsky.example", "Und " + word());
    String other = BLUESKY.record(uri).getString("text").substring(4);
    long there = asked(other);
    BLUESKY.delete(uri);
    long second = answered(there, "Antwort " + other);
    app.awaitReply(second, "failed");
    assertEquals(0, skeeted("Antwort " + other));
  }
}
