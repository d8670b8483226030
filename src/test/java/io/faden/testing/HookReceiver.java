package io.faden.testing;

import com.sun.net.httpserver.HttpExchange;
import io.faden.channel.social.Signature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * The other side of a webhook: takes answers, checks their signatures, knows each id only once, and
 * has bad days when a test wants it to.
 */
public final class HookReceiver implements AutoCloseable {
  private final Site site = new Site();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Supplier<String> secret;
  private final List<JsonObject> handedOver = new ArrayList<>();
  private final Map<String, JsonObject> taken = new ConcurrentHashMap<>();
  private final Queue<Trouble> next = new ArrayDeque<>();

  /** What happens to an answer that was handed over whole, and whether it is taken all the same. */
  private record Trouble(boolean taken, Site.Page page) {}

  public HookReceiver(Supplier<String> secret) {
    this.secret = secret;
    site.put("/answers", this::take);
  }

  public String url() {
    return site.url("/answers");
  }

  /** The next answer is of this kind; afterwards all is well again. */
  public synchronized HookReceiver then(int status, String body) {
    next.add(
        new Trouble(
            false,
            exchange ->
                Site.send(exchange, status, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    return this;
  }

  /** Hangs up on the next one, after it was handed over whole. */
  public synchronized HookReceiver thenHangUp() {
    next.add(new Trouble(false, HttpExchange::close));
    return this;
  }

  /** Says nothing to the next one until this is closed, whether it takes it or not. */
  public synchronized HookReceiver thenSaysNothing(boolean taken) {
    next.add(
        new Trouble(
            taken,
            exchange -> {
              try {
                closed.await();
              } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
              }
            }));
    return this;
  }

  /** Everything with a good signature, repetitions included. */
  public synchronized List<JsonObject> handedOver() {
    return List.copyOf(handedOver);
  }

  /** What was taken, each id once. */
  public Map<String, JsonObject> taken() {
    return Map.copyOf(taken);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Optional<String> refusal =
        Signature.refusal(
            secret.get(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Faden-Timestamp")),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Faden-Signature")),
            body,
            Instant.now());
    if (refusal.isPresent()) {
      Site.send(
          exchange,
          401,
          Map.of(),
          new JsonObject().put("detail", refusal.get()).toBuffer().getBytes());
      return;
    }
    JsonObject answer = Buffer.buffer(body).toJsonObject();
    Trouble bad;
    synchronized (this) {
      handedOver.add(answer);
      bad = next.poll();
    }
    boolean known =
        (bad == null || bad.taken())
            && taken.putIfAbsent(answer.getString("event") + " " + answer.getString("id"), answer)
                != null;
    if (bad != null) {
      bad.page().answer(exchange);
      return;
    }
    Site.send(exchange, known ? 409 : 200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closed.countDown();
    site.close();
  }
}
