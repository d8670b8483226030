package io.faden.channel.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.NetworkFault.Kind;
import io.faden.channel.social.SafeFetch.Fetched;
import io.faden.channel.social.SafeFetch.Limits;
import io.faden.testing.Site;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFetchTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Limits LIMITS = new Limits(1 << 20, Duration.ofSeconds(20));

  private final Site site = new Site();
  private final SafeFetch fetch = new SafeFetch(VERTX, List.of(site.place()));

  @AfterEach
  void stop() {
    fetch.close();
    site.close();
  }

  @AfterAll
  static void stopAll() {
    VERTX.close().await();
  }

  private Fetched get(String path) throws NetworkFault {
    return fetch.get(site.url(path), Map.of(), LIMITS);
  }

  private static NetworkFault refused(Asking asking) {
    return assertThrows(NetworkFault.class, asking::ask);
  }

  private interface Asking {
    Fetched ask() throws NetworkFault;
  }

  @Test
  void aPageComesAsItIsAndNobodyIsToldWhoAsks() throws NetworkFault {
    site.put("/a?b=c", "text/plain; charset=utf-8", "Grüße".getBytes(UTF_8));
    Fetched found = get("/a?b=c");
    assertEquals("Grüße", new String(found.body(), UTF_8));
    assertEquals("text/plain; charset=utf-8", found.type().orElseThrow());
    Map<String, String> headers = site.asked().getFirst().headers();
    assertEquals("Faden", headers.get("user-agent"));
    assertFalse(headers.containsKey("cookie"));
    assertFalse(headers.containsKey("authorization"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://localhost:8443/",
        "http://10.1.2.3/",
        "http://172.31.255.255/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:db8::1]/"
      })
  void theHouseIsNotReachable(String address) {
    NetworkFault fault = refused(() -> fetch.get(address, Map.of(), LIMITS));
    assertEquals(Kind.REFUSED, fault.kind());
    assertTrue(fault.getMessage().contains("internal network"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "93.184.216.34", "2a00:1450:4001:82b::200e", "64:ff9b::808:808"})
  void theRestOfTheWorldIs(String address) throws UnknownHostException {
    assertTrue(PublicAddress.is(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://feed.example/a",
        "file:///etc/passwd",
        "http://user:secret@feed.example/",
        "http:///nothing",
        "//feed.example/a",
        "javascript:alert(1)",
        "http://feed.example:22/",
        "http://feed.example:5432/"
      })
  void whatIsNoPlainAddressOfTheWebIsNotAskedFor(String address) {
    assertEquals(Kind.REFUSED, refused(() -> fetch.get(address, Map.of(), LIMITS)).kind());
  }

  @Test
  void aNameThatLeadsInsideIsRefusedEvenIfItLeadsOutsideAsWell() {
    SafeFetch tricked =
        new SafeFetch(
            VERTX,
            List.of(),
            host ->
                new InetAddress[] {
                  InetAddress.getByName("93.184.216.34"), InetAddress.getByName("192.168.1.1")
                });
    assertEquals(
        Kind.REFUSED, refused(() -> tricked.get("http://feed.example/", Map.of(), LIMITS)).kind());
  }

  @Test
  void aNameIsLookedUpOnceAndWhatWasLookedAtIsWhereItConnects() throws NetworkFault {
    AtomicInteger lookUps = new AtomicInteger();
    String place = "feed.example:" + site.port();
    SafeFetch pinned =
        new SafeFetch(
            VERTX,
            List.of(place),
            host -> {
              if (lookUps.incrementAndGet() > 1) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            });
    site.put("/", "text/plain", "da".getBytes(UTF_8));
    assertEquals(
        "da", new String(pinned.get("http://" + place + "/", Map.of(), LIMITS).body(), UTF_8));
    assertEquals(place, site.asked().getFirst().headers().get("host"));
    assertEquals(1, lookUps.get());
  }

  @Test
  void anUnknownNameIsAwayNotRefused() {
    SafeFetch nowhere =
        new SafeFetch(
            VERTX,
            List.of(),
            host -> {
              throw new UnknownHostException(host);
            });
    assertEquals(
        Kind.AWAY, refused(() -> nowhere.get("http://feed.example/", Map.of(), LIMITS)).kind());
  }

  @Test
  void aRedirectIsLookedAtLikeTheFirstAddress() throws NetworkFault {
    site.put("/end", "text/plain", "Ziel".getBytes(UTF_8));
    site.redirect("/start", "/end");
    site.redirect("/inside", "http://169.254.169.254/latest/meta-data/");
    site.redirect("/port", "http://127.0.0.1:" + (site.port() == 22 ? 23 : 22) + "/");
    site.redirect("/other", "ftp://feed.example/");
    Fetched found = get("/start");
    assertEquals("Ziel", new String(found.body(), UTF_8));
    assertEquals(site.url("/end"), found.url());
    for (String path : List.of("/inside", "/port", "/other")) {
      assertEquals(Kind.REFUSED, refused(() -> get(path)).kind(), path);
    }
  }

  @Test
  void aCircleOfRedirectsEnds() {
    site.redirect("/round", "/round");
    assertEquals(Kind.REFUSED, refused(() -> get("/round")).kind());
    assertEquals(4, site.asked().size());
  }

  @Test
  void anEndlessBodyIsCutOff() throws InterruptedException {
    CountDownLatch cut = new CountDownLatch(1);
    site.put(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 16];
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(piece);
            }
          } catch (IOException closed) {
            cut.countDown();
          }
        });
    NetworkFault fault = refused(() -> get("/endless"));
    assertEquals(Kind.REFUSED, fault.kind());
    assertEquals("It is larger than 1 MB.", fault.getMessage());
    assertTrue(cut.await(30, TimeUnit.SECONDS), "the line was closed");
  }

  @Test
  void aBodyThatUnpacksToMoreThanIsGoodIsRefused() throws IOException, NetworkFault {
    site.put("/bomb", packed(new byte[50 << 20])).put("/fine", packed(new byte[1 << 20]));
    NetworkFault fault = refused(() -> get("/bomb"));
    assertEquals(Kind.REFUSED, fault.kind());
    assertEquals("It is larger than 1 MB.", fault.getMessage());
    assertArrayEquals(new byte[1 << 20], get("/fine").body());
  }

  private static Site.Page packed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(plain);
    }
    return exchange ->
        Site.send(exchange, 200, Map.of("Content-Encoding", "gzip"), out.toByteArray());
  }

  @Test
  void whoeverDripsIsNotWaitedForLongerThanTheWholeTime() {
    CountDownLatch over = new CountDownLatch(1);
    site.put(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            do {
              out.write('.');
              out.flush();
            } while (!over.await(50, TimeUnit.MILLISECONDS));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    Limits hasty = new Limits(1 << 20, Duration.ofSeconds(1));
    NetworkFault fault = refused(() -> fetch.get(site.url("/drip"), Map.of(), hasty));
    over.countDown();
    assertEquals(Kind.AWAY, fault.kind());
    assertEquals("The server took longer than 1 s.", fault.getMessage());
  }

  @Test
  void aConditionThatDoesNotHoldIsNoFault() throws NetworkFault {
    site.put("/feed", exchange -> Site.send(exchange, 304, Map.of("ETag", "\"2\""), new byte[0]));
    Fetched found = fetch.get(site.url("/feed"), Map.of("If-None-Match", "\"1\""), LIMITS);
    assertTrue(found.unchanged());
    assertEquals("\"1\"", site.asked().getFirst().headers().get("if-none-match"));
  }

  @Test
  void aRefusalSaysWhatItMeans() {
    Map<Integer, Kind> expected =
        Map.of(
            404,
            Kind.GONE,
            410,
            Kind.GONE,
            403,
            Kind.REFUSED,
            418,
            Kind.REFUSED,
            500,
            Kind.AWAY,
            503,
            Kind.LIMITED,
            429,
            Kind.LIMITED);
    expected.forEach(
        (status, kind) -> {
          site.put(
              "/" + status,
              exchange -> Site.send(exchange, status, Map.of("Retry-After", "60"), new byte[0]));
          NetworkFault fault = refused(() -> get("/" + status));
          assertEquals(kind, fault.kind(), "status " + status);
          assertEquals(kind == Kind.LIMITED, fault.until().isPresent(), "status " + status);
        });
  }
}
