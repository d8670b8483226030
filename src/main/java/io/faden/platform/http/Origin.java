package io.faden.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/** Whether a browser's request comes from the product's own page. */
final class Origin {
  private final Optional<String> publicAuthority;

  Origin(Optional<String> publicUrl) {
    this.publicAuthority = publicUrl.map(url -> URI.create(url).getAuthority());
  }

  /** True only when the Origin header is there and names us. */
  boolean isOwn(HttpServerRequest request) {
    return named(request)
        .map(
            authority ->
                authority.equals(own(request))
                    || publicAuthority.map(authority::equals).orElse(false))
        .orElse(false);
  }

  /** True when there is an Origin header and it names somebody else. */
  boolean isForeign(HttpServerRequest request) {
    return request.getHeader("Origin") != null && !isOwn(request);
  }

  private static Optional<String> named(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getHeader("Origin"))
          .map(URI::create)
          .map(URI::getAuthority);
    } catch (IllegalArgumentException garbage) {
      return Optional.empty();
    }
  }

  /** HTTP/2 has no Host header, so the request is asked for what stands in its place. */
  private static String own(HttpServerRequest request) {
    return request.authority() == null ? null : request.authority().toString();
  }
}
