package io.faden.channel;

import java.util.Optional;

/**
 * How to reach one side of a mailbox.
 *
 * @param tls none, STARTTLS (refused when the server does not offer it) or TLS from the first byte
 * @param user empty to send without signing in
 * @param password in the clear here, encrypted at rest; never printed
 * @param folder IMAP only
 * @param trust {@code system}, or a certificate in PEM that is trusted instead
 */
public record MailServer(
    String host,
    int port,
    Tls tls,
    Optional<String> user,
    Optional<String> password,
    Optional<String> folder,
    String trust) {

  public enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
  }

  @Override
  public String toString() {
    return "MailServer[" + host + ":" + port + " " + tls + "]";
  }
}
