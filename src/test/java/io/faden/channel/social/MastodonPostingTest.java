package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.testing.MastodonServer;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks the documented API. */
class MastodonPostingTest {
  private static final String ANNA = "anna@berlin.example";
  private static final String TEXT =
      "@anna@berlin.example Äpfel & Öl: https://nordlicht.example/ein/langer/weg?a=1&b=2 ^aa";

  private final Vertx vertx = Vertx.vertx();
  private final MastodonServer server = new MastodonServer();
  private final NetworkHttp http =
      new NetworkHttp(vertx, Duration.ofSeconds(5), Duration.ofSeconds(3));
  private final MastodonNetwork network = new MastodonNetwork(vertx, http);
  private final ChannelAccount account = Accounts.mastodon(server);

  @AfterEach
  void stop() {
    http.close();
    server.close();
    vertx.close().await();
  }

  private SocialNetwork.Sending answer() {
    return Accounts.answer(ANNA, server.mention(ANNA, "@nordlicht Frage"), TEXT);
  }

  private Outcome post(SocialNetwork.Sending sending) {
    return network.post(account, sending, () -> {});
  }

  @Test
  void anAnswerStandsBelowWhatItAnswersWordForWord() {
    SocialNetwork.Sending sending = answer();
    AtomicInteger begun = new AtomicInteger();

    Outcome.Accepted accepted =
        assertInstanceOf(
            Outcome.Accepted.class, network.post(account, sending, begun::incrementAndGet));

    MastodonServer.Post post = server.posted().get(0);
    assertEquals(1, server.posted().size());
    assertEquals(TEXT, post.text());
    assertEquals("public", post.visibility());
    assertEquals(sending.answers().orElseThrow(), post.answers());
    assertEquals("de", post.language());
    assertEquals(Accounts.KEY, post.key());
    assertEquals(Optional.of(post.id()), accepted.messageId());
    assertTrue(new String(accepted.raw(), StandardCharsets.UTF_8).contains("/@nordlicht/"));
    assertEquals(1, begun.get());
  }

  @Test
  void aPrivateMessageNamesWhomItIsFor() {
    post(Accounts.direct(ANNA, "Ihre Nummer, bitte"));
    post(Accounts.direct(ANNA, "Danke @Anna@berlin.example"));

    List<MastodonServer.Post> posts = server.posted();
    assertEquals("@anna@berlin.example Ihre Nummer, bitte", posts.get(0).text());
    assertEquals("direct", posts.get(0).visibility());
    assertEquals(1, posts.size(), "the same key is the same message");
  }

  @Test
  void theSameKeyPostsOnce() {
    SocialNetwork.Sending sending = answer();
    post(sending);

    assertInstanceOf(Outcome.Accepted.class, post(sending));

    assertEquals(1, server.posted().size());
  }

  @Test
  void aServerThatForgetsKeysIsNotPostedToTwice() {
    SocialNetwork.Sending sending = answer();
    post(sending);
    server.forgetKeys();

    Outcome.Accepted again =
        assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(sending)));

    assertEquals(1, server.posted().size());
    assertEquals(Optional.of(server.posted().get(0).id()), again.messageId());
  }

  @Test
  void aRepeatedPostIsRecognisedWhateverTheClocksSay() {
    server.idempotent(false);
    server.skew(Duration.ofHours(-2));
    SocialNetwork.Sending sending = Accounts.direct(ANNA, "Hallo @anna@berlin.example");
    post(sending);

    post(Accounts.again(sending));

    assertEquals(1, server.posted().size());
  }

  @Test
  void aRepeatedPostThatNeverArrivedIsPosted() {
    assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(answer())));

    assertEquals(1, server.posted().size());
  }

  @Test
  void aLineThatBreaksAfterTheServerTookItIsUncertainAndHealsWhenRepeated() {
    server.idempotent(false);
    SocialNetwork.Sending sending = answer();
    server.troubles.cutAfterwards("POST /api/v1/statuses", 1);

    assertInstanceOf(Outcome.Uncertain.class, post(sending));
    assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(sending)));

    assertEquals(1, server.posted().size());
  }

  @Test
  void aServerThatSaysNothingIsUncertain() {
    SocialNetwork.Sending sending = answer();
    server.troubles.silence("POST /api/v1/statuses", 1);

    assertInstanceOf(Outcome.Uncertain.class, post(sending));
  }

  @Test
  void whatTheServerSaysDecides() {
    assertInstanceOf(Outcome.Deferred.class, refusedWith(401, "The access token is invalid"));
    assertInstanceOf(Outcome.Deferred.class, refusedWith(429, "Too many requests"));
    assertInstanceOf(Outcome.Deferred.class, refusedWith(503, "down for maintenance"));
    assertInstanceOf(Outcome.Uncertain.class, refusedWith(502, ""));
    Outcome.Refused blocked =
        assertInstanceOf(Outcome.Refused.class, refusedWith(403, "This action is not allowed"));
    assertEquals("The server refused it. This action is not allowed", blocked.reason());
    assertInstanceOf(
        Outcome.Refused.class, refusedWith(422, "Validation failed: Text can't be blank"));
    assertEquals(List.of(), server.posted());
  }

  private Outcome refusedWith(int status, String said) {
    SocialNetwork.Sending sending = answer();
    server.troubles.over();
    server.troubles.answer(
        "POST /api/v1/statuses", 1, status, Map.of(), "{\"error\":\"" + said + "\"}");
    return post(sending);
  }

  @Test
  void whatIsAnsweredMayBeGone() {
    SocialNetwork.Sending sending = answer();
    server.delete(sending.answers().orElseThrow());

    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, post(sending));

    assertEquals("The post that this answers is not there any more.", refused.reason());
  }

  @Test
  void nothingLeavesWhenTheClaimIsLostAtTheLastMoment() {
    SocialNetwork.Sending sending = answer();

    assertThrows(
        IllegalStateException.class,
        () ->
            network.post(
                account,
                sending,
                () -> {
                  throw new IllegalStateException("lost");
                }));

    assertEquals(List.of(), server.posted());
    assertEquals(0, server.troubles.calls("POST /api/v1/statuses"));
  }

  @Test
  void aPostIsTakenAwayAndOnceMoreIsAsGood() throws Exception {
    post(answer());
    String id = server.posted().get(0).id();

    network.delete(account, id);
    network.delete(account, id);

    assertEquals(List.of(), server.posted());
  }

  @Test
  void theServerSaysHowLongAPostMayBe() {
    assertEquals(640, network.abilities(account).length().orElseThrow().limit());
    ChannelAccount away = Accounts.mastodon("http://127.0.0.1:9", Optional.of("x"), Backfill.ALL);
    assertEquals(500, network.abilities(away).length().orElseThrow().limit());
  }

  @Test
  void tryingAnAccountTellsEachStepAndPostsNothing() {
    ConnectionVerdict good = network.test(account);
    assertTrue(good.ok(), good::toString);
    assertEquals(List.of(), server.posted());

    assertEquals(
        List.of("connected", "not_signed_in", "not_tried", "not_tried"),
        codes(Accounts.mastodon(server.url(), Optional.empty(), Backfill.ALL)));
    assertEquals(
        List.of("connected", "sign_in_refused", "not_tried", "not_tried"),
        codes(Accounts.mastodon(server.url(), Optional.of("wrong"), Backfill.ALL)));
    assertEquals(
        List.of("connection_refused", "not_tried", "not_tried", "not_tried"),
        codes(Accounts.mastodon("http://127.0.0.1:9", Optional.of("x"), Backfill.ALL)));
    server.troubles.answer(
        "DELETE /api/v1/statuses",
        1,
        403,
        Map.of(),
        "{\"error\":\"This action is outside the authorized scopes\"}");
    ConnectionVerdict reading = network.test(account);
    assertFalse(reading.ok());
    assertEquals("not_allowed", reading.steps().getLast().code());
  }

  private List<String> codes(ChannelAccount tried) {
    return network.test(tried).steps().stream().map(ConnectionVerdict.Step::code).toList();
  }
}
