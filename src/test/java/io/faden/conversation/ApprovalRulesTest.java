package io.faden.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.faden.platform.Role;
import io.faden.testing.Colleague;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database holds about approvals, whatever a program does. */
class ApprovalRulesTest {
  private static final String APPROVE =
      "UPDATE approval SET state = 'approved', decided_by = $2, decided_at = now(), alone = $3 WHERE entry_id = $1";
  private static final String RELEASE = "UPDATE delivery SET state = 'pending' WHERE entry_id = $1";

  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start(300);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** Of this author, with a file; its number. */
  private static long waiting(Colleague author) {
    long id = app.newConversation();
    author.upload(
        "/conversations/" + id + "/draft/attachments?name=plan.txt&type=text/plain",
        "Inhalt".getBytes(StandardCharsets.UTF_8));
    JsonObject answer = app.answer(id, "Gern.").put("review", true);
    return author.post("/conversations/" + id + "/replies", answer).json().getLong("id");
  }

  private static long waiting() {
    return waiting(app.agent1);
  }

  private static long approved() {
    long entry = waiting();
    app.sql().execute(APPROVE, entry, app.agent2.id(), false);
    app.sql().execute(RELEASE, entry);
    return entry;
  }

  private static void refused(String rule, String sql, Object... binds) {
    PgException fault = assertThrows(PgException.class, () -> app.sql().execute(sql, binds), sql);
    assertEquals(rule, fault.getConstraint(), fault::getMessage);
  }

  private static String state(long entry) {
    return app.sql()
        .row("SELECT state FROM delivery WHERE entry_id = $1", entry)
        .orElseThrow()
        .getString("state");
  }

  @Test
  void nothingLeavesBeforeItWasApproved() {
    long entry = waiting();
    for (String state : new String[] {"pending", "claimed", "transmitting", "ready", "printed"}) {
      PgException fault =
          assertThrows(
              PgException.class,
              () ->
                  app.sql()
                      .execute("UPDATE delivery SET state = $2 WHERE entry_id = $1", entry, state),
              state);
      assertEquals("approval_missing", fault.getConstraint());
    }
    app.sql().execute(APPROVE, entry, app.agent2.id(), false);
    app.sql().execute(RELEASE, entry);
    assertEquals("pending", state(entry));
  }

  @Test
  void whatWasReturnedOrTakenBackDoesNotLeaveEither() {
    long returned = waiting();
    app.sql()
        .execute(
            "UPDATE approval SET state = 'returned', reason = 'Nein', decided_by = $2, decided_at = now() WHERE entry_id = $1",
            returned,
            app.agent2.id());
    refused("approval_missing", RELEASE, returned);
    long taken = waiting();
    assertEquals(200, app.agent1.post("/replies/" + taken + "/undo").status());
    refused("approval_missing", RELEASE, taken);
    long back = approved();
    assertEquals(200, app.agent1.post("/replies/" + back + "/undo").status());
    assertEquals("withdrawn", state(back));
  }

  @Test
  void whatWasNeverLookedAtDoesNotPretendToBe() {
    long id = app.newConversation();
    long entry = app.reply(app.agent1, id, "Ohne").json().getLong("id");
    refused(
        "approval_missing", "UPDATE delivery SET state = 'in_review' WHERE entry_id = $1", entry);
    refused(
        "approval_over",
        "INSERT INTO approval (entry_id, author_id, digest, then_status) VALUES ($1, $2, '', 'open')",
        entry,
        app.agent1.id());
  }

  @Test
  void nobodyApprovesWhatTheyWrote() {
    long entry = waiting();
    refused("approval_own", APPROVE, entry, app.agent1.id(), false);
    refused("approval_own", APPROVE, entry, app.agent1.id(), true);
    refused(
        "approval_own",
        "UPDATE approval SET state = 'returned', reason = 'Nein', decided_by = author_id, decided_at = now() WHERE entry_id = $1",
        entry);
    refused("approval_by_another", APPROVE, entry, app.agent2.id(), true);
  }

  @Test
  void aSupervisorMayAloneAndSaysSo() {
    long entry = waiting(app.supervisor);
    refused("approval_own", APPROVE, entry, app.supervisor.id(), false);
    app.sql().execute(APPROVE, entry, app.supervisor.id(), true);
    app.sql().execute(RELEASE, entry);
    assertEquals("pending", state(entry));
  }

  @Test
  void somebodyElsesNameDoesNotMakeItTheirs() {
    long entry = waiting();
    refused(
        "approval_version",
        "UPDATE approval SET author_id = $2 WHERE entry_id = $1",
        entry,
        app.agent2.id());
    refused(
        "approval_version",
        "UPDATE entry SET author_id = $2 WHERE id = $1",
        entry,
        app.agent2.id());
    refused("approval_version", "UPDATE approval SET digest = '' WHERE entry_id = $1", entry);
  }

  @Test
  void aDecisionStands() {
    long entry = approved();
    refused(
        "approval_over",
        "UPDATE approval SET decided_by = $2 WHERE entry_id = $1",
        entry,
        app.supervisor.id());
    refused(
        "approval_over",
        "UPDATE approval SET state = 'waiting', decided_by = NULL, decided_at = NULL WHERE entry_id = $1",
        entry);
    refused("approval_over", "DELETE FROM approval WHERE entry_id = $1", entry);
  }

  @Test
  void nothingChangesOfWhatIsLookedAtOrApproved() {
    for (long entry : new long[] {waiting(), approved()}) {
      stays("UPDATE entry SET body_text = 'Anders' WHERE id = $1", entry);
      stays("UPDATE entry SET subject = 'Anders' WHERE id = $1", entry);
      stays("UPDATE entry SET visibility = 'public' WHERE id = $1", entry);
      stays("UPDATE entry SET language = 'en' WHERE id = $1", entry);
      stays("UPDATE entry SET to_addresses = '{a@b.example}' WHERE id = $1", entry);
      stays("UPDATE entry SET cc_addresses = '{a@b.example}' WHERE id = $1", entry);
      stays("UPDATE entry SET contact_point_id = NULL WHERE id = $1", entry);
      stays("UPDATE delivery SET to_address = 'a@b.example' WHERE entry_id = $1", entry);
      stays("UPDATE delivery SET to_name = 'Anders' WHERE entry_id = $1", entry);
      stays("UPDATE delivery SET in_reply_to = 'anders@b.example' WHERE entry_id = $1", entry);
      stays("UPDATE attachment SET content = '' WHERE entry_id = $1", entry);
      stays("DELETE FROM attachment WHERE entry_id = $1", entry);
      stays("UPDATE attachment SET entry_id = 1 WHERE entry_id = $1", entry);
      stays(
          "INSERT INTO attachment (entry_id, name, type, size, content) VALUES ($1, 'a', 'text/plain', 0, '')",
          entry);
    }
  }

  private static void stays(String sql, long entry) {
    refused("approval_version", sql, entry);
  }

  @Test
  void onlyTheVersionThatWasLookedAtLeaves() {
    long entry = waiting();
    // As if somebody had got around the rules.
    app.sql().execute("ALTER TABLE entry DISABLE TRIGGER entry_approved");
    try {
      app.sql().execute("UPDATE entry SET body_text = 'Etwas anderes' WHERE id = $1", entry);
    } finally {
      app.sql().execute("ALTER TABLE entry ENABLE TRIGGER entry_approved");
    }
    app.sql().execute(APPROVE, entry, app.agent2.id(), false);
    refused("approval_version", RELEASE, entry);
    assertEquals("in_review", state(entry));
  }

  @Test
  void anErasureTakesAwayWhatWaitsToo() {
    long entry = waiting();
    app.sql()
        .inTransaction(
            tx -> {
              tx.execute(
                  "UPDATE entry SET body_text = '', subject = '', to_addresses = '{}', erased_at = now() WHERE id = $1",
                  entry);
              tx.execute("DELETE FROM attachment WHERE entry_id = $1", entry);
              tx.execute(
                  "UPDATE delivery SET to_address = '', to_name = '', state = 'withdrawn' WHERE entry_id = $1",
                  entry);
            });
    assertEquals("withdrawn", state(entry));
  }

  @Test
  void theWorkIsNeverItsAuthors() {
    long entry = waiting();
    String item =
        """
        UPDATE work_item SET state = 'assigned', agent_id = $2
         WHERE kind = 'approval' AND conversation_id = (SELECT conversation_id FROM entry WHERE id = $1)
        """;
    refused("work_item_by_another", item, entry, app.agent1.id());
    assertEquals(1, app.sql().execute(item, entry, app.agent2.id()));
  }

  @Test
  void anAnswerThatGoesAnotherWayIsLookedAtAgain() {
    Colleague author = app.hire("Lea Letter", Role.AGENT);
    long entry = waiting(author);
    app.sql().execute(APPROVE, entry, app.agent2.id(), false);
    app.sql().execute(RELEASE, entry);
    app.sql().execute("UPDATE delivery SET state = 'failed' WHERE entry_id = $1", entry);
    app.sql().execute(RELEASE, entry);
    app.sql().execute("UPDATE delivery SET state = 'failed' WHERE entry_id = $1", entry);
    app.sql()
        .execute("UPDATE delivery SET to_address = 'neu@kunde.example' WHERE entry_id = $1", entry);
    refused("approval_version", RELEASE, entry);
    app.sql()
        .execute(
            "UPDATE approval SET state = 'waiting', decided_by = NULL, decided_at = NULL WHERE entry_id = $1",
            entry);
    app.sql().execute("UPDATE delivery SET state = 'in_review' WHERE entry_id = $1", entry);
    refused("approval_missing", RELEASE, entry);
    app.sql().execute(APPROVE, entry, app.agent2.id(), false);
    app.sql().execute(RELEASE, entry);
    assertEquals("pending", state(entry));
  }
}
