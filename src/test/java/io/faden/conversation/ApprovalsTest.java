package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.Role;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.RawMail;
import io.faden.testing.Shift;
import io.faden.testing.SocialDesk;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A second pair of eyes before anything leaves, in queues where e-mail asks for it. */
class ApprovalsTest {
  private static final JsonObject E_MAIL =
      new JsonObject().put("approval", new JsonArray().add("email")).put("approvalMinutes", 60);

  private static TestApp app;
  private static Shift shift;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
    shift = new Shift(app);
    shift.set(E_MAIL, app.agent1, app.agent2, app.supervisor);
  }

  @AfterAll
  static void stop() {
    shift.close();
    app.close();
  }

  private static String path(long conversation) {
    return "/conversations/" + conversation;
  }

  private static JsonObject written(Colleague who, long conversation, String text) {
    return written(who, app.answer(conversation, text), conversation);
  }

  private static JsonObject written(Colleague who, JsonObject answer, long conversation) {
    Reply reply = who.post(path(conversation) + "/replies", answer);
    assertEquals(201, reply.status(), reply::toString);
    return reply.json();
  }

  /** Written by the first agent in a conversation of its own. */
  private static JsonObject waiting(String text) {
    return written(app.agent1, shift.waitingConversation(), text);
  }

  private static long conversationOf(JsonObject entry) {
    return entry.getLong("conversationId");
  }

  private static int replySeq(long conversation) {
    return app.conversation(conversation).getInteger("replySeq");
  }

  private static Reply approve(Colleague who, JsonObject entry) {
    return approve(who, entry, replySeq(conversationOf(entry)));
  }

  private static Reply approve(Colleague who, JsonObject entry, int replySeq) {
    return who.post(
        "/replies/" + entry.getLong("id") + "/approve", new JsonObject().put("replySeq", replySeq));
  }

  private static Reply alone(Colleague who, JsonObject entry) {
    return who.post(
        "/replies/" + entry.getLong("id") + "/approve",
        new JsonObject().put("replySeq", replySeq(conversationOf(entry))).put("alone", true));
  }

  private static Reply giveBack(Colleague who, JsonObject entry, String reason) {
    return who.post(
        "/replies/" + entry.getLong("id") + "/return", new JsonObject().put("reason", reason));
  }

  private static JsonObject approvalOf(Colleague viewer, JsonObject entry) {
    return viewer.read("/entries/" + entry.getLong("id")).getJsonObject("approval");
  }

  private static void writesAgain(long conversation) {
    String address = app.conversation(conversation).getJsonObject("customer").getString("address");
    app.filed(RawMail.from(address).subject("Nochmal [#" + conversation + "]").text("Und noch."));
  }

  /** Of the open approval of a conversation; absent where there is none. */
  private static JsonObject item(long conversation) {
    return app.sql()
        .row(
            """
            SELECT id, state, agent_id, not_agent_id, channel, queue_id,
                   extract(epoch FROM due_at - entered_at)::integer AS target
              FROM work_item WHERE conversation_id = $1 AND kind = 'approval' AND state <> 'done'
            """,
            conversation)
        .map(row -> row.toJson())
        .orElse(new JsonObject());
  }

  private static JsonObject listed(Colleague viewer, String view, JsonObject entry) {
    return viewer.items("/approvals?limit=200&view=" + view).stream()
        .filter(one -> one.getJsonObject("entry").getLong("id").equals(entry.getLong("id")))
        .findFirst()
        .orElse(new JsonObject());
  }

  @Test
  void aReplyWaitsForSomebodyElseAndLeavesAfterTheUndoTime() {
    JsonObject entry = waiting("Gern.");
    long id = conversationOf(entry);
    assertEquals("in_review", entry.getJsonObject("reply").getString("status"));
    assertEquals("waiting", entry.getJsonObject("approval").getString("state"));
    assertFalse(entry.getJsonObject("approval").getBoolean("mayDecide"));
    assertTrue(approvalOf(app.agent2, entry).getBoolean("mayDecide"));
    assertEquals("waiting", app.conversation(id).getString("status"));
    assertEquals("parked", app.conversation(id).getJsonObject("workItem").getString("state"));
    JsonObject item = item(id);
    assertEquals("queued", item.getString("state"));
    assertEquals(app.agent1.id(), item.getLong("not_agent_id"));
    assertEquals("email", item.getString("channel"));
    assertEquals(shift.queue, item.getLong("queue_id"));
    app.makeDue(entry.getLong("id"));
    Reply approved = approve(app.agent2, entry);
    assertEquals(200, approved.status(), approved::toString);
    assertEquals("scheduled", approved.json().getJsonObject("reply").getString("status"));
    JsonObject approval = approved.json().getJsonObject("approval");
    assertEquals("approved", approval.getString("state"));
    assertEquals(app.agent2.name(), approval.getJsonObject("decidedBy").getString("name"));
    assertFalse(approval.getBoolean("alone"));
    assertTrue(item(id).isEmpty());
    assertEquals(1, app.eventsOf(id).get("approval_asked"));
    assertEquals(1, app.eventsOf(id).get("approved"));
    app.makeDue(entry.getLong("id"));
    app.awaitReply(entry.getLong("id"), "sent");
  }

  @Test
  void itsTargetCountsInBusinessTime() {
    JsonObject item = item(conversationOf(waiting("Bis wann?")));
    assertTrue(item.getInteger("target") >= 3599, item::encode);
  }

  @Test
  void itsAuthorNeitherReleasesNorReturnsNorTakesNorIsHandedIt() {
    JsonObject entry = waiting("Von mir");
    assertEquals("approval_own", approve(app.agent1, entry).code());
    assertEquals("approval_own", alone(app.agent1, entry).code());
    assertEquals("approval_own", giveBack(app.agent1, entry, "Doch nicht").code());
    long item = item(conversationOf(entry)).getLong("id");
    assertEquals("approval_own", app.agent1.post("/work-items/" + item + "/take").code());
    assertEquals(
        "approval_own",
        app.supervisor
            .post(
                "/work-items/" + item + "/transfer", new JsonObject().put("agent", app.agent1.id()))
            .code());
    assertEquals("in_review", app.replyOf(entry.getLong("id")).getString("status"));
  }

  @Test
  void whoeverTakesTheNextItemIsNeverGivenWhatTheyWrote() {
    Colleague busy = shift.hire("Frieda Fleißig");
    JsonObject entry = written(busy, shift.waitingConversation(), "Meins");
    app.sql()
        .execute(
            "UPDATE work_item SET rank_at = '-infinity', due_at = now(), urgent_at = '-infinity' WHERE id = $1",
            item(conversationOf(entry)).getLong("id"));
    shift.waitingConversation();
    JsonObject next =
        busy.post("/work-items/next", new JsonObject().put("queue", shift.queue)).json();
    assertFalse(
        next.getString("kind").equals("approval")
            && conversationOf(entry) == next.getLong("conversationId"),
        next::encode);
  }

  @Test
  void theRouterAsksAnybodyButItsAuthorAndSaysWhy() {
    Shift own = new Shift(app);
    Colleague author = own.hire("Vera Verfasserin");
    Colleague other = own.hire("Otto Anderer");
    own.set(E_MAIL, author, other);
    try (own) {
      long id = own.waitingConversation();
      JsonObject entry = written(author, id, "Wer sieht das?");
      own.available(author);
      long item = item(id).getLong("id");
      JsonObject verdict =
          Shift.until(
              () ->
                  Caller.objects(
                          app.supervisor
                              .read("/work-items/" + item + "/why")
                              .getJsonArray("considered"))
                      .stream()
                      .filter(one -> one.getJsonObject("agent").getLong("id").equals(author.id()))
                      .findFirst()
                      .orElse(null));
      assertEquals("wrote_it", verdict.getString("verdict"));
      assertTrue(app.supervisor.read("/work-items/" + item + "/why").getBoolean("unservable"));
      own.available(other);
      JsonObject offer = own.awaitOffer(other, item);
      assertEquals("approval", offer.getJsonObject("workItem").getString("kind"));
      assertEquals(200, other.post("/offers/" + offer.getLong("id") + "/accept").status());
      assertEquals("work_item_taken", approve(app.agent2, entry).code());
      assertEquals("work_item_taken", giveBack(app.agent2, entry, "Nein").code());
      assertTrue(
          other.items("/conversations?view=mine").stream()
              .anyMatch(row -> row.getLong("id") == id));
      assertEquals(200, approve(other, entry).status());
      assertEquals("done", own.state(item));
    }
  }

  @Test
  void whatIsReturnedIsItsAuthorsDraftAgainWithTheReason() {
    long id = shift.waitingConversation();
    byte[] file = "Inhalt".getBytes(StandardCharsets.UTF_8);
    app.agent1.upload(path(id) + "/draft/attachments?name=plan.txt&type=text/plain", file);
    JsonObject entry = written(app.agent1, id, "Zu knapp");
    Reply returned = giveBack(app.agent2, entry, " Bitte freundlicher ");
    assertEquals(200, returned.status(), returned::toString);
    assertEquals(id, returned.json().getLong("conversationId"));
    assertEquals(200, giveBack(app.agent2, entry, "Bitte freundlicher").status());
    assertEquals("approval_over", approve(app.supervisor, entry).code());
    JsonObject conversation = app.agent1.read(path(id));
    assertEquals("Zu knapp", conversation.getJsonObject("draft").getString("text"));
    assertEquals(1, conversation.getJsonObject("draft").getJsonArray("attachments").size());
    assertEquals("open", conversation.getString("status"));
    JsonObject item = conversation.getJsonObject("workItem");
    assertEquals("assigned", item.getString("state"));
    assertEquals(app.agent1.id(), item.getJsonObject("agent").getLong("id"));
    JsonObject event =
        app.timeline(id).stream()
            .filter(one -> one.getString("kind").equals("event"))
            .map(one -> one.getJsonObject("event"))
            .filter(one -> one.getString("type").equals("approval_returned"))
            .findFirst()
            .orElseThrow();
    assertEquals("Bitte freundlicher", event.getString("detail"));
    assertTrue(item(id).isEmpty());
    JsonObject mine = listed(app.agent1, "mine", entry).getJsonObject("entry");
    assertEquals("Bitte freundlicher", mine.getJsonObject("approval").getString("reason"));
    // Another version, another look.
    JsonObject better = written(app.agent1, id, "Sehr gern");
    assertEquals("in_review", better.getJsonObject("reply").getString("status"));
    assertEquals(200, approve(app.agent2, better).status());
  }

  @Test
  void whatIsReturnedWaitsInItsQueueIfItsAuthorIsNotOnShift() {
    Colleague author = shift.hire("Gero Gegangen");
    JsonObject entry = written(author, shift.waitingConversation(), "Feierabend");
    shift.presence(author, new JsonObject().put("state", "available"));
    shift.presence(author, new JsonObject().put("state", "offline"));
    assertEquals(200, giveBack(app.agent2, entry, "Nochmal").status());
    assertEquals(
        "queued",
        app.conversation(conversationOf(entry)).getJsonObject("workItem").getString("state"));
  }

  @Test
  void whatSomebodyWroteWhoHasLeftForGoodIsTheDraftOfWhoeverReturnsIt() {
    Colleague author = shift.hire("Fritz Fort");
    JsonObject entry = written(author, shift.waitingConversation(), "Lebt wohl");
    JsonObject kept = written(author, shift.waitingConversation(), "Auch das");
    app.sql().execute("UPDATE agent SET active = false WHERE id = $1", author.id());
    assertEquals(200, giveBack(app.agent2, entry, "Sie ist fort").status());
    assertEquals(
        "Lebt wohl",
        app.agent2.read(path(conversationOf(entry))).getJsonObject("draft").getString("text"));
    assertEquals(200, approve(app.agent2, kept).status());
  }

  @Test
  void itsAuthorTakesItBackWhileNobodyHasDecided() {
    JsonObject entry = waiting("Halt");
    long id = conversationOf(entry);
    assertEquals(403, app.agent2.post("/replies/" + entry.getLong("id") + "/undo").status());
    Reply undone = app.agent1.post("/replies/" + entry.getLong("id") + "/undo");
    assertEquals(200, undone.status(), undone::toString);
    assertEquals("Halt", undone.json().getJsonObject("draft").getString("text"));
    assertTrue(item(id).isEmpty());
    assertEquals("approval_over", approve(app.agent2, entry).code());
    assertEquals(
        "withdrawn",
        listed(app.agent1, "mine", entry)
            .getJsonObject("entry")
            .getJsonObject("approval")
            .getString("state"));
  }

  @Test
  void whoeverHasNotSeenWhatTheCustomerWroteSinceDoesNotRelease() {
    JsonObject entry = waiting("Alles klar");
    long id = conversationOf(entry);
    int seen = replySeq(id);
    writesAgain(id);
    Reply stale = approve(app.agent2, entry, seen);
    assertEquals("conversation_moved_on", stale.code());
    assertEquals(
        "Und noch.", stale.json().getJsonArray("since").getJsonObject(0).getString("text").strip());
    assertEquals(200, approve(app.agent2, entry).status());
    // What came since still wants an answer.
    assertEquals("open", app.conversation(id).getString("status"));
  }

  @Test
  void whatItsAuthorHadReadIsNoReasonToLookAgain() {
    long id = shift.waitingConversation();
    int before = replySeq(id);
    writesAgain(id);
    JsonObject entry = written(app.agent1, id, "Auf beides");
    Reply approved = approve(app.agent2, entry, before);
    assertEquals(200, approved.status(), approved::toString);
  }

  @Test
  void whatWasJoinedToItSinceIsLookedAtAlthoughItIsOlder() {
    long older = shift.waitingConversation();
    String address = app.conversation(older).getJsonObject("customer").getString("address");
    long id = app.filed(RawMail.from(address).to(TestApp.SERVICE).subject("Noch etwas"));
    JsonObject asked = app.answer(id, "Kurz und gut").put("review", true);
    JsonObject entry = written(app.agent1, asked, id);
    int read = replySeq(id);
    Reply joined =
        app.supervisor.post(
            path(older) + "/merge",
            new JsonObject()
                .put("into", id)
                .put("version", app.conversation(older).getInteger("version")));
    assertEquals(200, joined.status(), joined::toString);
    assertEquals("conversation_moved_on", approve(app.agent2, entry, read).code());
    assertEquals(200, approve(app.agent2, entry).status());
  }

  @Test
  void aListSaysWhatWaitsForApprovalToEverybodyInEveryView() {
    JsonObject entry = waiting("Für alle zu sehen");
    long id = conversationOf(entry);
    for (Colleague who : List.of(app.agent1, app.agent2)) {
      for (String view : List.of("all", who == app.agent1 ? "parked" : "team")) {
        assertTrue(row(who, view, id).getBoolean("inReview"), view);
      }
    }
    assertEquals(200, approve(app.agent2, entry).status());
    assertFalse(row(app.agent1, "all", id).getBoolean("inReview"));
  }

  private static JsonObject row(Colleague who, String view, long id) {
    return who.items("/conversations?limit=200&view=" + view + "&queue=" + shift.queue).stream()
        .filter(one -> one.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
    for (int round = 0; round < 4; round++) {
      JsonObject entry = waiting("Wer zuerst?");
      int seen = replySeq(conversationOf(entry));
      List<String> codes =
          AtOnce.run(
              List.of(
                  () -> approve(app.agent2, entry, seen).code(),
                  () -> approve(app.supervisor, entry, seen).code(),
                  () -> giveBack(app.admin, entry, "Nein").code()));
      assertEquals(1, codes.stream().filter("200"::equals).count(), codes::toString);
      assertEquals(2, codes.stream().filter("approval_over"::equals).count(), codes::toString);
    }
  }

  @Test
  void approvingTwiceIsApprovingOnce() {
    JsonObject entry = waiting("Einmal");
    int seen = replySeq(conversationOf(entry));
    assertEquals(200, approve(app.agent2, entry, seen).status());
    assertEquals(200, approve(app.agent2, entry, seen).status());
    assertEquals("approval_over", giveBack(app.agent2, entry, "Doch nicht").code());
    assertEquals(1, app.eventsOf(conversationOf(entry)).get("approved"));
    assertEquals(
        "not_found",
        app.agent2.post("/replies/999999/approve", new JsonObject().put("replySeq", 0)).code());
  }

  @Test
  void aMatterThatWasToBeSettledIsSettledWithTheApproval() {
    long id = shift.waitingConversation();
    JsonObject entry = written(app.agent1, app.answer(id, "Erledigt").put("then", "resolved"), id);
    assertEquals("waiting", app.conversation(id).getString("status"));
    assertEquals(200, approve(app.agent2, entry).status());
    JsonObject conversation = app.conversation(id);
    assertEquals("resolved", conversation.getString("status"));
    assertFalse(conversation.containsKey("workItem"));
  }

  @Test
  void aMatterThatWasToStayOpenIsItsAuthorsAgain() {
    long id = shift.waitingConversation();
    JsonObject entry = written(app.agent1, app.answer(id, "Teil eins").put("then", "open"), id);
    assertEquals(200, approve(app.agent2, entry).status());
    JsonObject conversation = app.conversation(id);
    assertEquals("open", conversation.getString("status"));
    assertEquals(
        app.agent1.id(),
        conversation.getJsonObject("workItem").getJsonObject("agent").getLong("id"));
  }

  @Test
  void twoRepliesShareOneItemThatEndsWithTheLast() {
    long id = shift.waitingConversation();
    JsonObject first = written(app.agent1, id, "Erstens");
    long item = item(id).getLong("id");
    writesAgain(id);
    assertEquals(
        200,
        app.supervisor
            .post(
                "/work-items/"
                    + app.conversation(id).getJsonObject("workItem").getLong("id")
                    + "/return")
            .status());
    JsonObject second = written(app.agent2, app.answer(id, "Zweitens").put("then", "resolved"), id);
    assertEquals(item, item(id).getLong("id"));
    assertEquals(200, app.agent2.post("/work-items/" + item + "/take").status());
    assertEquals(200, approve(app.agent2, first).status());
    // The second is their own: somebody else has to look at it.
    JsonObject rest = item(id);
    assertEquals(item, rest.getLong("id"));
    assertEquals("queued", rest.getString("state"));
    assertEquals(app.agent2.id(), rest.getLong("not_agent_id"));
    assertEquals("approval_own", approve(app.agent2, second).code());
    assertEquals(200, approve(app.agent1, second).status());
    assertTrue(item(id).isEmpty());
    assertEquals("resolved", app.conversation(id).getString("status"));
  }

  @Test
  void aSupervisorReleasesAloneOnlyWhenNobodyElseIsOnShift() {
    Shift own = new Shift(app);
    Colleague boss = app.hire("Carla Chefin", Role.SUPERVISOR);
    Colleague other = own.hire("Anton Abwesend");
    Colleague agent = own.hire("Erik Einfach");
    own.set(E_MAIL, boss, other, agent);
    try (own) {
      JsonObject entry = written(boss, own.waitingConversation(), "Allein im Haus");
      own.presence(other, new JsonObject().put("state", "away").put("reason", "meal"));
      assertFalse(approvalOf(boss, entry).getBoolean("mayReleaseAlone"));
      assertEquals("approval_own", alone(boss, entry).code());
      assertTrue(listed(boss, "waiting", entry).isEmpty());
      own.presence(other, new JsonObject().put("state", "offline"));
      assertTrue(approvalOf(boss, entry).getBoolean("mayReleaseAlone"));
      assertFalse(listed(boss, "waiting", entry).isEmpty());
      assertEquals("approval_own", approve(boss, entry).code());
      Reply released = alone(boss, entry);
      assertEquals(200, released.status(), released::toString);
      assertTrue(released.json().getJsonObject("approval").getBoolean("alone"));
      assertEquals(1, app.eventsOf(conversationOf(entry)).get("approved_alone"));
      assertTrue(item(conversationOf(entry)).isEmpty());
      JsonObject agents = written(agent, own.waitingConversation(), "Auch allein");
      assertFalse(approvalOf(agent, agents).getBoolean("mayReleaseAlone"));
      assertEquals("approval_own", alone(agent, agents).code());
    }
  }

  @Test
  void theListsShowWhatWaitsWhatIsMineAndWhatWasDecided() {
    JsonObject entry = waiting("In der Liste");
    assertTrue(listed(app.agent1, "waiting", entry).isEmpty());
    JsonObject row = listed(app.agent2, "waiting", entry);
    assertEquals("approval", row.getJsonObject("workItem").getString("kind"));
    assertTrue(row.containsKey("dueAt"));
    assertTrue(row.containsKey("customer"));
    assertFalse(listed(app.agent1, "mine", entry).isEmpty());
    assertTrue(listed(app.agent2, "decided", entry).isEmpty());
    long waits = app.agent2.read("/approvals").getLong("waiting");
    assertTrue(
        app.agent2.items("/conversations?view=team&limit=200").stream()
            .anyMatch(one -> one.getLong("id") == conversationOf(entry)));
    approve(app.agent2, entry);
    assertEquals(waits - 1, app.agent2.read("/approvals").getLong("waiting"));
    assertTrue(listed(app.agent2, "waiting", entry).isEmpty());
    assertFalse(listed(app.supervisor, "decided", entry).isEmpty());
  }

  @Test
  void aListGoesOnWhereAPageEnded() {
    List<JsonObject> all = List.of(waiting("Eins"), waiting("Zwei"), waiting("Drei"));
    List<Long> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = app.agent2.read("/approvals?limit=1" + cursor);
      Caller.objects(page.getJsonArray("items"))
          .forEach(one -> seen.add(one.getJsonObject("entry").getLong("id")));
      cursor =
          page.containsKey("nextCursor")
              ? "&cursor=" + Caller.encoded(page.getString("nextCursor"))
              : "";
    } while (!cursor.isEmpty());
    assertEquals(seen.stream().distinct().toList(), seen);
    List<Long> ours = all.stream().map(entry -> entry.getLong("id")).toList();
    assertEquals(ours, seen.stream().filter(ours::contains).toList());
    assertEquals("invalid_request", app.agent2.get("/approvals?cursor=unsinn").code());
  }

  @Test
  void whereTheQueueDoesNotAskForItTheAuthorMay() {
    long id = app.newConversation();
    JsonObject asked =
        written(app.agent1, app.answer(id, "Bitte sieh hin").put("review", true), id);
    assertEquals("in_review", asked.getJsonObject("reply").getString("status"));
    assertEquals(200, approve(app.agent2, asked).status());
    JsonObject plain = written(app.agent1, id, "Ohne");
    assertEquals("scheduled", plain.getJsonObject("reply").getString("status"));
    assertFalse(plain.containsKey("approval"));
  }

  @Test
  void theWorkFollowsAReplyIntoAnotherConversationAndBack() {
    long from = shift.waitingConversation();
    String address = app.conversation(from).getJsonObject("customer").getString("address");
    long into = app.filed(RawMail.from(address).to(TestApp.SERVICE).subject("Etwas anderes"));
    JsonObject entry = written(app.agent1, from, "Wohin?");
    Reply merged =
        app.supervisor.post(
            path(from) + "/merge",
            new JsonObject()
                .put("into", into)
                .put("version", app.conversation(from).getInteger("version")));
    assertEquals(200, merged.status(), merged::toString);
    assertTrue(item(from).isEmpty());
    assertEquals(app.agent1.id(), item(into).getLong("not_agent_id"));
    long change =
        Caller.objects(app.conversation(into).getJsonArray("links")).stream()
            .map(link -> link.getLong("changeId"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    Reply undone = app.supervisor.post("/conversation-changes/" + change + "/undo");
    assertEquals(200, undone.status(), undone::toString);
    assertTrue(item(into).isEmpty());
    assertEquals(app.agent1.id(), item(from).getLong("not_agent_id"));
    JsonObject split =
        app.supervisor
            .post(
                path(from) + "/split",
                new JsonObject()
                    .put("entries", new JsonArray().add(entry.getLong("id")))
                    .put("version", app.conversation(from).getInteger("version")))
            .json();
    assertTrue(item(from).isEmpty());
    assertFalse(item(split.getLong("id")).isEmpty());
    assertEquals(200, approve(app.agent2, entry, replySeq(split.getLong("id"))).status());
    assertTrue(item(split.getLong("id")).isEmpty());
  }

  @Test
  void whatEverybodyCouldReadWaitsUnaskedAndADirectMessageDoesNot() {
    SocialDesk desk = new SocialDesk(app);
    long account = desk.mastodon("nordlicht-" + UUID.randomUUID() + "@norden.social");
    SocialDesk.Matter inPublic = desk.writes("mastodon", account, "public", "Warum so teuer?");
    assertTrue(desk.way(inPublic, "public").orElseThrow().getBoolean("needsApproval"));
    JsonObject post =
        written(
            app.agent1,
            app.answer(inPublic.conversation(), "Wir sehen nach.").put("visibility", "public"),
            inPublic.conversation());
    assertEquals("in_review", post.getJsonObject("reply").getString("status"));
    assertEquals("mastodon", item(inPublic.conversation()).getString("channel"));
    // Returned, it is the same text once more and no second signature.
    assertEquals(200, giveBack(app.agent2, post, "Du statt Sie").status());
    JsonObject draft = app.agent1.read(path(inPublic.conversation())).getJsonObject("draft");
    JsonObject again =
        written(
            app.agent1,
            app.answer(inPublic.conversation(), draft.getString("text"))
                .put("visibility", "public"),
            inPublic.conversation());
    assertEquals(post.getString("text"), again.getString("text"));
    SocialDesk.Matter inPrivate = desk.writes("mastodon", account, "private", "Unter uns");
    JsonObject direct =
        written(
            app.agent1,
            app.answer(inPrivate.conversation(), "Gern.").put("visibility", "private"),
            inPrivate.conversation());
    assertEquals("scheduled", direct.getJsonObject("reply").getString("status"));
  }

  @Test
  void aReplyFromAnAccountThatWasSwitchedOffFailsForAllToSee() {
    String address = "aus-" + UUID.randomUUID() + "@nordlicht.example";
    ChannelAccountId account = app.addAccount("Bald aus", address, app.mail.getSmtp().getPort());
    long id =
        app.sql()
            .transaction(
                tx ->
                    app.node
                        .ledger()
                        .record(
                            tx,
                            account,
                            UUID.randomUUID().toString(),
                            RawMail.from("k-" + UUID.randomUUID() + "@kunde.example")
                                .to(address)
                                .subject("Frage")
                                .bytes()))
            .map(app::settled)
            .orElseThrow()
            .getLong("conversationId");
    JsonObject entry = written(app.agent1, app.answer(id, "Vergeblich").put("review", true), id);
    app.sql().execute("UPDATE channel_account SET active = false WHERE id = $1", account);
    assertEquals(200, approve(app.agent2, entry).status());
    app.makeDue(entry.getLong("id"));
    JsonObject failed = app.awaitReply(entry.getLong("id"), "failed");
    assertEquals(
        "The account to send from is off.", failed.getJsonObject("reply").getString("error"));
    assertEquals("open", app.conversation(id).getString("status"));
  }

  @Test
  void nothingIsErasedWhileAReplyWaits() {
    JsonObject entry = waiting("Noch nicht fort");
    long customer = app.conversation(conversationOf(entry)).getJsonObject("customer").getLong("id");
    assertTrue(
        Caller.objects(
                app.supervisor
                    .read("/customers/" + customer + "/erasure-preview")
                    .getJsonArray("against"))
            .stream()
            .anyMatch(each -> each.getString("code").equals("reply_leaving")));
  }

  @Test
  void aQueueRemembersThatNothingNeedsAnApproval() {
    Shift own = new Shift(app);
    own.set(new JsonObject().put("approval", new JsonArray()));
    assertEquals(
        new JsonArray(),
        app.admin
            .read("/admin/queues/" + own.queue + "/settings")
            .getJsonObject("settings")
            .getJsonArray("approval"));
  }
}
