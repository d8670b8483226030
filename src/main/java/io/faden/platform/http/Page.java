package io.faden.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product's pages and the headers that keep foreign content from running in them. */
final class Page {
  private static final Pattern INLINE_SCRIPT =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Buffer index;
  private final Buffer link;
  private final String policy;

  private Page(Buffer index, Buffer link, String policy) {
    this.index = index;
    this.link = link;
    this.policy = policy;
  }

  static Page load(Vertx vertx) {
    Buffer index = vertx.fileSystem().readFileBlocking("webroot/index.html");
    Matcher inline = INLINE_SCRIPT.matcher(index.toString(StandardCharsets.UTF_8));
    String hash = inline.find() ? " 'sha256-" + sha256(inline.group(1)) + "'" : "";
    return new Page(
        index,
        vertx.fileSystem().readFileBlocking("webroot/private-link/page.html"),
        "default-src 'none'; script-src 'self'"
            + hash
            + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';"
            + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  }

  /** Headers for every answer; a route that needs others sets its own over them. */
  void harden(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    context.next();
  }

  /** Every address that is not a file belongs to the page: its URL is its state. */
  void index(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.substring(path.lastIndexOf('/') + 1).contains(".")) {
      context.response().setStatusCode(404).end("not found\n");
      return;
    }
    html(context.response()).putHeader("Cache-Control", "no-cache").end(index);
  }

  /**
   * For customers with a one-time link: nobody keeps or finds it, and it may do less than the
   * product's own page.
   */
  void link(RoutingContext context) {
    html(context.response())
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Robots-Tag", "noindex, nofollow")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                + " 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
        .end(link);
  }

  void docs(RoutingContext context) {
    html(context.response())
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
                + " data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'")
        .end(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Faden API</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/webjars/swagger-ui/5.34.1/swagger-ui.css"></head>
            <body><div id="docs"></div>
            <script src="/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js"></script>
            <script src="/js/api-docs.js"></script></body></html>
            """);
  }

  private static HttpServerResponse html(HttpServerResponse response) {
    return response.putHeader("Content-Type", "text/html; charset=utf-8");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
