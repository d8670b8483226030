package io.faden.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.live.EventLog;
import io.faden.staff.Workplaces;
import io.faden.testing.Colleague;
import io.faden.testing.Line;
import io.faden.testing.LivePage;
import io.faden.testing.TestApp;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that open, fall silent and come back, on a node that misses people after three seconds. */
class LostLineTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Map<String, String> QUICK = Map.of("FADEN_PRESENCE_LOST_SECONDS", "3");

  private TestApp app;
  private TestApp.Node node;
  private Colleague anna;

  @BeforeEach
  void start() {
    app = TestApp.start();
    // The first node is patient; only quick ones are to look.
    app.node.app().close();
    node = quickNode();
    anna = app.hire("Anna Draußen", Role.AGENT).at(node.origin());
  }

  @AfterEach
  void stop() {
    assertEquals(0, PresenceTest.gaps(app));
    app.close();
  }

  private TestApp.Node quickNode() {
    return app.startNode(Cluster.alone(Vertx.vertx(), "127.0.0.1"), QUICK);
  }

  private static void available(Colleague who) {
    assertEquals(200, who.put("/me/presence", new JsonObject().put("state", "available")).status());
  }

  private void awaitState(String state) {
    Awaitility.await("presence is " + state)
        .atMost(LONG_ENOUGH)
        .until(() -> anna.read("/me/presence").getString("state").equals(state));
  }

  private long changes() {
    return app.count(
        "SELECT count(*) FROM event WHERE type = 'presence_changed' AND agent_id = $1", anna.id());
  }

  /** Time in which somebody without a page would have been missed: somebody else is. */
  private void longEnoughToMissSomebody() {
    Colleague other = app.hire("Otto Ohneseite", Role.AGENT).at(node.origin());
    available(other);
    Awaitility.await()
        .atMost(LONG_ENOUGH)
        .until(() -> other.read("/me/presence").getString("state").equals("disconnected"));
  }

  @Test
  void whoseLastPageIsGoneIsMissedAndComesBackToWhatTheyDid() {
    try (Line line = Line.to(node.app().port());
        LivePage page = LivePage.open(anna.at("http://127.0.0.1:" + line.port()))) {
      anna.put("/me/presence", new JsonObject().put("state", "away").put("reason", "meeting"));
      line.cut();
      awaitState("disconnected");
      assertFalse(anna.read("/me/presence").containsKey("reason"));
      assertTrue(
          page.frames().stream().noneMatch(frame -> frame.getString("type").equals("reload")));
    }
    try (LivePage again = LivePage.open(anna)) {
      awaitState("away");
      assertEquals("meeting", anna.read("/me/presence").getString("reason"));
      again.awaitEvent("presence_changed", "agentId", anna.id());
      assertEquals(3, changes());
    }
  }

  @Test
  void whoComesBackInTimeWasNeverGone() {
    LivePage first = LivePage.open(anna);
    available(anna);
    first.close();
    try (LivePage second = LivePage.open(anna)) {
      longEnoughToMissSomebody();
      assertEquals("available", anna.read("/me/presence").getString("state"));
      assertEquals(1, changes());
      assertEquals(0, second.closeCode());
    }
  }

  @Test
  void severalPagesOnSeveralNodesAreOnePerson() {
    TestApp.Node other = quickNode();
    LivePage tab = LivePage.open(anna);
    LivePage secondTab = LivePage.open(anna);
    try (LivePage elsewhere = LivePage.open(anna.at(other.origin()))) {
      available(anna);
      tab.close();
      longEnoughToMissSomebody();
      secondTab.close();
      longEnoughToMissSomebody();
      assertEquals("available", anna.read("/me/presence").getString("state"));
      assertEquals(1, changes());
      assertEquals(0, elsewhere.closeCode());
    }
    awaitState("disconnected");
  }

  @Test
  void whenANodeDiesItsPeopleAreMissedUnlessTheyOpenAnother() {
    available(anna);
    // What a node leaves behind that was killed: a row that nobody renews or closes.
    app.sql()
        .execute(
            "INSERT INTO connection (agent_id, node) VALUES ($1, 'dead'), ($2, 'dead')",
            anna.id(),
            app.agent2.id());
    available(app.agent2.at(node.origin()));
    try (LivePage page = LivePage.open(app.agent2.at(node.origin()))) {
      awaitState("disconnected");
      assertEquals(
          "available", app.agent2.at(node.origin()).read("/me/presence").getString("state"));
      assertEquals(0, page.closeCode());
    }
  }

  /** A machine that sleeps: its socket is open, but nobody answers. */
  private static final class Sleeper implements WebSocket.Listener {
    private volatile boolean asleep;
    private volatile boolean waiting;

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      next(from);
      return null;
    }

    private void next(WebSocket from) {
      if (asleep) {
        waiting = true;
      } else {
        from.request(1);
      }
    }

    @Override
    public synchronized CompletionStage<?> onPing(WebSocket from, java.nio.ByteBuffer message) {
      next(from);
      return null;
    }

    synchronized void wakeUp(WebSocket socket) {
      asleep = false;
      if (waiting) {
        socket.request(1);
      }
    }
  }

  @Test
  void aPageThatFallsSilentIsMissedAndFoundAgainWithoutANewOne() {
    Sleeper page = new Sleeper();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      anna.headers().forEach(builder::header);
      WebSocket socket =
          builder
              .buildAsync(URI.create(node.origin().replace("http", "ws") + "/api/live"), page)
              .join();
      available(anna);
      longEnoughToMissSomebody();
      assertEquals("available", anna.read("/me/presence").getString("state"));
      page.asleep = true;
      awaitState("disconnected");
      page.wakeUp(socket);
      awaitState("available");
      socket.abort();
    }
  }

  @Test
  void whoIsMissedSaysThatTheyAreBack() {
    available(anna);
    awaitState("disconnected");
    assertEquals(
        400, anna.put("/me/presence", new JsonObject().put("state", "disconnected")).status());
    JsonObject moved = anna.put("/me/presence", new JsonObject().put("location", "home")).json();
    assertEquals("disconnected", moved.getString("state"));
    available(anna);
    assertEquals("available", anna.read("/me/presence").getString("state"));
  }

  @Test
  void aProgramWithATokenIsAPageToo() {
    String secret =
        anna.post("/me/tokens", new JsonObject().put("name", "Wandtafel"))
            .json()
            .getString("secret");
    try (LivePage page =
        LivePage.open(node.origin(), Map.of("Authorization", "Bearer " + secret), "")) {
      available(anna);
      longEnoughToMissSomebody();
      assertEquals("available", anna.read("/me/presence").getString("state"));
      assertEquals(0, page.closeCode());
    }
  }

  @Test
  void whoIsMissedForAWorkingDayHasGoneHome() {
    available(anna);
    awaitState("disconnected");
    app.sql()
        .execute(
            "UPDATE presence SET since = since - interval '7 hours 59 minutes' WHERE agent_id = $1",
            anna.id());
    longEnoughToMissSomebody();
    assertEquals("disconnected", anna.read("/me/presence").getString("state"));
    app.sql()
        .execute(
            "UPDATE presence SET since = since - interval '2 minutes' WHERE agent_id = $1",
            anna.id());
    awaitState("offline");
  }

  @Test
  void aWrapUpThatEndsWhileSomebodyIsLostDoesNotHoldThemWhenTheyAreBack() {
    assertEquals(200, anna.put("/me/presence", new JsonObject().put("state", "wrapping")).status());
    awaitState("disconnected");
    try (AgentStates states =
        new AgentStates(app.sql(), Cluster.alone(app.db.vertx(), "127.0.0.1"))) {
      Presence presence =
          new Presence(app.sql(), new EventLog(() -> {}), states, new Workplaces(), "test");
      assertTrue(
          app.sql().<Boolean>transaction(tx -> presence.wrapped(tx, new AgentId(anna.id()))));
    }
    try (LivePage page = LivePage.open(anna)) {
      awaitState("available");
      assertEquals(0, page.closeCode());
    }
  }

  @Test
  void aNodeThatStopsGivesItsPeopleTimeToGoElsewhere() {
    TestApp.Node other = quickNode();
    try (LivePage there = LivePage.open(anna.at(other.origin()))) {
      available(anna.at(other.origin()));
      other.app().close();
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  app.count("SELECT count(*) FROM agent_connection WHERE agent_id = $1", anna.id())
                      == 0);
      try (LivePage here = LivePage.open(anna)) {
        longEnoughToMissSomebody();
        assertEquals("available", anna.read("/me/presence").getString("state"));
        assertEquals(1, changes());
        assertEquals(0, here.closeCode());
      }
      assertTrue(there.frames().size() >= 1);
    }
  }
}
