package io.faden.testing;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faden.platform.http.Api;
import io.faden.platform.http.Authentication;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The API over real HTTP on a free port, with only those operations that a test registers; the rest
 * of the contract answers not_found.
 */
public final class ApiServer implements AutoCloseable {
  static {
    // Tests call under other host names too; this is read when the first client is made.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final JsonObject CONTRACT = load();

  private final HttpServer server;

  /** As browsers do without TLS. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  public static ApiServer start(
      Vertx vertx, Authentication authentication, Consumer<Api> operations) {
    Api api =
        new Api(authentication, Executors.newVirtualThreadPerTaskExecutor(), Optional.empty());
    operations.accept(api);
    OpenAPIContract contract =
        OpenAPIContract.from(vertx, Api.forValidation(contract(api.operations()))).await();
    Router router = Router.router(vertx);
    api.mount(vertx, router, contract, Set.of());
    return new ApiServer(
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await());
  }

  /** The contract without the operations that nobody registered. */
  private static JsonObject contract(Set<String> operations) {
    JsonObject whole = CONTRACT.copy();
    JsonObject paths = whole.getJsonObject("paths");
    for (String path : Set.copyOf(paths.fieldNames())) {
      JsonObject methods = paths.getJsonObject(path);
      for (String method : Set.copyOf(methods.fieldNames())) {
        if (methods.getValue(method) instanceof JsonObject operation
            && !operations.contains(operation.getString("operationId"))) {
          methods.remove(method);
        }
      }
      if (methods.fieldNames().stream().allMatch("parameters"::equals)) {
        paths.remove(path);
      }
    }
    return whole;
  }

  private static JsonObject load() {
    try (InputStream yaml = ApiServer.class.getResourceAsStream("/openapi.yaml")) {
      return new JsonObject(new YAMLMapper().readTree(yaml).toString());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public String origin() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /**
   * A caller like a browser on the product's page: it sends the page's origin, keeps its cookie.
   */
  public Caller browser() {
    return new Caller(Map.of("Origin", origin()), true);
  }

  /** A caller with an API token. */
  public Caller program(String token) {
    return new Caller(Map.of("Authorization", "Bearer " + token), false);
  }

  /** A caller that sends just these headers. */
  public Caller caller(Map<String, String> headers) {
    return new Caller(headers, false);
  }

  @Override
  public void close() {
    client.close();
    server.close().await();
  }

  /** A status, headers and what was in the body. */
  public record Reply(int status, java.net.http.HttpHeaders headers, String text) {
    public JsonObject json() {
      return new JsonObject(text);
    }

    @Override
    public String toString() {
      return status + " " + text;
    }

    /** The code of a problem, or the status of anything else. */
    public String code() {
      return text.isEmpty() || status < 400 ? Integer.toString(status) : json().getString("code");
    }
  }

  /** Somebody who calls; keeps a session's cookie if it is a browser. For one thread. */
  public final class Caller {
    private final Map<String, String> headers;
    private final boolean keepsCookie;
    private String cookie = "";

    private Caller(Map<String, String> headers, boolean keepsCookie) {
      this.headers = headers;
      this.keepsCookie = keepsCookie;
    }

    public String cookie() {
      return cookie;
    }

    public Reply get(String path) {
      return send("GET", path, null);
    }

    public Reply post(String path, JsonObject body) {
      return send("POST", path, body);
    }

    public Reply patch(String path, JsonObject body) {
      return send("PATCH", path, body);
    }

    public Reply delete(String path) {
      return send("DELETE", path, null);
    }

    /** The path starts behind /api; without a body for null. */
    public Reply send(String method, String path, JsonObject body) {
      return sendText(method, path, body == null ? null : body.encode());
    }

    /** A body as it is written, for what is not JSON. */
    public Reply sendText(String method, String path, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(origin() + "/api" + path))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::header);
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      if (!cookie.isEmpty()) {
        request.header("Cookie", cookie);
      }
      try {
        HttpResponse<String> answer =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer
            .headers()
            .firstValue("Set-Cookie")
            .filter(set -> keepsCookie)
            .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return new Reply(answer.statusCode(), answer.headers(), answer.body());
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }
}
