package io.faden.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.Line;
import io.faden.testing.LivePage;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.faden.testing.TestDatabase;
import io.vertx.pgclient.PgConnectOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static int status(TestApp app, String path) {
    return app.node.stranger().send("GET", path, Map.of(), BodyPublishers.noBody()).status();
  }

  @Test
  void withoutItsDatabaseANodeLivesIsNotReadyAndGoesOnAfterwards() {
    TestDatabase db = TestDatabase.create();
    try (Line line = Line.to(db.options().getPort());
        TestApp app =
            TestApp.start(
                db, new PgConnectOptions(db.options()).setHost("127.0.0.1").setPort(line.port()))) {
      assertEquals(200, status(app, "/health/ready"));
      LivePage page = LivePage.open(app.agent1);
      line.cut();
      Awaitility.await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> status(app, "/health/ready") == 503);
      assertEquals(200, status(app, "/health/live"));
      assertEquals("internal", app.agent1.get("/me").code());
      // What arrives meanwhile is recorded by another node and filed as soon as it can be.
      var arrival = app.record(RawMail.from("a@kunde.example").bytes());
      line.mend();
      Awaitility.await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> status(app, "/health/ready") == 200);
      long conversation = app.settled(arrival).getLong("conversationId");
      page.awaitEvent("conversation_opened", "conversationId", conversation);
      assertEquals(0, page.closeCode());
      assertTrue(app.answered(app.agent1, conversation, "Da sind wir wieder.").containsKey("id"));
      page.close();
    }
  }
}
