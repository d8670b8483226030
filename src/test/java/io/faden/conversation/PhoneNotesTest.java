package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.platform.db.Sql;
import io.faden.platform.live.EventLog;
import io.faden.routing.OpeningTimes;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.WorkItems;
import io.faden.testing.AtOnce;
import io.faden.testing.Colleague;
import io.faden.testing.CustomerFaces;
import io.faden.testing.Presences;
import io.faden.testing.Rules;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PhoneNotesTest {
  private static final Set<Long> PROMISED = ConcurrentHashMap.newKeySet();

  private static TestApp app;
  private static PhoneNotes notes;
  private static Customers customers;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
    EventLog events = new EventLog(() -> {});
    Queues queues = new Queues(app.sql(), events);
    WorkItems workItems =
        new WorkItems(
            events, queues, Presences.of(app.db, events), (sql, queue) -> OpeningTimes.ALWAYS);
    customers = CustomerFaces.on(app.sql()).customers();
    notes =
        new PhoneNotes(
            events,
            workItems,
            Rules.of(app.sql(), events, queues),
            queues,
            new PromisedCalls() {
              @Override
              public boolean open(Sql sql, ConversationId id) {
                return PROMISED.contains(id.value());
              }

              @Override
              public Optional<Object> shown(Sql sql, ConversationId id) {
                return Optional.empty();
              }
            });
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private record Someone(CustomerId customer, ContactPointId number, String value) {}

  private static Someone someone() {
    String number = "+4943" + ThreadLocalRandom.current().nextLong(10_000_000, 99_999_999);
    return app.sql()
        .transaction(
            tx -> {
              Customers.Found found = customers.unknown(tx);
              long point =
                  tx.row(
                          "INSERT INTO contact_point (customer_id, channel, value, source) VALUES ($1, 'phone', $2, 'call') RETURNING id",
                          found.customer(),
                          number)
                      .orElseThrow()
                      .getLong("id");
              tx.execute("UPDATE customer SET name = 'Olga Oft' WHERE id = $1", found.customer());
              return new Someone(
                  found.customer(), new io.faden.customer.ContactPointId(point), number);
            });
  }

  private static PhoneNotes.Place.New opening(Someone who) {
    return new PhoneNotes.Place.New(
        who.customer(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PhoneNotes.Place in(long conversation) {
    return new PhoneNotes.Place.In(new ConversationId(conversation), Optional.empty());
  }

  private static PhoneNotes.Note note(PhoneNotes.Place place, Optional<Status> then) {
    return new PhoneNotes.Note(
        place,
        "in",
        Optional.empty(),
        Instant.now().minus(Duration.ofMinutes(4)).truncatedTo(ChronoUnit.MILLIS),
        Optional.of(185),
        "reached",
        "Möchte drei statt zwei.\nRuft morgen nochmal an.",
        then,
        Optional.empty());
  }

  private static PhoneNotes.Note by(PhoneNotes.Note note, Someone who, String requestId) {
    return new PhoneNotes.Note(
        note.place(),
        note.direction(),
        Optional.of(who.number()),
        note.startedAt(),
        note.seconds(),
        note.outcome(),
        note.text(),
        note.then(),
        Optional.of(requestId));
  }

  private static PhoneNotes.Result add(Colleague who, PhoneNotes.Note note) {
    return app.sql().transaction(tx -> notes.add(tx, who.actor(), note));
  }

  private static PhoneNotes.Result.Noted noted(Colleague who, PhoneNotes.Note note) {
    return assertInstanceOf(PhoneNotes.Result.Noted.class, add(who, note));
  }

  private static JsonObject work(long conversation) {
    return app.conversation(conversation).getJsonObject("workItem");
  }

  @Test
  void aCallOpensAConversationInTheHandsOfWhoeverSpoke() {
    Someone olga = someone();
    PhoneNotes.Note note = by(note(opening(olga), Optional.empty()), olga, "anruf-0001");
    PhoneNotes.Result.Noted done = noted(app.agent1, note);
    assertFalse(done.again());
    JsonObject conversation = app.conversation(done.conversation().value());
    assertEquals("Möchte drei statt zwei.", conversation.getString("subject"));
    assertEquals("open", conversation.getString("status"));
    assertEquals("assigned", conversation.getJsonObject("workItem").getString("state"));
    assertEquals("phone", conversation.getJsonObject("workItem").getString("channel"));
    JsonObject entry = app.messages(done.conversation().value()).getFirst();
    assertEquals("phone", entry.getString("channel"));
    assertEquals("in", entry.getString("direction"));
    assertEquals(app.agent1.name(), entry.getJsonObject("author").getString("name"));
    assertEquals(olga.value(), entry.getJsonObject("from").getString("address"));
    assertEquals(note.startedAt(), Instant.parse(entry.getString("occurredAt")));
    assertEquals(
        new JsonObject().put("seconds", 185).put("outcome", "reached"),
        entry.getJsonObject("call"));
    assertEquals(olga.customer().value(), entry.getLong("customerId"));
    assertEquals(note.text(), entry.getString("text"));
  }

  @Test
  void itIsNewsForEverybodyButWhoeverWroteIt() {
    long id = noted(app.agent1, note(opening(someone()), Optional.empty())).conversation().value();
    String timeline =
        "/customers/" + app.conversation(id).getJsonObject("customer").getLong("id") + "/timeline";
    assertFalse(app.agent1.items(timeline).getLast().getBoolean("unread"));
    assertTrue(app.agent2.items(timeline).getLast().getBoolean("unread"));
    for (Colleague each : List.of(app.agent1, app.agent2)) {
      boolean unread =
          each.items("/conversations?view=all&limit=200").stream()
              .filter(row -> row.getLong("id") == id)
              .findFirst()
              .orElseThrow()
              .getBoolean("unread");
      assertEquals(each == app.agent2, unread);
    }
  }

  @Test
  void theSameRequestTwiceMakesOneNote() throws Exception {
    Someone olga = someone();
    String request = UUID.randomUUID().toString();
    List<PhoneNotes.Result> five =
        AtOnce.times(
            5, () -> add(app.agent1, by(note(opening(olga), Optional.empty()), olga, request)));
    assertEquals(
        1, five.stream().map(each -> ((PhoneNotes.Result.Noted) each).entry()).distinct().count());
    long id = ((PhoneNotes.Result.Noted) five.getFirst()).conversation().value();
    assertEquals(1, app.messages(id).size());
    String other = UUID.randomUUID().toString();
    PhoneNotes.Result.Noted first =
        noted(app.agent1, by(note(in(id), Optional.empty()), olga, other));
    PhoneNotes.Result.Noted second =
        noted(app.agent1, by(note(in(id), Optional.empty()), olga, other));
    assertEquals(first.entry(), second.entry());
    assertTrue(second.again());
    // Somebody else's key is somebody else's.
    assertNotEquals(
        first.entry(), noted(app.agent2, by(note(in(id), Optional.empty()), olga, other)).entry());
  }

  @Test
  void anAnswerThatWasBegunBeforeTheCallIsStale() {
    long id = app.newConversation();
    JsonObject begun = app.answer(id, "Anbei die Rechnung.");
    noted(app.agent1, note(in(id), Optional.empty()));
    assertEquals(
        "conversation_moved_on",
        app.agent1.post("/conversations/" + id + "/replies", begun).code());
  }

  @Test
  void theStatusAfterwardsIsAsWhoeverSpokeSays() {
    long id = app.newConversation();
    noted(app.agent1, note(in(id), Optional.of(Status.WAITING)));
    assertEquals("waiting", app.conversation(id).getString("status"));
    assertEquals("parked", work(id).getString("state"));
    noted(app.agent1, note(in(id), Optional.of(Status.RESOLVED)));
    assertEquals("resolved", app.conversation(id).getString("status"));
    assertFalse(app.conversation(id).containsKey("workItem"));
    noted(app.agent2, note(in(id), Optional.empty()));
    assertEquals("resolved", app.conversation(id).getString("status"));
    noted(app.agent2, note(in(id), Optional.of(Status.OPEN)));
    assertEquals("assigned", work(id).getString("state"));
    assertEquals(app.agent2.id(), work(id).getJsonObject("agent").getLong("id"));
    assertEquals(3, app.eventsOf(id).get("status_changed"));
    long settled =
        noted(app.agent1, note(opening(someone()), Optional.of(Status.RESOLVED)))
            .conversation()
            .value();
    assertEquals("resolved", app.conversation(settled).getString("status"));
    assertFalse(app.conversation(settled).containsKey("workItem"));
  }

  @Test
  void whatAColleagueHoldsTakesTheNoteButKeepsItsStatus() {
    long id = app.newConversation();
    app.agent2.post("/work-items/" + work(id).getLong("id") + "/take");
    PhoneNotes.Result refused = add(app.agent1, note(in(id), Optional.of(Status.RESOLVED)));
    assertEquals(
        app.agent2.name(),
        assertInstanceOf(PhoneNotes.Result.InOtherHands.class, refused).by().orElseThrow().name());
    assertEquals(1, app.messages(id).size());
    noted(app.agent1, note(in(id), Optional.empty()));
    assertEquals(2, app.messages(id).size());
    assertEquals(app.agent2.id(), work(id).getJsonObject("agent").getLong("id"));
  }

  @Test
  void aPromisedCallKeepsAConversationOpen() {
    long id = app.newConversation();
    PROMISED.add(id);
    assertInstanceOf(
        PhoneNotes.Result.CallbackOpen.class,
        add(app.agent1, note(in(id), Optional.of(Status.RESOLVED))));
    assertEquals("open", app.conversation(id).getString("status"));
    PROMISED.remove(id);
    noted(app.agent1, note(in(id), Optional.of(Status.RESOLVED)));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertInstanceOf(
        PhoneNotes.Result.ConversationNotFound.class,
        add(app.agent1, note(in(999_999), Optional.empty())));
    assertInstanceOf(
        PhoneNotes.Result.OtherCustomer.class,
        add(
            app.agent1,
            note(
                new PhoneNotes.Place.In(
                    new ConversationId(app.newConversation()), Optional.of(someone().customer())),
                Optional.empty())));
    assertInstanceOf(
        PhoneNotes.Result.QueueNotFound.class,
        add(
            app.agent1,
            note(
                new PhoneNotes.Place.New(
                    someone().customer(),
                    Optional.empty(),
                    Optional.of(new QueueId(999_999)),
                    Optional.empty()),
                Optional.empty())));
  }

  @Test
  void aCallThatNobodyTookWaitsForAnAnswer() {
    Someone olga = someone();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    PhoneNotes.Missed missed =
        app.sql()
            .transaction(tx -> notes.missed(tx, opening(olga), Optional.of(olga.number()), at))
            .orElseThrow();
    long id = missed.conversation().value();
    assertEquals("open", app.conversation(id).getString("status"));
    JsonObject entry = app.timeline(id).getFirst();
    assertEquals("call_missed", entry.getJsonObject("event").getString("type"));
    assertEquals("in", entry.getString("direction"));
    assertEquals(at, Instant.parse(entry.getString("occurredAt")));
    assertTrue(entry.getBoolean("unread"));
    noted(app.agent1, note(in(id), Optional.of(Status.RESOLVED)));
    PhoneNotes.Missed again =
        app.sql()
            .transaction(
                tx -> notes.missedAgain(tx, missed.conversation(), Optional.of(olga.number()), at))
            .orElseThrow();
    assertEquals(missed.conversation(), again.conversation());
    assertEquals("open", app.conversation(id).getString("status"));
    assertEquals(2, app.eventsOf(id).get("call_missed"));
  }

  @Test
  void anEventOfTheTelephoneIsOnTheTimeline() {
    long id = app.newConversation();
    app.sql()
        .inTransaction(
            tx ->
                notes.event(
                    tx,
                    Optional.of(app.agent1.actor()),
                    new ConversationId(id),
                    "callback_promised",
                    Optional.empty(),
                    Optional.of("2030-01-01T10:00:00Z"),
                    Optional.of("Preis nennen")));
    JsonObject event = app.timeline(id).getFirst().getJsonObject("event");
    assertEquals("callback_promised", event.getString("type"));
    assertEquals("2030-01-01T10:00:00Z", event.getString("to"));
    assertEquals("Preis nennen", event.getString("detail"));
    assertFalse(event.containsKey("from"));
  }
}
