package io.faden.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.conversation.ConversationErasure;
import io.faden.customer.CustomerErasure;
import io.faden.customer.CustomerId;
import io.faden.customer.Erasable;
import io.faden.intake.ArrivalErasure;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.Printed;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    resolve(conversation);
    assertFalse(places(mark).isEmpty());
    JsonObject balance = app.supervisor.read("/intake/balance");
    JsonObject preview = app.supervisor.read("/customers/" + customer + "/erasure-preview");
    assertEquals(2, preview.getJsonObject("counts").getLong("arrivals"), preview.encode());
    assertEquals(1, preview.getJsonObject("counts").getLong("attachments"));
    assertEquals(1, preview.getJsonObject("counts").getLong("drafts"));

    Reply planned = request(customer, 0);
    assertEquals(201, planned.status(), planned.text());
    JsonObject done = awaitDone(planned.json().getLong("id"));

    assertEquals(List.of(), places(mark));
    assertEquals(List.of(), places("petersen"));
    assertEquals(preview.getJsonObject("counts"), done.getJsonObject("counts"));
    assertEquals(balance, app.supervisor.read("/intake/balance"));
    assertTrue(balance.getBoolean("balanced", true));
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
    assertTrue(proof.contains("Eingänge 2"), proof);
    assertTrue(proof.contains("Adam Admin"), proof);
    assertFalse(proof.toLowerCase(Locale.ROOT).contains(mark), proof);

    // Whoever writes again is somebody new, even in answer to what is gone.
    long again =
        app.filed(
            RawMail.from("Neu <" + address + ">").subject("Re: Frage").inReplyTo(mark + "id@x"));
    assertNotEquals(conversation, again);
    assertNotEquals(customer, customerOf(again));
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
            List.of(new ArrivalErasure(), new FailsAfter(new ConversationErasure(events), 2)));
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
            List.of(new ArrivalErasure(), new ConversationErasure(events)))
        .run(id, tx -> {});
    JsonObject done = awaitDone(id.value());
    assertEquals(entries, done.getJsonObject("counts").getLong("entries"));
    assertEquals(List.of(), places("langer text"));
  }
}
