package io.faden.testing;

import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody who calls a running server and sends the same headers each time. For many threads. */
public class Caller {
  /** As browsers do without TLS. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String origin;
  private final Map<String, String> headers;

  /** The origin is {@code http://host:port}. */
  public Caller(String origin, Map<String, String> headers) {
    this.origin = origin;
    this.headers = Map.copyOf(headers);
  }

  /** How long to wait for an answer. */
  protected Duration patience() {
    return Duration.ofMinutes(1);
  }

  public String origin() {
    return origin;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply post(String path) {
    return send("POST", path, null);
  }

  public Reply post(String path, JsonObject body) {
    return send("POST", path, body);
  }

  public Reply put(String path, JsonObject body) {
    return send("PUT", path, body);
  }

  public Reply patch(String path, JsonObject body) {
    return send("PATCH", path, body);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  /** The path starts behind /api; without a body for null. */
  public Reply send(String method, String path, JsonObject body) {
    return body == null
        ? send(method, "/api" + path, Map.of(), BodyPublishers.noBody())
        : sendText(method, path, body.encode());
  }

  /** A body as it is written, for what is not JSON. */
  public Reply sendText(String method, String path, String body) {
    return send(
        method,
        "/api" + path,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofString(body));
  }

  public Reply upload(String path, byte[] content) {
    return send(
        "POST",
        "/api" + path,
        Map.of("Content-Type", "application/octet-stream"),
        BodyPublishers.ofByteArray(content));
  }

  /** Any path, not only below /api. */
  public Reply send(
      String method, String path, Map<String, String> more, HttpRequest.BodyPublisher body) {
    HttpResponse<byte[]> answer = exchange(method, path, more, body);
    return new Reply(
        answer.statusCode(), answer.headers(), new String(answer.body(), StandardCharsets.UTF_8));
  }

  public byte[] bytes(String path) {
    return exchange("GET", "/api" + path, Map.of(), BodyPublishers.noBody()).body();
  }

  private HttpResponse<byte[]> exchange(
      String method, String path, Map<String, String> more, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(patience()).method(method, body);
    headers.forEach(request::header);
    more.forEach(request::header);
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException fault) {
      throw new UncheckedIOException(method + " " + path, fault);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** What a successful GET answers. Errors: AssertionError for anything but 200. */
  public JsonObject read(String path) {
    Reply reply = get(path);
    if (reply.status() != 200) {
      throw new AssertionError(path + " -> " + reply);
    }
    return reply.json();
  }

  /** The items of a page. */
  public List<JsonObject> items(String path) {
    return objects(read(path).getJsonArray("items"));
  }

  public static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
