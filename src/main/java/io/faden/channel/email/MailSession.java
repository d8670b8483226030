package io.faden.channel.email;

import io.faden.channel.MailServer;
import jakarta.mail.Session;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;

/** Settings of Angus Mail for one server. See the package javadoc of org.eclipse.angus.mail. */
final class MailSession {
  private MailSession() {}

  /**
   * How long to wait.
   *
   * @param connect for the line
   * @param read for each answer
   * @param write for each piece that the other side must take; zero for ever
   */
  record Patience(Duration connect, Duration read, Duration write) {
    static final Patience SENDING =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
    static final Patience TRIAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  /** Input: protocol imap or smtp. Errors: the certificate to trust cannot be read. */
  static Properties properties(String protocol, MailServer server, Patience patience)
      throws GeneralSecurityException {
    String mail = "mail." + protocol;
    Properties properties = new Properties();
    properties.setProperty(mail + ".connectiontimeout", millis(patience.connect));
    properties.setProperty(mail + ".timeout", millis(patience.read));
    if (patience.write.isPositive()) {
      properties.setProperty(mail + ".writetimeout", millis(patience.write));
    }
    switch (server.tls()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty(mail + ".starttls.enable", "true");
        properties.setProperty(mail + ".starttls.required", "true");
      }
      case IMPLICIT -> properties.setProperty(mail + ".ssl.enable", "true");
    }
    properties.setProperty(mail + ".ssl.checkserveridentity", "true");
    ServerTrust.sockets(server.trust())
        .ifPresent(sockets -> properties.put(mail + ".ssl.socketFactory", sockets));
    // Without this, Angus Mail would try the system's trust when the pinned one says no.
    properties.setProperty(mail + ".socketFactory.fallback", "false");
    return properties;
  }

  static Session open(Properties properties) {
    return Session.getInstance(properties);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }
}
