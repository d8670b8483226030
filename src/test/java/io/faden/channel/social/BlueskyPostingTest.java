package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.testing.BlueskyServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks the documented methods. */
class BlueskyPostingTest {
  private static final String ANNA = "anna.bsky.example";

  private final Vertx vertx = Vertx.vertx();
  private final BlueskyServer server = new BlueskyServer();
  private final NetworkHttp http =
      new NetworkHttp(vertx, Duration.ofSeconds(5), Duration.ofSeconds(3));
  private final BlueskyNetwork network = new BlueskyNetwork(http);
  private final ChannelAccount account = Accounts.bluesky(server);

  @AfterEach
  void stop() {
    http.close();
    server.close();
    vertx.close().await();
  }

  private SocialNetwork.Sending answer() {
    return Accounts.answer("", server.mention(ANNA, "Frage"), "Ja, gern. ^aa");
  }

  private Outcome post(SocialNetwork.Sending sending) {
    return network.post(account, sending, () -> {});
  }

  @Test
  void anAnswerNamesItsThreadAndWhatItAnswers() {
    String root = server.status("dora.bsky.example", "Anfang");
    String parent = server.reply(ANNA, "Frage dazu", root);

    Outcome.Accepted accepted =
        assertInstanceOf(
            Outcome.Accepted.class, post(Accounts.answer("", parent, "Ja, gern. ^aa")));

    BlueskyServer.Post post = server.posted().get(0);
    JsonObject reply = post.record().getJsonObject("reply");
    assertEquals(root, reply.getJsonObject("root").getString("uri"));
    assertEquals(parent, reply.getJsonObject("parent").getString("uri"));
    assertEquals("Ja, gern. ^aa", post.text());
    assertEquals(new JsonArray().add("de"), post.record().getJsonArray("langs"));
    assertEquals(Optional.of(post.uri()), accepted.messageId());
    assertTrue(
        new String(accepted.raw(), StandardCharsets.UTF_8)
            .contains("https://bsky.app/profile/" + BlueskyServer.OUR_DID + "/post/"));
  }

  @Test
  void mentionsLinksAndTagsAreCountedInBytes() {
    String text =
        "👩‍👩‍👧 Öl für @anna.bsky.example (siehe https://nordlicht.example/öl?a=1). #Ökostrom, nicht"
            + " an post@firma.example oder @niemand.invalid";
    post(
        new SocialNetwork.Sending(
            Accounts.KEY,
            false,
            "",
            Optional.empty(),
            Optional.empty(),
            text,
            true,
            Optional.empty(),
            Instant.now()));

    JsonArray facets = server.posted().get(0).record().getJsonArray("facets");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> parts =
        facets.stream()
            .map(JsonObject.class::cast)
            .map(facet -> facet.getJsonObject("index"))
            .map(
                at ->
                    new String(
                        Arrays.copyOfRange(
                            bytes, at.getInteger("byteStart"), at.getInteger("byteEnd")),
                        StandardCharsets.UTF_8))
            .toList();

    assertEquals(
        List.of("https://nordlicht.example/öl?a=1", "@anna.bsky.example", "#Ökostrom"), parts);
    assertEquals(
        BlueskyServer.didOf(ANNA),
        facets.getJsonObject(1).getJsonArray("features").getJsonObject(0).getString("did"));
  }

  @Test
  void theSameKeyPostsOnceWhateverTheServerSaysToThat() {
    SocialNetwork.Sending sending = answer();
    post(sending);

    assertInstanceOf(Outcome.Accepted.class, post(sending));
    assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(sending)));

    assertEquals(1, server.posted().size());
  }

  @Test
  void otherKeysAreOtherPosts() {
    SocialNetwork.Sending sending = answer();
    post(sending);
    post(
        new SocialNetwork.Sending(
            "1f8fad5b-d9cb-469f-a165-70867728950e",
            false,
            "",
            sending.answers(),
            Optional.empty(),
            sending.text(),
            true,
            sending.language(),
            sending.writtenAt()));

    assertEquals(2, server.posted().size());
  }

  @Test
  void aLineThatBreaksAfterTheServerTookItHealsWhenRepeated() {
    SocialNetwork.Sending sending = answer();
    server.troubles.cutAfterwards("createRecord", 1);

    assertInstanceOf(Outcome.Uncertain.class, post(sending));
    assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(sending)));

    assertEquals(1, server.posted().size());
  }

  @Test
  void aTokenThatEndsBeforeAPostIsRenewedOnTheWay() {
    SocialNetwork.Sending sending = answer();
    post(Accounts.direct(BlueskyServer.didOf(ANNA), "erst das"));
    server.endTokens();
    AtomicInteger begun = new AtomicInteger();

    assertInstanceOf(
        Outcome.Accepted.class, network.post(account, sending, begun::incrementAndGet));

    assertEquals(1, begun.get());
    assertEquals(1, server.posted().size());
  }

  @Test
  void aPrivateMessageIsSentOnceAndRefusalsAreSaid() {
    SocialNetwork.Sending sending =
        Accounts.direct(BlueskyServer.didOf(ANNA), "Ihre Nummer, bitte");
    server.troubles.cutAfterwards("sendMessage", 1);

    assertInstanceOf(Outcome.Uncertain.class, post(sending));
    assertInstanceOf(Outcome.Accepted.class, post(Accounts.again(sending)));
    Outcome.Refused closed =
        assertInstanceOf(Outcome.Refused.class, post(Accounts.direct("did:plc:closed", "Hallo")));

    assertEquals(1, server.messages().size());
    assertEquals(BlueskyServer.didOf(ANNA), server.messages().get(0).to());
    assertEquals(
        "They do not take private messages from us. recipient has disabled incoming messages",
        closed.reason());
  }

  @Test
  void withoutAChatAPrivateMessageIsRefused() {
    server.chat(false);

    assertInstanceOf(
        Outcome.Refused.class, post(Accounts.direct(BlueskyServer.didOf(ANNA), "Hallo")));
  }

  @Test
  void whatTheServerSaysDecides() {
    assertInstanceOf(Outcome.Refused.class, refusedWith(400, "InvalidRequest"));
    assertInstanceOf(Outcome.Deferred.class, refusedWith(429, "RateLimitExceeded"));
    assertInstanceOf(Outcome.Deferred.class, refusedWith(503, "Unavailable"));
    assertInstanceOf(Outcome.Uncertain.class, refusedWith(502, "UpstreamFailure"));
    assertInstanceOf(Outcome.Refused.class, refusedWith(403, "Forbidden"));
    assertEquals(List.of(), server.posted());
  }

  private Outcome refusedWith(int status, String error) {
    SocialNetwork.Sending sending = answer();
    server.troubles.over();
    server.troubles.answer(
        "createRecord", 1, status, Map.of(), "{\"error\":\"" + error + "\",\"message\":\"no\"}");
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

    assertEquals(0, server.troubles.calls("createRecord"));
  }

  @Test
  void aPostIsTakenAwayAndOnceMoreIsAsGood() throws Exception {
    post(answer());
    String uri = server.posted().get(0).uri();

    network.delete(account, uri);
    network.delete(account, uri);

    assertEquals(List.of(), server.posted());
  }

  @Test
  void tryingAnAccountTellsEachStepAndPostsNothing() {
    assertTrue(network.test(account).ok());
    assertEquals(List.of("connected", "connected", "connected", "connected"), codes(account));
    assertEquals(
        List.of("connected", "sign_in_refused", "not_tried", "not_tried"),
        codes(Accounts.bluesky(server.url(), "falsch", Backfill.ALL)));
    assertEquals(
        List.of("connection_refused", "not_tried", "not_tried", "not_tried"),
        codes(Accounts.bluesky("http://127.0.0.1:9", "x", Backfill.ALL)));
    server.chat(false);
    ConnectionVerdict withoutChat = network.test(account);
    assertTrue(withoutChat.ok());
    assertEquals("not_offered", withoutChat.steps().getLast().code());
    assertEquals(List.of(), server.posted());
  }

  private List<String> codes(ChannelAccount tried) {
    return network.test(tried).steps().stream().map(ConnectionVerdict.Step::code).toList();
  }
}
