package io.faden.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A place on the web on this machine: pages by path, and who asked for them. */
public final class Site implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** Answers one request. */
  public interface Page {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** One request, with its headers by lower-case name. */
  public record Asked(String path, Map<String, String> headers) {}

  public Site() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().toString();
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange
                .getRequestHeaders()
                .forEach(
                    (name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            asked.add(new Asked(path, headers));
            Page page = pages.get(path);
            if (page == null) {
              exchange.sendResponseHeaders(404, -1);
            } else {
              page.answer(exchange);
            }
          }
        });
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** As an allow list names it. */
  public String place() {
    return "127.0.0.1:" + port();
  }

  public String url(String path) {
    return "http://" + place() + path;
  }

  public Site put(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /** A page with a type of its own. */
  public Site put(String path, String type, byte[] body) {
    return put(path, exchange -> send(exchange, 200, Map.of("Content-Type", type), body));
  }

  public Site redirect(String path, String to) {
    return put(path, exchange -> send(exchange, 302, Map.of("Location", to), new byte[0]));
  }

  public static void send(
      HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
