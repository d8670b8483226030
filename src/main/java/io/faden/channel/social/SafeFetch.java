package io.faden.channel.social;

import io.faden.channel.social.NetworkFault.Kind;
import io.faden.channel.social.SafeTarget.Names;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/**
 * Fetches what strangers name, without doing them any favour: it connects to the very address that
 * was looked at, never into the house, takes no more than it was told, and says nothing about who
 * asks. Each redirect, three at most, is looked at like the first address. For any thread but those
 * of event loops; blocks.
 */
public final class SafeFetch implements AutoCloseable {
  private static final int REDIRECTS = 3;
  private static final Set<Integer> LEADS_ON = Set.of(301, 302, 303, 307, 308);
  private static final int NOT_MODIFIED = 304;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String AGENT = "Faden";

  private final Vertx vertx;
  private final Set<String> internal;
  private final Names names;
  private final HttpClient client;

  /** Hosts as {@code host:port} that may be reached wherever they are. */
  public SafeFetch(Vertx vertx, Collection<String> internal) {
    this(vertx, internal, InetAddress::getAllByName);
  }

  SafeFetch(Vertx vertx, Collection<String> internal, Names names) {
    this.vertx = vertx;
    this.internal =
        internal.stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.names = names;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis())));
  }

  /**
   * What is enough.
   *
   * @param bytes on the wire, and unpacked
   * @param time for everything together
   */
  public record Limits(int bytes, Duration time) {}

  /**
   * What was found.
   *
   * @param url where, after all redirects
   * @param unchanged the condition of the question did not hold; there is no body then
   */
  public record Fetched(
      String url,
      boolean unchanged,
      Optional<String> type,
      Optional<String> etag,
      Optional<String> lastModified,
      byte[] body) {}

  /** Headers are those of a condition; others would tell who asks. */
  public Fetched get(String address, Map<String, String> conditions, Limits limits)
      throws NetworkFault {
    Deadline deadline = new Deadline(System.nanoTime() + limits.time().toNanos(), limits.time());
    String next = address;
    for (int asked = 0; asked <= REDIRECTS; asked++) {
      SafeTarget target = target(next, deadline);
      Reply reply = ask(target, conditions, limits, deadline);
      if (!LEADS_ON.contains(reply.status()) || reply.location().isEmpty()) {
        return found(target, reply, limits);
      }
      next = target.resolved(reply.location().get());
    }
    throw new NetworkFault(Kind.REFUSED, "The server leads from one address to the next.");
  }

  /** Names are looked up apart: that may take longer than anybody has. */
  private SafeTarget target(String address, Deadline deadline) throws NetworkFault {
    return deadline.await(
        vertx.executeBlocking(() -> SafeTarget.of(address, internal, names), false), () -> {});
  }

  private record Deadline(long nanos, Duration whole) {
    <T> T await(Future<T> future, Runnable giveUp) throws NetworkFault {
      try {
        return future.await(Math.max(1, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        giveUp.run();
        throw new NetworkFault(
            Kind.AWAY, "The server took longer than " + whole.toSeconds() + " s.");
      } catch (Exception fault) {
        giveUp.run();
        if (fault instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        throw fault instanceof NetworkFault told ? told : away(fault);
      }
    }
  }

  private static NetworkFault away(Throwable fault) {
    return new NetworkFault(
        Kind.AWAY,
        fault instanceof SSLException
            ? "The server could not prove who it is."
            : "The server does not answer: " + fault.getMessage());
  }

  private record Reply(
      int status,
      Optional<String> location,
      Optional<String> packed,
      Optional<String> type,
      Optional<String> etag,
      Optional<String> lastModified,
      Optional<String> retryAfter,
      byte[] body) {}

  private Reply ask(
      SafeTarget target, Map<String, String> conditions, Limits limits, Deadline deadline)
      throws NetworkFault {
    AtomicReference<HttpClientRequest> open = new AtomicReference<>();
    return deadline.await(
        OneLoop.of(vertx)
            .run(
                () ->
                    connect(target, 0)
                        .compose(
                            request -> {
                              open.set(request);
                              request.putHeader("User-Agent", AGENT);
                              request.putHeader("Accept-Encoding", "gzip");
                              conditions.forEach(request::putHeader);
                              return request.send();
                            })
                        .compose(response -> taken(response, limits))),
        () -> {
          if (open.get() != null) {
            open.get().connection().close();
          }
        });
  }

  /** The addresses of a name one after the other, until one lets us in. */
  private Future<HttpClientRequest> connect(SafeTarget target, int number) {
    Future<HttpClientRequest> here =
        client.request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(
                    SocketAddress.inetSocketAddress(
                        target.port(), target.at().get(number).getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.pathAndQuery()));
    return number + 1 < target.at().size()
        ? here.recover(refused -> connect(target, number + 1))
        : here;
  }

  private static Future<Reply> taken(HttpClientResponse response, Limits limits) {
    return WholeBody.of(response, limits.bytes(), () -> tooLarge(limits))
        .map(
            body ->
                new Reply(
                    response.statusCode(),
                    header(response, "Location"),
                    header(response, "Content-Encoding"),
                    header(response, "Content-Type"),
                    header(response, "ETag"),
                    header(response, "Last-Modified"),
                    header(response, "Retry-After"),
                    body));
  }

  private static Optional<String> header(HttpClientResponse response, String name) {
    return Optional.ofNullable(response.getHeader(name));
  }

  private static Fetched found(SafeTarget target, Reply reply, Limits limits) throws NetworkFault {
    boolean unchanged = reply.status() == NOT_MODIFIED;
    if (!unchanged && reply.status() / 100 != 2) {
      throw HttpAnswers.fault(reply.status(), reply.retryAfter(), Instant.now());
    }
    return new Fetched(
        target.url().toString(),
        unchanged,
        reply.type(),
        reply.etag(),
        reply.lastModified(),
        unchanged ? new byte[0] : unpacked(reply, limits));
  }

  /** A few kilobytes can unpack to gigabytes, so what is unpacked is counted as well. */
  private static byte[] unpacked(Reply reply, Limits limits) throws NetworkFault {
    String packing = reply.packed().orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (packing.equals("identity") || packing.isEmpty()) {
      return reply.body();
    }
    if (!packing.equals("gzip") && !packing.equals("x-gzip")) {
      throw new NetworkFault(Kind.REFUSED, "The answer is packed in a way that was not asked for.");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      byte[] plain = in.readNBytes(limits.bytes() + 1);
      if (plain.length > limits.bytes()) {
        throw tooLarge(limits);
      }
      return plain;
    } catch (IOException broken) {
      throw new NetworkFault(Kind.AWAY, "The answer arrived broken.");
    }
  }

  private static NetworkFault tooLarge(Limits limits) {
    return new NetworkFault(
        Kind.REFUSED, "It is larger than %d MB.".formatted(limits.bytes() >> 20));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
