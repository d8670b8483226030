package io.faden.channel.email.mime;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One address in a header.
 *
 * @param address lower case, the domain in ASCII; equal means the same mailbox
 * @param name as the sender gave it, one line; may be empty
 */
public record Mailbox(String address, String name) {
  private static final int MOST = 1_000;

  /**
   * Reads an address list. Input: an undecoded header value. Result: what can be used as an
   * address, in order, 1,000 at most; groups are opened, everything else is passed over. Source:
   * RFC 5322 section 3.4, read generously.
   */
  public static List<Mailbox> list(String raw) {
    List<Mailbox> found = new ArrayList<>();
    AddressScanner scanner = new AddressScanner(raw);
    while (scanner.more() && found.size() < MOST) {
      scanner.next().ifPresent(found::add);
    }
    return found;
  }

  /** An address in its normal form, or empty when it cannot be one. */
  public static Optional<String> normal(String text) {
    String address = CharsetDecoding.decodeRaw(text).strip();
    int at = address.lastIndexOf('@');
    if (at <= 0 || at == address.length() - 1 || address.length() > 320) {
      return Optional.empty();
    }
    if (address.chars().anyMatch(c -> c <= ' ' || "<>,;\u007F".indexOf(c) >= 0)) {
      return Optional.empty();
    }
    String domain = address.substring(at + 1);
    try {
      domain = domain.startsWith("[") ? domain : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
    String normal = address.substring(0, at + 1) + domain;
    return domain.isEmpty() ? Optional.empty() : Optional.of(normal.toLowerCase(Locale.ROOT));
  }
}
