package io.faden.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a numeric address is this machine's own. */
public final class Loopback {
  private static final List<String> OF_PROXIES =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP",
          "Via");
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Loopback() {}

  /**
   * Whether a request comes from this machine itself. A proxy on this machine brings requests from
   * anywhere, so what carries a proxy's mark does not count. Nor does what asks for us under
   * another name: any page can let its own name lead to this machine, and the browser then calls
   * from here.
   */
  static boolean calls(HttpServerRequest request) {
    return request.remoteAddress() != null
        && is(request.remoteAddress().hostAddress())
        && request.authority() != null
        && NAMES.contains(request.authority().host().toLowerCase(Locale.ROOT))
        && OF_PROXIES.stream().noneMatch(request.headers()::contains);
  }

  /** False for anything that is not a numeric address: no name is ever looked up. */
  public static boolean is(String address) {
    if (address == null || !address.matches("[0-9.]+|[0-9a-fA-F:.%]*:[0-9a-zA-Z:.%]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException notNumeric) {
      return false;
    }
  }
}
