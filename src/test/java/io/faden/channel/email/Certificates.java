package io.faden.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What the servers of these tests show. The keys are worth nothing. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Certificates() {}

  /** Issued "localhost.pem"; in src/test/resources/mail, valid until 2126. */
  static String authority() {
    return new String(resource("/mail/authority.pem"), StandardCharsets.US_ASCII);
  }

  /** For the host name localhost only. */
  static String localhost() {
    return new String(resource("/mail/localhost.pem"), StandardCharsets.US_ASCII);
  }

  /** The one that GreenMail signed itself. */
  static String greenMail() {
    try (InputStream in = Certificates.class.getResourceAsStream("/greenmail.p12")) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate)
          + "\n-----END CERTIFICATE-----\n";
    } catch (IOException | GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** The server side of TLS over an open line, with the certificate for localhost. */
  static Socket secure(Socket line) throws IOException {
    try (InputStream in = Certificates.class.getResourceAsStream("/mail/localhost.p12")) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(line, null, line.getPort(), true);
      socket.setUseClientMode(false);
      return socket;
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static byte[] resource(String path) {
    try (InputStream in = Certificates.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
