package io.faden.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Whether a browser's request comes from the product's own page: scheme, host and port. */
final class Origin {
  private final Optional<Site> configured;

  Origin(Optional<String> publicUrl) {
    this.configured = publicUrl.flatMap(Site::at);
  }

  private record Site(String scheme, String host, int port) {
    static Optional<Site> at(String url) {
      try {
        URI uri = URI.create(url);
        return uri.getScheme() == null || uri.getHost() == null
            ? Optional.empty()
            : Optional.of(of(uri.getScheme(), uri.getHost(), uri.getPort()));
      } catch (IllegalArgumentException garbage) {
        return Optional.empty();
      }
    }

    /** Input: -1 for the port that the scheme has anyway. */
    static Site of(String scheme, String host, int port) {
      String known = scheme.toLowerCase(Locale.ROOT);
      int usual = known.equals("https") ? 443 : 80;
      return new Site(known, host.toLowerCase(Locale.ROOT), port < 0 ? usual : port);
    }
  }

  /** True only when the Origin header is there and names us. */
  boolean isOwn(HttpServerRequest request) {
    Optional<Site> named = Optional.ofNullable(request.getHeader("Origin")).flatMap(Site::at);
    return named.isPresent() && (named.equals(configured) || named.equals(asked(request)));
  }

  /** True when there is an Origin header and it names somebody else. */
  boolean isForeign(HttpServerRequest request) {
    return request.getHeader("Origin") != null && !isOwn(request);
  }

  /** HTTP/2 has no Host header, so the request is asked for what stands in its place. */
  private static Optional<Site> asked(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null) {
      return Optional.empty();
    }
    boolean secure =
        request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    return Optional.of(Site.of(secure ? "https" : "http", authority.host(), authority.port()));
  }
}
