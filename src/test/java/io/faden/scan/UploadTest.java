package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccountId;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static TestApp app;
  private static ChannelAccountId letters;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    letters = app.addLetterbox("Kiel");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7\n" + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String path(String name, String more) {
    return "/letters?name=" + Caller.encoded(name) + more;
  }

  private static void assertRefused(int status, String code, Reply reply) {
    assertEquals(status, reply.status(), reply.text());
    assertEquals(code, reply.json().getString("code"));
  }

  @Test
  void anUploadIsRecordedAndToldWithWhatIsKnownOfThePaper() {
    byte[] bytes = pdf("Widerspruch");
    Reply reply =
        app.agent1.upload(
            path("Widerspruch.pdf", "&receivedOn=2026-05-06&originalPlace=Ordner%20B%2017"), bytes);
    assertEquals(201, reply.status(), reply.text());
    JsonObject letter = reply.json();
    assertEquals("Widerspruch.pdf", letter.getString("name"));
    assertEquals("2026-05-06", letter.getString("receivedOn"));
    assertEquals(bytes.length, letter.getInteger("size"));
    assertEquals("Anna Agentin", letter.getJsonObject("uploadedBy").getString("name"));
    assertEquals("Briefe Kiel", letter.getJsonObject("channelAccount").getString("name"));
    assertArrayEquals(
        bytes, app.supervisor.bytes("/intake/arrivals/" + letter.getLong("id") + "/raw"));
    assertEquals(
        "Ordner B 17",
        app.sql()
            .row("SELECT original_place FROM scan WHERE arrival_id = $1", letter.getLong("id"))
            .orElseThrow()
            .getString(0));
  }

  @Test
  void theSameFileIsOneArrivalByWhateverWayItComes() throws IOException {
    byte[] bytes = pdf("zweimal");
    Reply first = app.agent1.upload(path("zweimal.pdf", ""), bytes);
    Reply again = app.agent2.upload(path("zweimal.pdf", ""), bytes);
    assertEquals(201, first.status(), first.text());
    assertEquals(200, again.status(), again.text());
    assertEquals(first.json().getLong("id"), again.json().getLong("id"));
    assertEquals("Anna Agentin", again.json().getJsonObject("uploadedBy").getString("name"));
    Path dropped = Files.write(app.scans.resolve("Kiel").resolve("zweimal.pdf"), bytes);
    Awaitility.await("it is moved to done")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !Files.exists(dropped));
    assertEquals(
        1, app.count("SELECT count(*) FROM arrival WHERE source_key LIKE '%/zweimal.pdf'"));
  }

  @Test
  void namesArePathsOfNobody() {
    for (List<String> each :
        List.of(
            List.of("../../etc/passwd.pdf", "passwd.pdf"),
            List.of("C:\\scans\\b.pdf", "b.pdf"),
            List.of("<img src=x>.pdf", "<img src=x>.pdf"),
            List.of("..", "file"))) {
      Reply reply = app.agent1.upload(path(each.get(0), ""), pdf(each.get(0)));
      assertEquals(201, reply.status(), reply.text());
      assertEquals(each.get(1), reply.json().getString("name"));
    }
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertRefused(400, "invalid_request", app.agent1.upload(path("leer.pdf", ""), new byte[0]));
    assertRefused(
        400,
        "invalid_request",
        app.agent1.upload(path("a.pdf", "&receivedOn=2026-02-30"), pdf("Februar")));
    assertRefused(
        400,
        "invalid_request",
        app.agent1.upload(
            path("a.pdf", "&receivedOn=" + LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3)),
            pdf("morgen")));
    assertRefused(
        422,
        "conversation_not_found",
        app.agent1.upload(path("a.pdf", "&conversationId=999999"), pdf("wohin")));
    assertEquals(0, app.count("SELECT count(*) FROM arrival WHERE source_key LIKE '%/a.pdf'"));
  }

  @Test
  void whatIsNoLetterIsRecordedAllTheSame() {
    Reply reply = app.agent1.upload(path("tabelle.xlsx", ""), new byte[] {'P', 'K', 3, 4, 0});
    assertEquals(201, reply.status(), reply.text());
    assertEquals(
        "quarantined",
        app.settled(new io.faden.intake.ArrivalId(reply.json().getLong("id"))).getString("state"));
  }

  @Test
  void manyMegabytesAreTakenFromColleaguesOnly() throws Exception {
    byte[] large = new byte[40 << 20];
    new Random(5).nextBytes(large);
    assertRefused(401, "not_signed_in", app.node.stranger().upload(path("gross.pdf", ""), large));
    Reply reply = app.agent1.upload(path("gross.pdf", ""), large);
    assertEquals(201, reply.status(), reply.text());
    assertEquals(large.length, reply.json().getInteger("size"));
    assertTrue(
        Arrays.equals(
            large,
            app.supervisor.bytes("/intake/arrivals/" + reply.json().getLong("id") + "/raw")));
    assertEquals(413, announced(ScanIntake.LARGEST + 1));
  }

  /** The status for a body of so many bytes, most of which are never sent. */
  private static int announced(long bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app.node.origin() + "/api/letters?name=riesig.pdf"))
            .header("Content-Type", "application/octet-stream")
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofByteArrays(
                        () ->
                            java.util.stream.Stream.generate(() -> new byte[1 << 16])
                                .limit((bytes >> 16) + 1)
                                .iterator())));
    app.agent1.headers().forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void anAccountForLettersIsNeeded() {
    assertRefused(
        409,
        "no_letter_account",
        app.agent1.upload(
            path("a.pdf", "&channelAccountId=" + app.account().value()), pdf("kein Konto")));
    Reply asked =
        app.agent1.upload(path("b.pdf", "&channelAccountId=" + letters.value()), pdf("Konto"));
    assertEquals(201, asked.status(), asked.text());
  }

  @Test
  void anAccountTellsWhereItsFolderLiesAndWhetherItServes() {
    JsonObject account = app.admin.read("/admin/channel-accounts/" + letters.value());
    assertEquals(
        app.scans.resolve("Kiel").toString(), account.getJsonObject("letter").getString("path"));
    Awaitility.await("it serves")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                app.admin
                    .read("/admin/channel-accounts/" + letters.value())
                    .getJsonObject("state")
                    .getString("status")
                    .equals("ok"));
    Reply tried =
        app.admin.post(
            "/admin/channel-accounts/test?id=" + letters.value(),
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Briefe Kiel")
                .put("address", "Nordlicht, Kiel 3, 24149 Kiel")
                .put("letter", new JsonObject().put("folder", "Kiel")));
    assertEquals(200, tried.status(), tried.text());
    assertTrue(tried.json().getBoolean("ok"), tried.text());
    assertEquals(3, tried.json().getJsonArray("steps").size());
    Reply outside =
        app.admin.post(
            "/admin/channel-accounts/test",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Hinaus")
                .put("address", "Hinaus 1")
                .put("letter", new JsonObject().put("folder", "../hinaus")));
    assertRefused(400, "invalid_request", outside);
    assertFalse(Files.exists(app.scans.resolveSibling("hinaus")));
  }
}
