package io.faden.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells whether a numeric address is this machine's own. */
public final class Loopback {
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private Loopback() {}

  /**
   * Whether a request comes from this machine itself. A proxy on this machine brings requests from
   * anywhere, so what carries a proxy's mark does not count.
   */
  static boolean calls(HttpServerRequest request) {
    return request.remoteAddress() != null
        && is(request.remoteAddress().hostAddress())
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
