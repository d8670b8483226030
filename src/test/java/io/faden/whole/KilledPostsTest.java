package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.Signature;
import io.faden.platform.db.Database;
import io.faden.testing.MastodonServer;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks a network and is told by a webhook, cut off by SIGKILL again and again. */
class KilledPostsTest {
  private static final int EACH_TIME = 150;
  private static final int LAST = 50;
  private static final int TOTAL = 2 * (3 * EACH_TIME + LAST);

  /** The server is killed when so many more are recorded. */
  private static final int MOMENT = 60;

  @TempDir Path data;
  private final MastodonServer network = new MastodonServer();
  private final BlockingQueue<Integer> toTell = new LinkedBlockingQueue<>();
  private volatile String url = "";
  private volatile long hook;
  private volatile String secret = "";
  private int written;

  @Test
  void eachOfAThousandPostsIsFiledOnceWhateverTheMoment() {
    Thread teller = Thread.ofVirtual().start(this::tell);
    try (TestDatabase db = TestDatabase.create()) {
      Database sql = db.database();
      try (ProcessNode first = start(db)) {
        SignedIn admin = SignedIn.firstAdmin(first, "ada@tidenwerk.example", "correct-horse-9");
        accounts(admin);
        killed(first, sql, EACH_TIME);
      }
      for (int time = 0; time < 2; time++) {
        try (ProcessNode next = start(db)) {
          killed(next, sql, EACH_TIME);
        }
      }
      try (ProcessNode last = start(db)) {
        write(LAST);
        Awaitility.await("all are there and settled at " + last.url())
            .atMost(Duration.ofMinutes(3))
            .until(() -> settled(sql) == TOTAL || !last.isAlive());
        assertEquals(TOTAL, settled(sql), last.printed());
        SignedIn admin = SignedIn.as(last.url(), "ada@tidenwerk.example", "correct-horse-9");
        JsonObject balance = admin.get("/intake/balance");
        assertTrue(balance.getBoolean("balanced"), balance::encode);
        assertEquals(0, balance.getInteger("quarantined"), balance::encode);
        assertTrue(admin.get("/supervision/balance").getBoolean("holds"));
        assertEquals(
            TOTAL / 2, admin.get("/posts?limit=1").getJsonObject("counts").getInteger("open"));
      }
      assertEquals(TOTAL, count(sql, "SELECT count(*) FROM post"));
      assertEquals(TOTAL, count(sql, "SELECT count(DISTINCT body_text) FROM post"));
      // What came by webhook was for us alone: work at once, each its own.
      assertEquals(TOTAL / 2, count(sql, "SELECT count(*) FROM entry WHERE kind = 'message'"));
      assertEquals(
          TOTAL / 2,
          count(sql, "SELECT count(DISTINCT message_id) FROM entry WHERE kind = 'message'"));
      assertEquals(TOTAL / 2, count(sql, "SELECT count(*) FROM work_item WHERE state <> 'done'"));
    } finally {
      teller.interrupt();
      network.close();
    }
  }

  private ProcessNode start(TestDatabase db) {
    ProcessNode node =
        ProcessNode.start(db.options(), data, Map.of("FADEN_SOCIAL_POLL_SECONDS", "1"))
            .awaitReady();
    url = node.url();
    return node;
  }

  private void accounts(SignedIn admin) {
    admin.post("/admin/channel-accounts", network.account(), 201);
    hook =
        admin
            .post(
                "/admin/channel-accounts",
                new JsonObject()
                    .put("channel", "webhook")
                    .put("name", "Brücke")
                    .put("address", "bruecke")
                    .put("webhook", new JsonObject().put("public", true)),
                201)
            .getLong("id");
    secret =
        admin
            .post("/admin/channel-accounts/" + hook + "/token", new JsonObject(), 200)
            .getString("token");
  }

  /** By both ways at once. */
  private void write(int many) {
    for (int number = 0; number < many; number++) {
      written++;
      network.mention("kunde" + written % 40 + "@markt.example", "Gefragt " + written);
      toTell.add(written);
    }
  }

  /** In the middle of its work. */
  private void killed(ProcessNode node, Database sql, int many) {
    long before = count(sql, "SELECT count(*) FROM arrival");
    write(many);
    Awaitility.await(MOMENT + " more are recorded at " + node.url())
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(3))
        .until(
            () -> count(sql, "SELECT count(*) FROM arrival") >= before + MOMENT || !node.isAlive());
    assertTrue(node.isAlive(), node::printed);
    node.kill();
  }

  private static long settled(Database sql) {
    return count(sql, "SELECT count(*) FROM arrival WHERE state IN ('checking', 'filed')");
  }

  private static long count(Database sql, String query) {
    return sql.row(query).orElseThrow().getLong(0);
  }

  /** As a bridge does that has read the manual: again until it is acknowledged. */
  private void tell() {
    HttpClient client = HttpClient.newHttpClient();
    try {
      while (true) {
        int number = toTell.take();
        byte[] body = body(number);
        Awaitility.await("it is taken, by this server or the next one")
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> acknowledged(client, body));
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] body(int number) {
    return new JsonObject()
        .put("id", "m-" + number)
        .put("event", "post")
        .put("kind", "direct")
        .put("public", false)
        .put("author", new JsonObject().put("id", "k" + number).put("handle", "kunde" + number))
        .put("text", "Gesagt " + number)
        .put("createdAt", Instant.now().toString())
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  private boolean acknowledged(HttpClient client, byte[] body) throws InterruptedException {
    if (secret.isEmpty()) {
      return false;
    }
    String now = Long.toString(Instant.now().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/hooks/" + hook))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header(Signature.TIMESTAMP_HEADER, now)
            .header(Signature.HEADER, Signature.of(secret, now, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException dead) {
      return false;
    }
  }
}
