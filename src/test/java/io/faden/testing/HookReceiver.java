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
import java.util.function.Supplier;

/**
 * The other side of a webhook: takes answers, checks their signatures, knows each id only once, and
 * has bad days when a test wants it to.
 */
public final class HookReceiver implements AutoCloseable {
  private final Site site = new Site();
  private final Supplier<String> secret;
  private final List<JsonObject> handedOver = new ArrayList<>();
  private final Map<String, JsonObject> taken = new ConcurrentHashMap<>();
  private final Queue<Site.Page> next = new ArrayDeque<>();

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
        exchange -> Site.send(exchange, status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Hangs up on the next one, after it was handed over whole. */
  public synchronized HookReceiver thenHangUp() {
    next.add(HttpExchange::close);
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
    Site.Page bad;
    synchronized (this) {
      handedOver.add(answer);
      bad = next.poll();
    }
    if (bad != null) {
      bad.answer(exchange);
      return;
    }
    boolean known =
        taken.putIfAbsent(answer.getString("event") + " " + answer.getString("id"), answer) != null;
    Site.send(exchange, known ? 409 : 200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    site.close();
  }
}
