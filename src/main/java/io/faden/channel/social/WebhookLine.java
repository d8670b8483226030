package io.faden.channel.social;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hands over what is signed. It goes where an administrator said, which may be inside the house; a
 * redirect is followed by nobody, since the signature was not made for whoever is there.
 */
final class WebhookLine {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int LONGEST_ANSWER = 64 << 10;

  private final Vertx vertx;
  private final HttpClient client;
  private final Clock clock;

  WebhookLine(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    // A line that is kept may have been closed at its other end when the next answer leaves.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis())));
    this.clock = clock;
  }

  /** Whether it was heard, and what was said to it. */
  record Reply(int status, byte[] body) {}

  /** Nobody is there, or they did not answer in time. */
  static final class Broken extends Exception {
    Broken(Throwable cause) {
      super("The other side cannot be reached or does not answer.", cause);
    }
  }

  /** Opens the line and closes it again. */
  void reach(String url) throws Broken {
    connected(OneLoop.of(vertx), url).reset();
  }

  Reply post(String url, String secret, byte[] body, Runnable beforeTransmit) throws Broken {
    OneLoop loop = OneLoop.of(vertx);
    HttpClientRequest request = connected(loop, url);
    // Told to whoever awaits the answer.
    request.exceptionHandler(known -> {});
    try {
      beforeTransmit.run();
    } catch (RuntimeException taken) {
      request.reset();
      throw taken;
    }
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    request
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "Faden")
        .putHeader(Signature.TIMESTAMP_HEADER, timestamp)
        .putHeader(Signature.HEADER, Signature.of(secret, timestamp, body));
    try {
      return loop.run(() -> request.send(Buffer.buffer(body)).compose(WebhookLine::taken))
          .await(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception fault) {
      request.reset();
      throw broken(fault);
    }
  }

  /** What is too long says nothing that anybody reads. */
  private static Future<Reply> taken(HttpClientResponse response) {
    Buffer said = Buffer.buffer();
    response.handler(
        piece -> {
          if (said.length() < LONGEST_ANSWER) {
            said.appendBuffer(piece);
          }
        });
    return response.end().map(end -> new Reply(response.statusCode(), said.getBytes()));
  }

  private HttpClientRequest connected(OneLoop loop, String url) throws Broken {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    try {
      return loop.run(() -> client.request(options))
          .await(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception fault) {
      throw broken(fault);
    }
  }

  private static Broken broken(Exception fault) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new Broken(fault);
  }

  void close() {
    client.close().await();
  }
}
