package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Splitting, merging, and undoing both. */
class LinksTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** Somebody who writes about several things. */
  private record Writer(String address) {
    static Writer somebody() {
      return new Writer("kunde-" + UUID.randomUUID() + "@kunde.example");
    }

    long writes(String subject) {
      return app.filed(mail(subject));
    }

    RawMail mail(String subject) {
      return RawMail.from(address).to(TestApp.SERVICE).subject(subject);
    }

    long continues(long conversation, String text) {
      return app.filed(mail("Re: [#" + conversation + "]").text(text));
    }
  }

  private static long customer(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static String path(long conversation) {
    return "/conversations/" + conversation;
  }

  private static int version(long conversation) {
    return app.conversation(conversation).getInteger("version");
  }

  private static JsonObject splitting(long conversation, List<Long> entries) {
    return new JsonObject()
        .put("entries", new JsonArray(entries))
        .put("version", version(conversation));
  }

  private static Reply split(Colleague who, long conversation, List<Long> entries) {
    return who.post(path(conversation) + "/split", splitting(conversation, entries));
  }

  private static long splitOff(long conversation, Long... entries) {
    Reply reply = split(app.agent1, conversation, List.of(entries));
    assertEquals(201, reply.status(), reply::toString);
    return reply.json().getLong("id");
  }

  private static JsonObject merging(long from, long into) {
    return new JsonObject()
        .put("into", into)
        .put("version", version(from))
        .put("reason", "Dasselbe");
  }

  private static Reply merge(Colleague who, long from, long into) {
    return who.post(path(from) + "/merge", merging(from, into));
  }

  private static void merged(long from, long into) {
    Reply reply = merge(app.agent1, from, into);
    assertEquals(200, reply.status(), reply::toString);
    assertEquals(into, reply.json().getLong("id"));
  }

  private static long change(long conversation, String relation) {
    return link(conversation, relation).getLong("changeId");
  }

  private static JsonObject link(long conversation, String relation) {
    return Caller.objects(app.conversation(conversation).getJsonArray("links")).stream()
        .filter(link -> link.getString("relation").equals(relation))
        .findFirst()
        .orElseThrow();
  }

  private static Reply undo(Colleague who, long change) {
    return who.post("/conversation-changes/" + change + "/undo");
  }

  private static void undone(long change, long again) {
    Reply reply = undo(app.agent1, change);
    assertEquals(200, reply.status(), reply::toString);
    assertEquals(again, reply.json().getLong("id"));
  }

  private static Set<Long> messagesOf(long conversation) {
    return app.messages(conversation).stream()
        .map(entry -> entry.getLong("id"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long newest(long conversation) {
    return app.messages(conversation).getFirst().getLong("id");
  }

  private static String status(long conversation) {
    return app.conversation(conversation).getString("status");
  }

  private static void resolve(long conversation) {
    Reply reply =
        app.agent1.patch(
            path(conversation),
            new JsonObject().put("version", version(conversation)).put("status", "resolved"));
    assertEquals(200, reply.status(), reply::toString);
  }

  private static List<Long> listed(String view) {
    return app.agent1.items("/conversations?view=" + view + "&limit=200").stream()
        .map(row -> row.getLong("id"))
        .toList();
  }

  @Test
  void aSecondMatterBecomesAConversationThatWaitsForItsAnswer() {
    Writer writer = Writer.somebody();
    long id = writer.writes("Lieferung");
    long first = newest(id);
    app.reply(app.agent1, id, "Kommt morgen.");
    writer.continues(id, "Und die Rechnung stimmt nicht.");
    long second = newest(id);
    app.agent1.post(path(id) + "/replies", app.answer(id, "Ist unterwegs.").put("then", "waiting"));
    JsonObject body =
        splitting(id, List.of(second)).put("subject", "Rechnung").put("reason", "Zwei Dinge");
    JsonObject fresh = app.agent1.post(path(id) + "/split", body).json();
    long other = fresh.getLong("id");
    assertEquals("Rechnung", fresh.getString("subject"));
    assertEquals("open", fresh.getString("status"));
    assertEquals("queued", fresh.getJsonObject("workItem").getString("state"));
    assertEquals(
        app.conversation(id).getJsonObject("customer").getLong("id"),
        fresh.getJsonObject("customer").getLong("id"));
    assertEquals(Set.of(second), messagesOf(other));
    assertTrue(messagesOf(id).contains(first));
    assertEquals(3, messagesOf(id).size());
    assertEquals("waiting", status(id));
    for (long each : List.of(id, other)) {
      JsonObject event = app.timeline(each).getFirst().getJsonObject("event");
      assertEquals("split", event.getString("type"));
      assertEquals(Long.toString(id), event.getString("from"));
      assertEquals(Long.toString(other), event.getString("to"));
      assertEquals("Zwei Dinge", event.getString("detail"));
    }
    JsonObject link = link(id, "split_into");
    assertEquals(other, link.getJsonObject("conversation").getLong("id"));
    assertEquals("Rechnung", link.getJsonObject("conversation").getString("subject"));
    assertEquals(app.agent1.name(), link.getJsonObject("by").getString("name"));
    assertEquals("Zwei Dinge", link.getString("reason"));
    assertEquals(id, link(other, "split_from").getJsonObject("conversation").getLong("id"));
  }

  @Test
  void whatNeedsNoAnswerIsAsSettledAsBefore() {
    long id = Writer.somebody().writes("Frage");
    long answer = app.reply(app.agent1, id, "Antwort").json().getLong("id");
    long other = splitOff(id, answer);
    assertEquals("waiting", status(other));
    assertEquals("parked", app.conversation(other).getJsonObject("workItem").getString("state"));
    assertEquals(
        app.agent1.id(),
        app.conversation(other).getJsonObject("workItem").getJsonObject("agent").getLong("id"));
  }

  @Test
  void splittingMakesComposersOfBothSidesStale() {
    Writer writer = Writer.somebody();
    long id = writer.writes("Frage");
    writer.continues(id, "Noch eine");
    JsonObject begun = app.answer(id, "Auf beides");
    long other = splitOff(id, newest(id));
    assertEquals("conversation_moved_on", app.agent1.post(path(id) + "/replies", begun).code());
    JsonObject there = app.answer(other, "Zu spät");
    undone(change(other, "split_from"), id);
    assertNotEquals(201, app.agent1.post(path(other) + "/replies", there).status());
    JsonObject again = app.answer(id, "Jetzt aber");
    assertEquals(201, app.agent1.post(path(id) + "/replies", again).status());
  }

  @Test
  void aSplitThatMakesNoSenseIsRefused() {
    Writer writer = Writer.somebody();
    long id = writer.writes("Eins");
    long only = newest(id);
    assertEquals("nothing_left", split(app.agent1, id, List.of(only)).code());
    assertEquals(Set.of(only), messagesOf(id));
    writer.continues(id, "Zwei");
    long foreign = newest(writer.writes("Anderswo"));
    assertEquals("invalid_request", split(app.agent1, id, List.of(foreign)).code());
    assertEquals("invalid_request", split(app.agent1, id, List.of()).code());
    assertEquals("invalid_request", split(app.agent1, id, List.of(only, only)).code());
    assertEquals(
        "queue_not_found",
        app.agent1
            .post(path(id) + "/split", splitting(id, List.of(only)).put("queue", 999_999))
            .code());
    assertEquals(
        "version_conflict",
        app.agent1
            .post(path(id) + "/split", splitting(id, List.of(only)).put("version", 4_711))
            .code());
    assertEquals(
        "not_found",
        app.agent1.post(path(999_999) + "/split", splitting(id, List.of(only))).code());
    app.agent2.post(
        "/work-items/" + app.conversation(id).getJsonObject("workItem").getLong("id") + "/take");
    assertEquals("work_item_taken", split(app.agent1, id, List.of(only)).code());
    assertEquals(201, split(app.supervisor, id, List.of(only)).status());
  }

  @Test
  void ofTwoWhoSplitTheSameMessageOneIsAskedToLookAgain() throws Exception {
    Writer writer = Writer.somebody();
    long id = writer.writes("Eins");
    writer.continues(id, "Zwei");
    JsonObject body = splitting(id, List.of(newest(id)));
    List<Reply> both = AtOnce.times(2, () -> app.agent1.post(path(id) + "/split", body));
    assertEquals(
        List.of("201", "version_conflict"), both.stream().map(Reply::code).sorted().toList());
    assertEquals(1, messagesOf(id).size());
  }

  @Test
  void anAnswerToWhatWasSplitOffGoesWhereItIsNow() {
    Writer writer = Writer.somebody();
    RawMail question = writer.mail("Frage");
    long id = app.filed(question);
    long sent = app.reply(app.agent1, id, "Antwort").json().getLong("id");
    String ours = app.messageId(sent);
    RawMail second = writer.mail("Re: Frage").inReplyTo(ours).text("Noch etwas");
    assertEquals(id, app.filed(second));
    long third = app.reply(app.agent1, id, "Dazu später").json().getLong("id");
    String oursToo = app.messageId(third);
    long other = splitOff(id, newest(id), entryOf(second));
    assertEquals(Set.of(third, entryOf(second)), messagesOf(other));
    // Signed for the old conversation, but the message itself is in the new one.
    assertEquals(other, app.filed(writer.mail("Re: a").inReplyTo(oursToo).references(ours)));
    assertEquals(
        other,
        app.filed(
            writer.mail("Re: b").inReplyTo(oursToo.replaceFirst("@.*", "@anderswo.example"))));
    assertEquals(other, app.filed(writer.mail("Re: c").inReplyTo(second.id())));
    assertEquals(
        other, app.filed(writer.mail("Re: d").references(question.id(), ours, second.id())));
    // What stayed stays.
    assertEquals(id, app.filed(writer.mail("Re: e").inReplyTo(ours)));
    assertEquals(id, app.filed(writer.mail("Re: f").inReplyTo(question.id())));
    assertEquals(
        id,
        app.filed(writer.mail("Re: g").inReplyTo(ours.replaceFirst("@.*", "@anderswo.example"))));
    undone(change(id, "split_into"), id);
    assertEquals(id, app.filed(writer.mail("Re: h").inReplyTo(oursToo)));
  }

  private static long entryOf(RawMail mail) {
    return app.sql()
        .row("SELECT id FROM entry WHERE message_id = $1", mail.id())
        .orElseThrow()
        .getLong("id");
  }

  @Test
  void aReplyThatWaitsLeavesFromWhereverItIs() {
    Writer writer = Writer.somebody();
    long id = writer.writes("Frage");
    app.agent1.upload(
        path(id) + "/draft/attachments?name=plan.txt&type=text/plain",
        "Inhalt".getBytes(StandardCharsets.UTF_8));
    long entry = app.reply(app.agent1, id, "Mit Plan").json().getLong("id");
    long other = writer.writes("Andere");
    merged(id, other);
    JsonObject moved =
        app.messages(other).stream()
            .filter(e -> e.getLong("id") == entry)
            .findFirst()
            .orElseThrow();
    assertEquals("scheduled", moved.getJsonObject("reply").getString("status"));
    assertEquals("plan.txt", moved.getJsonArray("attachments").getJsonObject(0).getString("name"));
    JsonObject back = app.agent1.post("/replies/" + entry + "/undo").json();
    assertEquals(other, back.getLong("id"));
    assertEquals("Mit Plan", back.getJsonObject("draft").getString("text"));
    long again = app.reply(app.agent1, other, "Mit Plan").json().getLong("id");
    app.sql().execute("UPDATE delivery SET due_at = clock_timestamp() WHERE entry_id = $1", again);
    app.awaitReply(again, "sent");
    assertEquals(1, app.delivered(writer.address()).size());
  }

  @Test
  void twoConversationsBecomeOne() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Paket");
    long into = writer.writes("Nochmal Paket");
    resolve(into);
    Set<Long> all = new TreeSet<>(messagesOf(from));
    all.addAll(messagesOf(into));
    merged(from, into);
    assertEquals(all, messagesOf(into));
    assertTrue(messagesOf(from).isEmpty());
    assertEquals("open", status(into));
    assertEquals("queued", app.conversation(into).getJsonObject("workItem").getString("state"));
    JsonObject gone = app.conversation(from);
    assertEquals("resolved", gone.getString("status"));
    assertFalse(gone.containsKey("workItem"));
    assertEquals(into, link(from, "merged_into").getJsonObject("conversation").getLong("id"));
    assertEquals(from, link(into, "merged_from").getJsonObject("conversation").getLong("id"));
    assertEquals(1, app.eventsOf(into).get("merged"));
    assertEquals(1, app.eventsOf(from).get("merged"));
    for (String view : List.of("all", "resolved", "team", "mine", "parked")) {
      assertFalse(listed(view).contains(from), view);
    }
    assertTrue(listed("team").contains(into));
    // It is over there, and says where it went.
    Reply note = app.agent1.post(path(from) + "/notes", new JsonObject().put("text", "Hm"));
    assertEquals("already_merged", note.code());
    assertEquals(into, note.json().getLong("conversation"));
    assertEquals("already_merged", app.reply(app.agent1, from, "Hallo").code());
    assertEquals(
        "already_merged",
        app.agent1
            .patch(path(from), new JsonObject().put("version", version(from)).put("status", "open"))
            .code());
    assertEquals("already_merged", merge(app.agent1, from, into).code());
  }

  @Test
  void whateverComesForTheMergedOneLandsInTheOtherAlsoOverSeveral() {
    Writer writer = Writer.somebody();
    RawMail question = writer.mail("Eins");
    long one = app.filed(question);
    String ours = app.messageId(app.reply(app.agent1, one, "Ja").json().getLong("id"));
    long two = writer.writes("Zwei");
    long three = writer.writes("Drei");
    merged(one, two);
    merged(two, three);
    assertEquals(three, writer.continues(one, "An die erste"));
    assertEquals(three, app.filed(writer.mail("Re: x").inReplyTo(ours)));
    assertEquals(
        three,
        app.filed(writer.mail("Re: y").inReplyTo(ours.replaceFirst("@.*", "@anderswo.example"))));
    // The middle one stands again: what came with the first comes along with it.
    undone(change(two, "merged_into"), two);
    assertEquals(two, app.filed(writer.mail("Re: z").inReplyTo(question.id())));
    undone(change(one, "merged_into"), one);
    assertEquals(one, app.filed(writer.mail("Re: w").inReplyTo(question.id())));
  }

  @Test
  void undoingInAnyOrderLeavesEachMessageWhereItCame() {
    Writer writer = Writer.somebody();
    long one = writer.writes("Eins");
    long two = writer.writes("Zwei");
    long three = writer.writes("Drei");
    Set<Long> ofOne = messagesOf(one);
    Set<Long> ofTwo = messagesOf(two);
    Set<Long> ofThree = messagesOf(three);
    merged(one, two);
    merged(two, three);
    long first = change(one, "merged_into");
    long second = change(two, "merged_into");
    // The earlier one first: its messages come out of the last one.
    undone(first, one);
    assertEquals(ofOne, messagesOf(one));
    assertTrue(messagesOf(two).isEmpty());
    undone(second, two);
    assertEquals(ofOne, messagesOf(one));
    assertEquals(ofTwo, messagesOf(two));
    assertEquals(ofThree, messagesOf(three));
    assertEquals("already_undone", undo(app.agent1, first).code());
    assertEquals("already_undone", undo(app.agent1, second).code());
    assertEquals("not_found", undo(app.agent1, 999_999).code());
  }

  @Test
  void undoingAMergeRestoresBothAndLeavesWhatCameSince() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Paket");
    long into = writer.writes("Rechnung");
    resolve(into);
    Set<Long> before = messagesOf(from);
    merged(from, into);
    assertEquals("open", status(into));
    undone(change(from, "merged_into"), from);
    assertEquals(before, messagesOf(from));
    assertEquals("open", status(from));
    assertEquals("queued", app.conversation(from).getJsonObject("workItem").getString("state"));
    assertEquals("resolved", status(into));
    assertFalse(app.conversation(into).containsKey("workItem"));
    assertEquals(1, app.eventsOf(into).get("merge_undone"));
    assertTrue(listed("all").contains(from));
    // Once more, and now something happens in between.
    merged(from, into);
    writer.continues(into, "Neues");
    long since = newest(into);
    undone(change(from, "merged_into"), from);
    assertEquals(before, messagesOf(from));
    assertTrue(messagesOf(into).contains(since));
    assertEquals("open", status(into));
  }

  @Test
  void undoingASplitPutsEverythingBackAndTheEmptyOneLeadsThere() {
    Writer writer = Writer.somebody();
    long id = writer.writes("Eins");
    writer.continues(id, "Zwei");
    Set<Long> before = messagesOf(id);
    long other = splitOff(id, newest(id));
    String ours = app.messageId(app.reply(app.agent1, other, "Zu zwei").json().getLong("id"));
    long since = newest(other);
    // A reply came since, so both stand.
    undone(change(id, "split_into"), id);
    assertEquals(before, messagesOf(id));
    assertEquals(Set.of(since), messagesOf(other));
    assertEquals(other, app.filed(writer.mail("Re: a").inReplyTo(ours)));
    long third = splitOff(id, newest(id));
    undone(change(id, "split_into"), id);
    assertEquals(before, messagesOf(id));
    assertEquals("resolved", status(third));
    assertFalse(listed("all").contains(third));
    assertEquals(id, writer.continues(third, "An die dritte"));
    assertEquals("already_undone", undo(app.agent1, undoneChange(third)).code());
  }

  private static long undoneChange(long target) {
    return app.count("SELECT id FROM conversation_change WHERE target_id = $1", target);
  }

  @Test
  void mergingInOppositeDirectionsAtOnceEndsInOneDirection() throws Exception {
    for (int round = 0; round < 5; round++) {
      Writer writer = Writer.somebody();
      long one = writer.writes("Eins");
      long two = writer.writes("Zwei");
      JsonObject there = merging(one, two);
      JsonObject back = merging(two, one);
      List<Reply> both =
          AtOnce.run(
              List.of(
                  () -> app.agent1.post(path(one) + "/merge", there),
                  () -> app.agent2.post(path(two) + "/merge", back)));
      assertEquals(1, both.stream().filter(each -> each.status() == 200).count(), both::toString);
      assertTrue(
          both.stream()
              .anyMatch(each -> Set.of("already_merged", "version_conflict").contains(each.code())),
          both::toString);
      assertEquals(2, messagesOf(one).size() + messagesOf(two).size());
    }
  }

  @Test
  void undoingTwiceAtOnceUndoesOnce() throws Exception {
    Writer writer = Writer.somebody();
    long one = writer.writes("Eins");
    long two = writer.writes("Zwei");
    merged(one, two);
    long change = change(one, "merged_into");
    List<Reply> both = AtOnce.times(2, () -> undo(app.agent1, change));
    assertEquals(
        List.of("200", "already_undone"), both.stream().map(Reply::code).sorted().toList());
    assertEquals(1, messagesOf(one).size());
  }

  @Test
  void onlyConversationsOfOneCustomerAreMerged() {
    long one = Writer.somebody().writes("Eins");
    long two = Writer.somebody().writes("Zwei");
    assertEquals("other_customer", merge(app.agent1, one, two).code());
    assertEquals("invalid_request", merge(app.agent1, one, one).code());
    assertEquals("conversation_not_found", merge(app.agent1, one, 999_999).code());
    assertEquals("not_found", app.agent1.post(path(999_999) + "/merge", merging(one, two)).code());
    app.sql()
        .execute(
            """
            UPDATE customer SET merged_into = o.customer_id, root_id = o.customer_id FROM conversation s, conversation o
             WHERE s.id = $1 AND o.id = $2 AND customer.id = s.customer_id
            """,
            one,
            two);
    merged(one, two);
    assertEquals(
        2,
        app.count(
            "SELECT count(*) FROM entry WHERE conversation_id = $1 AND kind = 'message'", two));
  }

  @Test
  void whatSomebodyHoldsStaysInTheirHands() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Eins");
    long into = writer.writes("Zwei");
    app.agent1.post(
        "/work-items/" + app.conversation(from).getJsonObject("workItem").getLong("id") + "/take");
    assertEquals("work_item_taken", merge(app.agent2, from, into).code());
    merged(from, into);
    JsonObject item = app.conversation(into).getJsonObject("workItem");
    assertEquals("assigned", item.getString("state"));
    assertEquals(app.agent1.id(), item.getJsonObject("agent").getLong("id"));
    undone(change(from, "merged_into"), from);
    assertEquals(
        app.agent1.id(),
        app.conversation(from).getJsonObject("workItem").getJsonObject("agent").getLong("id"));
  }

  @Test
  void draftsSurvive() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Eins");
    long into = writer.writes("Zwei");
    JsonObject text = new JsonObject().put("kind", "reply");
    app.agent1.put(path(from) + "/draft", text.copy().put("text", "Von Anna"));
    app.agent2.put(path(from) + "/draft", text.copy().put("text", "Von Bert"));
    app.agent2.put(path(into) + "/draft", text.copy().put("text", "Bert hier"));
    merged(from, into);
    assertEquals("Von Anna", app.conversation(into).getJsonObject("draft").getString("text"));
    assertFalse(app.conversation(from).containsKey("draft"));
    assertEquals("Bert hier", app.agent2.read(path(into)).getJsonObject("draft").getString("text"));
    assertEquals("Von Bert", app.agent2.read(path(from)).getJsonObject("draft").getString("text"));
    undone(change(from, "merged_into"), from);
    assertEquals("Von Anna", app.conversation(from).getJsonObject("draft").getString("text"));
  }

  @Test
  void whatNobodyHasSeenIsNewAlsoInTheOtherOne() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Alt");
    long into = writer.writes("Neu");
    app.agent1.post(path(into) + "/read", new JsonObject().put("entryId", newest(into)));
    assertFalse(app.messages(into).getFirst().getBoolean("unread"));
    merged(from, into);
    assertTrue(
        app.messages(into).stream()
            .filter(entry -> entry.getString("subject").equals("Alt"))
            .allMatch(entry -> entry.getBoolean("unread")));
    app.agent1.post(path(into) + "/read", new JsonObject().put("entryId", newest(into)));
    undone(change(from, "merged_into"), from);
    assertFalse(app.messages(from).getFirst().getBoolean("unread"));
  }

  @Test
  void theSameRequestIsKnownAgainAfterAMerge() {
    Writer writer = Writer.somebody();
    long from = writer.writes("Eins");
    long into = writer.writes("Zwei");
    JsonObject note =
        new JsonObject().put("text", "Einmal").put("requestId", UUID.randomUUID().toString());
    long entry = app.agent1.post(path(from) + "/notes", note).json().getLong("id");
    merged(from, into);
    assertEquals(entry, app.agent1.post(path(from) + "/notes", note).json().getLong("id"));
    assertEquals(entry, app.agent1.post(path(into) + "/notes", note).json().getLong("id"));
  }

  @Test
  void customersAreTwoAgainOnlyWhenTheirConversationsAre() {
    long one = Writer.somebody().writes("Vom Büro");
    long two = Writer.somebody().writes("Von zu Hause");
    Reply made =
        app.agent1.post(
            "/customers/" + customer(one) + "/merges",
            new JsonObject().put("customer", customer(two)).put("reason", "Dieselbe Person"));
    String undo = "/customer-merges/" + made.json().getLong("id") + "/undo";
    JsonObject because = new JsonObject().put("reason", "Doch zwei");
    merged(two, one);

    Reply refused = app.agent1.post(undo, because);
    assertEquals("conversations_joined", refused.code());
    assertEquals(new JsonArray().add(one), refused.json().getJsonArray("conversations"));

    undone(change(two, "merged_into"), two);
    assertEquals(200, app.agent1.post(undo, because).status());
    assertNotEquals(customer(one), customer(two));
  }
}
