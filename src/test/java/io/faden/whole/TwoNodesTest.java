package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.Balancer;
import io.faden.testing.Desk;
import io.faden.testing.FreePort;
import io.faden.testing.House;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two processes, one database, one cluster: what one knows the other shows, and one may die. */
@Isolated("it times how soon a node takes over")
class TwoNodesTest {
  private static final Duration TAKE_OVER = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void whenTheNodeThatPollsIsKilledTheOtherTakesOverAndPagesCatchUp() {
    int portOne = FreePort.find();
    int portTwo = FreePort.find();
    Map<String, String> cluster = new HashMap<>();
    cluster.put("FADEN_CLUSTER_MEMBERS", "127.0.0.1:" + portOne + ",127.0.0.1:" + portTwo);
    cluster.put("FADEN_CLUSTER_NAME", "test-" + portOne);
    cluster.put("FADEN_CLUSTER_PORT", "" + portOne);
    try (House house = House.withPeople(folder, cluster);
        ProcessNode two = house.start("two", Map.of("FADEN_CLUSTER_PORT", "" + portTwo))) {
      ProcessNode one = house.node;
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> "ok".equals(state(house.admin).getString("status")));
      String poller = state(house.admin).getString("node");
      ProcessNode polling = poller.equals(one.name()) ? one : two;
      ProcessNode other = polling.equals(one) ? two : one;
      assertNotEquals(one.name(), two.name());
      assertEquals(polling.name(), poller);

      try (Balancer balancer = new Balancer(polling, other);
          Desk first = Desk.at(balancer.url(), "/inbox/team").signIn(House.LENA);
          Desk second = Desk.at(other.url(), "/inbox/team").signIn(House.LENA)) {
        house.write("Olli <olli@post.example>", "Vor dem Ausfall", "Moin");
        assertThat(first.page.locator(".rows")).containsText("Vor dem Ausfall");
        assertThat(second.page.locator(".rows")).containsText("Vor dem Ausfall");

        Instant killed = Instant.now();
        polling.kill();
        house.write("Olli <olli@post.example>", "Nach dem Ausfall", "Noch da?");
        Awaitility.await("the other node has taken over")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(100))
            .until(() -> recorded(house, "Nach dem Ausfall"));
        Duration gap = Duration.between(killed, Instant.now());
        System.out.printf("the mailbox was taken over after %.1f s%n", gap.toMillis() / 1000.0);
        assertTrue(gap.compareTo(TAKE_OVER) < 0, "taken over after " + gap);
        // Open pages: the one on the living node sees it, the other one reconnects and catches up.
        assertThat(second.page.locator(".rows")).containsText("Nach dem Ausfall");
        assertThat(first.page.locator(".rows")).containsText("Nach dem Ausfall");
        SignedIn admin = house.admin.at(other.url());
        assertEquals(other.name(), state(admin).getString("node"));
      }
    }
  }

  private static boolean recorded(House house, String subject) {
    return !house
        .database
        .database()
        .rows("SELECT 1 FROM conversation WHERE subject = $1", subject)
        .isEmpty();
  }

  private static JsonObject state(SignedIn admin) {
    return admin
        .get("/admin/channel-accounts")
        .getJsonArray("items")
        .getJsonObject(0)
        .getJsonObject("state");
  }
}
