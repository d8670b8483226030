package io.faden.staff;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The part of a network address that one household or office has to itself. */
public final class Network {
  private static final int IPV6_PREFIX_BYTES = 8;

  private Network() {}

  /** An IPv4 address as it is; of IPv6 the first 64 bits, since everybody has 2^64 of the rest. */
  public static String of(String host) {
    if (!host.contains(":")) {
      return host;
    }
    try {
      // With a colon in it this is never looked up as a name.
      InetAddress address = InetAddress.getByName(host.replaceAll("%.*", ""));
      byte[] bytes = address.getAddress();
      return bytes.length <= IPV6_PREFIX_BYTES
          ? address.getHostAddress()
          : HexFormat.of().formatHex(bytes, 0, IPV6_PREFIX_BYTES);
    } catch (UnknownHostException notNumeric) {
      return host;
    }
  }
}
