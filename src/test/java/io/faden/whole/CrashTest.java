package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.testing.MailProvider;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first promise: the process is killed again and again while mail pours in, and afterwards
 * every message is there, byte for byte, and each is filed once.
 */
class CrashTest {
  private static final int MESSAGES = 500;
  private static final int KILLS = 5;
  private static final String US = "service@tidenwerk.example";

  @TempDir Path folder;

  @Test
  void killedWhileFiveHundredMessagesArriveItLosesNothingAndFilesNothingTwice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TestDatabase db = TestDatabase.create();
        MailProvider mail = new MailProvider()) {
      mail.mailbox(US);
      ProcessNode node = start(db);
      SignedIn admin = SignedIn.firstAdmin(node, "ada@tidenwerk.example", "correct-horse-9");
      admin.post("/admin/channel-accounts", mail.account(US), 201);

      AtomicInteger sent = new AtomicInteger();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                for (int number = 0; number < MESSAGES; number++) {
                  mail.send("customer" + number + "@post.example", US, Hostile.message(number));
                  sent.incrementAndGet();
                }
              });
      for (int kill = 1; kill <= KILLS; kill++) {
        int upTo = kill * MESSAGES / (KILLS + 1) + random.nextInt(30);
        Awaitility.await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> recorded(db.database()) >= upTo / 2 || sent.get() >= MESSAGES);
        Awaitility.await()
            .pollDelay(Duration.ofMillis(random.nextInt(400)))
            .atMost(Duration.ofMinutes(1))
            .until(() -> true);
        node.kill();
        node = start(db);
      }
      sending.join();
      try (ProcessNode last = node) {
        awaitAllFiled(db.database(), seed);
        assertTrue(last.isAlive());
        SignedIn again = SignedIn.as(last.url(), "ada@tidenwerk.example", "correct-horse-9");
        JsonObject balance = again.get("/intake/balance");
        assertTrue(balance.getBoolean("balanced"), balance.encode());
        assertEquals(Hostile.DUPLICATES, balance.getInteger("duplicate"), balance.encode());
        assertEquals(
            MESSAGES - Hostile.DUPLICATES,
            balance.getInteger("filed") + balance.getInteger("quarantined"));
      }
      assertEveryByteIsThere(db.database(), mail.raw(US), seed);
      assertNothingIsFiledTwice(db.database());
    }
  }

  private ProcessNode start(TestDatabase db) {
    return ProcessNode.start(db.options(), folder, Map.of("FADEN_MAIL_POLL_SECONDS", "1"))
        .awaitReady();
  }

  private static long recorded(Database database) {
    return database.row("SELECT count(*) AS n FROM arrival").orElseThrow().getLong("n");
  }

  private static void awaitAllFiled(Database database, long seed) {
    Awaitility.await("all messages are recorded and none is pending, seed " + seed)
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Row row =
                  database
                      .row(
                          "SELECT count(*) AS n, count(*) FILTER (WHERE state = 'received') AS pending FROM arrival")
                      .orElseThrow();
              assertEquals(MESSAGES, row.getLong("n"));
              assertEquals(0, row.getLong("pending"));
            });
  }

  private static void assertEveryByteIsThere(Database database, List<byte[]> served, long seed)
      throws Exception {
    assertEquals(MESSAGES, served.size(), "the provider has them all, seed " + seed);
    for (byte[] message : served) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(message);
      List<Row> rows = database.rows("SELECT raw FROM arrival WHERE sha256 = $1", hash);
      assertEquals(
          1, rows.size(), "recorded once: " + HexFormat.of().formatHex(hash) + ", seed " + seed);
      assertTrue(
          java.util.Arrays.equals(message, Columns.bytes(rows.get(0), "raw")), "bytes are equal");
    }
  }

  private static void assertNothingIsFiledTwice(Database database) {
    Row row =
        database
            .row(
                """
                SELECT count(*) AS entries, count(DISTINCT arrival_id) AS arrivals,
                       (SELECT count(*) FROM arrival WHERE state = 'filed') AS filed
                  FROM entry WHERE direction = 'in'
                """)
            .orElseThrow();
    assertEquals(row.getLong("filed"), row.getLong("entries"));
    assertEquals(row.getLong("filed"), row.getLong("arrivals"));
    // Two messages with one id and different texts are two entries.
    long sameId =
        database
            .row("SELECT count(*) AS n FROM entry WHERE message_id = 'same-id@post.example'")
            .orElseThrow()
            .getLong("n");
    assertEquals(Hostile.SAME_ID, sameId);
  }

  /** Messages as the world sends them, some of them hostile. */
  static final class Hostile {
    /** Resent copies: the same id, the same text. */
    static final int DUPLICATES = 5;

    /** One id, different texts. */
    static final int SAME_ID = 20;

    private Hostile() {}

    static byte[] message(int number) {
      int kind = number % 50;
      String id = number + "@post.example";
      return switch (kind) {
        case 1 -> bytes("Subject: kein Absender\r\nMessage-ID: <" + id + ">\r\n\r\nText " + number);
        case 2 ->
            bytes("From: a" + number + "@post.example\r\nSubject: ohne Id\r\n\r\nText " + number);
        case 3, 4 -> head("same-id@post.example", number, "Gleiche Id", "Text Nummer " + number);
        case 5 ->
            bytes(
                "From: b@post.example\r\nMessage-ID: <"
                    + id
                    + ">\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/mixed; boundary=\"nie\"\r\n\r\n--andere\r\nkaputt "
                    + number);
        case 6 -> head(id, number, "NUL \0 im Betreff", "und \0 im Text " + number);
        case 7 -> bytes("\r\n\r\n" + number);
        case 8 ->
            bytes("das ist gar keine Kopfzeile, Nummer " + number + "\r\n\r\n\u00ff\u00fe\u0000");
        // Two of each hundred are copies of one another.
        case 9 ->
            head("doppelt-" + number / 100 + "@post.example", 0, "Doppelt", "Text " + number / 100);
        default ->
            number == 250
                ? head(id, number, "Zwanzig Megabyte", large())
                : head(
                    id,
                    number,
                    "Nachricht " + number,
                    "Guten Tag,\r\n.ein Punkt vorn\r\nText " + number);
      };
    }

    private static String large() {
      return ("0123456789".repeat(7) + "\r\n").repeat((20 << 20) / 72);
    }

    private static byte[] head(String id, int number, String subject, String text) {
      return bytes(
          "From: Kunde <kunde"
              + number
              + "@post.example>\r\nTo: "
              + US
              + "\r\nSubject: "
              + subject
              + "\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nMessage-ID: <"
              + id
              + ">\r\n\r\n"
              + text
              + "\r\n");
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
