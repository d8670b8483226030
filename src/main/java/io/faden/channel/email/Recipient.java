package io.faden.channel.email;

import jakarta.mail.internet.AddressException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Addresses on their way out. */
final class Recipient {
  private Recipient() {}

  /**
   * The address as it goes into header and envelope, its domain in ASCII. Errors: {@link
   * AddressException} for everything that could not be one address, above all for line breaks,
   * spaces and brackets, which would speak to the server.
   */
  static String checked(String address) throws AddressException {
    int at = address.lastIndexOf('@');
    boolean broken =
        at <= 0
            || at == address.length() - 1
            || address.length() > 320
            || address.chars().anyMatch(c -> c <= ' ' || "<>,;:\\\"()[]\u007F".indexOf(c) >= 0)
            || address.indexOf('@') != at;
    if (broken) {
      throw new AddressException("this is no e-mail address", address);
    }
    try {
      return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    } catch (IllegalArgumentException notADomain) {
      throw new AddressException("this is no e-mail address", address);
    }
  }

  /** Whether only servers with SMTPUTF8 can carry it. Source: RFC 6531. */
  static boolean international(String checked) {
    return !StandardCharsets.US_ASCII.newEncoder().canEncode(checked);
  }
}
