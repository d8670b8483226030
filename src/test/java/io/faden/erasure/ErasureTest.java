package io.faden.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.conversation.ConversationErasure;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerErasure;
import io.faden.customer.CustomerId;
import io.faden.customer.Erasable;
import io.faden.customer.NewContactPoint;
import io.faden.intake.ArrivalErasure;
import io.faden.phone.CallErasure;
import io.faden.phone.TelephoneSystem;
import io.faden.platform.Actor;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.CustomerFaces;
import io.faden.testing.Printed;
import io.faden.testing.RawMail;
import io.faden.testing.Shift;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long customerOf(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  private static void resolve(long conversation) {
    int version = app.conversation(conversation).getInteger("version");
    Reply reply =
        app.agent1.patch(
            "/conversations/" + conversation,
            new JsonObject().put("version", version).put("status", "resolved"));
    assertEquals(200, reply.status(), reply.text());
  }

  private static JsonObject wish(int days) {
    return new JsonObject().put("reason", "Antrag vom 3. Mai").put("waitDays", days);
  }

  private static Reply request(long customer, int days) {
    return app.admin.post("/customers/" + customer + "/erasures", wish(days));
  }

  private static JsonObject erasure(long id) {
    return app.supervisor.items("/erasures?limit=200").stream()
        .filter(each -> each.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject awaitDone(long id) {
    Awaitility.await("erasure " + id + " is done")
        .atMost(Duration.ofSeconds(60))
        .until(() -> erasure(id).getString("state").equals("done"));
    return erasure(id);
  }

  /** Every place of the database where this stands, in any table and in any usual encoding. */
  private static List<String> places(String words) {
    List<String> forms =
        List.of(
            words,
            Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)),
            words.replace("=", "=3D"));
    List<String> found = new ArrayList<>();
    for (Row column :
        app.sql()
            .rows(
                """
                SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
                  JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
                 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                """)) {
      String name = column.getString("column_name");
      String text =
          column.getString("data_type").equals("bytea")
              ? "encode(\"" + name + "\", 'escape')"
              : "\"" + name + "\"::text";
      for (String form : forms) {
        long rows =
            app.count(
                "SELECT count(*) FROM \"%s\" WHERE position($1 IN lower(%s)) > 0"
                    .formatted(column.getString("table_name"), text),
                form.toLowerCase(Locale.ROOT));
        if (rows > 0) {
          found.add(column.getString("table_name") + "." + name + " has " + form);
        }
      }
    }
    return found;
  }

  @Test
  void afterAnErasureNothingOfTheCustomerIsFoundAnywhereAndTheLedgerStillBalances() {
    String mark = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    String address = mark + "@kunde.example";
    String boundary = "b" + UUID.randomUUID();
    byte[] raw =
        ("From: "
                + mark
                + "name Petersen <"
                + address
                + ">\r\nTo: "
                + TestApp.SERVICE
                + "\r\nSubject: "
                + mark
                + "betreff\r\nMessage-ID: <"
                + mark
                + "id@x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="
                + boundary
                + "\r\n\r\n--"
                + boundary
                + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>"
                + mark
                + "text</p>\r\n--"
                + boundary
                + "\r\nContent-Type: text/plain; name="
                + mark
                + "datei.txt\r\nContent-Disposition: attachment; filename="
                + mark
                + "datei.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getEncoder()
                    .encodeToString((mark + "inhalt").getBytes(StandardCharsets.UTF_8))
                + "\r\n--"
                + boundary
                + "--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    JsonObject arrival = app.arrives(raw);
    long conversation = arrival.getLong("conversationId");
    long customer = customerOf(conversation);
    // The same once more is a duplicate, which has the same bytes.
    assertEquals("duplicate", app.arrives(raw).getString("state"));
    app.answered(app.agent1, conversation, "Liebe " + mark + "antwort");
    app.agent1.post(
        "/conversations/" + conversation + "/notes", new JsonObject().put("text", mark + "notiz"));
    app.agent2.put(
        "/conversations/" + conversation + "/draft",
        new JsonObject().put("kind", "reply").put("text", mark + "entwurf"));
    JsonObject now = app.agent1.read("/customers/" + customer);
    assertEquals(
        200,
        app.agent1
            .patch(
                "/customers/" + customer,
                new JsonObject()
                    .put("version", now.getInteger("version"))
                    .put("note", mark + "vermerk"))
            .status());
    Telephone telephone = new Telephone(mark, conversation, customer);
    telephone.used();
    resolve(conversation);
    assertFalse(places(mark).isEmpty());
    assertFalse(places(telephone.local).isEmpty());
    JsonObject balance = app.supervisor.read("/intake/balance");
    JsonObject preview = app.supervisor.read("/customers/" + customer + "/erasure-preview");
    // The message, the same again, three events of a call, two of one that nobody took.
    assertEquals(7, preview.getJsonObject("counts").getLong("arrivals"), preview.encode());
    assertEquals(2, preview.getJsonObject("counts").getLong("calls"), preview.encode());
    assertEquals(2, preview.getJsonObject("counts").getLong("callbacks"), preview.encode());
    assertEquals(1, preview.getJsonObject("counts").getLong("attachments"));
    assertEquals(1, preview.getJsonObject("counts").getLong("drafts"));

    Reply planned = request(customer, 0);
    assertEquals(201, planned.status(), planned.text());
    JsonObject done = awaitDone(planned.json().getLong("id"));

    assertEquals(List.of(), places(mark));
    assertEquals(List.of(), places("petersen"));
    assertEquals(List.of(), places(telephone.local));
    assertEquals(preview.getJsonObject("counts"), done.getJsonObject("counts"));
    assertEquals(balance, app.supervisor.read("/intake/balance"));
    assertTrue(balance.getBoolean("balanced"));
    assertTrue(app.supervisor.read("/supervision/balance").getBoolean("holds"));
    JsonObject empty = app.supervisor.read("/intake/arrivals/" + arrival.getLong("id"));
    assertEquals(arrival.getString("sha256"), empty.getString("sha256"));
    assertEquals((long) raw.length, empty.getLong("size"));
    assertTrue(empty.containsKey("erasedAt"));
    assertEquals(
        "customer_erased",
        app.supervisor.get("/intake/arrivals/" + arrival.getLong("id") + "/raw").code());
    assertEquals(
        "customer_erased", app.supervisor.get("/customers/" + customer + "/dossier").code());
    assertEquals(List.of(), app.agent1.items("/customers?q=" + Caller.encoded(mark)));
    assertTrue(
        app.messages(conversation).stream()
            .allMatch(entry -> entry.getString("text").contains("Erased on request")));

    byte[] pdf = app.supervisor.bytes("/erasures/" + done.getLong("id") + "/proof");
    Printed.keep("erasure-proof", pdf);
    String proof = Printed.read(pdf).flat();
    assertTrue(proof.contains("Eingänge 7"), proof);
    assertTrue(proof.contains("Adam Admin"), proof);
    assertFalse(proof.toLowerCase(Locale.ROOT).contains(mark), proof);

    // Whoever writes again is somebody new, even in answer to what is gone.
    long again =
        app.filed(
            RawMail.from("Neu <" + address + ">").subject("Re: Frage").inReplyTo(mark + "id@x"));
    assertNotEquals(conversation, again);
    assertNotEquals(customer, customerOf(again));
  }

  /** What a customer and the house do on the telephone, and what stands against an erasure then. */
  private static final class Telephone {
    final String local = "7" + (100_000 + new Random().nextInt(900_000));
    private final String number = "49431" + local;
    private final TelephoneSystem system = new TelephoneSystem(app, new JsonObject());
    private final String mark;
    private final long conversation;
    private final long customer;

    Telephone(String mark, long conversation, long customer) {
      this.mark = mark;
      this.conversation = conversation;
      this.customer = customer;
    }

    private JsonObject call(String state) {
      return Shift.until(
          () ->
              app.agent1.items("/phone/calls?view=all&limit=200").stream()
                  .filter(
                      call -> call.getString("number", "").replaceAll("\\D", "").endsWith(local))
                  .filter(call -> call.getString("state").equals(state))
                  .findFirst()
                  .orElse(null));
    }

    private JsonObject note(JsonObject note) {
      Reply reply =
          app.agent1.post(
              "/phone/notes",
              note.put("text", mark + "gesagt")
                  .put("conversation", conversation)
                  .put("requestId", UUID.randomUUID().toString()));
      assertEquals(201, reply.status(), reply.text());
      return reply.json();
    }

    private List<String> against() {
      JsonObject preview = app.supervisor.read("/customers/" + customer + "/erasure-preview");
      return Caller.objects(preview.getJsonArray("against")).stream()
          .map(each -> each.getString("code"))
          .filter(code -> !code.equals("open_conversation"))
          .toList();
    }

    void used() {
      String first = TelephoneSystem.newId();
      system.rings(first, number, "nobody");
      system.answers(first, "somebody");
      long call = call("answered").getLong("id");
      JsonObject promise =
          new JsonObject()
              .put("dueAt", Instant.now().plus(Duration.ofHours(2)).toString())
              .put("promise", mark + "versprochen");
      long promised =
          note(new JsonObject().put("direction", "in").put("callId", call).put("callback", promise))
              .getJsonObject("callback")
              .getLong("id");
      assertEquals(List.of("callback_open", "call_going_on"), against());
      system.hangsUp(first, "normalClearing");
      call("ended");
      assertEquals(List.of("callback_open"), against());
      note(new JsonObject().put("direction", "out").put("closes", promised));
      assertEquals(List.of(), against());

      String missed = TelephoneSystem.newId();
      system.rings(missed, number, "nobody");
      system.hangsUp(missed, "cancel");
      long again =
          Shift.until(
                  () ->
                      app.agent1.items("/phone/calls?view=missed&limit=200").stream()
                          .filter(
                              each ->
                                  each.getString("number", "")
                                      .replaceAll("\\D", "")
                                      .endsWith(local))
                          .filter(each -> each.containsKey("callback"))
                          .findFirst()
                          .orElse(null))
              .getJsonObject("callback")
              .getLong("id");
      assertEquals(List.of("callback_open"), against());
      Reply closed =
          app.agent1.post(
              "/callbacks/" + again + "/close", new JsonObject().put("reason", mark + "grund"));
      assertEquals(200, closed.status(), closed.text());
      assertEquals(List.of(), against());
    }
  }

  private static CustomerId created(String address) {
    Reply reply =
        app.agent1.post(
            "/customers",
            new JsonObject()
                .put("name", address)
                .put(
                    "contactPoints",
                    new JsonArray()
                        .add(new JsonObject().put("channel", "email").put("value", address))));
    assertEquals(201, reply.status(), reply.text());
    return new CustomerId(reply.json().getLong("id"));
  }

  private static ContactPointId pointOf(CustomerId customer) {
    return new ContactPointId(
        app.sql()
            .row("SELECT id FROM contact_point WHERE customer_id = $1 LIMIT 1", customer)
            .orElseThrow()
            .getLong("id"));
  }

  @Test
  void mergesMovesAndNewNumbersBesideAnErasureEndAndNoneOfThemIsCaughtInACircle() throws Exception {
    EventLog events = new EventLog(() -> {});
    CustomerFaces faces = CustomerFaces.on(app.sql());
    Erasures erasures =
        new Erasures(app.sql(), events, new CustomerErasure(events), List.of(new CallErasure()));
    Actor who = app.admin.actor();
    for (int round = 0; round < 12; round++) {
      String unique = UUID.randomUUID() + "@kunde.example";
      CustomerId one = created("a" + unique);
      CustomerId two = created("b" + unique);
      CustomerId three = created("c" + unique);
      ContactPointId ones = pointOf(one);
      ContactPointId threes = pointOf(three);
      String number = "0431 66" + (10_000 + new Random().nextInt(90_000));
      NewContactPoint phone =
          new NewContactPoint(
              ContactChannel.PHONE,
              Optional.of(number),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              true);
      ErasureId id = ((ErasureResult.Done) erasures.request(who, one, "x", 30)).erasure().id();
      List<Object> results =
          AtOnce.run(
              List.of(
                  () -> faces.identity().merge(who, two, one, "dieselbe"),
                  () -> faces.identity().move(who, ones, three, false, "falsch"),
                  () -> faces.points().add(who, one, phone),
                  () -> erasures.run(id, tx -> {}),
                  () -> faces.identity().merge(who, one, three, "dieselbe"),
                  () -> faces.identity().move(who, threes, one, true, "falsch"),
                  () -> faces.points().add(who, two, phone)));
      assertEquals(7, results.size());
      awaitDone(id.value());
      assertEquals(
          0,
          app.count(
              """
              SELECT count(*) FROM erasure x JOIN customer c ON c.id = ANY(x.members) LEFT JOIN contact_point p ON p.customer_id = c.id
               WHERE x.id = $1 AND (c.name <> '' OR c.erased_at IS NULL OR p.value NOT LIKE 'erased-%')
              """,
              id.value()));
    }
  }

  @Test
  void whatIsOpenStandsAgainstIt() {
    long conversation = app.newConversation();
    long customer = customerOf(conversation);
    Reply refused = request(customer, 0);
    assertEquals("erasure_blocked", refused.code());
    assertEquals(
        "open_conversation",
        refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    resolve(conversation);
    assertEquals(
        "forbidden", app.supervisor.post("/customers/" + customer + "/erasures", wish(0)).code());
    assertEquals("forbidden", app.agent1.get("/customers/" + customer + "/erasure-preview").code());
    assertEquals("not_found", request(999_999, 0).code());
    long id = request(customer, 5).json().getLong("id");
    assertEquals("erasure_blocked", request(customer, 0).code());
    assertEquals("planned", erasure(id).getString("state"));
    JsonObject until = new JsonObject().put("reason", "Rechnung offen").put("until", "2999-12-31");
    assertEquals(
        "held", app.admin.post("/erasures/" + id + "/hold", until).json().getString("state"));
    assertEquals(
        "invalid_request",
        app.admin
            .post("/erasures/" + id + "/hold", until.copy().put("until", "2001-01-01"))
            .code());
    assertEquals(
        "planned", app.admin.post("/erasures/" + id + "/release").json().getString("state"));
    assertEquals(
        "cancelled",
        app.admin
            .post("/erasures/" + id + "/cancel", new JsonObject().put("reason", "Irrtum"))
            .json()
            .getString("state"));
    assertEquals("erasure_over", app.admin.post("/erasures/" + id + "/release").code());
    assertEquals("not_found", app.supervisor.get("/erasures/" + id + "/proof").code());
  }

  @Test
  void whoeverWasErasedTakesNoNewWords() {
    long conversation = app.newConversation();
    long customer = customerOf(conversation);
    resolve(conversation);
    awaitDone(request(customer, 0).json().getLong("id"));
    String path = "/conversations/" + conversation;
    JsonObject text = new JsonObject().put("text", "Erna war es");
    JsonObject matter = app.conversation(conversation);
    Map<String, Reply> replies =
        Map.of(
            "note", app.agent1.post(path + "/notes", text),
            "draft", app.agent1.put(path + "/draft", text.copy().put("kind", "note")),
            "subject",
                app.agent1.patch(
                    path,
                    new JsonObject()
                        .put("version", matter.getInteger("version"))
                        .put("subject", "Erna Weg")),
            "phone note",
                app.agent1.post(
                    "/phone/notes", text.copy().put("direction", "in").put("customer", customer)),
            "phone note in the matter",
                app.agent1.post(
                    "/phone/notes",
                    text.copy().put("direction", "in").put("conversation", conversation)),
            "promise",
                app.agent1.post(
                    "/callbacks",
                    new JsonObject()
                        .put("conversation", conversation)
                        .put("dueAt", Instant.now().plusSeconds(3_600).toString())
                        .put("promise", "Erna anrufen")
                        .put("number", "0431 555123")));
    replies.forEach((way, reply) -> assertEquals("customer_erased", reply.code(), way + reply));
    assertEquals(List.of(), places("Erna war es"));
  }

  @Test
  void theLedgerForgetsNothingUnlessAnErasureRuns() {
    JsonObject arrival = app.arrives(RawMail.from("x-" + UUID.randomUUID() + "@kunde.example"));
    PgException refused =
        assertThrows(
            PgException.class,
            () ->
                app.sql()
                    .execute("UPDATE arrival SET raw = '' WHERE id = $1", arrival.getLong("id")));
    assertEquals("arrival_never_changed", refused.getConstraint());
    long other = customerOf(app.newConversation());
    long running =
        app.sql()
            .row(
                """
                INSERT INTO erasure (customer_id, state, reason, requested_by, runs_at, members)
                VALUES ($1, 'running', 'x', $2, 'infinity', ARRAY[$1::bigint]) RETURNING id
                """,
                other,
                app.admin.id())
            .orElseThrow()
            .getLong("id");
    try {
      PgException stillRefused =
          assertThrows(
              PgException.class,
              () ->
                  app.sql()
                      .execute(
                          "UPDATE arrival SET raw = '', erased_at = now(), erasure_id = $2 WHERE id = $1",
                          arrival.getLong("id"),
                          running));
      assertEquals("arrival_never_changed", stillRefused.getConstraint());
    } finally {
      app.sql().execute("DELETE FROM erasure WHERE id = $1", running);
    }
  }

  /** Ends an erasure in the middle, as a killed process does. */
  private static final class Killed extends Error {}

  private static final class FailsAfter implements Erasable {
    private final Erasable whole;
    private int left;

    FailsAfter(Erasable whole, int parts) {
      this.whole = whole;
      this.left = parts;
    }

    @Override
    public Map<String, Long> count(Sql sql, Erasing erasing) {
      return whole.count(sql, erasing);
    }

    @Override
    public Map<String, Long> erase(Tx tx, Erasing erasing) {
      Map<String, Long> erased = whole.erase(tx, erasing);
      if (left-- == 0) {
        throw new Killed();
      }
      return erased;
    }
  }

  @Test
  void anErasureThatWasCutOffGoesOnAndCountsNothingTwice() {
    long conversation = app.newConversation();
    long customer = customerOf(conversation);
    app.sql()
        .execute(
            """
            INSERT INTO entry (conversation_id, customer_id, kind, direction, occurred_at, body_text)
            SELECT $1, $2, 'note', 'internal', now(), 'langer Text ' || n FROM generate_series(1, 450) AS n
            """,
            conversation,
            customer);
    resolve(conversation);
    long entries = app.count("SELECT count(*) FROM entry WHERE customer_id = $1", customer);
    EventLog events = new EventLog(() -> {});
    CustomerErasure customers = new CustomerErasure(events);
    Erasures dying =
        new Erasures(
            app.sql(),
            events,
            customers,
            List.of(
                new ArrivalErasure((tx, arrival) -> {}),
                new FailsAfter(new ConversationErasure(events), 2)));
    ErasureResult planned = dying.request(app.admin.actor(), new CustomerId(customer), "x", 30);
    ErasureId id = ((ErasureResult.Done) planned).erasure().id();
    assertThrows(Killed.class, () -> dying.run(id, tx -> {}));
    assertEquals("running", erasure(id.value()).getString("state"));
    assertEquals(200, erasure(id.value()).getJsonObject("counts").getLong("entries"));
    // What hangs on the addresses is gone from the first moment on.
    assertEquals(
        0,
        app.count(
            "SELECT count(*) FROM contact_point WHERE customer_id = $1 AND value LIKE '%@%'",
            customer));
    new Erasures(
            app.sql(),
            events,
            customers,
            List.of(new ArrivalErasure((tx, arrival) -> {}), new ConversationErasure(events)))
        .run(id, tx -> {});
    JsonObject done = awaitDone(id.value());
    assertEquals(entries, done.getJsonObject("counts").getLong("entries"));
    assertEquals(List.of(), places("langer text"));
  }
}
