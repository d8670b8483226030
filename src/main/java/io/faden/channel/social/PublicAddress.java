package io.faden.channel.social;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out on the internet for everybody. Source: the special-purpose address
 * registries of IANA (RFC 6890 and what was added since).
 */
final class PublicAddress {
  private static final List<Block> INTERNAL =
      List.of(
          block("0.0.0.0", 8),
          block("10.0.0.0", 8),
          // carrier-grade NAT
          block("100.64.0.0", 10),
          block("127.0.0.0", 8),
          // link-local; 169.254.169.254 tells machines in a cloud who they are
          block("169.254.0.0", 16),
          block("172.16.0.0", 12),
          block("192.0.0.0", 24),
          block("192.0.2.0", 24),
          block("192.88.99.0", 24),
          block("192.168.0.0", 16),
          block("198.18.0.0", 15),
          block("198.51.100.0", 24),
          block("203.0.113.0", 24),
          // multicast, and what is reserved, broadcast included
          block("224.0.0.0", 3),
          // Teredo, ORCHID and their like
          block("2001::", 23),
          block("2001:db8::", 32),
          block("3fff::", 20));

  /** All of IPv6 that has been given out; loopback, link-local and unique-local lie outside. */
  private static final Block GLOBAL = block("2000::", 3);

  private static final Block SIX_TO_FOUR = block("2002::", 16);
  private static final Block NAT64 = block("64:ff9b::", 96);
  private static final int IPV4_BYTES = 4;

  private PublicAddress() {}

  private record Block(byte[] start, int bits) {
    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static Block block(String start, int bits) {
    try {
      return new Block(InetAddress.getByName(start).getAddress(), bits);
    } catch (UnknownHostException notLiteral) {
      throw new IllegalArgumentException(notLiteral);
    }
  }

  static boolean is(InetAddress address) {
    return is(address.getAddress());
  }

  private static boolean is(byte[] address) {
    if (address.length > IPV4_BYTES) {
      // An IPv4 address in disguise is judged as what it leads to.
      if (NAT64.holds(address)) {
        return is(part(address, 12));
      }
      if (SIX_TO_FOUR.holds(address)) {
        return is(part(address, 2));
      }
      if (!GLOBAL.holds(address)) {
        return false;
      }
    }
    return INTERNAL.stream().noneMatch(block -> block.holds(address));
  }

  private static byte[] part(byte[] address, int from) {
    return Arrays.copyOfRange(address, from, from + IPV4_BYTES);
  }
}
