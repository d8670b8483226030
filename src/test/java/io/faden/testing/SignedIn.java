package io.faden.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A person at a running server: signed in by cookie, as a browser would be. */
public final class SignedIn {
  private final String url;
  private final HttpClient client;

  private SignedIn(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  public static SignedIn as(String url, String email, String password) {
    SignedIn person =
        new SignedIn(
            url,
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(10))
                .build());
    person.send(
        "POST", "/session", new JsonObject().put("email", email).put("password", password), 200);
    return person;
  }

  /** Uses a process's one-time link to create the first administrator, and signs in. */
  public static SignedIn firstAdmin(ProcessNode node, String email, String password) {
    SignedIn nobody = new SignedIn(node.url(), HttpClient.newHttpClient());
    String link = node.firstAdminLink().orElseThrow();
    nobody.send(
        "POST",
        "/one-time-links/" + link.substring("/link/".length()),
        new JsonObject().put("name", "Ada Admin").put("email", email).put("password", password),
        204);
    return as(node.url(), email, password);
  }

  /** The same person at another node: sessions are valid everywhere. */
  public SignedIn at(String otherUrl) {
    CookieManager cookies = (CookieManager) client.cookieHandler().orElseThrow();
    CookieManager copy = new CookieManager();
    cookies
        .getCookieStore()
        .getCookies()
        .forEach(cookie -> copy.getCookieStore().add(URI.create(otherUrl), cookie));
    return new SignedIn(
        otherUrl,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(copy)
            .connectTimeout(Duration.ofSeconds(10))
            .build());
  }

  public JsonObject get(String path) {
    return send("GET", path, null, 200);
  }

  /** A file as it comes. */
  public byte[] bytes(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api" + path))
            .timeout(Duration.ofSeconds(60))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  public JsonObject post(String path, JsonObject body, int expected) {
    return send("POST", path, body, expected);
  }

  public JsonObject send(String method, String path, JsonObject body, int expected) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api" + path))
            .timeout(Duration.ofSeconds(60))
            .header("Origin", url)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.encode()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != expected) {
        throw new AssertionError(
            method + " " + path + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
