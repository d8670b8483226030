package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Outcome;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.PostId;
import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Colleague;
import io.faden.testing.Noticeboard;
import io.faden.testing.SocialDesk;
import io.faden.testing.SocialDesk.Matter;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers on networks: by which ways, in which words, and what becomes of them there. */
class SocialAnswersTest {
  private static final int LIMIT = 200;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  private static Noticeboard network;
  private static TestApp app;
  private static SocialDesk desk;
  private static long ours;
  private static long second;

  @BeforeAll
  static void start() {
    network = new Noticeboard("mastodon", LIMIT);
    app = TestApp.start(network);
    desk = new SocialDesk(app);
    desk.withoutApproval();
    ours = desk.mastodon("nordlicht@social.example");
    second = desk.mastodon("nordlicht2@social.example");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Matter asked() {
    return desk.writes("mastodon", ours, "public", "@nordlicht wo bleibt mein Paket?");
  }

  private static Reply answer(Matter thread, String text) {
    return answer(thread, text, new JsonObject());
  }

  private static Reply answer(Matter thread, String text, JsonObject more) {
    return app.agent1.post(
        "/conversations/" + thread.conversation() + "/replies",
        app.answer(thread.conversation(), text)
            .put("contactPointId", thread.point())
            .mergeIn(more));
  }

  private static JsonObject preview(Matter thread, String text) {
    Reply reply =
        app.agent1.post(
            "/conversations/" + thread.conversation() + "/post-preview",
            new JsonObject().put("text", text).put("contactPointId", thread.point()));
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static JsonObject sent(Matter thread, String text, JsonObject more) {
    Reply reply = answer(thread, text, more);
    assertEquals(201, reply.status(), reply::toString);
    return app.awaitReply(reply.json().getLong("id"), "sent");
  }

  private static Noticeboard.Post posted(String words) {
    Awaitility.await(words).atMost(LONG_ENOUGH).until(() -> network.with(words).isPresent());
    return network.with(words).orElseThrow();
  }

  private static JsonObject privately() {
    return new JsonObject().put("visibility", "private");
  }

  private static String unique() {
    return "w" + UUID.randomUUID().toString().replaceAll("\\d", "x").substring(0, 8);
  }

  @Test
  void whoWroteInPublicIsAnsweredThereFirstAndInPrivateIfWeLike() {
    Matter thread = asked();
    List<JsonObject> ways =
        desk.ways(thread).stream().filter(way -> way.getString("visibility") != null).toList();
    assertEquals(
        List.of("public", "private"),
        ways.stream().map(way -> way.getString("visibility")).toList());
    JsonObject post = ways.getFirst().getJsonObject("post");
    assertEquals("@" + thread.handle(), post.getString("mention"));
    assertEquals("^aa", post.getString("initials"));
    assertEquals(LIMIT, post.getInteger("limit"));
    assertEquals("characters", post.getString("unit"));
    assertEquals(23, post.getInteger("urlLength"));
    assertTrue(post.getBoolean("shortMentions"));
    assertEquals(thread.entry(), post.getLong("answersEntryId"));
    assertFalse(ways.get(1).getJsonObject("post").containsKey("initials"));
    assertFalse(ways.getFirst().getBoolean("needsApproval"));
    JsonObject conversation = app.conversation(thread.conversation());
    assertTrue(conversation.getBoolean("publicOrigin"));
    assertTrue(conversation.getBoolean("privateLink"));
    assertFalse(app.conversation(app.newConversation()).getBoolean("privateLink"));
  }

  @Test
  void whoWroteInPrivateLastIsAnsweredThereFirst() {
    Matter thread = asked();
    desk.writes(thread, "mastodon", "private", "Meine Adresse schicke ich hier.");
    assertEquals(
        List.of("private", "public"),
        desk.ways(thread).stream()
            .map(way -> way.getString("visibility"))
            .filter(visibility -> visibility != null)
            .toList());
  }

  @Test
  void whoWroteOnlyInPrivateIsNotAnsweredInPublic() {
    Matter thread = desk.writes("mastodon", ours, "private", "Nur unter uns");
    assertTrue(desk.way(thread, "private").isPresent());
    assertEquals(Optional.empty(), desk.way(thread, "public"));
    Reply refused = answer(thread, "Gern.", new JsonObject().put("visibility", "public"));
    assertEquals("no_address", refused.json().getString("code"), refused::toString);
  }

  @Test
  void anAnswerLeavesFromTheAccountOnWhichThePostIs() {
    Matter thread = asked();
    assertEquals(
        List.of(ours), accounts(desk.way(thread, "public").orElseThrow()), "the post is not there");
    assertEquals(
        List.of(ours, second), accounts(desk.way(thread, "private").orElseThrow()).subList(0, 2));
    Reply refused =
        answer(
            thread,
            "Gern.",
            new JsonObject().put("visibility", "public").put("channelAccountId", second));
    assertEquals("no_address", refused.json().getString("code"), refused::toString);
  }

  private static List<Long> accounts(JsonObject way) {
    return way.getJsonArray("channelAccounts").stream()
        .map(account -> ((JsonObject) account).getLong("id"))
        .toList();
  }

  @Test
  void exactlyWhatStandsOnTheTimelineIsPosted() {
    Matter thread = asked();
    String word = unique();
    JsonObject entry = sent(thread, "Tut uns leid, wir schauen nach. " + word, new JsonObject());
    String text = "@" + thread.handle() + " Tut uns leid, wir schauen nach. " + word + " ^aa";
    assertEquals(text, entry.getString("text"));
    assertEquals("public", entry.getString("visibility"));
    assertEquals("de", entry.getString("language"));
    assertEquals(thread.entry(), entry.getLong("answersEntryId"));
    Noticeboard.Post post = posted(word);
    assertEquals(text, post.sending().text());
    assertTrue(post.sending().open());
    assertEquals(thread.handle(), post.sending().to());
    assertEquals(Optional.of("de"), post.sending().language());
    assertEquals(Optional.of(PostId.own(messageId(thread.entry()))), post.sending().answers());
    assertEquals(
        PostId.of("mastodon", ours, post.id()),
        messageId(entry.getLong("id")),
        "answers lead here");
    JsonObject shown = entry.getJsonObject("post");
    assertEquals("https://mastodon.example/" + post.id(), shown.getString("url"));
    assertTrue(shown.getBoolean("canRetract"));
  }

  private static String messageId(long entry) {
    return app.messageId(entry);
  }

  @Test
  void whoIsNamedAndSignedAlreadyIsNotTwice() {
    Matter thread = asked();
    String word = unique();
    String text = "Moin @" + thread.handle().toUpperCase(Locale.ROOT) + ", " + word + " ^aa";
    assertEquals(text, sent(thread, text, new JsonObject()).getString("text"));
  }

  @Test
  void aSignOfOnesOwnStandsBehindThePost() {
    Colleague other = app.hire("Zoë Öztürk", Role.AGENT);
    Matter thread = asked();
    Reply reply =
        other.post(
            "/conversations/" + thread.conversation() + "/replies",
            app.answer(thread.conversation(), "Gern.").put("contactPointId", thread.point()));
    assertTrue(reply.json().getString("text").endsWith(" ^zö"), reply::toString);
    app.sql().execute("UPDATE agent SET sign = 'zoe' WHERE name = 'Zoë Öztürk'");
    Reply again =
        other.post(
            "/conversations/" + thread.conversation() + "/replies",
            app.answer(thread.conversation(), "Noch etwas.").put("contactPointId", thread.point()));
    assertTrue(again.json().getString("text").endsWith(" ^zoe"), again::toString);
  }

  @Test
  void aPrivateMessageCarriesNoSignAndMayBePrivate() {
    Matter thread = asked();
    String word = unique();
    JsonObject entry = sent(thread, "Ist 0151 23456789 noch richtig? " + word, privately());
    assertEquals("private", entry.getString("visibility"));
    assertFalse(entry.getString("text").endsWith("^aa"));
    Noticeboard.Post post = posted(word);
    assertFalse(post.sending().open());
    assertEquals(Optional.empty(), post.sending().answers(), "public posts are not answered so");
  }

  @Test
  void whatIsPrivateIsRefusedInPublicAndSaysWhere() {
    Matter thread = asked();
    app.sql()
        .execute(
            "INSERT INTO contact_point (customer_id, channel, value, source) VALUES ($1, 'customer_number', $2, 'agent')",
            thread.customer(),
            "k-" + thread.conversation() + "4711");
    String number = "K-" + thread.conversation() + "4711";
    String text = "👍 Zu " + number + " rufen wir 0151 23456789 an, du uns: 0431/998877.";
    Reply refused = answer(thread, text);
    assertEquals(422, refused.status(), refused::toString);
    assertEquals("private_in_public", refused.json().getString("code"));
    JsonArray errors = refused.json().getJsonArray("errors");
    assertEquals(
        List.of("customer_number", "phone"),
        errors.stream().map(each -> ((JsonObject) each).getString("kind")).toList());
    JsonObject first = errors.getJsonObject(0);
    assertEquals(number, text.substring(first.getInteger("from"), first.getInteger("to")));
    assertEquals(errors, preview(thread, text).getJsonArray("findings"));
    assertEquals(
        List.of(), preview(thread, "Ruf uns an: 0431/998877.").getJsonArray("findings").getList());
  }

  @Test
  void whatIsTooLongIsRefusedAsThePreviewSays() {
    Matter thread = asked();
    JsonObject fits = preview(thread, "a".repeat(LIMIT - 4 - 1 - 13));
    assertTrue(fits.getBoolean("fits"), fits::encode);
    assertEquals(LIMIT, fits.getInteger("length"), fits::encode);
    assertEquals("@" + thread.handle(), fits.getString("mention"));
    assertEquals("^aa", fits.getString("initials"));
    JsonObject tooLong = preview(thread, "a".repeat(LIMIT));
    assertFalse(tooLong.getBoolean("fits"));
    Reply refused = answer(thread, "a".repeat(LIMIT));
    assertEquals(422, refused.status(), refused::toString);
    assertEquals("post_too_long", refused.json().getString("code"));
  }

  @Test
  void aPostThatIsGoneIsNotAnsweredInPublic() {
    Matter thread = asked();
    desk.deletes(thread, thread.entry());
    Reply refused = answer(thread, "Gern.");
    assertEquals("post_gone", refused.json().getString("code"), refused::toString);
    assertEquals(201, answer(thread, "Gern.", privately()).status());
    long newer = desk.writes(thread, "mastodon", "public", "Ach doch.");
    JsonObject way = desk.way(thread, "public").orElseThrow();
    assertEquals(newer, way.getJsonObject("post").getLong("answersEntryId"));
  }

  @Test
  void filesDoNotGoAlongAndNothingIsLost() {
    Matter thread = asked();
    String drafts = "/conversations/" + thread.conversation() + "/draft";
    byte[] bill = "Rechnung".getBytes(StandardCharsets.UTF_8);
    Reply attached = app.agent1.upload(drafts + "/attachments?name=rechnung.txt", bill);
    assertEquals(201, attached.status(), attached::toString);
    JsonObject words =
        new JsonObject().put("kind", "reply").put("text", "Anbei die Rechnung.").put("note", "");
    assertEquals(200, app.agent1.put(drafts, words).status());
    for (JsonObject more : List.of(new JsonObject(), privately())) {
      Reply refused = answer(thread, "Anbei die Rechnung.", more);
      assertEquals(422, refused.status(), refused::toString);
      assertEquals("post_takes_no_files", refused.json().getString("code"));
    }
    JsonObject draft = app.conversation(thread.conversation()).getJsonObject("draft");
    assertEquals("Anbei die Rechnung.", draft.getString("text"));
    JsonObject file = draft.getJsonArray("attachments").getJsonObject(0);
    assertArrayEquals(bill, app.agent1.bytes("/attachments/" + file.getLong("id")));
    Reply off = app.agent1.delete(drafts + "/attachments/" + file.getLong("id"));
    assertEquals(204, off.status(), off::toString);
    assertEquals(201, answer(thread, "Ohne Rechnung.").status());
  }

  @Test
  void whatDoesNotGetThroughForHalfADayHasFailedAndWhatWaitedBehindItGoesOn() {
    Matter thread = asked();
    String word = unique();
    network.answers(new Outcome.Deferred("The server is out of order (503)."));
    long stuck = answer(thread, word + " alt").json().getLong("id");
    Awaitility.await("it waits")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(stuck).containsKey("nextAttemptAt"));
    long behind = answer(thread, word + " neu").json().getLong("id");
    network.answers(new Outcome.Deferred("The server is out of order (503)."));
    app.sql()
        .execute(
            "UPDATE delivery SET first_due_at = clock_timestamp() - interval '12 hours' WHERE entry_id = $1",
            stuck);
    app.makeDue(stuck);
    JsonObject reply = app.awaitReply(stuck, "failed").getJsonObject("reply");
    assertEquals(
        "It did not get through within 12 hours: The server is out of order (503).",
        reply.getString("error"));
    app.awaitReply(behind, "sent");
    assertTrue(network.with(word + " neu").isPresent());
    assertFalse(network.with(word + " alt").isPresent());
  }

  @Test
  void aNetworkThatFailsIsAskedAtLeastOnceAnHour() {
    Matter thread = asked();
    network.answers(new Outcome.Deferred("Busy."));
    long entry = answer(thread, unique()).json().getLong("id");
    Awaitility.await("it waits")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
    network.answers(new Outcome.Deferred("Still busy."));
    app.sql().execute("UPDATE delivery SET attempts = 30 WHERE entry_id = $1", entry);
    app.makeDue(entry);
    Awaitility.await("it was tried again")
        .atMost(LONG_ENOUGH)
        .until(() -> "Still busy.".equals(app.replyOf(entry).getString("error")));
    Duration wait = Duration.between(Instant.now(), app.replyOf(entry).getInstant("nextAttemptAt"));
    assertTrue(wait.compareTo(Duration.ofMinutes(61)) < 0, wait::toString);
    assertTrue(wait.compareTo(Duration.ofMinutes(55)) > 0, wait::toString);
  }

  @Test
  void onlyNetworksArePreviewed() {
    long mail = app.newConversation();
    Reply none =
        app.agent1.post(
            "/conversations/" + mail + "/post-preview", new JsonObject().put("text", "x"));
    assertEquals("no_address", none.json().getString("code"), none::toString);
  }

  @Test
  void whatMayHaveArrivedIsHandedOverAgainAndStandsThereOnce() {
    Matter thread = asked();
    String word = unique();
    network.answers(new Outcome.Uncertain("The line broke."));
    Reply reply = answer(thread, word);
    long entry = reply.json().getLong("id");
    posted(word);
    Awaitility.await("it waits for another attempt")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
    app.makeDue(entry);
    app.awaitReply(entry, "sent");
    assertEquals(
        1, network.posts().stream().filter(post -> post.sending().text().contains(word)).count());
    assertEquals(PostId.of("mastodon", ours, posted(word).id()), messageId(entry));
  }

  @Test
  void whatWasUnderWayWhenItsNodeDiedIsHandedOverAgain() {
    Matter thread = asked();
    String word = unique();
    network.answers(new Outcome.Deferred("not yet", Optional.of(Instant.now().plusSeconds(1))));
    long entry = answer(thread, word).json().getLong("id");
    Awaitility.await("it was tried")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(entry).getInteger("attempts") >= 1);
    app.sql()
        .execute(
            """
            UPDATE delivery SET state = 'transmitting', claimed_until = clock_timestamp() - interval '1 second'
             WHERE entry_id = $1 AND state IN ('pending', 'claimed')
            """,
            entry);
    Awaitility.await("it waits again or has left")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                !app.replyOf(entry).getBoolean("uncertain", false)
                    && (app.replyOf(entry).containsKey("nextAttemptAt")
                        || app.replyOf(entry).getString("status").equals("sent")));
    app.makeDue(entry);
    app.awaitReply(entry, "sent");
    assertTrue(posted(word).sending().repeated());
  }

  @Test
  void aNetworkThatWantsRestGetsIt() {
    Matter thread = asked();
    Instant until = Instant.now().plus(Duration.ofMinutes(40));
    // On an account of its own, so that nobody else has to wait.
    Matter elsewhere = desk.writes("mastodon", second, "public", "@nordlicht2 hallo?");
    network.answers(new Outcome.Deferred("Not before that.", Optional.of(until)));
    long entry = answer(elsewhere, unique()).json().getLong("id");
    Awaitility.await("it waits")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(entry).containsKey("nextAttemptAt"));
    JsonObject reply = app.replyOf(entry);
    Duration off = Duration.between(until, reply.getInstant("nextAttemptAt")).abs();
    assertTrue(off.compareTo(Duration.ofSeconds(5)) < 0, reply::encode);
    assertEquals("Not before that.", reply.getString("error"));
    assertNotEquals(thread.account(), elsewhere.account());
  }

  @Test
  void aRefusalIsFinalAndSaysWhy() {
    Matter thread = asked();
    network.answers(new Outcome.Refused("The post that this answers is not there any more."));
    long entry = answer(thread, unique()).json().getLong("id");
    JsonObject failed = app.awaitReply(entry, "failed");
    assertEquals(
        "The post that this answers is not there any more.",
        failed.getJsonObject("reply").getString("error"));
    assertFalse(failed.getJsonObject("reply").getBoolean("uncertain"));
    assertEquals("open", app.conversation(thread.conversation()).getString("status"));
  }

  @Test
  void twoPostsInOneThreadKeepTheirOrder() {
    Matter thread = asked();
    String word = unique();
    network.answers(new Outcome.Deferred("Busy."));
    long first = answer(thread, word + " eins").json().getLong("id");
    Awaitility.await("it waits")
        .atMost(LONG_ENOUGH)
        .until(() -> app.replyOf(first).containsKey("nextAttemptAt"));
    long other = answer(thread, word + " zwei").json().getLong("id");
    long direct = answer(thread, word + " privat", privately()).json().getLong("id");
    app.awaitReply(direct, "sent");
    assertEquals("scheduled", app.replyOf(other).getString("status"));
    app.makeDue(first);
    app.awaitReply(other, "sent");
    assertEquals(
        List.of(word + " eins", word + " zwei"),
        network.posts().stream()
            .filter(post -> post.sending().open() && post.sending().text().contains(word))
            .map(post -> post.sending().text().replaceAll("^@\\S+ | \\^aa$", ""))
            .toList());
  }

  @Test
  void aPostIsTakenAwayByItsAuthorOrASupervisorAndTheTimelineKeepsIt() {
    Matter thread = asked();
    String word = unique();
    long entry = sent(thread, word, new JsonObject()).getLong("id");
    JsonObject reason = new JsonObject().put("reason", "falscher Vorgang");
    assertEquals(403, app.agent2.post("/entries/" + entry + "/retraction", reason).status());
    network.fails(new NetworkFault(NetworkFault.Kind.AWAY, "Nobody answers there."));
    Reply away = app.agent1.post("/entries/" + entry + "/retraction", reason);
    assertEquals("network_failed", away.json().getString("code"), away::toString);
    assertTrue(network.with(word).isPresent());
    Reply gone = app.agent1.post("/entries/" + entry + "/retraction", reason);
    assertEquals(200, gone.status(), gone::toString);
    assertTrue(gone.json().getJsonObject("post").containsKey("retractedAt"), gone::toString);
    assertFalse(network.with(word).isPresent());
    assertEquals(200, app.supervisor.post("/entries/" + entry + "/retraction", reason).status());
    assertEquals(1, app.eventsOf(thread.conversation()).get("post_retracted"));
    assertTrue(
        app.messages(thread.conversation()).stream()
            .anyMatch(message -> message.getString("text").contains(word)));
  }

  @Test
  void onlyWhatWasPostedCanBeTakenAway() {
    Matter thread = asked();
    JsonObject reason = new JsonObject().put("reason", "doch nicht");
    assertEquals(
        404, app.supervisor.post("/entries/" + thread.entry() + "/retraction", reason).status());
    long mail = app.newConversation();
    long entry = app.answered(app.agent1, mail, "Gern.").getLong("id");
    assertEquals(
        "not_that_kind",
        app.agent1.post("/entries/" + entry + "/retraction", reason).json().getString("code"));
  }
}
