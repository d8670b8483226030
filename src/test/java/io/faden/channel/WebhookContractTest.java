package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.HookReceiver;
import io.faden.testing.HookSender;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What somebody says to us alone over a bridge is work at once. */
class WebhookContractTest extends ChannelContract {
  private HookSender bridge;
  private HookReceiver receiver;

  @Override
  void setUp() {
    receiver = new HookReceiver(() -> bridge.secret());
    bridge = HookSender.connect(app, "webhook", "Brücke", receiver.url());
  }

  @AfterAll
  void close() {
    receiver.close();
  }

  @Override
  ChannelAccountId account() {
    return new ChannelAccountId(bridge.account());
  }

  @Override
  Thing something(String token, String text) {
    return new Thing(
        token,
        HookSender.message(token, "ada-" + token.substring(0, 8), text)
            .put("public", false)
            .encode()
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  Thing unreadable(String token) {
    return new Thing(
        token, new JsonObject().put("id", token).encode().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void comes(Thing thing, String where) {
    Reply taken =
        new HookSender(new Caller(where, Map.of()), bridge.account(), bridge.secret())
            .send(thing.bytes());
    assertEquals(204, taken.status(), taken::text);
  }

  @Override
  String table() {
    return "entry";
  }

  private static final String OF_THING = "FROM entry WHERE message_id LIKE '%/' || $1";

  @Override
  long made(Thing thing) {
    return app.count("SELECT count(*) " + OF_THING, thing.token());
  }

  @Override
  JsonObject shown(Thing thing) {
    long entry = app.count("SELECT id " + OF_THING, thing.token());
    JsonObject shown = here(app.agent1).read("/entries/" + entry);
    assertEquals(MARKUP, shown.getString("text"));
    return shown;
  }

  private long asked() {
    Thing thing = something(token(), "Wann kommt ihr?");
    comes(thing, app.node.origin());
    settled(thing);
    return app.count("SELECT conversation_id " + OF_THING, thing.token());
  }

  @Test
  void anAccountThatIsOffFailsTheReplyVisibly() {
    assertAccountThatIsOffFails(account().value(), asked(), new JsonObject());
  }

  @Test
  void whatTheOtherSideRefusesForGoodFailsVisibly() {
    long conversation = asked();
    receiver.then(403, "{\"detail\":\"They have blocked us.\"}");
    long entry = answer(conversation, "Gern.", new JsonObject(), app.node.origin());
    assertFailedVisibly(conversation, entry);
    assertTrue(
        replyOf(entry).getString("error").contains("They have blocked us."),
        () -> replyOf(entry).encode());
  }

  @Override
  Replies replies() {
    return PostContract.cutOff(
        this,
        new PostContract.Place() {
          @Override
          public void ignoresOne() {
            receiver.thenSaysNothing(false);
          }

          @Override
          public void takesOneInSilence() {
            receiver.thenSaysNothing(true);
          }

          @Override
          public long asked() {
            return receiver.handedOver().size();
          }

          @Override
          public long standing(String words) {
            return receiver.taken().values().stream()
                .filter(answer -> answer.encode().contains(words))
                .count();
          }

          @Override
          public void well() {
            // It was silent to two only.
          }
        },
        asked(),
        asked());
  }
}
