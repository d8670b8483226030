package io.faden.channel.social;

import io.faden.channel.social.NetworkFault.Kind;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where an address that a stranger named leads, once it is known to lead out of the house.
 *
 * @param host as in the certificate
 * @param at where to connect: never looked up a second time, when a name may lead elsewhere
 */
record SafeTarget(URI url, String host, int port, boolean tls, List<InetAddress> at) {
  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  SafeTarget {
    at = List.copyOf(at);
  }

  /** How names become addresses; may block. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * Input: an address of the web, and the {@code host:port} that may be reached wherever they are.
   * Errors: {@link NetworkFault}, AWAY for a name that nobody knows, else REFUSED.
   */
  static SafeTarget of(String address, Set<String> internal, Names names) throws NetworkFault {
    URI url = parsed(address);
    boolean tls = url.getScheme().equalsIgnoreCase("https");
    int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS : HTTP;
    String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    boolean known = internal.contains(host + ":" + port);
    if (!known && !PORTS.contains(port)) {
      throw new NetworkFault(Kind.REFUSED, "Nothing is fetched from port " + port + ".");
    }
    List<InetAddress> at = lookUp(host, names);
    // One that leads inside among others that do not is no accident.
    if (!known && !at.stream().allMatch(PublicAddress::is)) {
      throw new NetworkFault(
          Kind.REFUSED, "The address leads into an internal network; nothing is fetched there.");
    }
    return new SafeTarget(url, host, port, tls, at);
  }

  private static List<InetAddress> lookUp(String host, Names names) throws NetworkFault {
    try {
      List<InetAddress> at = List.of(names.of(host));
      if (!at.isEmpty()) {
        return at;
      }
    } catch (UnknownHostException nobody) {
      // The same as no address at all.
    }
    throw new NetworkFault(Kind.AWAY, "There is no server of this name: " + host);
  }

  private static URI parsed(String address) throws NetworkFault {
    try {
      URI url = new URI(address.strip().replace(" ", "%20"));
      if (url.getHost() == null && url.getRawAuthority() != null) {
        // A name with letters of its country's own.
        url = new URI(address.replace(url.getRawAuthority(), IDN.toASCII(url.getRawAuthority())));
      }
      boolean web = url.getScheme() != null && url.getScheme().matches("(?i)https?");
      if (web && url.getHost() != null && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException | IllegalArgumentException notOne) {
      // Told below.
    }
    throw new NetworkFault(Kind.REFUSED, "This is no address of the web that can be fetched.");
  }

  String pathAndQuery() {
    URI ascii = URI.create(url.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  String resolved(String location) throws NetworkFault {
    try {
      return url.resolve(location.strip().replace(" ", "%20")).toString();
    } catch (IllegalArgumentException notOne) {
      throw new NetworkFault(Kind.REFUSED, "The server leads on to what is no address.");
    }
  }
}
