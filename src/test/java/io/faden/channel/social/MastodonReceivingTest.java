package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.testing.MastodonServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks the documented API. */
class MastodonReceivingTest {
  private final Vertx vertx = Vertx.vertx();
  private final MastodonServer server = new MastodonServer();
  private final NetworkHttp http = new NetworkHttp(vertx);
  private final MastodonNetwork network = new MastodonNetwork(vertx, http);
  private final ChannelAccount account = Accounts.mastodon(server);

  @AfterEach
  void stop() {
    http.close();
    server.close();
    vertx.close().await();
  }

  private List<String> texts(Accounts.Taken taken) throws Exception {
    return taken.posts(network, account).stream().map(Told.Post::text).toList();
  }

  @Test
  void mentionsComeOldestFirstWithWhoWroteThem() throws Exception {
    String first =
        server.mention("anna@berlin.example", "@nordlicht Guten Tag, ich & mein <Strom>?");
    server.mention("Bert", "@nordlicht Moin\n\nKommt ihr?");

    List<Told.Post> posts =
        Accounts.takeAll(network, account, Optional.empty()).posts(network, account);

    assertEquals(2, posts.size());
    Told.Post anna = posts.get(0);
    assertEquals(first, anna.id());
    assertEquals("@nordlicht Guten Tag, ich & mein <Strom>?", anna.text());
    assertEquals("anna@berlin.example", anna.author().value());
    assertEquals(Optional.of(321), anna.author().followers());
    assertEquals(Told.Kind.MENTION, anna.kind());
    assertEquals(Optional.of("de"), anna.language());
    assertTrue(anna.open());
    assertEquals("@nordlicht Moin\n\nKommt ihr?", posts.get(1).text());
    assertEquals("bert@social.example", posts.get(1).author().value());
    assertEquals("Bert@social.example", posts.get(1).author().handle());
  }

  @Test
  void rawBytesAreThoseOfTheAnswer() throws Exception {
    String id = server.mention("anna@berlin.example", "@nordlicht Grüße 👩‍👩‍👧 aus Köln");

    byte[] raw = network.receive(account, Optional.empty()).items().get(0).raw();

    JsonObject notification =
        new JsonObject(new String(raw, java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(server.raw(id), notification.getJsonObject("status"));
    assertArrayEquals(NetworkHttp.bytes(notification.encode()), raw);
  }

  @Test
  void answersToUsAndPrivateWordsAreToldApart() throws Exception {
    String theirs = server.mention("anna@berlin.example", "@nordlicht Frage");
    network.post(
        account,
        Accounts.answer("anna@berlin.example", theirs, "@anna@berlin.example Ja"),
        () -> {});
    String ours = server.posted().get(0).id();
    server.reply("anna@berlin.example", "@nordlicht Danke", ours);
    server.reply("carl@berlin.example", "@nordlicht Ich auch", theirs);
    server.direct("anna@berlin.example", "@nordlicht Meine Nummer");

    List<Told.Post> posts =
        Accounts.takeAll(network, account, Optional.empty()).posts(network, account);

    assertEquals(
        List.of(Told.Kind.MENTION, Told.Kind.REPLY, Told.Kind.MENTION, Told.Kind.DIRECT),
        posts.stream().map(Told.Post::kind).toList());
    assertEquals(List.of(ours), posts.get(1).parents());
    assertFalse(posts.get(3).open());
  }

  @Test
  void aBacklogLongerThanAPageComesWholeAndInOrder() throws Exception {
    List<String> ids = new ArrayList<>();
    IntStream.range(0, 325).forEach(i -> ids.add(server.mention("a" + i, "@nordlicht " + i)));

    Accounts.Taken taken = Accounts.takeAll(network, account, Optional.empty());

    assertEquals(ids, taken.posts(network, account).stream().map(Told.Post::id).toList());
  }

  @Test
  void noPageIsLongerThanAHundred() throws Exception {
    IntStream.range(0, 130).forEach(i -> server.mention("a" + i, "@nordlicht " + i));

    SocialNetwork.Received page = network.receive(account, Optional.empty());

    assertEquals(100, page.items().size());
    assertTrue(page.more());
  }

  @Test
  void askingAgainWithTheSameCursorGivesTheSameAgain() throws Exception {
    IntStream.range(0, 130).forEach(i -> server.mention("a" + i, "@nordlicht " + i));
    String cursor = network.receive(account, Optional.empty()).cursor();
    MastodonNetwork otherNode = new MastodonNetwork(vertx, http);

    List<String> first = keys(network.receive(account, Optional.of(cursor)));

    assertEquals(30, first.size());
    assertEquals(first, keys(network.receive(account, Optional.of(cursor))));
    assertEquals(first, keys(otherNode.receive(account, Optional.of(cursor))));
  }

  private static List<String> keys(SocialNetwork.Received page) {
    return page.items().stream().map(SocialNetwork.Item::sourceKey).toList();
  }

  @Test
  void whateverServersDoWithPagesNothingIsPassedOver() throws Exception {
    server.repeatsAtSeams(true);
    server.unordered(true);
    server.knowsSince(false);
    server.pageLimit(15);
    server.mention("first", "@nordlicht before");
    server.skew(Duration.ofMinutes(-30));
    String cursor = Accounts.takeAll(network, account, Optional.empty()).cursor();
    server.skew(Duration.ofMinutes(40));
    IntStream.range(0, 170).forEach(i -> server.mention("a" + i, "@nordlicht " + i));

    Accounts.Taken taken = Accounts.takeAll(network, account, Optional.of(cursor));

    HashSet<String> keys = new HashSet<>();
    taken.items().forEach(item -> keys.add(item.sourceKey()));
    List<Told.Post> posts = taken.posts(network, account);
    assertEquals(keys.size(), posts.size(), "each once");
    assertTrue(keys.size() >= 170, "all of them: " + keys.size());
  }

  @Test
  void onlyWhatIsNewIsAskedForOnceItIsOldEnough() throws Exception {
    server.skew(Duration.ofMinutes(-10));
    server.mention("anna@berlin.example", "@nordlicht alt");
    String cursor = Accounts.takeAll(network, account, Optional.empty()).cursor();
    server.skew(Duration.ZERO);
    server.mention("anna@berlin.example", "@nordlicht neu");

    assertEquals(
        List.of("@nordlicht neu"), texts(Accounts.takeAll(network, account, Optional.of(cursor))));
  }

  @Test
  void anAccountThatTakesOnlyWhatIsNewBeginsWithNothing() throws Exception {
    server.mention("anna@berlin.example", "@nordlicht alt");
    ChannelAccount fresh =
        Accounts.mastodon(server.url(), Optional.of(MastodonServer.TOKEN), Backfill.NEW);

    SocialNetwork.Received first = network.receive(fresh, Optional.empty());
    server.mention("anna@berlin.example", "@nordlicht neu");

    assertEquals(List.of(), first.items());
    List<Told.Post> posts =
        Accounts.takeAll(network, fresh, Optional.of(first.cursor())).posts(network, fresh);
    assertEquals("@nordlicht neu", posts.getLast().text());
    assertFalse(posts.getFirst().text().contains("alt"));
  }

  @Test
  void whatWasLookedForIsFoundOnceAndMentionsAreNotFoundAgain() throws Exception {
    ChannelAccount searching = Accounts.mastodon(server, "strom", "langer Ausfall");
    String tagged = server.status("dora@berlin.example", "Wieder kein #Strom");
    String worded = server.status("emil@berlin.example", "So ein langer Ausfall heute");
    server.mention("anna@berlin.example", "@nordlicht #strom weg");
    network.post(
        searching,
        new SocialNetwork.Sending(
            Accounts.KEY,
            false,
            "anna@berlin.example",
            Optional.empty(),
            Optional.empty(),
            "Unser #strom",
            true,
            Optional.empty(),
            Instant.now()),
        () -> {});

    List<Told.Post> posts =
        Accounts.takeAll(network, searching, Optional.empty()).posts(network, searching);

    assertEquals(
        List.of(tagged, worded),
        posts.stream()
            .filter(post -> post.kind() == Told.Kind.FOUND)
            .map(Told.Post::id)
            .distinct()
            .toList());
    assertEquals(1, posts.stream().filter(post -> post.kind() == Told.Kind.MENTION).count());
  }

  @Test
  void aServerThatCannotSearchIsNoFault() throws Exception {
    ChannelAccount searching = Accounts.mastodon(server, "strom");
    server.troubles.answer("/api/v2/search", 5, 404, Map.of(), "{\"error\":\"Not found\"}");
    server.mention("anna@berlin.example", "@nordlicht da");

    assertEquals(1, Accounts.takeAll(network, searching, Optional.empty()).items().size());
  }

  @Test
  void otherNotificationsAreNotTaken() throws Exception {
    server.notify(
        new JsonObject()
            .put("type", "favourite")
            .put("account", new JsonObject().put("id", "1").put("acct", "x")));

    assertEquals(List.of(), network.receive(account, Optional.empty()).items());
  }

  @Test
  void quotesAreTakenWhereTheServerTellsThem() throws Exception {
    server.version("4.5.1");
    server.mention("anna@berlin.example", "@nordlicht Moin");
    String quote = server.quote("bert@berlin.example", "Das stimmt nicht");

    Accounts.Taken taken = Accounts.takeAll(network, account, Optional.empty());

    List<Told.Post> posts = taken.posts(network, account);
    assertEquals(
        List.of(Told.Kind.MENTION, Told.Kind.QUOTE), posts.stream().map(Told.Post::kind).toList());
    assertEquals(quote, posts.get(1).id());
    server.quote("carl@berlin.example", "Doch");
    assertTrue(
        texts(Accounts.takeAll(network, account, Optional.of(taken.cursor()))).contains("Doch"));
  }

  @Test
  void noOtherServerIsAskedForQuotes() throws Exception {
    for (String version :
        List.of(
            "4.3.0",
            "0.19.1+git",
            "2.7.2 (compatible; Pleroma 2.9)",
            "4.5.0 (compatible; x)",
            "")) {
      assertFalse(MastodonNetwork.tellsQuotes(version), version);
    }
    assertTrue(MastodonNetwork.tellsQuotes("4.5.0"));
    assertTrue(MastodonNetwork.tellsQuotes("4.10.2+glitch"));
    server.mention("anna@berlin.example", "@nordlicht Moin");

    assertEquals(1, Accounts.takeAll(network, account, Optional.empty()).items().size());
    assertTrue(server.troubles.calls().stream().noneMatch(call -> call.contains("quote")));
  }

  @Test
  void aRefusedTokenAsksForSigningIn() {
    server.refuse(MastodonServer.TOKEN);

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(account, Optional.empty()));

    assertEquals(NetworkFault.Kind.SIGN_IN, fault.kind());
    assertFalse(fault.getMessage().contains(MastodonServer.TOKEN));
  }

  @Test
  void aLimitIsKeptByTheServersOwnClock() {
    Instant there = Instant.now().plus(Duration.ofHours(3));
    server.troubles.answer(
        "/api/v1/notifications",
        1,
        429,
        Map.of(
            "X-RateLimit-Reset",
            there.plusSeconds(300).toString(),
            "Date",
            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                there.atZone(java.time.ZoneOffset.UTC))),
        "{\"error\":\"Too many requests\"}");

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(account, Optional.empty()));

    assertEquals(NetworkFault.Kind.LIMITED, fault.kind());
    long seconds = Duration.between(Instant.now(), fault.until().orElseThrow()).toSeconds();
    assertTrue(seconds > 280 && seconds < 310, "in " + seconds + " s");
  }

  @Test
  void aServerOutOfOrderPassesAndOneThatIsAwayToo() {
    server.troubles.answer("/api/v1/notifications", 1, 502, Map.of(), "<html>Bad gateway</html>");
    NetworkFault broken =
        assertThrows(NetworkFault.class, () -> network.receive(account, Optional.empty()));
    ChannelAccount nowhere =
        Accounts.mastodon("http://127.0.0.1:9", Optional.of("x"), Backfill.ALL);
    NetworkFault away =
        assertThrows(NetworkFault.class, () -> network.receive(nowhere, Optional.empty()));

    assertEquals(NetworkFault.Kind.AWAY, broken.kind());
    assertEquals(NetworkFault.Kind.AWAY, away.kind());
    assertEquals("The server does not accept connections.", away.getMessage());
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    server.troubles.answer(
        "/api/v1/notifications", 2, 200, Map.of(), "[" + " ".repeat(6 << 20) + "]");

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(account, Optional.empty()));

    assertEquals("The answer of the server cannot be read.", fault.getMessage());
  }

  @Test
  void aPlainLineIsNotUsedBeyondThisMachine() {
    ChannelAccount plain =
        Accounts.mastodon("http://social.example", Optional.of("x"), Backfill.ALL);

    NetworkFault fault =
        assertThrows(NetworkFault.class, () -> network.receive(plain, Optional.empty()));

    assertEquals("Only https is used; http for this machine only.", fault.getMessage());
  }

  @Test
  void anEditAndADeletionAreSeen() throws Exception {
    String id = server.mention("anna@berlin.example", "@nordlicht eins");
    server.edit(id, "@nordlicht zwei");

    SocialNetwork.Now.There there =
        assertInstanceOf(SocialNetwork.Now.There.class, network.look(account, id));
    assertTrue(there.edited().isPresent());
    Told.Post post = assertInstanceOf(Told.Post.class, network.read(account, there.raw()));
    assertEquals("@nordlicht zwei", post.text());

    server.delete(id);
    assertInstanceOf(SocialNetwork.Now.Gone.class, network.look(account, id));
  }

  @Test
  void whatStandsAboveComesOldestFirstAndNamesOurs() throws Exception {
    String root = server.status("dora@berlin.example", "Anfang");
    network.post(account, Accounts.answer("dora@berlin.example", root, "Mitte"), () -> {});
    String ours = server.posted().get(0).id();
    String end = server.reply("anna@berlin.example", "@nordlicht Ende", ours);

    List<SocialNetwork.Above> above = network.above(account, end);

    assertEquals(
        List.of("Anfang", "Mitte"), above.stream().map(SocialNetwork.Above::text).toList());
    assertEquals(List.of(false, true), above.stream().map(SocialNetwork.Above::ours).toList());
    assertEquals("dora@berlin.example", above.get(0).author());
  }

  @Test
  void theStreamRingsAndIsTakenUpAgainWhenItBreaks() throws Exception {
    AtomicInteger rung = new AtomicInteger();
    try (AutoCloseable listening = network.listen(account, rung::incrementAndGet).orElseThrow()) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.listeners() == 1);
      int before = rung.get();
      server.mention("anna@berlin.example", "@nordlicht da");
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> rung.get() > before);
      server.breakStreams();
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.listeners() == 0);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.listeners() == 1);
      assertEquals(1, server.troubles.calls("GET /api/v1/streaming") - 1, "taken up once");
      assertTrue(rung.get() > before, listening::toString);
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.listeners() == 0);
  }
}
