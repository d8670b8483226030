package io.faden.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccountId;
import io.faden.intake.ArrivalId;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.HookSender;
import io.faden.testing.Site;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
  private static final Site SITE = new Site();
  private static final TestApp APP = TestApp.start(Map.of("FADEN_SOCIAL_INTERNAL", SITE.place()));
  private static ChannelAccountId account;

  @BeforeAll
  static void connect() {
    account = new ChannelAccountId(HookSender.connect(APP, "webhook", "Bilder", null).account());
  }

  @AfterAll
  static void stop() {
    APP.close();
    SITE.close();
  }

  /** A post with an avatar and a picture at these addresses; its number. */
  private static long post(String avatar, String... pictures) {
    String id = UUID.randomUUID().toString();
    JsonObject message = HookSender.message(id, "ada", "Bild").put("pictures", new JsonArray());
    message.getJsonObject("author").put("avatar", avatar);
    for (String url : pictures) {
      message.getJsonArray("pictures").add(new JsonObject().put("url", url));
    }
    ArrivalId arrival = APP.record(account, "hook/post/" + id, message.toBuffer().getBytes());
    APP.settled(arrival);
    return arrival.value();
  }

  private static Reply get(long post, int number) {
    return APP.agent1.get("/posts/" + post + "/pictures/" + number);
  }

  private static long asked(String path) {
    return SITE.asked().stream().filter(each -> each.path().equals(path)).count();
  }

  @Test
  void aPictureIsFetchedOnceAndShownAsWhatItIs() {
    SITE.put("/once.php", "text/html", PNG).put("/ada", "image/svg+xml", jpeg(100));
    long post = post(SITE.url("/ada"), SITE.url("/once.php"));
    Reply reply = get(post, 1);
    assertEquals(200, reply.status());
    Map<String, String> expected =
        Map.of(
            "content-type", "image/png",
            "x-content-type-options", "nosniff",
            "content-security-policy", "default-src 'none'; sandbox",
            "cache-control", "private, max-age=3600");
    expected.forEach(
        (name, value) -> assertEquals(value, reply.headers().firstValue(name).orElse(""), name));
    assertArrayEquals(PNG, APP.agent2.bytes("/posts/" + post + "/pictures/1"));
    assertEquals(1, asked("/once.php"));
    assertEquals("image/jpeg", get(post, 0).headers().firstValue("Content-Type").orElseThrow());
    assertEquals(404, get(post, 2).status());
    assertEquals(401, APP.node.stranger().get("/posts/" + post + "/pictures/1").status());
  }

  private static byte[] jpeg(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    bytes[2] = (byte) 0xff;
    return bytes;
  }

  @Test
  void tenMegabytesAreShownAndMoreAreNot() {
    byte[] large = jpeg(10 << 20);
    SITE.put("/large", "image/jpeg", large);
    SITE.put("/larger", "image/jpeg", Arrays.copyOf(large, large.length + 1));
    long post = post(null, SITE.url("/large"), SITE.url("/larger"));
    assertArrayEquals(large, APP.agent1.bytes("/posts/" + post + "/pictures/1"));
    Reply refused = get(post, 2);
    assertEquals("network_failed", refused.code());
    assertEquals("It is larger than 10 MB.", refused.json().getString("detail"));
  }

  @Test
  void whatOnlyCallsItselfAPictureIsNotShown() {
    SITE.put("/x.png", "image/png", "<html><script>alert(1)</script>".getBytes(UTF_8));
    SITE.put(
        "/x.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8));
    long post = post(null, SITE.url("/x.png"), SITE.url("/x.svg"));
    for (int number : new int[] {1, 2}) {
      Reply reply = get(post, number);
      assertEquals("network_failed", reply.code());
      assertEquals("This is no PNG, JPEG, GIF or WebP picture.", reply.json().getString("detail"));
    }
  }

  @Test
  void nothingIsFetchedInsideTheHouse() {
    SITE.redirect("/trap.png", "http://169.254.169.254/latest/meta-data/");
    long post = post("http://127.0.0.1:8080/ada.png", SITE.url("/trap.png"), "http://[::1]/a.png");
    for (int number : new int[] {0, 1, 2}) {
      Reply reply = get(post, number);
      assertEquals("network_failed", reply.code());
      assertTrue(reply.json().getString("detail").contains("internal network"), reply.toString());
    }
  }

  @Test
  void aFailureIsKeptForAnHourAndThenTriedAgain() {
    long post = post(null, SITE.url("/late.png"));
    assertEquals("network_failed", get(post, 1).code());
    SITE.put("/late.png", "image/png", PNG);
    assertEquals("network_failed", get(post, 1).code());
    assertEquals(1, asked("/late.png"));
    APP.sql()
        .execute(
            "UPDATE post_picture SET fetched_at = clock_timestamp() - interval '61 minutes' WHERE arrival_id = $1",
            post);
    assertEquals(200, get(post, 1).status());
    assertEquals(200, get(post, 1).status());
    assertEquals(2, asked("/late.png"));
  }

  @Test
  void whatIsOldGoesAndWhatIsErasedIsNotShown() {
    SITE.put("/old.png", "image/png", PNG).put("/new.png", "image/png", PNG);
    long post = post(null, SITE.url("/old.png"), SITE.url("/new.png"));
    assertEquals(200, get(post, 1).status());
    APP.sql()
        .execute(
            "UPDATE post_picture SET fetched_at = clock_timestamp() - interval '31 days' WHERE arrival_id = $1",
            post);
    assertEquals(200, get(post, 2).status());
    assertEquals(1, APP.count("SELECT count(*) FROM post_picture WHERE arrival_id = $1", post));
    APP.sql().execute("UPDATE post SET erased_at = clock_timestamp() WHERE arrival_id = $1", post);
    assertEquals(404, get(post, 2).status());
  }
}
