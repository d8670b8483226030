package io.faden.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.Letters;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.Hold;
import io.faden.testing.PostRoom;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterContractTest extends ChannelContract {
  private long letterbox;
  private PostRoom post;

  @Override
  void setUp() {
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Post")
                .put("address", "Nordlicht Versand GmbH · Hafenstraße 4a · 24103 Kiel")
                .put("displayName", "Nordlicht Versand")
                .put(
                    "letter",
                    new JsonObject()
                        .put("customerNumbers", new JsonArray().add("\\bKD-?(\\d{6})\\b"))));
    assertEquals(201, made.status(), made::text);
    letterbox = made.json().getLong("id");
    JsonObject number = new JsonObject().put("channel", "customer_number").put("value", "204817");
    Reply customer =
        app.agent1.post(
            "/customers",
            new JsonObject()
                .put("name", "Jürgen Böttcher")
                .put("contactPoints", new JsonArray().add(number)));
    assertEquals(201, customer.status(), customer::text);
    post = new PostRoom(app);
  }

  @Override
  ChannelAccountId account() {
    return new ChannelAccountId(letterbox);
  }

  @Override
  Thing something(String token, String text) {
    List<Letters.Line> lines = new ArrayList<>(Letters.complaint("-"));
    lines.add(new Letters.Line(25, 250, 11, text));
    lines.add(new Letters.Line(25, 256, 11, token));
    return new Thing(token, Letters.pdf(List.of(lines)));
  }

  @Override
  Thing unreadable(String token) {
    return new Thing(token, ("Kein Brief: " + token).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void comes(Thing thing, String where) {
    Reply taken =
        app.agent1
            .at(where)
            .upload(
                "/letters?channelAccountId="
                    + letterbox
                    + "&name="
                    + Caller.encoded("<img src=x onerror=alert(1)>" + thing.token() + ".pdf"),
                thing.bytes());
    assertTrue(taken.status() == 201 || taken.status() == 200, taken::toString);
  }

  @Override
  String table() {
    return "entry";
  }

  private static final String OF_FILE =
      "FROM entry e JOIN scan s ON s.arrival_id = e.arrival_id WHERE position($1 IN s.name) > 0";

  @Override
  long made(Thing thing) {
    return app.count("SELECT count(*) " + OF_FILE, thing.token());
  }

  @Override
  JsonObject shown(Thing thing) {
    long entry = app.sql().row("SELECT e.id " + OF_FILE, thing.token()).orElseThrow().getLong("id");
    JsonObject shown = here(app.agent1).read("/entries/" + entry);
    assertTrue(shown.getString("text").contains(MARKUP), shown::encodePrettily);
    JsonObject letter =
        here(app.agent1).read("/letters/" + shown.getJsonObject("letter").getLong("arrivalId"));
    assertEquals(
        "<img src=x onerror=alert(1)>" + thing.token() + ".pdf",
        letter.getJsonObject("letter").getString("name"));
    return shown;
  }

  private JsonObject byLetter(long conversation) {
    return new JsonObject()
        .put("contactPointId", post.way(conversation).getJsonObject("contactPoint").getLong("id"));
  }

  @Test
  void aLetterboxThatIsOffFailsTheReplyVisibly() {
    long conversation = post.conversation("Frieda Post", PostRoom.KIEL);
    JsonObject way = byLetter(conversation);
    long used =
        post.way(conversation).getJsonArray("channelAccounts").getJsonObject(0).getLong("id");
    assertAccountThatIsOffFails(used, conversation, way);
  }

  @Override
  Replies replies() {
    long conversation = post.conversation("Frieda Post", PostRoom.KIEL);
    JsonObject way = byLetter(conversation);
    List<Long> entries = new ArrayList<>();
    List<Hold> holds = new ArrayList<>();
    return new Replies() {
      @Override
      public void underWay(String where) {
        holds.add(new Hold(app, "letter"));
        entries.add(answer(conversation, "Ihr Brief ist angekommen.", way, where));
        holds.getFirst().awaitHeld();
      }

      @Override
      public void checked() {
        holds.getFirst().close();
        claimsAreOver();
        long entry = entries.getFirst();
        awaitReply(entry, "ready");
        assertEquals(1, app.count("SELECT count(*) FROM letter WHERE entry_id = $1", entry));
        byte[] pdf = here(app.agent1).bytes("/entries/" + entry + "/letter");
        assertEquals("%PDF-", new String(pdf, 0, 5, StandardCharsets.US_ASCII));
      }
    };
  }
}
