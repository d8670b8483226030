package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.testing.MastodonServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MastodonContractTest extends PostContract {
  private static final String POST = "POST /api/v1/statuses";
  private static final String BROKEN = "unreadable ";

  private final MastodonServer network = new MastodonServer();

  @AfterAll
  void close() {
    network.close();
  }

  @Override
  JsonObject connection() {
    return network.account();
  }

  @Override
  Thing something(String token, String text) {
    return new Thing(token, (text + " " + token).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  Thing unreadable(String token) {
    return new Thing(token, (BROKEN + token).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void says(Thing thing) {
    String text = new String(thing.bytes(), StandardCharsets.UTF_8);
    if (text.startsWith(BROKEN)) {
      network.notify(
          new JsonObject()
              .put("type", "mention")
              .put(
                  "status",
                  new JsonObject()
                      .put("id", thing.token())
                      .put("created_at", "demnächst")
                      .put("content", "<p>Hallo</p>")
                      .put("account", new JsonObject().put("id", "1").put("acct", "ada"))));
    } else {
      network.mention("kunde" + thing.token().substring(0, 8) + "@chaos.example", text);
    }
  }

  @Test
  void anAccountThatIsOffFailsTheReplyVisibly() {
    assertAccountThatIsOffFails(account().value(), asked(), new JsonObject());
  }

  @Test
  void whatTheNetworkRefusesForGoodFailsVisiblyAndStandsNowhere() {
    long conversation = asked();
    network.troubles.answer(POST, 1, 403, Map.of(), "{\"error\":\"This action is not allowed\"}");
    String words = "Antwort " + token();
    long entry = answer(conversation, words, new JsonObject(), app.node.origin());
    assertFailedVisibly(conversation, entry);
    assertEquals(0, network.posted().stream().filter(post -> post.text().contains(words)).count());
  }

  @Override
  Replies replies() {
    return cutOff(
        this,
        new Place() {
          @Override
          public void ignoresOne() {
            network.troubles.silence(POST, 1);
          }

          @Override
          public void takesOneInSilence() {
            network.troubles.silenceAfterwards(POST, 1);
          }

          @Override
          public long asked() {
            return network.troubles.calls(POST);
          }

          @Override
          public long standing(String words) {
            return network.posted().stream().filter(post -> post.text().contains(words)).count();
          }

          @Override
          public void well() {
            network.troubles.over();
          }
        },
        asked(),
        asked());
  }
}
