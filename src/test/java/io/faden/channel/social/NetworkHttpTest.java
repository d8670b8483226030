package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against servers that do not do as they should. */
class NetworkHttpTest {
  private final Vertx vertx = Vertx.vertx();
  private final NetworkHttp http =
      new NetworkHttp(vertx, Duration.ofSeconds(2), Duration.ofSeconds(1));
  private final AtomicInteger elsewhere = new AtomicInteger();
  private final HttpServer other =
      vertx
          .createHttpServer()
          .requestHandler(
              request -> {
                elsewhere.incrementAndGet();
                request.response().end("{}");
              })
          .listen(0, "127.0.0.1")
          .await();
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(
              request -> {
                switch (request.path()) {
                  case "/away" ->
                      request
                          .response()
                          .setStatusCode(302)
                          .putHeader("Location", "http://127.0.0.1:" + other.actualPort() + "/")
                          .end();
                  case "/says" ->
                      request
                          .response()
                          .setStatusCode(422)
                          .end(
                              "{\"error\":\"bad\\r\\n "
                                  + request.getHeader("Authorization")
                                  + "\"}");
                  case "/drips" -> {
                    request.response().setChunked(true).write("[");
                    vertx.setPeriodic(100, tick -> request.response().write(" "));
                  }
                  default -> request.response().end("no json");
                }
              })
          .listen(0, "127.0.0.1")
          .await();

  @AfterEach
  void stop() {
    http.close();
    vertx.close().await();
  }

  private NetworkHttp.Ask ask(String path) {
    return new NetworkHttp.Ask(
        HttpMethod.GET,
        "http://127.0.0.1:" + server.actualPort() + path,
        Map.of("Authorization", "Bearer geheim-geheim"),
        "",
        new byte[0],
        List.of("geheim-geheim"));
  }

  @Test
  void aServerThatLeadsElsewhereIsNotFollowed() throws LineFault {
    NetworkReply reply = http.ask(ask("/away"));

    assertEquals("The server leads to another address.", reply.fault().getMessage());
    assertEquals(0, elsewhere.get());
  }

  @Test
  void whatAServerSaysIsOneLineWithoutOurSecret() throws LineFault {
    String said = http.ask(ask("/says")).fault().getMessage();

    assertEquals("The server refused it. bad Bearer …", said);
    assertFalse(ask("/says").toString().contains("geheim"));
  }

  @Test
  void anAnswerThatDripsIsNotWaitedForLong() {
    LineFault fault = assertThrows(LineFault.class, () -> http.ask(ask("/drips")));

    assertEquals("timed_out", fault.code());
    assertTrue(fault.begun());
  }

  @Test
  void whatIsNoJsonPassesByItself() throws LineFault {
    NetworkReply reply = http.ask(ask("/"));

    NetworkFault fault = assertThrows(NetworkFault.class, reply::json);
    assertEquals(NetworkFault.Kind.AWAY, fault.kind());
    assertEquals("The answer of the server cannot be read.", fault.getMessage());
  }

  @Test
  void shortAnswersAreReadWholeWhoeverAsks() throws Exception {
    List<Callable<Integer>> askers =
        Collections.nCopies(
            24,
            () -> {
              int read = 0;
              for (int i = 0; i < 100; i++) {
                read += http.ask(ask("/short")).body().length;
              }
              return read;
            });
    try (ExecutorService threads = Executors.newFixedThreadPool(askers.size())) {
      for (Future<Integer> asker : threads.invokeAll(askers)) {
        assertEquals(100 * "no json".length(), asker.get());
      }
    }
  }
}
