package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.SocialDesk;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What holds for sources that are asked for what is new: what they tell waits to be looked through,
 * and whoever asks them again from the beginning is told all of it again.
 */
abstract class PostContract extends ChannelContract {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final Set<String> told = new HashSet<>();
  private long account;

  @Override
  Map<String, String> conditions() {
    return Map.of("FADEN_SOCIAL_POLL_SECONDS", "1");
  }

  /** The contract's body for our account there. */
  abstract JsonObject connection();

  /** Somebody says it there. */
  abstract void says(Thing thing);

  @Override
  void setUp() {
    new SocialDesk(app).withoutApproval();
    Reply made = app.admin.post("/admin/channel-accounts", connection());
    assertEquals(201, made.status(), made::text);
    account = made.json().getLong("id");
  }

  @Override
  ChannelAccountId account() {
    return new ChannelAccountId(account);
  }

  @Override
  void comes(Thing thing, String where) {
    if (told.add(thing.token())) {
      says(thing);
    } else {
      tellsAllAgain();
    }
    looks();
  }

  /** Some sources are asked only now and then. */
  void looks() {
    // Once a second is often enough.
  }

  private void tellsAllAgain() {
    app.sql().execute("DELETE FROM social_cursor WHERE channel_account_id = $1", account());
    looks();
    Awaitility.await("it was told to the end")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                app.count(
                        "SELECT count(*) FROM social_cursor WHERE channel_account_id = $1",
                        account())
                    == 1);
  }

  @Override
  String done() {
    return "checking";
  }

  @Override
  String table() {
    return "post";
  }

  private static final String OF_THING = "FROM post WHERE position($1 IN body_text) > 0";

  @Override
  long made(Thing thing) {
    return app.count("SELECT count(*) " + OF_THING, thing.token());
  }

  private long post(Thing thing) {
    return app.count("SELECT arrival_id " + OF_THING, thing.token());
  }

  @Override
  JsonObject shown(Thing thing) {
    JsonObject shown = here(app.agent1).read("/posts/" + post(thing));
    assertTrue(shown.getString("text").startsWith(MARKUP), shown::encodePrettily);
    return shown;
  }

  @Test
  void whatNeedsAnAnswerIsWorkOnceAndTheRestIsNone() {
    Thing asked = something(token(), "Wer beantwortet das?");
    Thing passing = something(token(), "Nur so gesagt.");
    comes(asked, app.node.origin());
    comes(passing, app.node.origin());
    settled(asked);
    settled(passing);
    long conversation = decided(asked, "answer").getLong("conversationId");
    assertEquals(
        1, app.count("SELECT count(*) FROM work_item WHERE conversation_id = $1", conversation));
    decided(passing, "none");
    assertEquals(
        "triaged",
        app.sql()
            .row("SELECT state FROM arrival WHERE id = $1", post(passing))
            .orElseThrow()
            .getString("state"));
    tellsAllAgain();
    assertEquals(1, app.count("SELECT count(*) " + OF_THING, asked.token()));
    assertEquals(
        1,
        app.count("SELECT count(*) FROM entry WHERE position($1 IN body_text) > 0", asked.token()));
    assertEquals(
        0,
        app.count(
            "SELECT count(*) FROM entry WHERE position($1 IN body_text) > 0", passing.token()));
  }

  private JsonObject decided(Thing thing, String verdict) {
    long post = post(thing);
    Reply reply =
        here(app.agent1)
            .post(
                "/posts/" + post + "/decision",
                new JsonObject()
                    .put("verdict", verdict)
                    .put("version", here(app.agent1).read("/posts/" + post).getInteger("version")));
    assertEquals(200, reply.status(), reply::text);
    return reply.json();
  }

  /** Somebody new has asked something; the conversation. */
  long asked() {
    Thing thing = something(token(), "Wann kommt ihr?");
    comes(thing, app.node.origin());
    settled(thing);
    return decided(thing, "answer").getLong("conversationId");
  }

  /** Ends a reply's waiting, whoever made it wait. */
  static void goesOn(ChannelContract contract, long entry) {
    Awaitility.await("it waits for another attempt, or has left")
        .atMost(LONG_ENOUGH)
        .until(
            () -> {
              JsonObject reply = contract.replyOf(entry);
              return reply.containsKey("nextAttemptAt")
                  || !"sending scheduled".contains(reply.getString("status"));
            });
    contract
        .app
        .sql()
        .execute(
            "UPDATE delivery SET due_at = clock_timestamp() WHERE entry_id = $1 AND state = 'pending'",
            entry);
    contract.awaitReply(entry, "sent");
  }

  /** A network on which we answer. */
  interface Place {
    /** The next answer is not taken, and nothing is said. */
    void ignoresOne();

    /** The next answer is taken, and nothing is said. */
    void takesOneInSilence();

    /** Answers that were handed over, taken or not. */
    long asked();

    /** How often this stands there. */
    long standing(String words);

    /** All is well again. */
    void well();
  }

  /** One answer that was never taken and one that was, and nobody here knows of either. */
  static Replies cutOff(ChannelContract contract, Place place, long lost, long taken) {
    Map<Long, String> entries = new LinkedHashMap<>();
    return new Replies() {
      @Override
      public void underWay(String where) {
        place.ignoresOne();
        begin(lost, where);
        place.takesOneInSilence();
        begin(taken, where);
      }

      private void begin(long conversation, String where) {
        long before = place.asked();
        String words = "Antwort " + token();
        entries.put(contract.answer(conversation, words, new JsonObject(), where), words);
        Awaitility.await("it is on the line")
            .atMost(LONG_ENOUGH)
            .until(() -> place.asked() > before);
      }

      @Override
      public void checked() {
        place.well();
        contract.claimsAreOver();
        entries.forEach(
            (entry, words) -> {
              goesOn(contract, entry);
              assertEquals(1, place.standing(words), words);
            });
      }
    };
  }
}
