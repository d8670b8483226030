package io.faden.channel.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.Outcome;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.faden.customer.PhoneNumbers;
import io.faden.routing.QueueId;
import io.faden.testing.HookReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNetworkTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String SECRET = "hook_geheim";
  private static final Instant AT = Instant.parse("2026-05-06T08:00:00Z");
  private static final ContactValues VALUES = new ContactValues(new PhoneNumbers("DE"));

  private final HookReceiver receiver = new HookReceiver(() -> SECRET);
  private final WebhookNetwork network =
      new WebhookNetwork("webhook", VERTX, text -> Optional.empty(), Clock.systemUTC());
  private final WebhookNetwork sms =
      new WebhookNetwork(
          "sms",
          VERTX,
          text -> VALUES.read(ContactChannel.SMS, text).valid().map(ContactValue::value),
          Clock.systemUTC());

  @AfterEach
  void stop() {
    network.close();
    sms.close();
    receiver.close();
  }

  @AfterAll
  static void stopAll() {
    VERTX.close().await();
  }

  private static ChannelAccount account(Optional<String> replyUrl, Optional<String> secret) {
    return new ChannelAccount(
        new ChannelAccountId(7),
        "webhook",
        "Bewertungen",
        "App Store",
        "",
        new QueueId(1),
        true,
        Backfill.ALL,
        new SocialSettings(
            new SocialSettings.Webhook(replyUrl, true, secret), List.of(), List.of(), List.of()),
        0);
  }

  private ChannelAccount account() {
    return account(Optional.of(receiver.url()), Optional.of(SECRET));
  }

  private Told read(SocialNetwork by, String json) throws UnreadableArrival {
    return by.read(account(), json.getBytes(UTF_8));
  }

  @Test
  void aMessageIsReadWithEverythingItSays() throws UnreadableArrival {
    Told.Post post =
        assertInstanceOf(
            Told.Post.class,
            read(
                network,
                """
                {"id": 42, "event": "post", "kind": "reply", "public": true,
                 "author": {"id": "aB/ü", "handle": "@ada", "name": "Ada", "url": "https://store.example/ada",
                            "avatar": "javascript:alert(1)", "followers": 12, "bot": true},
                 "text": "Stürzt ab\\r\\nseit gestern\\u0000", "language": "de-DE", "createdAt": "2026-05-06T10:00:00+02:00",
                 "url": "https://store.example/42", "inReplyTo": ["41", 40],
                 "pictures": [{"url": "https://store.example/a.png", "description": "Fehler", "type": "image/png"},
                              {"url": "file:///etc/passwd"}]}
                """));
    assertEquals(
        new Told.Post(
            "42",
            Told.Kind.REPLY,
            true,
            new Told.Author(
                "app store/a%42%2f%c3%bc",
                "ada",
                "Ada",
                Optional.of("https://store.example/ada"),
                Optional.empty(),
                Optional.of(12),
                true),
            "",
            "Stürzt ab\nseit gestern",
            Optional.of("de"),
            AT,
            Optional.of("https://store.example/42"),
            List.of("41", "40"),
            List.of(new Told.Picture("https://store.example/a.png", "Fehler", "image/png")),
            Optional.empty()),
        post);
  }

  @Test
  void editsAndDeletionsAreTold() throws UnreadableArrival {
    Told edited =
        read(
            network,
            "{'id':'1','event':'edit','author':{'id':'a'},'text':'neu','createdAt':'2026-05-06T08:00:00Z'}"
                .replace('\'', '"'));
    assertEquals(Optional.of(AT), assertInstanceOf(Told.Edited.class, edited).post().edited());
    assertEquals(
        new Told.Deleted("1", AT),
        read(
            network, "{\"id\":\"1\",\"event\":\"delete\",\"createdAt\":\"2026-05-06T08:00:00Z\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0431 1234567", "+49 (431) 123 45 67", "494311234567", "tel:+494311234567"})
  void theSenderOfATextMessageIsOneNumberInEverySpelling(String number) throws UnreadableArrival {
    Told.Post post = assertInstanceOf(Told.Post.class, read(sms, message(number)));
    assertEquals("+494311234567", post.author().value());
  }

  @Test
  void aSenderThatIsNoNumberIsTakenAllTheSame() throws UnreadableArrival {
    Told.Post post = assertInstanceOf(Told.Post.class, read(sms, message("PaketInfo")));
    assertEquals("app store/%50aket%49nfo", post.author().value());
  }

  private static String message(String author) {
    return new JsonObject()
        .put("id", "1")
        .put("author", new JsonObject().put("id", author))
        .put("text", "Hallo")
        .put("createdAt", "2026-05-06T08:00:00Z")
        .encode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hallo",
        "[]",
        "{}",
        "{\"id\": \"1\"}",
        "{\"id\": \"1\", \"event\": \"like\"}",
        "{\"id\": \"1\", \"author\": {\"id\": \"a\"}, \"createdAt\": \"gestern\"}",
        "{\"id\": \"1\", \"author\": {}, \"createdAt\": \"2026-05-06T08:00:00Z\"}",
        "{\"id\": \"1\", \"kind\": \"shout\", \"author\": {\"id\": \"a\"}, \"createdAt\": \"2026-05-06T08:00:00Z\"}"
      })
  void whatIsNoMessageIsSaidClearly(String body) {
    UnreadableArrival fault = assertThrows(UnreadableArrival.class, () -> read(network, body));
    assertTrue(fault.getMessage().endsWith("."), fault.getMessage());
  }

  private static SocialNetwork.Sending sending(String key, String to) {
    return new SocialNetwork.Sending(
        key,
        false,
        to,
        Optional.of("42"),
        Optional.empty(),
        "Danke! 👋",
        true,
        Optional.of("de"),
        AT);
  }

  private Outcome post(String key) {
    return network.post(account(), sending(key, "app store/a%42%2f%c3%bc"), () -> {});
  }

  @Test
  void anAnswerIsHandedOverSignedAndNamesWhomItIsFor() {
    AtomicInteger begun = new AtomicInteger();
    Outcome.Accepted accepted =
        assertInstanceOf(
            Outcome.Accepted.class,
            network.post(
                account(),
                sending("answer-0000000000000001", "app store/a%42%2f%c3%bc"),
                begun::incrementAndGet));
    assertEquals(1, begun.get());
    assertEquals(Optional.of("answer-0000000000000001"), accepted.messageId());
    assertEquals(
        new JsonObject()
            .put("id", "answer-0000000000000001")
            .put("event", "post")
            .put("inReplyTo", "42")
            .put("to", new JsonObject().put("id", "aB/ü").put("handle", "aB/ü"))
            .put("text", "Danke! 👋")
            .put("language", "de")
            .put("public", true)
            .put("createdAt", "2026-05-06T08:00:00Z"),
        receiver.handedOver().getFirst());
  }

  @Test
  void theOtherSideMayGiveItAnIdOfItsOwn() {
    receiver.then(201, "{\"id\": 77, \"url\": \"https://store.example/77\"}");
    Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, post("answer-1"));
    assertEquals(Optional.of("77"), accepted.messageId());
    assertEquals(
        new JsonObject().put("id", "77").put("url", "https://store.example/77"),
        new JsonObject(new String(accepted.raw(), UTF_8)));
  }

  @Test
  void whatPassesIsTriedAgainAndTakenOnce() {
    receiver.then(500, "").then(429, "").thenHangUp();
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Outcome.Deferred.class, post("answer-1"));
    }
    assertInstanceOf(Outcome.Accepted.class, post("answer-1"));
    assertInstanceOf(Outcome.Accepted.class, post("answer-1"), "409: done before");
    assertEquals(5, receiver.handedOver().size());
    assertEquals(1, receiver.taken().size());
  }

  @Test
  void whatIsRefusedSaysWhy() {
    receiver.then(422, "{\"detail\": \"This number is on the\\nstop list.\"}").then(400, "<html>");
    assertEquals(
        "This number is on the stop list.",
        assertInstanceOf(Outcome.Refused.class, post("answer-1")).reason());
    assertEquals(
        "The other side refuses it (400).",
        assertInstanceOf(Outcome.Refused.class, post("answer-1")).reason());
    ChannelAccount stranger = account(Optional.of(receiver.url()), Optional.of("hook_anders"));
    assertTrue(
        assertInstanceOf(
                Outcome.Refused.class,
                network.post(stranger, sending("answer-1", "app store/a"), () -> {}))
            .reason()
            .contains("signature"));
  }

  @Test
  void nothingLeavesWhenItMayNot() {
    assertThrows(
        IllegalStateException.class,
        () ->
            network.post(
                account(),
                sending("answer-1", "app store/a"),
                () -> {
                  throw new IllegalStateException("taken back");
                }));
    assertEquals(List.of(), receiver.handedOver());
  }

  @Test
  void whoeverIsAwayIsTriedLater() {
    receiver.close();
    AtomicInteger begun = new AtomicInteger();
    Outcome outcome =
        network.post(account(), sending("answer-1", "app store/a"), begun::incrementAndGet);
    assertInstanceOf(Outcome.Deferred.class, outcome);
    assertEquals(0, begun.get());
    assertFalse(network.test(account()).ok());
  }

  @Test
  void withoutAPlaceForAnswersNothingCanBeAnswered() {
    ChannelAccount silent = account(Optional.empty(), Optional.of(SECRET));
    assertFalse(network.abilities(silent).answers());
    assertTrue(network.abilities(account()).answers());
    assertInstanceOf(
        Outcome.Refused.class, network.post(silent, sending("answer-1", "a"), () -> {}));
  }

  @Test
  void anAnswerCanBeTakenAwayAndIsGoneIfItIsGone() throws NetworkFault {
    network.delete(account(), "77");
    network.delete(account(), "77");
    receiver.then(404, "");
    network.delete(account(), "78");
    assertEquals(
        new JsonObject().put("id", "77").put("event", "delete"), receiver.handedOver().getFirst());
    receiver.then(503, "").then(403, "{\"detail\": \"Too late.\"}");
    assertEquals(
        Kind.AWAY, assertThrows(NetworkFault.class, () -> network.delete(account(), "79")).kind());
    NetworkFault late = assertThrows(NetworkFault.class, () -> network.delete(account(), "79"));
    assertEquals(Kind.REFUSED, late.kind());
    assertEquals("Too late.", late.getMessage());
  }
}
