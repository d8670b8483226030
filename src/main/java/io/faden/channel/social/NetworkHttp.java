package io.faden.channel.social;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the servers of networks, over https, or over http on this machine. Waits 10 s for a
 * connection and 20 s for a whole answer, reads 5 MB of one at most, follows no redirect. Blocks
 * its thread, which must not be an event loop.
 *
 * <p>It stands on the plain HTTP client rather than on WebClient, because two things must be known
 * for sure: whether the first byte of a post has left, and that an answer without end is cut off.
 */
public final class NetworkHttp implements AutoCloseable {
  static final int LONGEST_ANSWER = 5 << 20;

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration toConnect;
  private final Duration toAnswer;

  public NetworkHttp(Vertx vertx) {
    this(vertx, Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  /** With other patience. */
  NetworkHttp(Vertx vertx, Duration toConnect, Duration toAnswer) {
    this.vertx = vertx;
    this.toConnect = toConnect;
    this.toAnswer = toAnswer;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) toConnect.toMillis())
                // Servers close idle lines after a while; a post must not run into that.
                .setKeepAliveTimeout(10)
                .setMaxHeaderSize(64 << 10),
            new PoolOptions().setHttp1MaxSize(16));
  }

  /**
   * A question.
   *
   * @param type of the body; empty if there is none
   * @param secrets what must not be repeated in any message, whoever says it
   */
  record Ask(
      HttpMethod method,
      String url,
      Map<String, String> headers,
      String type,
      byte[] body,
      List<String> secrets) {
    Ask {
      headers = Map.copyOf(headers);
      secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
      return method + " " + url;
    }
  }

  /** An answer had more bytes than anybody needs to say. */
  static final class TooLong extends Exception {}

  /** Asks; for what may be asked twice. */
  NetworkReply ask(Ask ask) throws LineFault {
    try {
      return send(ask, () -> {});
    } catch (LineFault broken) {
      // The server may have closed a line that we kept, just as we took it again.
      if (broken.begun() && broken.code().equals("failed")) {
        return send(ask, () -> {});
      }
      throw broken;
    }
  }

  /** Asks; beforeTransmit is called when the connection stands and nothing has left yet. */
  NetworkReply send(Ask ask, Runnable beforeTransmit) throws LineFault {
    OneLoop loop = OneLoop.of(vertx);
    HttpClientRequest line = connect(loop, ask);
    // What we cut off ourselves is no news to anybody.
    line.exceptionHandler(cut -> {});
    try {
      beforeTransmit.run();
    } catch (RuntimeException refused) {
      line.reset();
      throw refused;
    }
    try {
      return await(
          loop.run(
              () -> line.send(Buffer.buffer(ask.body())).compose(answer -> whole(ask, answer))),
          toAnswer);
    } catch (InterruptedException stopped) {
      line.reset();
      Thread.currentThread().interrupt();
      throw LineFault.of(stopped, true);
    } catch (Exception fault) {
      line.reset();
      throw LineFault.of(fault, true);
    }
  }

  private HttpClientRequest connect(OneLoop loop, Ask ask) throws LineFault {
    if (!isSafe(ask.url())) {
      throw LineFault.of("not_allowed");
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(ask.method())
            .setAbsoluteURI(ask.url())
            .setFollowRedirects(false)
            .putHeader("User-Agent", "Faden")
            .putHeader("Accept", "application/json");
    ask.headers().forEach(options::putHeader);
    if (!ask.type().isEmpty()) {
      options.putHeader("Content-Type", ask.type());
    }
    try {
      return await(loop.run(() -> client.request(options)), toConnect.plusSeconds(2));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw LineFault.of(stopped, false);
    } catch (Exception fault) {
      throw LineFault.of(fault, false);
    }
  }

  /** Says in its signature what Future.await throws without declaring it. */
  private static <T> T await(Future<T> future, Duration patience)
      throws InterruptedException, TimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return future.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<NetworkReply> whole(Ask ask, HttpClientResponse response) {
    return WholeBody.of(response, LONGEST_ANSWER, TooLong::new)
        .map(
            body ->
                new NetworkReply(response.statusCode(), response.headers(), body, ask.secrets()));
  }

  /** What carries a secret goes over TLS, unless it does not leave this machine. */
  static boolean isSafe(String url) {
    try {
      URI uri = URI.create(url);
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && isThisMachine(uri.getHost()));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** Names are not looked up. */
  private static boolean isThisMachine(String host) {
    if (host == null || host.equals("localhost")) {
      return host != null;
    }
    try {
      return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close().await();
  }
}
