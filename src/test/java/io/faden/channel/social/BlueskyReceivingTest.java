package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.testing.BlueskyServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks the documented methods. */
class BlueskyReceivingTest {
  private static final String ANNA = "anna.bsky.example";

  private final Vertx vertx = Vertx.vertx();
  private final BlueskyServer server = new BlueskyServer();
  private final NetworkHttp http = new NetworkHttp(vertx);
  private final BlueskyNetwork network = new BlueskyNetwork(http);
  private final ChannelAccount account = Accounts.bluesky(server);

  @AfterEach
  void stop() {
    http.close();
    server.close();
    vertx.close().await();
  }

  private List<Told.Post> all(ChannelAccount from) throws Exception {
    return Accounts.takeAll(network, from, Optional.empty()).posts(network, from);
  }

  @Test
  void mentionsComeOldestFirstWithWhoWroteThem() throws Exception {
    String first = server.mention(ANNA, "@nordlicht.bsky.example 👩‍👩‍👧 Grüße");
    server.mention("bert.bsky.example", "@nordlicht.bsky.example Moin");

    List<Told.Post> posts = all(account);

    assertEquals(2, posts.size());
    Told.Post anna = posts.get(0);
    assertEquals(first, anna.id());
    assertEquals(BlueskyServer.didOf(ANNA), anna.author().value());
    assertEquals(ANNA, anna.author().handle());
    assertEquals("@nordlicht.bsky.example 👩‍👩‍👧 Grüße", anna.text());
    assertEquals(Optional.of("de"), anna.language());
    assertEquals(Told.Kind.MENTION, anna.kind());
    assertTrue(
        anna.url().orElseThrow().startsWith("https://bsky.app/profile/anna.bsky.example/post/"));
  }

  @Test
  void answersQuotesAndPrivateWordsAreToldApart() throws Exception {
    String theirs = server.mention(ANNA, "Frage");
    network.post(account, Accounts.answer("", theirs, "Ja"), () -> {});
    String ours = server.posted().get(0).uri();
    String second = server.reply(ANNA, "Danke", ours);
    server.reply("carl.bsky.example", "Ich auch", second);
    server.quote("dora.bsky.example", "Seht mal", ours);
    server.like("emil.bsky.example", ours);
    String private1 = server.direct(ANNA, "Meine Nummer");

    List<Told.Post> posts = all(account);

    assertEquals(
        List.of(
            Told.Kind.MENTION,
            Told.Kind.REPLY,
            Told.Kind.MENTION,
            Told.Kind.QUOTE,
            Told.Kind.DIRECT),
        posts.stream().map(Told.Post::kind).toList());
    assertEquals(List.of(ours, theirs), posts.get(1).parents());
    Told.Post direct = posts.getLast();
    assertEquals(private1, direct.id());
    assertFalse(direct.open());
    assertEquals(BlueskyServer.didOf(ANNA), direct.author().value());
  }

  @Test
  void aBacklogOfManyPagesComesWholeAndInOrder() throws Exception {
    List<String> uris = new ArrayList<>();
    IntStream.range(0, 325).forEach(i -> uris.add(server.mention("a" + i + ".example", "" + i)));

    assertEquals(uris, all(account).stream().map(Told.Post::id).toList());
  }

  @Test
  void everybodyIsAskedForNotOnlyThoseWhoAreFollowed() throws Exception {
    server.priorityOnly(true);
    server.mention(ANNA, "Hallo");

    assertEquals(1, all(account).size());
  }

  @Test
  void privateMessagesComeByTheirOwnLogEachOnce() throws Exception {
    IntStream.range(0, 120).forEach(i -> server.direct("a" + i + ".example", "Nachricht " + i));
    Accounts.Taken first = Accounts.takeAll(network, account, Optional.empty());
    server.direct(ANNA, "noch eine");

    Accounts.Taken second = Accounts.takeAll(network, account, Optional.of(first.cursor()));

    assertEquals(
        IntStream.range(0, 120).mapToObj(i -> "Nachricht " + i).toList(),
        first.posts(network, account).stream().map(Told.Post::text).toList());
    assertEquals(
        List.of("noch eine"),
        second.posts(network, account).stream().map(Told.Post::text).toList());
  }

  @Test
  void anAccountThatTakesOnlyWhatIsNewBeginsWithNothing() throws Exception {
    server.mention(ANNA, "alt");
    server.direct(ANNA, "alt");
    ChannelAccount fresh = Accounts.bluesky(server.url(), BlueskyServer.PASSWORD, Backfill.NEW);

    SocialNetwork.Received first = network.receive(fresh, Optional.empty());
    server.mention(ANNA, "neu");
    server.direct(ANNA, "neu im Vertrauen");

    assertEquals(List.of(), first.items());
    List<String> texts =
        Accounts.takeAll(network, fresh, Optional.of(first.cursor())).posts(network, fresh).stream()
            .map(Told.Post::text)
            .filter(text -> text.startsWith("neu"))
            .toList();
    assertEquals(List.of("neu", "neu im Vertrauen"), texts);
  }

  @Test
  void aChatThatIsNotThereIsNoFault() throws Exception {
    server.chat(false);
    server.mention(ANNA, "Hallo");

    assertEquals(1, all(account).size());
    assertEquals(1, server.signIns(), "a password without the right for it is no ended session");
  }

  @Test
  void whatWasLookedForIsFoundAndMentionsAreNotFoundAgain() throws Exception {
    ChannelAccount searching = Accounts.bluesky(server, "Strom");
    String found = server.status("emil.bsky.example", "Kein Strom hier");
    server.status("emil.bsky.example", "Etwas anderes");
    network.post(searching, Accounts.direct("", "unser Strom"), () -> {});
    server.post(
        ANNA,
        new JsonObject()
            .put("text", "@nordlicht.bsky.example Strom")
            .put(
                "facets",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("index", new JsonObject().put("byteStart", 0).put("byteEnd", 23))
                            .put(
                                "features",
                                new JsonArray()
                                    .add(
                                        new JsonObject()
                                            .put("$type", "app.bsky.richtext.facet#mention")
                                            .put("did", BlueskyServer.OUR_DID))))));

    List<Told.Post> posts = all(searching);

    assertEquals(
        List.of(Told.Kind.MENTION, Told.Kind.FOUND), posts.stream().map(Told.Post::kind).toList());
    assertEquals(found, posts.getLast().id());
  }

  @Test
  void anEndedTokenIsRenewedAndOnlyThenSignedInAnew() throws Exception {
    network.receive(account, Optional.empty());
    server.endTokens();
    network.receive(account, Optional.empty());
    assertEquals(1, server.signIns());
    assertEquals(1, server.renewals());

    server.endTokens();
    server.refreshes(false);
    network.receive(account, Optional.empty());
    assertEquals(2, server.signIns());
  }

  @Test
  void aWrongPasswordAsksForSigningIn() {
    ChannelAccount wrong = Accounts.bluesky(server.url(), "falsch-falsch", Backfill.ALL);

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(wrong, Optional.empty()));

    assertEquals(NetworkFault.Kind.SIGN_IN, fault.kind());
    assertFalse(fault.getMessage().contains("falsch-falsch"));
  }

  @Test
  void aLimitIsKept() {
    long reset = Instant.now().plusSeconds(600).getEpochSecond();
    server.troubles.answer(
        "listNotifications",
        1,
        429,
        Map.of("ratelimit-reset", Long.toString(reset)),
        "{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}");

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(account, Optional.empty()));

    assertEquals(NetworkFault.Kind.LIMITED, fault.kind());
    long seconds = Duration.between(Instant.now(), fault.until().orElseThrow()).toSeconds();
    assertTrue(seconds > 580 && seconds <= 600, "in " + seconds + " s");
  }

  @Test
  void linksAreWholeAgainAlsoBehindEmoji() throws Exception {
    String text = "👩‍👩‍👧 Größe: nordlicht.example/ta... gut";
    int from = NetworkHttp.bytes("👩‍👩‍👧 Größe: ").length;
    int to = from + NetworkHttp.bytes("nordlicht.example/ta...").length;
    server.post(
        ANNA,
        new JsonObject()
            .put("text", text)
            .put(
                "facets",
                new JsonArray()
                    .add(link(from, to, "https://nordlicht.example/tarife"))
                    .add(link(900, 950, "https://lies.example/"))
                    .add(link(3, 1, "https://lies.example/")))
            .put(
                "embed",
                new JsonObject()
                    .put("$type", "app.bsky.embed.images")
                    .put(
                        "images",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("alt", "Zähler")
                                    .put(
                                        "image",
                                        new JsonObject()
                                            .put("$type", "blob")
                                            .put("ref", new JsonObject().put("$link", "bafkreiabc"))
                                            .put("mimeType", "image/jpeg"))))));

    Told.Post post = all(account).get(0);

    assertEquals("👩‍👩‍👧 Größe: https://nordlicht.example/tarife gut", post.text());
    assertEquals(
        List.of(
            new Told.Picture(
                "https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:annabskyexample/bafkreiabc@jpeg",
                "Zähler",
                "image")),
        post.pictures());
  }

  private static JsonObject link(int from, int to, String uri) {
    return new JsonObject()
        .put("index", new JsonObject().put("byteStart", from).put("byteEnd", to))
        .put(
            "features",
            new JsonArray()
                .add(
                    new JsonObject().put("$type", "app.bsky.richtext.facet#link").put("uri", uri)));
  }

  @Test
  void aDeletionIsSeenAndWhatStandsAboveIsTold() throws Exception {
    String root = server.status("dora.bsky.example", "Anfang");
    network.post(account, Accounts.answer("", root, "Mitte"), () -> {});
    String end = server.reply(ANNA, "Ende", server.posted().get(0).uri());

    List<SocialNetwork.Above> above = network.above(account, end);
    SocialNetwork.Now.There there =
        assertInstanceOf(SocialNetwork.Now.There.class, network.look(account, end));

    assertEquals(
        List.of("Anfang", "Mitte"), above.stream().map(SocialNetwork.Above::text).toList());
    assertEquals(List.of(false, true), above.stream().map(SocialNetwork.Above::ours).toList());
    assertEquals(
        "Ende", assertInstanceOf(Told.Post.class, network.read(account, there.raw())).text());
    server.delete(end);
    assertInstanceOf(SocialNetwork.Now.Gone.class, network.look(account, end));
    server.delete(root);
    String more = server.reply(ANNA, "Nachtrag", server.posted().get(0).uri());
    assertEquals(
        List.of("Mitte"),
        network.above(account, more).stream().map(SocialNetwork.Above::text).toList());
  }
}
